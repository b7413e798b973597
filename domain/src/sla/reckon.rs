//! From a clock's plan (start, stop, cancellation) to its state and figures.

use super::engine::Engine;
use super::limits::{self, Cause, Limit};
use super::measure::instant;
use super::pauses::{self, OPEN, Reached};
use super::story::Moment;
use super::{ClockKey, ClockState, Reopening, SlaClock, alarms};
use crate::Instant;
use crate::calendar::Due;

/// When a clock starts and what ends it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plan {
    pub(super) key: ClockKey,
    pub(super) start: Moment,
    /// The milestone.
    pub(super) stop: Option<Moment>,
    /// The moment from which it is not needed any more.
    pub(super) cancel: Option<Moment>,
}

impl Plan {
    /// The end of what this clock sees of pauses and priorities.
    pub(super) fn end(&self) -> i64 {
        self.stop.or(self.cancel).map_or(OPEN, |moment| moment.at)
    }

    /// Until when time is counted: to its end, or to now.
    pub(super) fn seen_until(&self, now: i64) -> i64 {
        self.stop.or(self.cancel).map_or(now, |moment| moment.at).max(self.start.at)
    }
}

/// A clock with what led to it.
pub(super) struct Reckoned<'l, 'a> {
    pub(super) clock: SlaClock,
    /// None when the clock has not begun.
    pub(super) plan: Option<Plan>,
    /// Every limit that came up.
    pub(super) limits: &'l [Limit<'a>],
    /// The place of the one that decides.
    pub(super) governing: Option<usize>,
}

/// A clock whose policy waits for an assignment: running, without a due time.
pub(super) fn not_begun<'l, 'a>(engine: &Engine<'a>, key: ClockKey, cancel: Option<Moment>) -> Reckoned<'l, 'a> {
    let mut clock = blank(engine, key, engine.story.raised.at);
    let promised = engine.choices.get(key.metric, engine.story.priority_at(engine.now));
    clock.target = promised.map(|target| target.id);
    clock.state = match (promised, cancel) {
        (None, _) => ClockState::NoPromise,
        (_, Some(_)) => ClockState::Cancelled,
        (_, None) => ClockState::Running,
    };
    Reckoned { clock, plan: None, limits: &[], governing: None }
}

/// Reckons one clock; `limits` is scratch space.
pub(super) fn clock<'l, 'a>(engine: &Engine<'a>, plan: Plan, limits: &'l mut Vec<Limit<'a>>) -> Reckoned<'l, 'a> {
    let mut clock = blank(engine, plan.key, plan.start.at);
    clock.stopped_at = plan.stop.map(|stop| instant(stop.at));
    limits::collect(engine, &plan, engine.input.book.as_of(clock.calendar_revision), limits);
    let governing = limits::governing(engine, limits, plan.end());
    if let Some((place, reached)) = governing {
        judge(engine, &plan, &limits[place], reached, &mut clock);
    }
    Reckoned { clock, plan: Some(plan), limits, governing: governing.map(|(place, _)| place) }
}

fn blank(engine: &Engine<'_>, key: ClockKey, start: i64) -> SlaClock {
    SlaClock {
        key,
        calendar_revision: engine.input.pins.of(key),
        target: None,
        state: ClockState::NoPromise,
        started_at: instant(start),
        effective_start_at: instant(start),
        due_at: None,
        provisional: false,
        stopped_at: None,
        breached_at: None,
        breach_known_at: None,
        elapsed_seconds: 0,
        paused_seconds: 0,
        target_seconds: 0,
        counted_at: None,
        rule: None,
        alarms: Vec::new(),
    }
}

