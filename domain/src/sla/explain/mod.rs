//! Why a clock is what it is: rules, calendar, pauses and arithmetic that a person can redo.

mod answer;
mod charged;
mod segments;
mod wording;

use chrono_tz::Tz;

use super::choice::ordinary;
use super::disputed::Decided;
use super::engine::Engine;
use super::limits::{Cause, Limit};
use super::pauses::{self, Reached, Span};
use super::reckon::{Plan, Reckoned};
use super::story::Pause;
use super::{ClockKey, Metric, ReplayInput, SlaTarget};
use crate::Instant;
use crate::ticket::Priority;

pub use answer::{
    Charge, DisputeExplained, Explanation, GuardExplained, GuardTarget, LimitCause, LimitExplained, LimitOutcome,
    PauseExplained, PauseStanding, Segment, SegmentKind, Sentence, Step, StepKind, charges,
};

use super::measure::instant;

/// Explains one clock of a ticket; none when the ticket has no such clock.
pub fn explain(input: &ReplayInput<'_>, key: ClockKey) -> Option<Explanation> {
    let engine = Engine::new(input)?;
    let mut answer = None;
    engine.run(&mut |reckoned| {
        if reckoned.clock.key == key {
            answer = Some(explanation(&engine, &reckoned));
        }
    });
    answer
}

/// Who is charged with how much of the time of those of the clocks that the ticket has and that have a deadline.
pub fn charged(input: &ReplayInput<'_>, keys: &[ClockKey]) -> Vec<(ClockKey, Vec<Charge>)> {
    let mut found = Vec::with_capacity(keys.len());
    let Some(engine) = Engine::new(input) else { return found };
    engine.run(&mut |reckoned| {
        let key = reckoned.clock.key;
        let governing = reckoned.governing.map(|place| &reckoned.limits[place]);
        if let (true, Some(plan), Some(limit)) = (keys.contains(&key), &reckoned.plan, governing) {
            found.push((key, charges(&segments::of(&engine, plan, limit))));
        }
    });
    found
}

fn explanation(engine: &Engine<'_>, reckoned: &Reckoned<'_, '_>) -> Explanation {
    let metric = reckoned.clock.key.metric;
    let started = reckoned.plan.map_or(engine.story.raised.at, |plan| plan.start.at);
    let priority = engine.story.priority_at(started);
    let governing = reckoned.governing.map(|place| &reckoned.limits[place]);
    let view = engine.input.book.as_of(reckoned.clock.calendar_revision);
    let calendar = governing.map(|limit| limit.target.calendar);
    let zone = calendar.and_then(|calendar| view.get(calendar)).map_or(Tz::UTC, |calendar| calendar.zone());
    let mut explanation = Explanation {
        clock: reckoned.clock.clone(),
        priority,
        calendar,
        zone,
        targets: engine.choices.losers_and_winner(engine.input.terms, &engine.story, metric, priority),
        guard: guard(engine, metric, priority),
        limits: Vec::new(),
        pauses: Vec::new(),
        disputes: Vec::new(),
        segments: Vec::new(),
        steps: Vec::new(),
        sentences: Vec::new(),
    };
    if let (Some(plan), Some(limit)) = (&reckoned.plan, governing) {
        explanation.limits = limits(engine, plan, reckoned);
        explanation.pauses = pauses_of(engine, plan, limit, &explanation);
        explanation.segments = segments::of(engine, plan, limit);
        explanation.steps = steps(plan, limit, &explanation);
    }
    explanation.disputes = disputes(engine, reckoned.clock.key);
    explanation.sentences = wording::sentences(&explanation);
    explanation
}

fn disputes(engine: &Engine<'_>, clock: ClockKey) -> Vec<DisputeExplained> {
    let explain = |decided: &Decided<'_>| DisputeExplained {
        dispute: decided.dispute,
        revision: decided.revision,
        ruling: decided.ruling.clone(),
        reason: decided.reason.to_owned(),
        at: decided.at,
    };
    engine.story.rulings.about(clock).map(explain).collect()
}

fn guard(engine: &Engine<'_>, metric: Metric, priority: Priority) -> Option<GuardExplained> {
    let raised_in = engine.story.circumstances.guard.clone()?;
    let shown = |target: &SlaTarget| GuardTarget { target: target.id, duration: target.duration };
    let applies = engine.choices.get(metric, priority).filter(|target| target.guard).map(shown);
    let ordinary = ordinary(engine.input.terms, &engine.story, metric, priority).map(shown);
    Some(GuardExplained { raised_in, applies, ordinary })
}

