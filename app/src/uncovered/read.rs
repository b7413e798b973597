//! Reading requests: the agency's side, those above it, and no vendor.

use domain::access::Action;
use domain::ids::{AgencyId, SystemId, UncoveredRequestId};
use domain::routing::{UncoveredState, UncoveredStep, available_steps};
use storage::query::uncovered::{self as query, UncoveredFilter};

use super::UncoveredView;
use crate::{Error, Op, Result};

/// Which requests, and which page. `None` and empty lists do not narrow.
#[derive(Clone, Debug, Default)]
pub struct UncoveredQuery {
    /// This agency and everything under it.
    pub agency: Option<AgencyId>,
    pub system: Option<SystemId>,
    pub states: Vec<UncoveredState>,
    /// The last one already seen.
    pub after: Option<UncoveredRequestId>,
    /// At most this many.
    pub limit: u64,
    /// Whether to count all that pass.
    pub with_total: bool,
}

/// A page of requests, the oldest first.
#[derive(Clone, Debug)]
pub struct UncoveredList {
    pub rows: Vec<UncoveredView>,
    /// Whether another page follows.
    pub more: bool,
    pub total: Option<u64>,
}

/// One page of the requests that the actor may see. Needs `uncovered.view`.
pub async fn uncovered_requests(op: &Op, asked: &UncoveredQuery) -> Result<UncoveredList> {
    op.require(Action::UncoveredView)?;
    let scope = op.read_scope(Action::UncoveredView);
    let filter = UncoveredFilter {
        agencies: asked.agency.map(|agency| op.directory().below(agency)),
        system: asked.system,
        states: asked.states.clone(),
    };
    let db = op.app().store.read();
    let mut rows = query::page(db, &scope, &filter, asked.after, asked.limit + 1).await?;
    let more = rows.len() as u64 > asked.limit;
    rows.truncate(usize::try_from(asked.limit).unwrap_or(usize::MAX));
    let total = if asked.with_total { Some(query::count(db, &scope, &filter).await?) } else { None };
    Ok(UncoveredList { rows, more, total })
}

/// One request. Needs `uncovered.view`.
///
/// # Errors
/// NOT_FOUND when there is none in the actor's scope.
pub async fn find_uncovered(op: &Op, id: UncoveredRequestId) -> Result<UncoveredView> {
    let scope = op.read_scope(Action::UncoveredView);
    let found = query::find(op.app().store.read(), &scope, id).await?;
    found.ok_or(Error::NotFound("uncovered request"))
}

/// What the actor may do with a request that they see.
pub fn available_uncovered_steps(op: &Op, row: &UncoveredView) -> Vec<UncoveredStep> {
    if !op.read_scope(Action::UncoveredDecide).covers(Some(row.agency_id), None) {
        return Vec::new();
    }
    let covered = op.coverage().contract_for(row.system_id, op.now()).is_some();
    available_steps(op.actor(), row.state, covered)
}
