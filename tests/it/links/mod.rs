//! What tickets are to each other, what they ask for of the catalogue, and what their solutions knew.

mod catalogue;
mod demo;
mod duplicates;
mod knowledge;
mod linked;
mod major;
