//! Corrected times: which value of a recorded time holds, and since when it is known (E46).

use crate::Instant;
use crate::ticket::{Event, Fact};

/// One approved correction.
#[derive(Clone, Copy, Debug)]
struct Step {
    was: Instant,
    to: Instant,
    known: Instant,
}

/// The corrections of a log, by the event that they are about, in the order in which they were approved.
#[derive(Debug, Default)]
pub(super) struct CorrectedTimes {
    of: Vec<(i32, Vec<Step>)>,
}

/// When something happened and since when that is known; for what was corrected, its place among the corrections.
pub(super) type Holding = (Instant, Instant, Option<usize>);

impl CorrectedTimes {
    /// Reads a log in any order.
    pub(super) fn of(events: &[Event]) -> Self {
        let mut found: Vec<(i32, i32, Step)> = Vec::new();
        for event in events {
            if let Fact::Corrected { of, was, to, .. } = event.fact {
                found.push((event.seq, of, Step { was, to, known: event.recorded_at }));
            }
        }
        found.sort_unstable_by_key(|(seq, ..)| *seq);
        let mut corrected = Self::default();
        for (_, of, step) in found {
            match corrected.of.iter_mut().find(|known| known.0 == of) {
                Some((_, steps)) => steps.push(step),
                None => corrected.of.push((of, vec![step])),
            }
        }
        corrected
    }

    /// Whether nothing was corrected.
    pub(super) fn is_empty(&self) -> bool {
        self.of.is_empty()
    }

    /// What holds of an event's time.
    pub(super) fn holding(&self, event: &Event) -> Holding {
        let place = self.of.iter().position(|(of, _)| *of == event.seq);
        let last = place.and_then(|place| self.of[place].1.last());
        last.map_or((event.occurred_at, event.recorded_at, None), |step| (step.to, step.known, place))
    }

    /// Since when a corrected time is known to lie after `due`; none when it did so as it was recorded.
    pub(super) fn late_since(&self, place: usize, due: i64) -> Option<Instant> {
        let late = |at: Instant| at.timestamp() > due;
        let steps = &self.of.get(place)?.1;
        steps.iter().rev().take_while(|step| late(step.to)).find(|step| !late(step.was)).map(|step| step.known)
    }
}
