//! What somebody is to a dispute, and who is told that it is their side's turn.

use domain::Instant;
use domain::access::{Action, Actor, Org, Role};
use domain::dispute::{DisputeStep, DisputeTurn, Judge, Who, may_judge};
use domain::ids::{AgencyId, UserId, VendorId};

use super::record::stored;
use super::{DisputeStepView, DisputeView};
use crate::{Directory, Op, Result};

/// What an actor is to a dispute between a buyer and a vendor.
pub(super) fn who(directory: &Directory, actor: &Actor, (buyer, vendor): (AgencyId, VendorId)) -> Who {
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
    Ok(stored(row, steps)?.available_steps(&actors_part(op, row), op.now()))
}

/// Those who may do what a dispute waits for: the agency's contract managers, the vendor's managers, or whoever may decide
/// for good; at the organisation itself first, and where nobody is there, over it.
pub(crate) fn awaited(
    directory: &Directory,
    turn: DisputeTurn,
    (buyer, vendor): (AgencyId, VendorId),
    now: Instant,
) -> Vec<UserId> {
    let mut found: Vec<(usize, UserId)> = Vec::new();
    let above = directory.above(buyer);
    for user in directory.users.keys() {
        let Some(actor) = directory.actor(*user, now) else { continue };
        let part = who(directory, &actor, (buyer, vendor));
        let theirs = match turn {
            DisputeTurn::Agency => part.agency,
            DisputeTurn::Vendor => part.vendor,
            DisputeTurn::Supervisor => part.judge.is_some_and(may_judge),
            DisputeTurn::Nobody => false,
        };
        if theirs {
            let near = actor.grants().iter().filter_map(|grant| match grant.org {
                Org::Agency(agency) => above.iter().position(|over| *over == agency),
                _ => Some(0),
            });
            found.push((near.min().unwrap_or(usize::MAX), *user));
        }
    }
    let nearest = found.iter().map(|(distance, _)| *distance).min();
    found.retain(|(distance, _)| Some(*distance) == nearest || turn == DisputeTurn::Supervisor);
    let mut users: Vec<UserId> = found.into_iter().map(|(_, user)| user).collect();
    users.sort_unstable();
    users
}
