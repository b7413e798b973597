//! Which file of which report is wanted.

use domain::access::Action;
use domain::export::{FileFormat, FileLanguage};
use domain::ids::{AssessmentId, ContractId, RankingId, StatementId, UserId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::contract_period::{self, Of};
use super::made::{Made, extension, file_name};
use super::{faults, forecast, pauses, ranking, sla, statement, tickets, time, workload};
use crate::report::{FaultQuery, ForecastQuery, PauseQuery, ReportQuery, WorkloadQuery};
use crate::view::ViewSpec;
use crate::{Error, Op, Result};

/// Bytes of what an address can say.
const LONGEST: usize = 2_400;

/// Of what a file is wanted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ReportOf {
    /// A month of a contract, `YYYYMM` in its zone.
    ContractMonth { contract: ContractId, month: i32 },
    /// A revision of an assessment, over its period.
    Assessment { id: AssessmentId },
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
    /// Which open promises fall due in so many hours.
    Forecast { query: ForecastQuery, horizon_hours: i64 },
    /// A list of tickets: what was searched for, a filter, an order.
    Tickets { list: Box<ViewSpec> },
    /// What a period pays.
    Statement { id: StatementId },
    /// Who stands where.
    Ranking { id: RankingId },
}

/// A file that is wanted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportFile {
    pub of: ReportOf,
    pub format: FileFormat,
    pub language: FileLanguage,
}

/// A file that may be fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreparedReportFile {
    pub file: ReportFile,
    /// Who may fetch it.
    pub user: UserId,
    /// What it is called.
    pub name: String,
}

impl ReportOf {
    fn contract_period(&self) -> Option<Of> {
        match *self {
            Self::ContractMonth { contract, month } => Some(Of::Month(contract, month)),
            Self::Assessment { id } => Some(Of::Assessment(id)),
            _ => None,
        }
    }

    /// What it names, if that has an id.
    pub(super) fn id(&self) -> Uuid {
        match self {
            Self::ContractMonth { contract, .. } => contract.0,
            Self::Assessment { id } => id.0,
            Self::Statement { id } => id.0,
            Self::Ranking { id } => id.0,
            Self::Sla { .. }
            | Self::Pauses { .. }
            | Self::Time { .. }
            | Self::Workload { .. }
            | Self::Faults { .. }
            | Self::Forecast { .. }
            | Self::Tickets { .. } => Uuid::nil(),
        }
    }
}

/// Says whether a file can be made, and what it is called; nothing is written, and the bytes are made when they are
/// fetched. Needs `report.view`, and the right of what it is of.
///
/// # Errors
/// FORBIDDEN, NOT_FOUND; `TOO_LONG`, `INVALID_MONTH`, `TOO_MANY_TICKETS` and what the report itself is refused for.
pub async fn prepare_report_file(op: &Op, file: ReportFile) -> Result<PreparedReportFile> {
    op.require(Action::ReportView)?;
    if serde_json::to_string(&file)?.len() > LONGEST {
        let en = "the report is narrowed by too long a text for an address";
        return Err(Error::invalid("TOO_LONG", "report", en, "筛选条件过长，无法生成下载地址"));
    }
    let user = op.actor().user().ok_or(Error::Forbidden(Action::ReportView))?;
    // To read that many tickets twice would cost more than to say how many there are.
    let name = match (file.of.contract_period(), &file.of) {
        (Some(of), _) => {
            let begins = Box::pin(contract_period::check(op, of)).await?;
            file_name(&begins, file.language, extension(file.format, true))
        }
        (None, ReportOf::Tickets { list }) => {
            let begins = Box::pin(tickets::check(op, list)).await?;
            file_name(&begins, file.language, extension(file.format, false))
        }
        _ => make(op, &file).await?.file_name(file.format),
    };
    Ok(PreparedReportFile { file, user, name })
}

/// The document of a file.
pub(super) async fn make(op: &Op, file: &ReportFile) -> Result<Made> {
    let language = file.language;
    match &file.of {
        ReportOf::ContractMonth { contract, month } => {
            Box::pin(contract_period::make(op, Of::Month(*contract, *month), language)).await
        }
        ReportOf::Assessment { id } => Box::pin(contract_period::make(op, Of::Assessment(*id), language)).await,
        ReportOf::Sla { query } => Box::pin(sla::make(op, query, language)).await,
        ReportOf::Pauses { query } => Box::pin(pauses::make(op, query, language)).await,
        ReportOf::Time { query } => Box::pin(time::make(op, query, language)).await,
        ReportOf::Workload { query } => Box::pin(workload::make(op, query, language)).await,
        ReportOf::Faults { query, at_least } => Box::pin(faults::make(op, query, *at_least, language)).await,
        ReportOf::Forecast { query, horizon_hours } => {
            Box::pin(forecast::make(op, query, *horizon_hours, language)).await
        }
        ReportOf::Tickets { list } => Box::pin(tickets::make(op, list, language)).await,
        ReportOf::Statement { id } => Box::pin(statement::make(op, *id, language)).await,
        ReportOf::Ranking { id } => Box::pin(ranking::make(op, *id, language)).await,
    }
}
