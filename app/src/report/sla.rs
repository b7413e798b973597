//! The SLA report: how many promises were kept, every denominator stated (S10).

use domain::Instant;
use domain::access::Action;
use domain::sla::ClockTally;
use storage::query::report::count_clocks;
pub use storage::query::report::{ReportKey, Spent};

use super::grouping::{MAX_ROWS, refuse_beyond_limit};
use super::query::{ReportQuery, counted_at};
use crate::{Op, Result};

/// A report: its rows add up to its total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlaReport {
    pub rows: Vec<ReportRow>,
    pub total: ClockTally,
    /// Over all rows.
    pub spent: Spent,
    /// What has run past its due time by then counts as breached.
    pub as_of: Instant,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportRow {
    /// One a dimension, in the order asked for.
    pub keys: Vec<ReportKey>,
    pub tally: ClockTally,
    pub spent: Spent,
}

/// Counts the clocks of the tickets that the actor reaches, in one statement. Needs `report.view`.
///
/// # Errors
/// `INVALID` for a month that is none, more than two dimensions, one twice, or more than 5,000 rows.
pub async fn sla_report(op: &Op, query: &ReportQuery) -> Result<SlaReport> {
    op.require(Action::ReportView)?;
    query.check()?;
    let (filter, now) = (query.filter(op), counted_at(op));
    let (db, scope) = (op.app().store.read(), op.ticket_scope(Action::ReportView));
    let mut rows = count_clocks(db, &scope, &filter, &query.group_by, now, MAX_ROWS as u64 + 1).await?;
    refuse_beyond_limit(rows.len())?;
    rows.sort_unstable_by(|(one, ..), (other, ..)| one.cmp(other));
    let total = rows.iter().map(|(_, tally, _)| *tally).sum();
    let spent = rows.iter().fold(Spent::default(), |sum, (.., spent)| sum + *spent);
    let rows = rows.into_iter().map(|(keys, tally, spent)| ReportRow { keys, tally, spent });
    Ok(SlaReport { rows: rows.filter(|row| !row.keys.is_empty()).collect(), total, spent, as_of: op.now() })
}
