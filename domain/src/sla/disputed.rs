//! What disputes decided about the clocks of a ticket (I3): each decision is a fact of its log.

use super::ClockKey;
use super::pauses::Span;
use crate::Instant;
use crate::dispute::{Part, Relief, Ruling};
use crate::ids::DisputeId;
use crate::ticket::PauseParty;

/// One decision.
#[derive(Clone, Copy, Debug)]
pub(super) struct Decided<'a> {
    pub(super) clock: ClockKey,
    pub(super) dispute: DisputeId,
    pub(super) revision: i32,
    pub(super) ruling: &'a Ruling,
    pub(super) reason: &'a str,
    pub(super) at: Instant,
}

/// The decisions of a log, in order of occurrence.
#[derive(Debug, Default)]
pub(super) struct Rulings<'a>(Vec<Decided<'a>>);

impl<'a> Rulings<'a> {
    pub(super) fn push(&mut self, decided: Decided<'a>) {
        self.0.push(decided);
    }

    /// The decisions about one clock.
    pub(super) fn about(&self, clock: ClockKey) -> impl Iterator<Item = &Decided<'a>> {
        self.0.iter().filter(move |decided| decided.clock == clock)
    }

    /// Whether one of them takes a clock out of the count.
    pub(super) fn excludes(&self, clock: ClockKey) -> bool {
        self.about(clock).any(|decided| decided.ruling.excludes())
    }

    /// Who answers for a clock in the vendor's place: whom the latest decision names.
    pub(super) fn party(&self, clock: ClockKey) -> Option<PauseParty> {
        let named = self.about(clock).filter_map(|decided| match decided.ruling {
            Ruling::ReAttribute { party } => Some(*party),
            _ => None,
        });
        named.last()
    }

    /// What is taken out of the time of a clock, in order of time, whichever decision says so.
    pub(super) fn reliefs(&self, clock: ClockKey) -> Vec<&'a Relief> {
        let mut reliefs: Vec<&'a Relief> = self.about(clock).flat_map(|decided| parts(decided.ruling)).collect();
        reliefs.sort();
        reliefs
    }

    /// The clocks that time is taken out of.
    pub(super) fn relieved(&self) -> Vec<ClockKey> {
        let partly = self.0.iter().filter(|decided| !parts(decided.ruling).is_empty());
        let mut clocks: Vec<ClockKey> = partly.map(|decided| decided.clock).collect();
        clocks.sort_unstable();
        clocks.dedup();
        clocks
    }
}

const fn parts(ruling: &Ruling) -> &[Relief] {
    match ruling {
        Ruling::Partly(Part::Time { intervals }) => intervals.as_slice(),
        _ => &[],
    }
}

/// The time that an interval takes out.
pub(super) fn span(relief: &Relief) -> Span {
    Span { from: relief.from.timestamp(), to: relief.to.timestamp(), after_stop: false }
}
