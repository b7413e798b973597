//! A clock is due at the earliest of its limits; a change of priority adds or replaces limits (S5).

use super::engine::Engine;
use super::measure::Measure;
use super::pauses::{self, Reached};
use super::reckon::Plan;
use super::story::{Change, Moment};
use super::{ClockKey, PriorityRule, SlaTarget};
use crate::calendar::BookView;

/// Why a limit exists.
#[derive(Clone, Copy, Debug)]
pub(super) enum Cause {
    /// The priority when the clock started.
    Start,
    /// A raised priority, by the policy's rule.
    Raised(Moment),
    /// A lowered priority: re-targeted from the start.
    Lowered(Moment),
}

/// A duration from a moment, each in its own calendar.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limit<'a> {
    pub(super) target: &'a SlaTarget,
    /// None when the target's calendar does not exist.
    pub(super) measure: Option<Measure<'a>>,
    pub(super) start: i64,
    pub(super) seconds: i64,
    /// Whether `seconds` rests on unpublished days.
    pub(super) uncertain: bool,
    pub(super) cause: Cause,
    /// A lowered priority took it out.
    pub(super) withdrawn: bool,
    /// The clock that it is a limit of; none for what is no promise.
    pub(super) clock: Option<ClockKey>,
}

impl<'a> Limit<'a> {
    fn new(clock: Option<ClockKey>, target: &'a SlaTarget, view: BookView<'a>, start: i64, cause: Cause) -> Self {
        let measure = Measure::of(target, view);
        let (seconds, uncertain) = measure.map_or((0, false), |measure| measure.seconds(target.duration, start));
        Self { target, measure, start, seconds, uncertain, cause, withdrawn: false, clock }
    }

    /// A limit that is no promise: so long from a second.
    pub(super) fn from(target: &'a SlaTarget, view: BookView<'a>, start: i64) -> Self {
        Self::new(None, target, view, start, Cause::Start)
    }

    /// The deadline of this limit, or of a part of it when `seconds` is less than the whole.
    pub(super) fn reached(&self, engine: &Engine<'_>, seconds: i64, end: i64) -> Reached {
        let Some(measure) = self.measure else { return Reached::NoCalendar };
        let pauses = engine.stills.of_limit(self);
        match pauses::due(measure, self.start, seconds, pauses, end) {
            Reached::At(mut due) => {
                due.provisional |= self.uncertain;
                Reached::At(due)
            }
            other => other,
        }
    }

    /// Counted seconds from the limit's start to `at`, without pauses.
    fn used(&self, engine: &Engine<'_>, measure: Measure<'_>, at: i64) -> i64 {
        let pauses = engine.stills.of_limit(self);
        measure.between(self.start, at) - pauses::paused_between(measure, pauses, self.start, at)
    }
}

/// Fills `limits` with every limit of a clock, those withdrawn included, in the order in which they came up.
pub(super) fn collect<'a>(engine: &Engine<'a>, plan: &Plan, view: BookView<'a>, limits: &mut Vec<Limit<'a>>) {
    limits.clear();
    let (start, end) = (plan.start.at, plan.end());
    let metric = plan.key.metric;
    let mut priority = engine.story.priority_at(start);
    if let Some(target) = engine.choices.get(metric, priority) {
        limits.push(Limit::new(Some(plan.key), target, view, start, Cause::Start));
    }
    for change in engine.story.changes.iter().filter(|change| (start + 1..end).contains(&change.moment.at)) {
        if change.to == priority {
            continue;
        }
        // What is breached by then stays as it is: nothing recorded is erased (E26).
        if is_breached(engine, limits, end, change.moment.at) {
            break;
        }
        let raised = change.to < priority;
        priority = change.to;
        let target = engine.choices.get(metric, priority);
        if raised {
            limits.extend(target.map(|target| raise(engine, plan, view, limits, target, change)));
        } else {
            limits.iter_mut().for_each(|limit| limit.withdrawn = true);
            let cause = Cause::Lowered(change.moment);
            limits.extend(target.map(|target| Limit::new(Some(plan.key), target, view, start, cause)));
        }
    }
}

fn is_breached(engine: &Engine<'_>, limits: &[Limit<'_>], end: i64, at: i64) -> bool {
    let standing = limits.iter().filter(|limit| !limit.withdrawn);
    let mut dues = standing.map(|limit| limit.reached(engine, limit.seconds, end));
    dues.any(|reached| matches!(reached, Reached::At(due) if due.at < at && !due.provisional))
}

/// The limit that a raised priority adds. The old ones stay, so that the earliest decides.
fn raise<'a>(
    engine: &Engine<'a>,
    plan: &Plan,
    view: BookView<'a>,
    limits: &[Limit<'a>],
    target: &'a SlaTarget,
    change: &Change,
) -> Limit<'a> {
    let cause = Cause::Raised(change.moment);
    let from_change = Limit::new(Some(plan.key), target, view, change.moment.at, cause);
    match engine.input.terms.priority_rule {
        PriorityRule::FromChange => from_change,
        PriorityRule::Retroactive => Limit::new(Some(plan.key), target, view, plan.start.at, cause),
        PriorityRule::Proportional => {
            let left = share_left(engine, limits, plan.end(), change.moment.at);
            left.map_or(from_change, |(left, whole)| Limit {
                seconds: share(from_change.seconds, left, whole),
                ..from_change
            })
        }
    }
}

/// How much of the governing limit is left at an instant: (seconds left, seconds in all).
fn share_left(engine: &Engine<'_>, limits: &[Limit<'_>], end: i64, at: i64) -> Option<(i64, i64)> {
    let limit = &limits[governing(engine, limits, end)?.0];
    let used = limit.used(engine, limit.measure?, at);
    (limit.seconds > 0).then(|| ((limit.seconds - used).max(0), limit.seconds))
}

/// `seconds × left / whole`, half up, without overflow.
fn share(seconds: i64, left: i64, whole: i64) -> i64 {
    let (seconds, left, whole) = (i128::from(seconds), i128::from(left), i128::from(whole));
    i64::try_from((2 * seconds * left + whole) / (2 * whole)).unwrap_or(i64::MAX)
}

/// The limit that decides, by its place, with its deadline: the earliest; while all wait, the one that would be first
/// if the pause ended now.
pub(super) fn governing(engine: &Engine<'_>, limits: &[Limit<'_>], end: i64) -> Option<(usize, Reached)> {
    let standing = || limits.iter().enumerate().filter(|(_, limit)| !limit.withdrawn);
    let mut best: Option<(usize, Reached)> = None;
    for (place, limit) in standing() {
        let reached = limit.reached(engine, limit.seconds, end);
        best = match (best, reached) {
            (_, Reached::NoCalendar) => return Some((place, reached)),
            (Some((_, Reached::At(least))), Reached::At(due)) if least.at <= due.at => best,
            (_, Reached::At(_)) => Some((place, reached)),
            (best, Reached::Waiting) => best,
        };
    }
    best.or_else(|| {
        let projected = |limit: &Limit<'_>| match limit.reached(engine, limit.seconds, end.min(engine.now)) {
            Reached::At(due) => due.at,
            Reached::Waiting | Reached::NoCalendar => i64::MAX,
        };
        let first = standing().min_by_key(|(_, limit)| projected(limit));
        first.map(|(place, _)| (place, Reached::Waiting))
    })
}
