//! The transport from outside, over a toy schema, its parts alone, and what the real schema says of itself.

// The merged schema is one type as deep as it has parts.
#![recursion_limit = "256"]

mod cursor;
mod edge;
mod error;
mod guard;
mod headers;
mod http;
mod limits;
mod log;
mod node_id;
mod once;
mod pages;
mod scan;
mod schema;
mod socket;
mod stand;
mod tokens;
mod words;