fn judge(engine: &Engine<'_>, plan: &Plan, limit: &Limit<'_>, reached: Reached, clock: &mut SlaClock) {
    clock.target = Some(limit.target.id);
    clock.target_seconds = limit.seconds;
    clock.rule = matches!(limit.cause, Cause::Raised(_)).then_some(engine.input.terms.priority_rule);
    count(engine, plan, limit, clock);
    clock.state = state(plan, limit, reached, engine.now);
    if let Reached::At(due) = reached {
        clock.due_at = Some(instant(due.at));
        clock.provisional = due.provisional;
    }
    if engine.story.void {
        clock.state = ClockState::Cancelled;
    }
    if clock.state != ClockState::Cancelled && engine.story.excludes(plan.key) {
        clock.state = ClockState::Excluded;
    }
    match (clock.state, reached) {
        (ClockState::Met, _) => clock.counted_at = clock.stopped_at,
        (ClockState::Breached, Reached::At(due)) => {
            clock.breached_at = clock.due_at;
            clock.breach_known_at = known_later(engine, plan, limit, due.at);
            clock.counted_at = clock.due_at;
            clock.alarms = alarms::after_breach(engine, limit, clock.calendar_revision, due.at, plan.end());
        }
        (ClockState::Running | ClockState::AwaitingCalendar, Reached::At(due)) if plan.stop.is_none() => {
            clock.alarms = alarms::to_come(engine, limit, clock.calendar_revision, due);
        }
        (ClockState::AwaitingCalendar, Reached::NoCalendar) => clock.provisional = true,
        _ => {}
    }
}

/// MET iff stop ≤ due (S1). Without a stop, what the due time and now say; a provisional deadline never breaches (S8). Nor
/// is it kept, as long as a day up to the stop may turn out to be open: the due time would then lie earlier.
fn state(plan: &Plan, limit: &Limit<'_>, reached: Reached, now: i64) -> ClockState {
    let due = match reached {
        Reached::At(due) => due,
        _ if plan.stop.is_none() && plan.cancel.is_some() => return ClockState::Cancelled,
        Reached::Waiting => return ClockState::Paused,
        Reached::NoCalendar => return ClockState::AwaitingCalendar,
    };
    let missed = |Due { provisional, .. }| match provisional {
        true => ClockState::AwaitingCalendar,
        false => ClockState::Breached,
    };
    match (plan.stop, plan.cancel) {
        (Some(stop), _) if stop.at <= due.at => {
            let certain =
                !due.provisional || limit.measure.is_none_or(|measure| measure.is_certain(plan.start.at, stop.at));
            if certain { ClockState::Met } else { ClockState::AwaitingCalendar }
        }
        (Some(_), _) => missed(due),
        (None, Some(cancel)) if due.at < cancel.at && !due.provisional => ClockState::Breached,
        (None, Some(_)) => ClockState::Cancelled,
        (None, None) if due.at < now => missed(due),
        (None, None) => ClockState::Running,
    }
}

/// Effective start, elapsed and paused seconds, in the measure of the governing target.
fn count(engine: &Engine<'_>, plan: &Plan, limit: &Limit<'_>, clock: &mut SlaClock) {
    let Some(measure) = limit.measure else { return };
    clock.effective_start_at = instant(measure.next_opening(plan.start.at));
    let end = plan.seen_until(engine.now);
    if end > plan.start.at {
        let pauses = engine.stills.of_limit(limit);
        clock.paused_seconds = pauses::paused_between(measure, pauses, plan.start.at, end);
        clock.elapsed_seconds = measure.between(plan.start.at, end) - clock.paused_seconds;
    }
}

/// When a breach became known, if the last fact that it rests on was recorded after it (S4, E25).
fn known_later(engine: &Engine<'_>, plan: &Plan, limit: &Limit<'_>, due: i64) -> Option<Instant> {
    let mut known = plan.start.known;
    if let Cause::Raised(moment) | Cause::Lowered(moment) = limit.cause {
        known = known.max(moment.known);
    }
    if limit.target.pausable {
        for pause in engine.story.pauses.iter().take_while(|pause| pause.from < due) {
            let ended = pause.held_to().filter(|_| pause.holds()).map(|end| end.known);
            let facts = [ended, pause.withdrawal().map(|decision| decision.known)];
            known = facts.into_iter().flatten().fold(known, Instant::max);
        }
    }
    let corrected = plan.stop.and_then(|stop| engine.story.corrected.late_since(stop.corrected?, due));
    known = known.max(corrected.unwrap_or(known));
    if engine.input.terms.reopening.mode == Reopening::Continue && plan.key.metric.is_by_cycle() {
        let reopened = engine.story.cycles.iter().skip(1).filter_map(|cycle| cycle.start);
        known = reopened.filter(|start| start.at <= due).map(|start| start.known).fold(known, Instant::max);
    }
    (known.timestamp() > due).then_some(known)
}
