//! Service calendars: what is written down (spec), and what is counted with (compiled).
//!
//! Instants are whole seconds since 1970-01-01T00:00:00Z throughout this module.

mod book;
mod change;
mod changes;
mod compile;
mod compiled;
mod day_list;
mod error;
mod interval;
mod local;
pub mod shipped;
mod spec;
mod year;

pub use book::{BookView, CalendarBook};
pub use change::{CalendarChangeState, DayChange, DayChangeKind, day_changes};
pub use changes::ChangedSpans;
pub use compiled::{CompiledCalendar, Due};
pub use day_list::{DayList, YearsApart};
pub use error::CalendarError;
pub use interval::{Interval, NotAnInterval};
pub use local::{start_of_day, time_of_day};
pub use spec::{CalendarSpec, CalendarVersion, DayLayer, DayRule, Weekly};
pub use year::{PartialYear, YearGap};
