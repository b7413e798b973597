//! A maintenance window or force majeure that an agency approved, written into one ticket's log by the platform (E44).

use super::{ActorSide, Decision, Event, Fact, PauseReason, Ticket, moment};
use crate::Instant;
use crate::ids::{ExclusionId, PauseId};

/// What is taken out of a ticket's time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excluding {
    /// Which exclusion.
    pub exclusion: ExclusionId,
    /// The pause as which it counts; one for each ticket and exclusion.
    pub pause: PauseId,
    /// MAINTENANCE or FORCE_MAJEURE.
    pub reason: PauseReason,
    /// From when.
    pub from: Instant,
    /// Until when, exclusive; perhaps still to come.
    pub to: Instant,
    /// Why.
    pub note: String,
}

/// Takes time out of a ticket; no state changes by it, only clocks. None when the log says so already.
pub fn exclude(ticket: &Ticket, log: &[Event], of: &Excluding, now: Instant) -> Option<Decision> {
    let done =
        |event: &Event| matches!(event.fact, Fact::ExclusionApplied { exclusion, .. } if exclusion == of.exclusion);
    if log.iter().any(done) {
        return None;
    }
    let Excluding { exclusion, pause, reason, from, to, note } = of.clone();
    let fact = Fact::ExclusionApplied { exclusion, pause, reason, from, to, note };
    let (seq, occurred_at) = (ticket.last_seq + 1, moment::to_second(now).max(ticket.raised_at));
    let event = Event { seq, occurred_at, recorded_at: now, side: ActorSide::System, fact };
    let mut after = ticket.clone();
    after.apply(&event);
    Some(Decision { events: vec![event], next: after.state, after })
}
