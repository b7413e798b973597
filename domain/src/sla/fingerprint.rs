//! A fingerprint of everything that decides the clocks of a ticket, kept beside a verdict as evidence.

use std::collections::BTreeMap;

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{ClockKey, ClockStart, PriorityRule, ReplayInput};
use crate::calendar::BookView;
use crate::ids::{CalendarId, PolicyVersionId, TargetId};
use crate::ticket::{Event, Fact};

#[derive(Serialize)]
struct Deciding<'a> {
    events: Vec<&'a Event>,
    terms: PolicyVersionId,
    start: ClockStart,
    priority_rule: PriorityRule,
    targets: Vec<TargetId>,
    calendars: BTreeMap<CalendarId, i64>,
    pins: Vec<(ClockKey, i64)>,
}

/// SHA-256 over canonical JSON of the facts by seq, the terms, the calendar revisions taken and the pins (I2).
///
/// Policy versions, their targets and calendar revisions never change, so their ids and numbers stand for them.
/// Comments, ratings, moves between teams, visits and what was only proposed decide nothing and are left out; so is `now`, which only says what has passed, and a pin that
/// takes the same calendar revisions as an unpinned clock.
pub fn input_hash(input: &ReplayInput<'_>) -> [u8; 32] {
    let decides = |event: &&Event| {
        !matches!(
            event.fact,
            Fact::Commented { .. }
                | Fact::Rated { .. }
                | Fact::Routed { .. }
                | Fact::CorrectionProposed { .. }
                | Fact::CorrectionRejected { .. }
                | Fact::VisitBegun { .. }
                | Fact::VisitEnded { .. }
                | Fact::VisitAccepted { .. }
                | Fact::VisitDisputed { .. }
                | Fact::EvidenceAdded { .. }
        )
    };
    let mut events: Vec<&Event> = input.events.iter().filter(decides).collect();
    events.sort_unstable_by_key(|event| event.seq);
    let view = input.book.as_of(input.pins.revision);
    let taken = |calendar: CalendarId| Some((calendar, view.entry(calendar)?.0));
    let calendars = input.terms.targets.iter().filter_map(|target| taken(target.calendar)).collect();
    let mut pins: Vec<_> = input.pins.clocks.iter().copied().filter(|pin| takes_others(input, pin.1)).collect();
    pins.sort_unstable();
    let deciding = Deciding {
        events,
        terms: input.terms.version,
        start: input.terms.start,
        priority_rule: input.terms.priority_rule,
        targets: input.terms.targets.iter().map(|target| target.id).collect(),
        calendars,
        pins,
    };
    let json = serde_json::to_vec(&deciding).expect("plain values with text keys always serialise");
    Sha256::digest(json).into()
}

/// Whether a calendar of the terms differs between a pinned revision and the one that new clocks take.
fn takes_others(input: &ReplayInput<'_>, pinned: i64) -> bool {
    let [old, new] = [pinned, input.pins.revision].map(|revision| input.book.as_of(revision));
    let number = |view: BookView<'_>, calendar| view.entry(calendar).map(|entry| entry.0);
    let mut calendars = input.terms.targets.iter().map(|target| target.calendar);
    pinned != input.pins.revision && calendars.any(|calendar| number(old, calendar) != number(new, calendar))
}
