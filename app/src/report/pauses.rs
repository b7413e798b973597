//! The report of pauses: how many were declared for what, and what the agency decided of them.

use domain::Instant;
use domain::access::Action;
use domain::ids::{AgencyId, ContractId, VendorId};
use serde::{Deserialize, Serialize};
pub use storage::query::report::{PauseDimension, PauseKey, PauseTally};
use storage::query::report::{PauseFilter, pauses};

use super::grouping::{MAX_ROWS, mistakes_of, refuse_beyond_limit};
use crate::{Error, Op, Result};

/// Which pauses, and what the rows are told apart by. `None` does not narrow.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PauseQuery {
    /// Begun in `[from, before)`.
    pub from: Option<Instant>,
    pub before: Option<Instant>,
    pub contract: Option<ContractId>,
    pub vendor: Option<VendorId>,
    /// This agency and everything under it.
    pub agency: Option<AgencyId>,
    /// At most two, none twice; none at all gives the total alone.
    pub group_by: Vec<PauseDimension>,
}

/// A report: its rows add up to its total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PauseReport {
    /// One key a dimension, in the order asked for.
    pub rows: Vec<(Vec<PauseKey>, PauseTally)>,
    pub total: PauseTally,
}

/// Counts the pauses of the tickets that the actor reaches, in one statement. Needs `report.view`.
///
/// # Errors
/// `INVALID` for more than two dimensions, one twice, or more than 5,000 rows.
pub async fn pause_report(op: &Op, query: &PauseQuery) -> Result<PauseReport> {
    op.require(Action::ReportView)?;
    let by = &query.group_by;
    let violations = mistakes_of(by);
    if !violations.is_empty() {
        return Err(Error::Invalid(violations));
    }
    let filter = PauseFilter {
        from: query.from,
        before: query.before,
        contract: query.contract,
        vendor: query.vendor,
        agencies: query.agency.map(|agency| op.directory().below(agency)),
    };
    let (db, scope) = (op.app().store.read(), op.ticket_scope(Action::ReportView));
    let mut rows = pauses(db, &scope, &filter, by, MAX_ROWS as u64 + 1).await?;
    refuse_beyond_limit(rows.len())?;
    let total = rows.iter().fold(PauseTally::default(), |sum, (_, tally)| sum + *tally);
    rows.retain(|(keys, _)| !keys.is_empty());
    Ok(PauseReport { rows, total })
}
