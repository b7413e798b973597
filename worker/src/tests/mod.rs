//! Stories of the worker, on SQLite and, under `services run`, on PostgreSQL.

mod bench;
mod loops;
mod runs;
mod takeover;
