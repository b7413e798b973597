//! Which report is delivered, without the period that each delivery has.

use domain::ids::ContractId;
use domain::report::schedule::{Cadence, CadenceKind, Covered, DueTimes, ScheduledReport};
use serde::{Deserialize, Serialize};

use crate::export::ReportOf;
use crate::report::{FaultQuery, ForecastQuery, PauseQuery, ReportQuery, WorkloadQuery};
use crate::{Error, Result, Window};

/// Which report, as it is stored. No query narrows by time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Reported {
    /// The month of a contract that ended last.
    ContractMonth { contract: ContractId },
    /// How many promises were kept.
    Sla { query: ReportQuery },
    /// How many pauses were declared.
    Pauses { query: PauseQuery },
    /// Who consumed the time.
    Time { query: ReportQuery },
    /// What came, went and is left.
    Workload { query: WorkloadQuery },
    /// Systems with so many incidents, and repeated faults.
    Faults { query: FaultQuery, at_least: i64 },
    /// Which open promises fall due in so many hours, as of when the file is made.
    Forecast { query: ForecastQuery, horizon_hours: i64 },
}

impl Reported {
    /// The report of a file, as far as each period has one; none of what is of one thing that is over, or a list.
    pub fn of(file: ReportOf) -> Option<Self> {
        Some(match file {
            ReportOf::ContractMonth { contract, month: _ } => Self::ContractMonth { contract },
            ReportOf::Sla { query } => Self::Sla { query },
            ReportOf::Pauses { query } => Self::Pauses { query },
            ReportOf::Time { query } => Self::Time { query },
            ReportOf::Workload { query } => Self::Workload { query },
            ReportOf::Faults { query, at_least } => Self::Faults { query, at_least },
            ReportOf::Forecast { query, horizon_hours } => Self::Forecast { query, horizon_hours },
            ReportOf::Assessment { .. }
            | ReportOf::Tickets { .. }
            | ReportOf::Statement { .. }
            | ReportOf::Ranking { .. } => return None,
        })
    }

    /// Which one.
    pub const fn kind(&self) -> ScheduledReport {
        match self {
            Self::ContractMonth { .. } => ScheduledReport::ContractMonth,
            Self::Sla { .. } => ScheduledReport::Sla,
            Self::Pauses { .. } => ScheduledReport::Pauses,
            Self::Time { .. } => ScheduledReport::Time,
            Self::Workload { .. } => ScheduledReport::Workload,
            Self::Faults { .. } => ScheduledReport::Faults,
            Self::Forecast { .. } => ScheduledReport::Forecast,
        }
    }

    /// What it is about, or narrowed to, as the query that can be narrowed most says it.
    pub fn narrowing(&self) -> ReportQuery {
        let of = |contract, vendor, agency, system| ReportQuery {
            contract,
            vendor,
            agency,
            system,
            ..ReportQuery::default()
        };
        match self {
            Self::ContractMonth { contract } => of(Some(*contract), None, None, None),
            Self::Sla { query } | Self::Time { query } => query.clone(),
            Self::Pauses { query } => of(query.contract, query.vendor, query.agency, None),
            Self::Workload { query } => of(query.contract, query.vendor, query.agency, query.system),
            Self::Faults { query, at_least: _ } => of(query.contract, query.vendor, query.agency, query.system),
            Self::Forecast { query, horizon_hours: _ } => {
                let narrowed = of(query.contract, query.vendor, query.agency, query.system);
                ReportQuery { priority: query.priority, metric: query.metric, ..narrowed }
            }
        }
    }

    /// The contract that it is about, or narrowed to.
    pub fn contract(&self) -> Option<ContractId> {
        self.narrowing().contract
    }

    /// Whether its filter names a period, which is the schedule's to say.
    pub(super) fn names_a_period(&self) -> bool {
        match self {
            Self::ContractMonth { .. } | Self::Forecast { .. } => false,
            Self::Sla { query } | Self::Time { query } => {
                let months = query.from_month.is_some() || query.until_month.is_some();
                months || query.counted_from.is_some() || query.counted_before.is_some()
            }
            Self::Pauses { query } => query.from.is_some() || query.before.is_some(),
            Self::Workload { query } => query.window != Window::default(),
            Self::Faults { query, .. } => query.window != Window::default(),
        }
    }

    /// The same over what a delivery covers: what counts by month counts in each contract's zone.
    pub(super) fn over(&self, covered: &Covered, cadence: CadenceKind) -> ReportOf {
        let window = Window { from: Some(covered.from), before: Some(covered.before) };
        let clocks = |query: &ReportQuery| match cadence {
            CadenceKind::Monthly => {
                let month = Some(covered.month);
                ReportQuery { from_month: month, until_month: month, ..query.clone() }
            }
            CadenceKind::Weekly => {
                ReportQuery { counted_from: window.from, counted_before: window.before, ..query.clone() }
            }
        };
        match self {
            Self::ContractMonth { contract } => ReportOf::ContractMonth { contract: *contract, month: covered.month },
            Self::Sla { query } => ReportOf::Sla { query: clocks(query) },
            Self::Time { query } => ReportOf::Time { query: clocks(query) },
            Self::Pauses { query } => {
                ReportOf::Pauses { query: PauseQuery { from: window.from, before: window.before, ..query.clone() } }
            }
            Self::Workload { query } => ReportOf::Workload { query: WorkloadQuery { window, ..query.clone() } },
            Self::Faults { query, at_least } => {
                ReportOf::Faults { query: FaultQuery { window, ..query.clone() }, at_least: *at_least }
            }
            Self::Forecast { query, horizon_hours } => {
                ReportOf::Forecast { query: query.clone(), horizon_hours: *horizon_hours }
            }
        }
    }
}

/// When it is delivered, as somebody says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    pub cadence: Cadence,
    /// The full hour, 0 to 23.
    pub hour: i32,
    /// By its name in the tz database.
    pub zone: String,
}

/// The times of a stored order.
pub(super) fn times(row: &storage::entity::report_schedule::Model) -> Result<DueTimes> {
    let broken = || Error::Internal(anyhow::anyhow!("report schedule {} is due at no time", row.id));
    let cadence = match row.cadence {
        CadenceKind::Monthly => Cadence::Monthly(u32::try_from(row.day).map_err(|_| broken())?),
        CadenceKind::Weekly => {
            let from_monday = u8::try_from(row.day - 1).map_err(|_| broken())?;
            Cadence::Weekly(chrono::Weekday::try_from(from_monday).map_err(|_| broken())?)
        }
    };
    let hour = u32::try_from(row.hour).map_err(|_| broken())?;
    Ok(DueTimes { cadence, hour, zone: row.zone.parse().map_err(|_| broken())? })
}

/// The day by which a cadence is stored: of the month, or of the week with Monday as 1.
pub(super) fn day(cadence: Cadence) -> i32 {
    let day = match cadence {
        Cadence::Monthly(day) => day,
        Cadence::Weekly(weekday) => weekday.number_from_monday(),
    };
    i32::try_from(day).unwrap_or(0)
}
