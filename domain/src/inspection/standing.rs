//! Where an inspection stands, by its ticket and its last day: instants decide (S1).

use super::words::{OccurrenceCause, OccurrenceState};
use crate::Instant;

/// What its ticket says of an inspection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InspectionTicket {
    /// When it was solved; none while it is not.
    pub resolved_at: Option<Instant>,
    /// Whether it was cancelled.
    pub cancelled: bool,
    /// Whether it is cancelled now because both sides agree that it never was the vendor's (E33).
    pub not_ours: bool,
}

/// Whether an inspection that nobody has solved is missed by `now`. A last day that rests on days that nobody has published
/// decides nothing: it waits until they are known (S8).
pub fn is_over(missed_from: Instant, provisional: bool, now: Instant) -> bool {
    !provisional && missed_from <= now
}

/// The state and the cause after a change of the ticket. `missed` is whether the last day had passed before without a
/// solution: that does not go away by cancelling the ticket, but it does where the work never was the vendor's (E33).
pub fn standing(
    ticket: InspectionTicket,
    missed_from: Instant,
    missed: bool,
) -> (OccurrenceState, Option<OccurrenceCause>) {
    match (ticket.resolved_at, ticket.cancelled) {
        (_, true) if missed && !ticket.not_ours => (OccurrenceState::Missed, None),
        (_, true) => (OccurrenceState::Skipped, Some(OccurrenceCause::Cancelled)),
        (Some(at), false) if at < missed_from => (OccurrenceState::Done, None),
        (Some(_), false) => (OccurrenceState::DoneLate, None),
        (None, false) if missed => (OccurrenceState::Missed, None),
        (None, false) => (OccurrenceState::Open, None),
    }
}
