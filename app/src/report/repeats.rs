//! Faults that repeat an earlier one.

use domain::Instant;
use domain::access::Action;
use domain::ids::{AgencyId, ContractId, SystemId, TicketId, VendorId};
use serde::{Deserialize, Serialize};
pub use storage::query::report::repeats::Repeat;
use storage::query::report::repeats::{FaultFilter, count_repeats, repeats};

use super::window::mistakes_of_window;
use crate::{Error, Op, Result, Window};

/// Which faults, in which window. `None` does not narrow.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FaultQuery {
    pub window: Window,
    pub contract: Option<ContractId>,
    pub vendor: Option<VendorId>,
    /// This agency and everything under it.
    pub agency: Option<AgencyId>,
    pub system: Option<SystemId>,
}

impl FaultQuery {
    /// The same for the database.
    ///
    /// # Errors
    /// `OUT_OF_ORDER` for a window that ends before it begins.
    pub(super) fn filter(&self, op: &Op) -> Result<FaultFilter> {
        let violations = mistakes_of_window(self.window);
        if !violations.is_empty() {
            return Err(Error::Invalid(violations));
        }
        Ok(FaultFilter {
            window: self.window,
            agencies: self.agency.map(|agency| op.directory().below(agency)),
            vendor: self.vendor,
            contract: self.contract,
            system: self.system,
        })
    }
}

/// Which repeats, and which page.
#[derive(Clone, Debug, Default)]
pub struct RepeatsQuery {
    /// First solved in its window.
    pub faults: FaultQuery,
    /// The last one already seen: when it was solved, and its ticket.
    pub after: Option<(Instant, TicketId)>,
    /// At most this many.
    pub limit: u64,
    /// Whether to count all that pass.
    pub with_total: bool,
}

/// A page of repeats, the latest solved first.
#[derive(Clone, Debug)]
pub struct RepeatList {
    pub rows: Vec<Repeat>,
    /// Whether another page follows.
    pub more: bool,
    pub total: Option<i64>,
}

/// One page of the faults that repeat an earlier one that the actor reaches as well: one statement, and one more when the
/// total is wanted. Needs `report.view`.
///
/// # Errors
/// `OUT_OF_ORDER` for a window that ends before it begins.
pub async fn repeat_faults(op: &Op, asked: &RepeatsQuery) -> Result<RepeatList> {
    op.require(Action::ReportView)?;
    let (filter, scope) = (asked.faults.filter(op)?, op.ticket_scope(Action::ReportView));
    let db = op.app().store.read();
    let mut rows = repeats(db, &scope, &filter, asked.after, asked.limit + 1).await?;
    let more = rows.len() as u64 > asked.limit;
    rows.truncate(usize::try_from(asked.limit).unwrap_or(usize::MAX));
    let total = if asked.with_total { Some(count_repeats(db, &scope, &filter).await?) } else { None };
    Ok(RepeatList { rows, more, total })
}
