//! Reports over the tickets that the actor reaches: what is counted, one file a report. S10 rules the counting.

mod chronic;
mod clocks;
mod forecast;
mod grouping;
mod pauses;
mod query;
mod repeats;
mod sla;
mod time;
mod window;
mod workload;

pub use chronic::{ChronicList, ChronicQuery, ChronicSystem, chronic_systems};
pub use clocks::{ClocksQuery, CountedClockList, CountedClockView, sla_clocks};
pub use forecast::{
    BreachForecast, ForecastClock, ForecastClockList, ForecastClocksQuery, ForecastQuery, MAX_HORIZON_HOURS, OpenClock,
    OpenTally, Standing, breach_forecast, forecast_clocks,
};
pub use pauses::{PauseDimension, PauseKey, PauseQuery, PauseReport, PauseTally, pause_report};
pub use query::{Dimension, ReportQuery};
pub use repeats::{FaultQuery, Repeat, RepeatList, RepeatsQuery, repeat_faults};
pub use sla::{ReportKey, ReportRow, SlaReport, Spent, sla_report};
pub use time::{TimeReport, time_report};
pub use workload::{WorkloadDimension, WorkloadKey, WorkloadQuery, WorkloadReport, WorkloadTally, workload_report};
