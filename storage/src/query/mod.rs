//! Everyday queries, one file an aggregate; functions over any connection.

pub mod attachment;
pub mod auth;
pub mod backtest;
pub mod calendar_change;
pub mod clock;
pub mod dispatch;
pub mod epoch;
pub mod job_run;
pub mod leg;
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
