//! Reports as files: what they say to the letter, that both sides get the same bytes, and who gets none.

mod frozen;
mod given_away;
mod lists;
mod refused;
pub mod shelf;
mod tables;
mod workbooks;
