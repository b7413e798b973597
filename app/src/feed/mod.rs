//! What changed, in order: a page of it for who asks, and everything from a number on for who listens.
//!
//! The database holds the feed. Redis and the queue inside this process only hint that there is more of it: whoever may
//! have missed a hint reads the feed from the last number heard.

mod change;
mod hub;
mod listen;
mod page;

pub use change::Change;
pub(crate) use hub::Hub;
pub(crate) use listen::FURTHEST;
pub use listen::{Heard, Listening, listen};
pub use page::{ChangePage, MOST, changes};
