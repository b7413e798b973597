//! The queries of clocks: how many promises were kept, which, and who consumed the time.

use app::report::{ClocksQuery, CountedClockList};
use async_graphql::{Context, Object};

use super::filter::SlaReportFilter;
use super::{CountedClock, SlaReport, TimeReport};
use crate::error::ApiError;
use crate::graphql::connection::{Connection, Total, page_cost, page_size};
use crate::graphql::cursor::Cursor;
use crate::graphql::refusal::failure;
use crate::graphql::request::request;
use crate::graphql::words::{ReportDimension, SlaCount};

/// The queries of clocks.
#[derive(Default)]
pub struct SlaReportQuery;

/// What a report may cost: it reads every clock of its period, whatever is shown of it.
const REPORT_COST: usize = 500;
/// What replaying the tickets of a period may cost.
const REPLAY_COST: usize = 5_000;

/// The queries of clocks.
#[Object]
impl SlaReportQuery {
    /// How many promises were kept, over the tickets that you may see, every denominator stated. A clock counts once:
    /// when it was met, or when it was due. Needs report.view.
    #[graphql(complexity = "REPORT_COST + child_complexity")]
    async fn sla_report<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "Which clocks; all when left out.")] filter: Option<SlaReportFilter>,
        #[graphql(
            desc = "What the rows are told apart by: at most two. An empty list gives the total alone.",
            default_with = "vec![ReportDimension::Metric]"
        )]
        group_by: Vec<ReportDimension>,
    ) -> Result<SlaReport<'c>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let query = filter.unwrap_or_default().query(group_by, language)?;
        let report = app::report::sla_report(request.op(), &query).await;
        Ok(SlaReport { report: report.map_err(|error| failure(error, language))?, request })
    }

    /// The clocks behind a figure of `slaReport`, the latest counted first: exactly as many as the report counts of them at
    /// the same time, over the same tickets. Needs report.view.
    #[graphql(complexity = "REPORT_COST + page_cost(first, child_complexity)")]
    async fn sla_clocks<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "As the report was asked for, and the values of the row.")] filter: Option<SlaReportFilter>,
        #[graphql(desc = "Which of the row's figures.")] counted: SlaCount,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
    ) -> Result<Connection<CountedClock<'c>>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let size = page_size(first, language)?;
        let after = after.map(|text| Cursor::decode(&text, CountedClock::LATEST, language)).transpose()?;
        let query = ClocksQuery {
            report: filter.unwrap_or_default().query(Vec::new(), language)?,
            count: counted.into(),
            after: after.as_ref().map(|cursor| cursor.instant(language)).transpose()?,
            limit: u64::try_from(size).unwrap_or(0),
            with_total: ctx.look_ahead().field("totalCount").exists(),
        };
        let found = app::report::sla_clocks(request.op(), &query).await;
        let CountedClockList { rows, more, total } = found.map_err(|error| failure(error, language))?;
        let total = total.map_or(Total::Unasked, Total::Of);
        let clocks = CountedClock::list(rows, request);
        Ok(Connection::new(clocks, CountedClock::LATEST, after.is_some(), more, total))
    }

    /// Who consumed the time: what the vendor, the agency and third parties answer for of the clocks that were judged and
    /// have stopped, over the tickets that you may see. The tickets are replayed, so a report of more than 10,000 of them is
    /// refused. Needs report.view.
    #[graphql(complexity = "REPLAY_COST + child_complexity")]
    async fn time_report<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "Which clocks; all when left out.")] filter: Option<SlaReportFilter>,
        #[graphql(
            desc = "What the rows are told apart by: at most two. An empty list gives the total alone.",
            default_with = "vec![ReportDimension::Metric]"
        )]
        group_by: Vec<ReportDimension>,
    ) -> Result<TimeReport<'c>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let query = filter.unwrap_or_default().query(group_by, language)?;
        let report = app::report::time_report(request.op(), &query).await;
        Ok(TimeReport { report: report.map_err(|error| failure(error, language))?, request })
    }
}
