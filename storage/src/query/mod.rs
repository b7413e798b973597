//! Everyday queries, one file an aggregate; functions over any connection.

pub mod access_token;
pub mod attachment;
pub mod audit;
pub mod auth;
pub mod backtest;
pub mod calendar_change;
pub mod clock;
pub mod epoch;
pub mod idempotency;
pub mod job_run;
pub mod party;
pub mod promise;
pub mod quota;
pub mod rectification;
pub mod region;
pub mod report;
pub mod review;
pub mod scorecard;
pub mod setup;
pub mod sla;
pub mod ticket;
pub mod uncovered;
