//! Reports: promises, pauses, and what becomes of them.

mod clocks;
mod delivery;
mod file;
mod file_inputs;
mod filter;
mod forecast;
mod keys;
mod pauses;
mod query;
mod repeats;
mod schedule;
mod schedule_inputs;
mod schedule_work;
mod scheduled_filter;
mod sla;
mod tickets;
mod time;
mod window;
mod workload;

pub use clocks::CountedClock;
pub use delivery::ReportDelivery;
pub use file::ReportFileMutation;
pub use forecast::ForecastReportQuery;
pub use pauses::PauseReportQuery;
pub use query::SlaReportQuery;
pub use repeats::RepeatsReportQuery;
pub use schedule::{ReportSchedule, ReportScheduleQuery};
pub use schedule_work::ReportScheduleMutation;
pub use sla::{SlaCounts, SlaReport};
pub use time::TimeReport;
pub use workload::WorkloadReportQuery;
