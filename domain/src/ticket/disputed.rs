//! A dispute that was decided for good, written into the log of its ticket by the platform.

use super::{ActorSide, Decision, Event, Fact, Ticket, moment};
use crate::Instant;
use crate::dispute::Ruling;
use crate::ids::DisputeId;
use crate::sla::ClockKey;

/// What was decided about a verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disputed {
    /// By which dispute.
    pub dispute: DisputeId,
    /// About which clock.
    pub clock: ClockKey,
    /// The revision of its verdict that was disputed.
    pub revision: i32,
    /// What holds.
    pub ruling: Ruling,
    /// Why, in the words of whoever decided.
    pub reason: String,
}

/// Writes a decision down; the ticket's state stays, only clocks change by it. None when the log says so already.
pub fn dispute_decided(ticket: &Ticket, log: &[Event], of: &Disputed, now: Instant) -> Option<Decision> {
    let done = |event: &Event| matches!(event.fact, Fact::DisputeDecided { dispute, .. } if dispute == of.dispute);
    if log.iter().any(done) {
        return None;
    }
    let Disputed { dispute, clock, revision, ruling, reason } = of.clone();
    let fact = Fact::DisputeDecided { dispute, clock, revision, ruling, reason };
    let (seq, occurred_at) = (ticket.last_seq + 1, moment::to_second(now).max(ticket.raised_at));
    let event = Event { seq, occurred_at, recorded_at: now, side: ActorSide::System, fact };
    let mut after = ticket.clone();
    after.apply(&event);
    Some(Decision { events: vec![event], next: after.state, after })
}
