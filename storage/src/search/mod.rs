//! The search index: FTS5 on SQLite, a GIN index over `tsvector` on PostgreSQL, of the same tokens.

mod entries;
mod find;
mod plan;
mod postgres;
mod sqlite;
mod waiting;

pub use entries::{Entry, Known, known, places, write};
pub use find::{Found, Search, Way, count, find, statement, way};
pub use waiting::{Due, advance, awaits, due, mark_all, mark_waiting, settle, sources};

/// Stands for a place that no token has; a character that is no letter, so that no token looks like it.
const GAP: char = '\u{b7}';
