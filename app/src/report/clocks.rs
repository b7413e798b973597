//! The clocks behind a figure of the SLA report.

use domain::Instant;
use domain::access::Action;
use domain::ids::ClockId;
use domain::sla::SlaCount;
use storage::query::report::{count_counted, counted_clocks};

use super::query::{ReportQuery, counted_at};
use crate::{Op, Result};

/// A clock that a report counted, with what tells its ticket.
pub type CountedClockView = storage::query::report::CountedClock;

/// Which clocks, and which page.
#[derive(Clone, Debug)]
pub struct ClocksQuery {
    /// As the report was asked for, narrowed by the keys of one of its rows; what it is grouped by changes nothing.
    pub report: ReportQuery,
    /// Which of the row's figures.
    pub count: SlaCount,
    /// The last one already seen: when it was counted, and its id.
    pub after: Option<(Instant, ClockId)>,
    /// At most this many.
    pub limit: u64,
    /// Whether to count all that pass.
    pub with_total: bool,
}

/// A page of clocks, the latest counted first.
#[derive(Clone, Debug)]
pub struct CountedClockList {
    pub rows: Vec<CountedClockView>,
    /// Whether another page follows.
    pub more: bool,
    pub total: Option<i64>,
}

/// One page of the clocks that a report counts, in one statement, and one more when the total is wanted. Needs
/// `report.view`.
///
/// # Errors
/// `INVALID` as for the report.
pub async fn sla_clocks(op: &Op, asked: &ClocksQuery) -> Result<CountedClockList> {
    op.require(Action::ReportView)?;
    asked.report.check()?;
    let (db, scope) = (op.app().store.read(), op.ticket_scope(Action::ReportView));
    let (filter, now) = (asked.report.filter(op), counted_at(op));
    let counted = (&filter, asked.count);
    let mut rows = counted_clocks(db, &scope, counted, now, asked.after, asked.limit + 1).await?;
    let more = rows.len() as u64 > asked.limit;
    rows.truncate(usize::try_from(asked.limit).unwrap_or(usize::MAX));
    let total = if asked.with_total { Some(count_counted(db, &scope, counted, now).await?) } else { None };
    Ok(CountedClockList { rows, more, total })
}
