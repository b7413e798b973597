//! The rules of Gongdan: pure functions over plain values.
//!
//! Nothing here is asynchronous, does input or output, or reads a clock: the
//! time of an operation is always an argument.

pub mod access;
pub mod assessment;
pub mod audit;
pub mod bundle;
pub mod calendar;
pub mod catalogue;
pub mod change;
pub mod contract;
pub mod credit;
pub mod dispatch;
pub mod dispute;
pub mod exclusion;
pub mod export;
pub mod file;
pub mod fraction;
#[cfg(test)]
mod golden;
pub mod ids;
pub mod inspection;
pub mod money;
pub mod party;
pub mod policy_template;
pub mod ranking;
pub mod rectification;
pub mod report;
pub mod review;
pub mod routing;
pub mod scorecard;
pub mod search;
pub mod sla;
pub mod statement;
pub mod text_enum;
pub mod ticket;
pub mod trial;
pub mod webhook;

/// A point in time, always UTC. What is compared with a deadline is cut to whole seconds (S1).
pub type Instant = chrono::DateTime<chrono::Utc>;
