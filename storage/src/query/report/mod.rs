//! Counting for reports: one statement a report, grouped by the database, the same text on both (S10).

mod clocks;
mod counted;
mod dimension;
pub mod forecast;
mod group;
mod pauses;
pub mod repeats;
mod sla;
pub mod workload;

pub use clocks::{CountedClock, StoppedClock, count_counted, count_stopped_tickets, counted_clocks, stopped_clocks};
pub use dimension::{Dimension, ReportFilter, ReportKey};
pub use group::{Group, GroupClocks, group_clocks, group_solutions};
pub use pauses::{PauseDimension, PauseFilter, PauseKey, PauseTally, pauses};
pub use sla::{Spent, count_clocks};
