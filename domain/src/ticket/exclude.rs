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
    /// Until when, exclusive; perhaps still to come. Of one that was withdrawn its beginning.
    pub to: Instant,
    /// Why.
    pub note: String,
    /// Why it ends earlier than planned; empty where it does not.
    pub shortened: String,
}

/// Takes time out of a ticket, or gives back what an earlier end leaves over; no state changes by it, only clocks. None
/// when the log says so already, and for one that was withdrawn before it reached the ticket.
pub fn exclude(ticket: &Ticket, log: &[Event], of: &Excluding, now: Instant) -> Option<Decision> {
    let end = |event: &Event| match event.fact {
        Fact::ExclusionApplied { exclusion, to, .. } | Fact::ExclusionShortened { exclusion, to, .. } => {
            (exclusion == of.exclusion).then_some(to)
        }
        _ => None,
    };
    let known = log.iter().rev().find_map(end);
    let Excluding { exclusion, pause, reason, from, to, note, shortened } = of.clone();
    let fact = match known {
        None if to <= from => return None,
        None => Fact::ExclusionApplied { exclusion, pause, reason, from, to, note },
        Some(known) if known <= to => return None,
        Some(_) => Fact::ExclusionShortened { exclusion, pause, to, note: shortened },
    };
    let (seq, occurred_at) = (ticket.last_seq + 1, moment::to_second(now).max(ticket.raised_at));
    let event = Event { seq, occurred_at, recorded_at: now, side: ActorSide::System, fact };
    let mut after = ticket.clone();
    after.apply(&event);
    Some(Decision { events: vec![event], next: after.state, after })
}
