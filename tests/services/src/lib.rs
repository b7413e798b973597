//! Throw-away PostgreSQL and Redis servers for tests and benches.
//!
//! `services run -- CMD` starts both on free loopback ports, tells the command
//! where they are, and removes them again. A test asks [`postgres_url`] and
//! [`redis_url`]; one that must kill its own server starts a [`Redis`].

mod account;
pub mod install;
mod port;
mod postgres;
mod programs;
mod redis;
mod server;

pub use postgres::{Durability, Postgres};
pub use redis::Redis;

/// Names the maintenance database of the test cluster, with a superuser's access.
pub const POSTGRES: &str = "GONGDAN_TEST_POSTGRES";
/// Names the test Redis.
pub const REDIS: &str = "GONGDAN_TEST_REDIS";

/// The URL of the maintenance database `postgres`, from which a test makes its own database;
/// nothing when the tests run without `services run`.
pub fn postgres_url() -> Option<String> {
    from_environment(POSTGRES)
}

/// The URL of the Redis that all tests share: a test keeps to keys of its own.
/// Nothing when the tests run without `services run`.
pub fn redis_url() -> Option<String> {
    from_environment(REDIS)
}

#[expect(clippy::disallowed_methods, reason = "the only way `services run` can speak to the tests it starts")]
fn from_environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|url| !url.is_empty())
}
