//! The chain of UPDATE links: each begins at the last report, or at the link's due time that passed without one (E37).

use super::engine::Engine;
use super::limits::Limit;
use super::measure::instant;
use super::reckon::{self, Plan, Reckoned};
use super::story::Moment;
use super::{ClockKey, ClockState, Metric};

/// Links computed ahead of the current one, so that a sweep alone can judge a silent ticket (S9).
pub(super) const AHEAD: usize = 8;

/// Where a cycle's chain ends: at the resolution, or at the ticket's cancellation.
#[derive(Clone, Copy)]
struct End {
    resolved: Option<Moment>,
    cancelled: Option<Moment>,
}

impl End {
    fn moment(self) -> Option<Moment> {
        self.resolved.or(self.cancelled)
    }
}

/// Reckons the links of every cycle; their sequence goes on over the cycles.
pub(super) fn run<'a>(engine: &Engine<'a>, limits: &mut Vec<Limit<'a>>, each: &mut dyn FnMut(Reckoned<'_, 'a>)) {
    let mut seq = 0;
    for (cycle, number) in engine.story.cycles.iter().zip(1..) {
        let Some(start) = cycle.start else { continue };
        let end = End { resolved: cycle.resolved, cancelled: engine.story.cancelled };
        seq = links(engine, (number, seq), start, end, limits, each);
    }
}

fn links<'a>(
    engine: &Engine<'a>,
    (cycle, mut seq): (i32, i32),
    start: Moment,
    end: End,
    limits: &mut Vec<Limit<'a>>,
    each: &mut dyn FnMut(Reckoned<'_, 'a>),
) -> i32 {
    let over = end.moment().map_or(i64::MAX, |moment| moment.at);
    let mut reports = engine.story.reports.iter().filter(|report| (start.at..=over).contains(&report.at)).peekable();
    let mut next = promised_from(engine, start);
    let mut ahead = 0;
    while let Some(begins) = next.filter(|begins| begins.at < over) {
        // A report made while no report was promised says nothing about this link.
        while reports.next_if(|report| report.at < begins.at).is_some() {}
        let lapse = lapse(engine, begins).filter(|lapse| lapse.at < over);
        let stop = reports.peek().copied().copied();
        let stop = stop.filter(|report| lapse.is_none_or(|lapse| report.at <= lapse.at));
        let cancel = if stop.is_none() { lapse.or(end.moment()) } else { None };
        let key = ClockKey { metric: Metric::Update, cycle, seq: seq + 1 };
        let mut reckoned = reckon::clock(engine, Plan { key, start: begins, stop, cancel }, limits);
        let due = reckoned.clock.due_at.map(|due| due.timestamp());
        if reckoned.clock.state == ClockState::Breached && stop.is_none() && lapse.is_none() {
            reckoned.clock.stopped_at = end.resolved.map(|moment| instant(moment.at));
        }
        next = if stop.is_some_and(|stop| due.is_some_and(|due| stop.at <= due)) {
            reports.next().copied()
        } else {
            // Nobody reported in time: the next link begins where this one was due, or where its promise ended.
            let missed = due.filter(|due| *due > begins.at).map(|at| Moment { at, ..begins });
            missed.into_iter().chain(lapse).min_by_key(|moment| moment.at)
        };
        next = next.and_then(|from| promised_from(engine, from));
        each(reckoned);
        seq += 1;
        if begins.at > engine.now {
            ahead += 1;
        }
        if ahead == AHEAD {
            break;
        }
    }
    seq
}

/// When the priority changes to one that asks for no reports.
fn lapse(engine: &Engine<'_>, from: Moment) -> Option<Moment> {
    let mut changes = engine.story.changes.iter().filter(|change| change.moment.at > from.at);
    changes.find(|change| engine.choices.get(Metric::Update, change.to).is_none()).map(|change| change.moment)
}

/// The first moment at or after `from` at which the priority asks for reports.
fn promised_from(engine: &Engine<'_>, from: Moment) -> Option<Moment> {
    let promised = |at: i64| engine.choices.get(Metric::Update, engine.story.priority_at(at)).is_some();
    if promised(from.at) {
        return Some(from);
    }
    let mut changes = engine.story.changes.iter().map(|change| change.moment);
    changes.find(|change| change.at > from.at && promised(change.at))
}
