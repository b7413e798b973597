//! The transport from outside, over a toy schema.

mod edge;
mod http;
mod limits;
mod log;
mod pages;
mod socket;
mod stand;
mod tokens;