fn limits(engine: &Engine<'_>, plan: &Plan, reckoned: &Reckoned<'_, '_>) -> Vec<LimitExplained> {
    let explain = |(place, limit): (usize, &Limit<'_>)| {
        let reached = limit.reached(engine, limit.seconds, plan.end());
        let outcome = match reached {
            _ if limit.withdrawn => LimitOutcome::Withdrawn,
            _ if reckoned.governing == Some(place) => LimitOutcome::Governs,
            Reached::At(_) => LimitOutcome::Later,
            Reached::Waiting => LimitOutcome::Waiting,
            Reached::NoCalendar => LimitOutcome::NoCalendar,
        };
        LimitExplained {
            target: limit.target.id,
            duration: limit.target.duration,
            calendar: limit.target.calendar,
            starts_at: instant(limit.start),
            seconds: limit.seconds,
            cause: match limit.cause {
                Cause::Start => LimitCause::Start,
                Cause::Raised(_) => LimitCause::Raised,
                Cause::Lowered(_) => LimitCause::Lowered,
            },
            due_at: match reached {
                Reached::At(due) => Some(instant(due.at)),
                Reached::Waiting | Reached::NoCalendar => None,
            },
            outcome,
        }
    };
    reckoned.limits.iter().enumerate().map(explain).collect()
}

fn pauses_of(engine: &Engine<'_>, plan: &Plan, limit: &Limit<'_>, so_far: &Explanation) -> Vec<PauseExplained> {
    let due = so_far.clock.due_at.map(|due| due.timestamp());
    let until = plan.seen_until(engine.now);
    let explain = |pause: &Pause| {
        let to = pause.held_to().map_or(pauses::OPEN, |end| end.at);
        let alone = [Span { from: pause.from, to, after_stop: false }];
        let counted = limit.measure.map_or(0, |measure| pauses::paused_between(measure, &alone, plan.start.at, until));
        PauseExplained {
            pause: pause.id,
            reason: pause.reason,
            party: pause.reason.party(),
            from: instant(pause.from),
            to: pause.to.map(|end| instant(end.at)),
            lapsed_at: pause.lapsed.map(|end| instant(end.at)),
            standing: standing(pause, limit, due, (plan.start.at, until)),
            open_seconds: counted,
        }
    };
    engine.story.pauses.iter().map(explain).collect()
}

fn standing(pause: &Pause, limit: &Limit<'_>, due: Option<i64>, (start, until): (i64, i64)) -> PauseStanding {
    let outside = pause.held_to().is_some_and(|end| end.at <= start.max(pause.from)) || pause.from >= until;
    match pause.decision {
        Some((false, _)) => PauseStanding::Rejected,
        None if !pause.holds() => PauseStanding::AwaitingAcceptance,
        _ if !limit.target.pausable => PauseStanding::NotPausable,
        _ if due.is_some_and(|due| pause.from >= due) => PauseStanding::AfterDue,
        _ if outside => PauseStanding::Outside,
        _ if pause.lapsed.is_some() => PauseStanding::Lapsed,
        Some((true, _)) => PauseStanding::Accepted,
        None => PauseStanding::Declared,
    }
}

/// Start + promise + pauses = due; then what was used of it.
fn steps(plan: &Plan, limit: &Limit<'_>, so_far: &Explanation) -> Vec<Step> {
    let clock = &so_far.clock;
    let at = |kind, at: Instant| Step { kind, at: Some(at), seconds: None };
    let length = |kind, seconds| Step { kind, at: None, seconds: Some(seconds) };
    let mut steps = vec![at(StepKind::Start, clock.started_at), at(StepKind::EffectiveStart, clock.effective_start_at)];
    if limit.start != plan.start.at {
        steps.push(at(StepKind::LimitStart, instant(limit.start)));
    }
    steps.push(length(StepKind::Promise, limit.seconds));
    if let (Some(due), Some(measure)) = (clock.due_at, limit.measure) {
        let credit = measure.between(limit.start, due.timestamp()) - limit.seconds;
        if credit > 0 {
            steps.push(length(StepKind::PauseCredit, credit));
        }
        steps.push(at(StepKind::Due, due));
        if let Some(stop) = clock.stopped_at {
            steps.push(at(StepKind::Stop, stop));
            steps.push(length(StepKind::Margin, (due - stop).num_seconds()));
        }
    }
    steps.push(length(StepKind::Elapsed, clock.elapsed_seconds));
    steps
}
