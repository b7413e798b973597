//! The report of pauses: how many were declared for what, and what the agency decided of them.

use domain::Instant;
use domain::access::Action;
use domain::ids::{AgencyId, ContractId, VendorId};
pub use storage::query::report::{PauseDimension, PauseKey, PauseTally};
use storage::query::report::{PauseFilter, pauses};

use crate::{Error, Op, Result, Violation};

/// Rows of one report at most.
const MAX_ROWS: usize = 5_000;
/// Dimensions of one report at most.
const MAX_DIMENSIONS: usize = 2;

/// Which pauses, and what the rows are told apart by. `None` does not narrow.
#[derive(Clone, Debug, Default)]
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
    let twice = by.iter().enumerate().any(|(place, dimension)| by[..place].contains(dimension));
    let mut violations = Vec::new();
    if by.len() > MAX_DIMENSIONS {
        let en = "a report has at most two dimensions";
        violations.push(Violation::new("TOO_MANY_DIMENSIONS", "groupBy", en, "报表最多两个维度"));
    }
    if twice {
        violations.push(Violation::new("DUPLICATE", "groupBy", "a dimension stands twice", "维度重复"));
    }
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
    if rows.len() > MAX_ROWS {
        let en = format!("more than {MAX_ROWS} rows: narrow the report");
        return Err(Error::invalid("TOO_MANY_ROWS", "groupBy", en, format!("超过 {MAX_ROWS} 行，请缩小范围")));
    }
    let total = rows.iter().fold(PauseTally::default(), |sum, (_, tally)| sum + *tally);
    rows.retain(|(keys, _)| !keys.is_empty());
    Ok(PauseReport { rows, total })
}
