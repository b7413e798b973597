//! Replays a ticket: the one way from its log to its clocks (I2).

use super::engine::Engine;
use super::{ClockKey, ClockState, PolicyTerms, SlaClock};
use crate::Instant;
use crate::calendar::CalendarBook;
use crate::ticket::Event;

/// Everything that decides the clocks of one ticket.
#[derive(Clone, Copy, Debug)]
pub struct ReplayInput<'a> {
    /// The ticket's log, in any order: it is replayed by (occurred_at, seq) (S2).
    pub events: &'a [Event],
    /// The terms that bind the ticket.
    pub terms: &'a PolicyTerms,
    /// Every revision of every calendar.
    pub book: &'a CalendarBook,
    /// Which revision each clock keeps.
    pub pins: &'a Pins,
    /// The time of the operation: decides what has passed, never what was promised.
    pub now: Instant,
}

/// The calendar revisions that the clocks of a ticket keep (S7).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pins {
    /// For every clock without a pin of its own: the latest revision when the clock was first computed.
    pub revision: i64,
    /// Clocks that keep an older revision, mostly because they are settled.
    pub clocks: Vec<(ClockKey, i64)>,
}

impl Pins {
    /// Every clock at one revision.
    pub fn at(revision: i64) -> Self {
        Self { revision, clocks: Vec::new() }
    }

    /// The revision of a clock.
    pub fn of(&self, key: ClockKey) -> i64 {
        self.clocks.iter().find(|pin| pin.0 == key).map_or(self.revision, |pin| pin.1)
    }
}

/// The clocks of a ticket, in order of their keys; none without a RAISED event.
///
/// RESPONSE and ARRIVAL have one row, RESTORE and RESOLVE one a cycle, UPDATE one a link when the terms ask for reports,
/// with eight links ahead of the current one (S9). A metric without target is a row with [`ClockState::NoPromise`].
pub fn replay(input: &ReplayInput<'_>) -> Vec<SlaClock> {
    let Some(engine) = Engine::new(input) else { return Vec::new() };
    let mut clocks = Vec::with_capacity(engine.rows_expected());
    engine.run(&mut |reckoned| clocks.push(reckoned.clock));
    clocks
}

/// The next deadline of a ticket: the earliest due time of its running clocks that have begun by `now` (E36).
pub fn next_due(clocks: &[SlaClock], now: Instant) -> Option<Instant> {
    let running = clocks.iter().filter(|clock| clock.state == ClockState::Running && clock.started_at <= now);
    running.filter_map(|clock| clock.due_at).min()
}
