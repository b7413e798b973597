//! Rankings from draft to correction, who sees what of them, and what everybody may read.

mod agencies;
pub mod board;
mod counted;
mod life;
mod public;
mod seen;
