//! Reading exclusions: the agency's side, those above it, and every vendor whose tickets one may touch.

use chrono::SubsecRound;
use domain::access::{Action, ReadScope};
use domain::exclusion::{ExclusionScope, ExclusionState, ExclusionStep, steps};
use domain::ids::{AgencyId, ContractId, ExclusionId, SystemId};
use storage::query::exclusion::{self as query, ExclusionFilter, Sight};

use super::{ExclusionView, systems};
use crate::{Error, Op, Result};

/// Which exclusions, and which page. `None` and empty lists do not narrow.
#[derive(Clone, Debug, Default)]
pub struct ExclusionQuery {
    /// This agency and everything under it.
    pub agency: Option<AgencyId>,
    pub contract: Option<ContractId>,
    pub states: Vec<ExclusionState>,
    /// The last one already seen.
    pub after: Option<ExclusionId>,
    /// At most this many.
    pub limit: u64,
    /// Whether to count all that pass.
    pub with_total: bool,
}

/// A page of exclusions, the newest first.
#[derive(Clone, Debug)]
pub struct ExclusionList {
    pub rows: Vec<ExclusionView>,
    /// Whether another page follows.
    pub more: bool,
    pub total: Option<u64>,
}

/// One page of the exclusions that the actor may see. Needs `exclusion.view`.
pub async fn exclusions(op: &Op, asked: &ExclusionQuery) -> Result<ExclusionList> {
    op.require(Action::ExclusionView)?;
    let sight = sight(op);
    let filter = ExclusionFilter {
        states: asked.states.clone(),
        agencies: asked.agency.map(|agency| op.directory().below(agency)),
        contract: asked.contract,
    };
    let db = op.app().store.read();
    let mut rows = query::page(db, &sight, &filter, asked.after, asked.limit + 1).await?;
    let more = rows.len() as u64 > asked.limit;
    rows.truncate(usize::try_from(asked.limit).unwrap_or(usize::MAX));
    let total = if asked.with_total { Some(query::count(db, &sight, &filter).await?) } else { None };
    Ok(ExclusionList { rows, more, total })
}

/// One exclusion. Needs `exclusion.view`.
///
/// # Errors
/// NOT_FOUND when there is none in the actor's scope.
pub async fn find_exclusion(op: &Op, id: ExclusionId) -> Result<ExclusionView> {
    query::find(op.app().store.read(), &sight(op), id).await?.ok_or(Error::NotFound("exclusion"))
}

/// What the actor may do with an exclusion that they see. Nobody decides on what they proposed themselves.
pub fn available_steps(op: &Op, row: &ExclusionView) -> Vec<ExclusionStep> {
    let own = row.proposed_by.is_some() && row.proposed_by == op.actor().user();
    if !op.read_scope(Action::ExclusionDecide).covers(Some(row.agency_id), None) {
        return Vec::new();
    }
    let decides = |step: &ExclusionStep| matches!(step, ExclusionStep::Approve | ExclusionStep::Reject);
    let possible = steps(row.state, (row.from_at, row.to_at), op.now().trunc_subsecs(0));
    possible.into_iter().filter(|step| !(own && decides(step))).collect()
}

/// Which tickets an exclusion is for.
pub fn scope_of(row: &ExclusionView) -> ExclusionScope {
    match row.contract_id {
        _ if !systems(row).is_empty() => ExclusionScope::Systems,
        Some(_) => ExclusionScope::Contract,
        None => ExclusionScope::Agency,
    }
}

/// The systems that it is confined to; none for any.
pub fn systems_of(row: &ExclusionView) -> Vec<SystemId> {
    systems(row)
}

/// What the actor sees: a vendor also what holds for every vendor of an agency that it serves.
pub(super) fn sight(op: &Op) -> Sight {
    let scope = op.read_scope(Action::ExclusionView);
    let mut served = Vec::new();
    if let ReadScope::Orgs { vendors, .. } = &scope
        && !vendors.is_empty()
    {
        let (coverage, directory) = (op.coverage(), op.directory());
        let own = coverage.contracts.values().filter(|of| vendors.binary_search(&of.row.vendor_id).is_ok());
        for contract in own {
            let owners = contract.systems_ever().filter_map(|id| Some(directory.systems.get(&id)?.agency_id));
            let agencies = owners.chain([contract.row.agency_id]);
            served.extend(agencies.flat_map(|agency| directory.above(agency)));
        }
        served.sort_unstable();
        served.dedup();
    }
    Sight { scope, served }
}
