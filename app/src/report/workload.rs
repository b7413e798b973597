//! The report of work: what came, went and is left, and the minutes booked.

use domain::access::Action;
use domain::ids::{AgencyId, ContractId, SystemId, VendorId};
use serde::{Deserialize, Serialize};
pub use storage::query::report::workload::{WorkloadDimension, WorkloadKey, WorkloadTally};
use storage::query::report::workload::{WorkloadFilter, workload};

use super::grouping::{MAX_ROWS, mistakes_of, refuse_beyond_limit};
use super::window::mistakes_of_window;
use crate::ticket::talk::readable;
use crate::{Error, Op, Result, Window};

/// Which tickets and which work, in which window, and what the rows are told apart by. `None` does not narrow.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WorkloadQuery {
    pub window: Window,
    pub contract: Option<ContractId>,
    pub vendor: Option<VendorId>,
    /// This agency and everything under it.
    pub agency: Option<AgencyId>,
    pub system: Option<SystemId>,
    /// At most two, none twice; none at all gives the total alone.
    pub group_by: Vec<WorkloadDimension>,
}

/// A report: its rows add up to its total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkloadReport {
    /// One key a dimension, in the order asked for.
    pub rows: Vec<(Vec<WorkloadKey>, WorkloadTally)>,
    pub total: WorkloadTally,
}

/// Counts the tickets that the actor reaches, and of their work logs what the actor reads, in one statement. Needs
/// `report.view`.
///
/// # Errors
/// `INVALID` for a window that ends before it begins, more than two dimensions, one twice, or more than 5,000 rows.
pub async fn workload_report(op: &Op, query: &WorkloadQuery) -> Result<WorkloadReport> {
    op.require(Action::ReportView)?;
    let by = &query.group_by;
    let violations: Vec<_> = mistakes_of_window(query.window).into_iter().chain(mistakes_of(by)).collect();
    if !violations.is_empty() {
        return Err(Error::Invalid(violations));
    }
    let filter = WorkloadFilter {
        window: query.window,
        agencies: query.agency.map(|agency| op.directory().below(agency)),
        vendor: query.vendor,
        contract: query.contract,
        system: query.system,
    };
    let (db, scope) = (op.app().store.read(), op.ticket_scope(Action::ReportView));
    let mut rows = workload(db, &scope, &filter, by, &readable(op), MAX_ROWS as u64 + 1).await?;
    refuse_beyond_limit(rows.len())?;
    let total = rows.iter().fold(WorkloadTally::default(), |sum, (_, tally)| sum + *tally);
    rows.retain(|(keys, _)| !keys.is_empty());
    Ok(WorkloadReport { rows, total })
}
