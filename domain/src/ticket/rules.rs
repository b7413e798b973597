//! Which side may ask what in which state: the one table behind `decide` and `available_actions`.

use super::ActorSide::{Agency, Vendor};
use super::TicketState::{Assigned, Cancelled, Closed, InProgress, New, OnHold, Resolved};
use super::{ActorSide, Refusal, Ticket, TicketState};
use crate::Instant;
use crate::access::{Action, Actor};

/// In work: somebody of the vendor has it.
const AT_WORK: &[TicketState] = &[Assigned, InProgress, OnHold];
const UNSOLVED: &[TicketState] = &[New, Assigned, InProgress, OnHold];

/// The sides that may ask for an action and the states in which they may; none for actions on no existing ticket.
const fn rule(action: Action) -> Option<(&'static [ActorSide], &'static [TicketState])> {
    Some(match action {
        Action::TicketAssign => (&[Agency, Vendor], UNSOLVED),
        Action::TicketRoute | Action::TicketAcknowledge => (&[Vendor], UNSOLVED),
        Action::TicketArrive | Action::TicketRestore | Action::TicketResolve | Action::TicketReportProgress => {
            (&[Vendor], AT_WORK)
        }
        Action::TicketHold => (&[Agency, Vendor], AT_WORK),
        Action::TicketResume => (&[Agency, Vendor], &[OnHold]),
        Action::TicketDecidePause => (&[Agency], &[Assigned, InProgress, OnHold, Resolved, Closed]),
        Action::TicketConfirm | Action::TicketRejectSolution => (&[Agency], &[Resolved]),
        Action::TicketReopen => (&[Agency], &[Closed]),
        Action::TicketCancel => (&[Agency], UNSOLVED),
        Action::TicketChangePriority => (&[Agency], UNSOLVED),
        Action::TicketRate => (&[Agency], &[Resolved, Closed]),
        Action::TicketComment => (&[Agency, Vendor], &[New, Assigned, InProgress, OnHold, Resolved, Closed, Cancelled]),
        Action::TicketProposeHandOver => (&[Agency, Vendor], UNSOLVED),
        Action::TicketDecideHandOver => (&[Agency], UNSOLVED),
        _ => return None,
    })
}

/// Refuses an action that is the other side's, that the state does not allow, or that was done before.
pub(super) fn check(ticket: &Ticket, action: Action, side: ActorSide) -> Result<(), Refusal> {
    let Some((sides, states)) = rule(action) else {
        return Err(Refusal::wrong_state(ticket.state));
    };
    check_side(sides, side)?;
    if !states.contains(&ticket.state) {
        return Err(Refusal::wrong_state(ticket.state));
    }
    check_once(ticket, action)
}

/// Whether `action` at `at` adds a milestone that later facts imply already (S2): it moves no state, only clocks.
/// Only until the agency has closed the ticket, so that it can still object.
pub(super) fn is_late_milestone(ticket: &Ticket, action: Action, side: ActorSide, at: Instant) -> bool {
    let (recorded, implied_at) = match action {
        Action::TicketAcknowledge => {
            let implied = [ticket.arrived_at, ticket.restored_at, ticket.resolved_at];
            (ticket.acknowledged_at, implied.into_iter().flatten().min())
        }
        Action::TicketArrive => (ticket.arrived_at, ticket.resolved_at),
        Action::TicketRestore => (ticket.restored_at, ticket.resolved_at),
        _ => return false,
    };
    let agency_can_object = AT_WORK.contains(&ticket.state) || ticket.state == Resolved;
    let earlier = implied_at.is_some_and(|implied| at < implied);
    side != Agency && agency_can_object && recorded.is_none() && earlier
}

fn check_side(sides: &[ActorSide], side: ActorSide) -> Result<(), Refusal> {
    if side == ActorSide::System || sides.contains(&side) { Ok(()) } else { Err(Refusal::not_your_side(side)) }
}

/// Refuses what was done before and is done once a ticket, or once a cycle.
fn check_once(ticket: &Ticket, action: Action) -> Result<(), Refusal> {
    let (done, en, zh) = match action {
        Action::TicketAcknowledge => (ticket.is_noticed(), "the ticket has been acknowledged", "工单已响应"),
        Action::TicketArrive => (ticket.arrived_at.is_some(), "the arrival has been recorded", "已登记到场"),
        Action::TicketRestore => {
            (ticket.restored_at.is_some(), "the restoration has been recorded in this cycle", "本轮已登记恢复")
        }
        Action::TicketRate => (ticket.rating.is_some(), "this cycle has been rated", "本轮服务已评价"),
        _ => return Ok(()),
    };
    if done { Err(Refusal::already(en, zh)) } else { Ok(()) }
}

/// What `actor` may ask of `ticket` now, in the order of [`Action::ALL`]. The caller has checked the scope.
pub fn available_actions(actor: &Actor, ticket: &Ticket) -> Vec<Action> {
    let Some(side) = actor.side() else {
        return Vec::new();
    };
    let possible = |action: &Action| {
        let needs_pause = *action == Action::TicketDecidePause;
        let proposed = match action {
            Action::TicketProposeHandOver => ticket.hand_over.is_none(),
            Action::TicketDecideHandOver => ticket.hand_over.is_some(),
            _ => true,
        };
        let possible = proposed && !(needs_pause && ticket.pauses.is_empty());
        actor.may(*action) && check(ticket, *action, side).is_ok() && possible
    };
    Action::ALL.iter().copied().filter(possible).collect()
}
