//! What somebody is to a dispute.

use domain::access::{Action, Actor, Org, Role};
use domain::dispute::{DisputeStep, Judge, Who, may_judge};
use domain::ids::{AgencyId, VendorId};

use super::record::{calendar, stored};
use super::{DisputeStepView, DisputeView};
use crate::{Directory, Op, Result};

/// What an actor is to a dispute between a buyer and a vendor.
pub(crate) fn who(directory: &Directory, actor: &Actor, (buyer, vendor): (AgencyId, VendorId)) -> Who {
    let above = directory.above(buyer);
    let at_vendor = |action| actor.grants_for(action).any(|grant| grant.org == Org::Vendor(vendor));
    let over = |org| matches!(org, Org::Agency(agency) if above.contains(&agency));
    let judges = actor.grants_for(Action::DisputeDecideFinally).filter(|grant| over(grant.org));
    let judge = |role, org| match role {
        Role::Assessor => Judge::Assessor,
        _ if org == Org::Agency(buyer) => Judge::SupervisorAtBuyer,
        _ => Judge::SupervisorAbove,
    };
    let mut judges: Vec<Judge> = judges.map(|grant| judge(grant.role, grant.org)).collect();
    judges.sort_by_key(|judge| !may_judge(*judge));
    Who {
        user: actor.user(),
        vendor: at_vendor(Action::DisputeAppeal),
        agency: actor.grants_for(Action::DisputeDecide).any(|grant| over(grant.org)),
        judge: judges.first().copied(),
    }
}

/// What the operation's actor is to a dispute.
pub(super) fn actors_part(op: &Op, row: &DisputeView) -> Who {
    who(&op.directory(), op.actor(), (row.agency_id, row.vendor_id))
}

/// What the actor may do with a dispute that they see; `steps` are all of its steps.
pub fn available_steps(op: &Op, row: &DisputeView, steps: &[DisputeStepView]) -> Result<Vec<DisputeStep>> {
    let dispute = stored(row, steps)?.renewed(calendar(&op.coverage(), row.calendar_id)?);
    Ok(dispute.available_steps(&actors_part(op, row), op.now()))
}
