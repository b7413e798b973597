//! Which files hang on contracts and their milestones.

use std::collections::HashMap;

use domain::access::Action;
use domain::ids::ContractId;
use storage::query::attachment as query;
use uuid::Uuid;

use super::AttachmentView;
use super::owner::Owner;
use crate::{Contract, Milestone, Op, Result};

/// The whole files of contracts that the actor sees and of their milestones, by owner, the oldest first.
pub async fn attachments(op: &Op, contracts: &[ContractId]) -> Result<HashMap<Uuid, Vec<AttachmentView>>> {
    let (scope, coverage) = (op.read_scope(Action::ContractView), op.coverage());
    let contracts = contracts.iter().filter_map(|id| coverage.contracts.get(id));
    let seen = contracts.filter(|of| scope.covers(Some(of.row.agency_id), Some(of.row.vendor_id)));
    let owners: Vec<Uuid> = seen
        .flat_map(|of| {
            let milestones = of.papers.milestones.iter().map(|milestone| milestone.row.id.0);
            std::iter::once(of.row.id.0).chain(milestones)
        })
        .collect();
    let mut found: HashMap<Uuid, Vec<AttachmentView>> = HashMap::new();
    for row in query::of_owners(op.app().store.read(), &owners).await? {
        found.entry(row.owner_id).or_default().push(row);
    }
    Ok(found)
}

/// Whether the actor may add a file to a contract, or to one of its milestones.
pub fn is_attachable(op: &Op, contract: &Contract, milestone: Option<&Milestone>) -> bool {
    let owner = milestone.map_or(Owner::Contract(contract), |milestone| Owner::Milestone(contract, milestone));
    owner.is_open() && owner.is_writable(op)
}
