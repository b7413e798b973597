//! What mutations of reports that are delivered take.

use app::export::ReportOf;
use app::report_schedule::Reported;
use async_graphql::{ID, InputObject, OneofObject};
use domain::report::schedule::Cadence;

use super::file_inputs::{
    ClockFiguresInput, FaultListsInput, ForecastFiguresInput, PauseFiguresInput, ReportInput, WorkloadFiguresInput,
};
use crate::graphql::node_id::NodeType;
use crate::graphql::setup::Read;
use crate::graphql::words::{FileFormat, FileLanguage, Weekday};

/// Which report is delivered: one. The period is the schedule's: a filter that names one is refused. What is of one thing
/// that is over, an assessment, a statement, a ranking, is delivered by no schedule.
#[derive(Debug, OneofObject)]
pub enum ScheduledReportInput {
    /// The month of this contract that ended last. Needs scorecard.view, assessment.view and statement.view there as well.
    ContractId(ID),
    /// The figures of slaReport.
    Sla(ClockFiguresInput),
    /// The figures of pauseReport.
    Pauses(PauseFiguresInput),
    /// The figures of timeReport.
    Time(ClockFiguresInput),
    /// The figures of workloadReport.
    Workload(WorkloadFiguresInput),
    /// The lists of chronicSystems and repeatFaults.
    Faults(FaultListsInput),
    /// The figures of breachForecast and the clocks behind them, as of when the file is made.
    Forecast(ForecastFiguresInput),
}

impl ScheduledReportInput {
    /// The same for the use case; what is no id, or no filter, is noted.
    pub fn read(self, read: &mut Read<'_>) -> Option<Reported> {
        let of = match self {
            Self::ContractId(id) => {
                let contract = read.id(NodeType::ServiceContract, &id, "report.contractId");
                return Some(Reported::ContractMonth { contract });
            }
            Self::Sla(figures) => ReportInput::Sla(figures),
            Self::Pauses(figures) => ReportInput::Pauses(figures),
            Self::Time(figures) => ReportInput::Time(figures),
            Self::Workload(figures) => ReportInput::Workload(figures),
            Self::Faults(lists) => ReportInput::Faults(lists),
            Self::Forecast(figures) => ReportInput::Forecast(figures),
        };
        let of: ReportOf = of.read(read)?;
        Reported::of(of)
    }
}

/// On which days: one of these.
#[derive(Clone, Copy, Debug, OneofObject)]
pub enum ReportCadenceInput {
    /// On this day of each month, 1 to 28, of the month that ended before it.
    DayOfMonth(i32),
    /// On this day of each week, of the seven days before it.
    Weekday(Weekday),
}

impl From<ReportCadenceInput> for Cadence {
    fn from(input: ReportCadenceInput) -> Self {
        match input {
            // No day is below 1.
            ReportCadenceInput::DayOfMonth(day) => Self::Monthly(u32::try_from(day).unwrap_or(0)),
            ReportCadenceInput::Weekday(weekday) => Self::Weekly(weekday.into()),
        }
    }
}

/// A report to be delivered.
#[derive(Debug, InputObject)]
pub struct CreateReportScheduleInput {
    /// Unique for you, up to 100 characters.
    pub name: String,
    /// Which report.
    pub report: ScheduledReportInput,
    /// Written as what.
    pub format: FileFormat,
    /// In which language the platform's own words stand.
    pub language: FileLanguage,
    /// On which days.
    pub cadence: ReportCadenceInput,
    /// At which full hour of the zone's clocks, 0 to 23.
    pub hour: i32,
    /// By whose clocks and calendar, by its name in the tz database.
    #[graphql(default = "Asia/Shanghai")]
    pub zone: String,
    /// Whether it is delivered.
    #[graphql(default = true)]
    pub active: bool,
}

/// What to change of a report schedule; what is left out stays.
#[derive(Debug, InputObject)]
pub struct ChangeReportScheduleInput {
    /// The report schedule; it must be yours.
    pub schedule_id: ID,
    /// Its `version` as you read it: CONFLICT, with what changed and by whom, when somebody changed it since. Without it the
    /// change is made whatever happened.
    pub expected_version: Option<i64>,
    /// Unique for you, up to 100 characters.
    pub name: Option<String>,
    /// Which report: the whole of it.
    pub report: Option<ScheduledReportInput>,
    /// Written as what.
    pub format: Option<FileFormat>,
    /// In which language the platform's own words stand.
    pub language: Option<FileLanguage>,
    /// On which days. With other days, another hour or another zone it is next due after now.
    pub cadence: Option<ReportCadenceInput>,
    /// At which full hour of the zone's clocks, 0 to 23.
    pub hour: Option<i32>,
    /// By whose clocks and calendar, by its name in the tz database.
    pub zone: Option<String>,
    /// Whether it is delivered. What went by while it was not is never delivered.
    pub active: Option<bool>,
}

/// A report schedule to be forgotten.
#[derive(Debug, InputObject)]
pub struct DeleteReportScheduleInput {
    /// The report schedule; it must be yours.
    pub schedule_id: ID,
    /// Its `version` as you read it: CONFLICT, with what changed and by whom, when somebody changed it since. Without it the
    /// change is made whatever happened.
    pub expected_version: Option<i64>,
}

/// A delivery whose file is wanted.
#[derive(Debug, InputObject)]
pub struct PrepareReportDeliveryInput {
    /// The delivery; its schedule must be yours.
    pub delivery_id: ID,
}
