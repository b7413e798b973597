//! Assessment periods from open to frozen, what is found later, and what the database itself refuses.

pub mod board;
mod kept;
mod later;
mod life;
mod unsigned;
