//! The integration tests: stories told through the public API, on SQLite and on PostgreSQL with Redis.

mod access;
mod append_only;
mod appraisal;
mod architecture;
mod contracts;
mod dispatch;
mod executable;
mod import;
mod limits;
mod live;
mod policies;
mod redis;
mod refusals;
mod reviews;
mod routing;
mod schema;
mod schema_lint;
mod settled;
mod setup;
mod sql_counts;
mod support;
mod tickets;
mod trials;
mod verdicts;
mod workers;
