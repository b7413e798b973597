//! The integration tests: stories told through the public API, on SQLite and on PostgreSQL with Redis.

// A story's future holds that of a use case whole, and lints ask for its layout.
#![recursion_limit = "256"]

mod access;
mod administration;
mod append_only;
mod appraisal;
mod architecture;
mod assessments;
mod bundles;
mod contracts;
mod dispatch;
mod disputes;
mod executable;
mod exports;
mod import;
mod inspections;
mod integrators;
mod limits;
mod links;
mod live;
mod policies;
mod rankings;
mod redis;
mod refusals;
mod reports;
mod reviews;
mod routing;
mod schema;
mod schema_lint;
mod search;
mod settled;
mod settlement;
mod setup;
mod sql_counts;
mod support;
mod talk;
mod tickets;
mod trials;
mod verdicts;
mod workers;
