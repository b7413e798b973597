//! What prepareReportFile takes: one report, a format, a language.

use app::export::ReportOf;
use app::view::ViewSpec;
use async_graphql::{ID, InputObject, OneofObject};

use super::filter::SlaReportFilter;
use super::forecast::ForecastFilter;
use super::pauses::PauseReportFilter;
use super::repeats::FaultFilter;
use super::workload::WorkloadReportFilter;
use crate::graphql::node_id::NodeType;
use crate::graphql::setup::Read;
use crate::graphql::ticket::{TicketFilter, TicketOrder};
use crate::graphql::words::{FileFormat, FileLanguage, PauseDimension, ReportDimension, WorkloadDimension};

/// Which file of which report is wanted.
#[derive(Debug, InputObject)]
pub struct PrepareReportFileInput {
    /// Of what.
    pub report: ReportInput,
    /// Written as what.
    pub format: FileFormat,
    /// In which language the platform's own words stand.
    pub language: FileLanguage,
}

/// Of what a file is wanted: one thing.
#[derive(Debug, OneofObject)]
pub enum ReportInput {
    /// A month of a contract: score, promises, breaches, pauses, settlement, tickets. Needs scorecard.view,
    /// assessment.view and statement.view there as well.
    ContractMonth(ContractMonthInput),
    /// The same over the period of a revision of an assessment.
    AssessmentId(ID),
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
    /// The figures of breachForecast and the clocks behind them.
    Forecast(ForecastFiguresInput),
    /// The list of tickets, or what searchTickets finds, in its order. Needs ticket.view as well.
    Tickets(TicketListInput),
    /// A statement. Needs statement.view as well.
    StatementId(ID),
    /// A ranking, as far as you see it. Needs ranking.view as well.
    RankingId(ID),
}

/// A month of a contract.
#[derive(Debug, InputObject)]
pub struct ContractMonthInput {
    /// The contract.
    contract_id: ID,
    /// The month, YYYYMM, such as 202611, in the contract's zone.
    month: i32,
}

/// The figures of slaReport or timeReport.
#[derive(Debug, InputObject)]
pub struct ClockFiguresInput {
    /// Which clocks; all when left out.
    filter: Option<SlaReportFilter>,
    /// What the rows are told apart by: at most two.
    group_by: Vec<ReportDimension>,
}

/// The figures of pauseReport.
#[derive(Debug, InputObject)]
pub struct PauseFiguresInput {
    /// Which pauses; all when left out.
    filter: Option<PauseReportFilter>,
    /// What the rows are told apart by: at most two.
    group_by: Vec<PauseDimension>,
}

/// The figures of workloadReport.
#[derive(Debug, InputObject)]
pub struct WorkloadFiguresInput {
    /// Which tickets and work, in which window; all when left out.
    filter: Option<WorkloadReportFilter>,
    /// What the rows are told apart by: at most two.
    group_by: Vec<WorkloadDimension>,
}

/// The lists of chronicSystems and repeatFaults.
#[derive(Debug, InputObject)]
pub struct FaultListsInput {
    /// Which incidents, in which window; all when left out.
    filter: Option<FaultFilter>,
    /// How many incidents make a system a chronic one, 1 or more.
    #[graphql(default = 3)]
    at_least: i32,
}

/// The figures of breachForecast.
#[derive(Debug, InputObject)]
pub struct ForecastFiguresInput {
    /// Which clocks; all when left out.
    filter: Option<ForecastFilter>,
    /// How far ahead to look, 1 to 720 hours.
    #[graphql(default = 72)]
    horizon_hours: i32,
}

/// A list of tickets.
#[derive(Debug, InputObject)]
pub struct TicketListInput {
    /// What to search for; blank or left out: a plain list.
    words: Option<String>,
    /// Which tickets; all when left out.
    filter: Option<Box<TicketFilter>>,
    /// The order of a plain list, CREATED_DESC when left out; what is searched for comes newest first.
    order_by: Option<TicketOrder>,
}

impl ReportInput {
    /// The same for the use case; what is no id, or no filter, is noted.
    pub fn read(self, read: &mut Read<'_>) -> Option<ReportOf> {
        Some(match self {
            Self::ContractMonth(ContractMonthInput { contract_id, month }) => {
                let contract = read.id(NodeType::ServiceContract, &contract_id, "report.contractMonth.contractId");
                ReportOf::ContractMonth { contract, month }
            }
            Self::AssessmentId(id) => {
                ReportOf::Assessment { id: read.id(NodeType::AssessmentPeriod, &id, "report.assessmentId") }
            }
            Self::Sla(ClockFiguresInput { filter, group_by }) => {
                let query = read.converted(|language| filter.unwrap_or_default().query(group_by, language))?;
                ReportOf::Sla { query }
            }
            Self::Pauses(PauseFiguresInput { filter, group_by }) => {
                let query = read.converted(|language| filter.unwrap_or_default().query(group_by, language))?;
                ReportOf::Pauses { query }
            }
            Self::Time(ClockFiguresInput { filter, group_by }) => {
                let query = read.converted(|language| filter.unwrap_or_default().query(group_by, language))?;
                ReportOf::Time { query }
            }
            Self::Workload(WorkloadFiguresInput { filter, group_by }) => {
                let query = read.converted(|language| filter.unwrap_or_default().query(group_by, language))?;
                ReportOf::Workload { query }
            }
            Self::Faults(FaultListsInput { filter, at_least }) => {
                let query = read.converted(|language| filter.unwrap_or_default().query(language))?;
                ReportOf::Faults { query, at_least: at_least.into() }
            }
            Self::Forecast(ForecastFiguresInput { filter, horizon_hours }) => {
                let query = read.converted(|language| filter.unwrap_or_default().query(language))?;
                ReportOf::Forecast { query, horizon_hours: horizon_hours.into() }
            }
            Self::Tickets(TicketListInput { words, filter, order_by }) => {
                let query = read.converted(|language| filter.map(|of| *of).unwrap_or_default().query(language))?;
                let list = ViewSpec::of(words, query, order_by.unwrap_or_default().into());
                ReportOf::Tickets { list: Box::new(list) }
            }
            Self::StatementId(id) => {
                ReportOf::Statement { id: read.id(NodeType::Statement, &id, "report.statementId") }
            }
            Self::RankingId(id) => {
                ReportOf::Ranking { id: read.id(NodeType::RankingPublication, &id, "report.rankingId") }
            }
        })
    }
}
