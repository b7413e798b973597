//! Which side may ask what in which state: the one table behind `decide` and `available_actions`.

use super::ActorSide::{Agency, Vendor};
use super::TicketState::{Assigned, Cancelled, Closed, InProgress, New, OnHold, Resolved};
use super::{ActorSide, Asked, Person, Refusal, Ticket, TicketKind, TicketState, end, hand_over, kinds, plan};
use crate::Instant;
use crate::access::{Action, Actor};

/// In work: somebody of the vendor has it.
const AT_WORK: &[TicketState] = &[Assigned, InProgress, OnHold];
const EVER: &[TicketState] = &[New, Assigned, InProgress, OnHold, Resolved, Closed, Cancelled];
const UNSOLVED: &[TicketState] = &[New, Assigned, InProgress, OnHold];

/// In work, or it was.
const ONCE_AT_WORK: &[TicketState] = &[Assigned, InProgress, OnHold, Resolved, Closed];

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
        Action::TicketSubmitPlan | Action::TicketProposeEnd | Action::TicketDecideEnd => (&[Agency, Vendor], UNSOLVED),
        Action::TicketDecidePlan | Action::TicketMarkDuplicate | Action::TicketDeclareMajor => (&[Agency], UNSOLVED),
        Action::TicketComment | Action::TicketLink | Action::TicketModerate => (&[Agency, Vendor], EVER),
        // Written down when there is time for it, after the work.
        Action::TicketLogWork => (&[Vendor], EVER),
        Action::TicketRateCooperation => (&[Vendor], &[Resolved, Closed]),
        Action::TicketVisit => (&[Vendor], &[Assigned, InProgress, OnHold, Resolved]),
        Action::TicketSignVisit => (&[Agency], ONCE_AT_WORK),
        Action::TicketProposeCorrection | Action::TicketDecideCorrection | Action::TicketAddEvidence => {
            (&[Agency, Vendor], ONCE_AT_WORK)
        }
        Action::TicketProposeHandOver => (&[Agency, Vendor], UNSOLVED),
        Action::TicketDecideHandOver => (&[Agency], UNSOLVED),
        _ => return None,
    })
}

/// The states of a ticket in which some side may ask for an action; none for actions on no existing ticket.
pub fn states_for(action: Action) -> &'static [TicketState] {
    rule(action).map_or(&[], |(_, states)| states)
}

/// Refuses an action that is the other side's, that the state does not allow, or that was done before.
pub(super) fn check(ticket: &Ticket, action: Action, asked: &Asked) -> Result<(), Refusal> {
    kinds::check_step(ticket, action)?;
    let Some((sides, states)) = rule(action) else {
        return Err(Refusal::wrong_state(ticket.state));
    };
    check_side(sides, asked.side)?;
    if !states.contains(&ticket.state) {
        return Err(Refusal::wrong_state(ticket.state));
    }
    check_once(ticket, action)?;
    check_consent(ticket, action, asked)?;
    kinds::check_turn(ticket, action, asked)
}

/// Refuses what takes two, or somebody else.
fn check_consent(ticket: &Ticket, action: Action, asked: &Asked) -> Result<(), Refusal> {
    match action {
        Action::TicketCancel => end::check_cancel(ticket, asked.side),
        Action::TicketDecideEnd => end::check_decider(ticket, asked),
        Action::TicketDecidePlan => plan::check_decider(ticket, asked),
        _ => Ok(()),
    }
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
        Action::TicketAcknowledge => (ticket.is_noticed(), "the ticket has been acknowledged", "工单已受理"),
        Action::TicketArrive => (ticket.arrived_at.is_some(), "the arrival has been recorded", "已登记到场"),
        Action::TicketRestore => {
            (ticket.restored_at.is_some(), "the restoration has been recorded in this cycle", "本轮已登记恢复")
        }
        Action::TicketRate => (ticket.rating.is_some(), "this cycle has been rated", "本轮服务已评价"),
        Action::TicketDeclareMajor => (ticket.major, "it is a major incident already", "该事件已是重大事件"),
        Action::TicketRateCooperation => {
            (ticket.cooperation.is_some(), "the cooperation in this cycle has been rated", "本轮配合情况已评价")
        }
        _ => return Ok(()),
    };
    if done { Err(Refusal::already(en, zh)) } else { Ok(()) }
}

/// What `actor` may ask of `ticket` now, in the order of [`Action::ALL`]. The caller has checked the scope.
pub fn available_actions(actor: &Actor, ticket: &Ticket) -> Vec<Action> {
    let Some(side) = actor.side() else {
        return Vec::new();
    };
    let person = actor.user().map(|user| {
        let roles = actor.grants().iter().map(|grant| grant.role).collect();
        Person { user, roles }
    });
    let asked = Asked { person, ..Asked::now(side, ticket.raised_at) };
    let possible = |action: &Action| {
        actor.may(*action) && check(ticket, *action, &asked).is_ok() && has_what_it_needs(ticket, *action, side)
    };
    Action::ALL.iter().copied().filter(possible).collect()
}

/// Whether there is something to propose, or to take back.
fn may_propose(ticket: &Ticket, side: ActorSide) -> bool {
    end::check_proposer(ticket, side).is_ok() || end::check_withdrawer(ticket, side).is_ok()
}

/// Whether the ticket has something that an action is about.
fn has_what_it_needs(ticket: &Ticket, action: Action, side: ActorSide) -> bool {
    match action {
        Action::TicketDecidePause | Action::TicketAddEvidence => !ticket.pauses.is_empty(),
        Action::TicketSignVisit => ticket.visits.iter().any(super::Visit::awaits_signature),
        Action::TicketProposeCorrection => ticket.corrections.is_correctable(),
        Action::TicketDecideCorrection => ticket.corrections.awaits(side),
        // To propose one, or to take one's own back.
        Action::TicketProposeHandOver => {
            ticket.hand_over.is_none() || hand_over::check_withdrawer(ticket, side).is_ok()
        }
        Action::TicketDecideHandOver => ticket.hand_over.is_some(),
        Action::TicketDeclareMajor => ticket.kind == TicketKind::Incident,
        Action::TicketProposeEnd => may_propose(ticket, side),
        _ => true,
    }
}
