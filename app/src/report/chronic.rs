//! Systems that fail again and again.

use domain::access::Action;
pub use storage::query::report::repeats::ChronicSystem;
use storage::query::report::repeats::chronic;

use super::repeats::FaultQuery;
use crate::{Error, Op, Result};

/// Which systems, and how many of them.
#[derive(Clone, Debug)]
pub struct ChronicQuery {
    /// Incidents raised, and repeats solved, in its window.
    pub faults: FaultQuery,
    /// With at least so many incidents; 1 or more.
    pub at_least: i64,
    /// At most this many.
    pub limit: u64,
}

/// Systems, those with most incidents first.
#[derive(Clone, Debug)]
pub struct ChronicList {
    pub rows: Vec<ChronicSystem>,
    /// Whether more systems have so many.
    pub more: bool,
}

/// The systems of the tickets that the actor reaches, in one statement. Needs `report.view`.
///
/// # Errors
/// `INVALID` for fewer incidents than one, `OUT_OF_ORDER` for a window that ends before it begins.
pub async fn chronic_systems(op: &Op, asked: &ChronicQuery) -> Result<ChronicList> {
    op.require(Action::ReportView)?;
    let filter = asked.faults.filter(op)?;
    if asked.at_least < 1 {
        let (en, zh) = ("a chronic system has at least one incident", "至少为 1 次故障");
        return Err(Error::invalid("INVALID", "atLeast", en, zh));
    }
    let (db, scope) = (op.app().store.read(), op.ticket_scope(Action::ReportView));
    let mut rows = chronic(db, &scope, &filter, asked.at_least, asked.limit + 1).await?;
    let more = rows.len() as u64 > asked.limit;
    rows.truncate(usize::try_from(asked.limit).unwrap_or(usize::MAX));
    Ok(ChronicList { rows, more })
}
