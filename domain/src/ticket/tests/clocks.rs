//! The table's words about clocks, held against the engine that moves them.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::table::samples;
use super::*;
use crate::calendar::{CalendarBook, CompiledCalendar, shipped};
use crate::ids::{CalendarId, PolicyVersionId, TargetId};
use crate::sla::{
    ClockStart, ClockState, Metric, PauseRules, Pins, PolicyTerms, PriorityRule, ReopeningRule, ReplayInput,
    SeverityRules, SlaClock, SlaTarget, TargetDuration, replay,
};

const PROMISED: [Metric; 4] = [Metric::Response, Metric::Arrival, Metric::Restore, Metric::Resolve];

/// A year for everything, so that nothing is breached here.
fn terms(calendar: CalendarId) -> PolicyTerms {
    let promise = |metric, priority| SlaTarget {
        id: TargetId(uuid::Uuid::from_u128(1)),
        metric,
        priority,
        ticket_kind: None,
        site_class: None,
        system_type: None,
        protection: None,
        guard: false,
        duration: TargetDuration::RealTime(365 * 86_400),
        calendar,
        pausable: true,
        warn_percent: vec![],
        escalations: vec![],
    };
    let of_metric = |metric| Priority::ALL.iter().map(move |priority| promise(metric, *priority));
    PolicyTerms {
        version: PolicyVersionId(uuid::Uuid::from_u128(2)),
        start: ClockStart::RaisedAt,
        priority_rule: PriorityRule::FromChange,
        pauses: PauseRules::default(),
        reopening: ReopeningRule::default(),
        severity: SeverityRules::default(),
        targets: PROMISED.into_iter().flat_map(of_metric).collect(),
    }
}

fn live(clocks: &[SlaClock]) -> BTreeSet<Metric> {
    let is_live = |clock: &&SlaClock| matches!(clock.state, ClockState::Running | ClockState::Paused);
    clocks.iter().filter(is_live).map(|clock| clock.key.metric).collect()
}

/// What the table says is live after a fact.
fn after(mut live: BTreeSet<Metric>, effect: ClockEffect) -> BTreeSet<Metric> {
    match effect {
        ClockEffect::StartsAll => live.extend(PROMISED),
        ClockEffect::StartsCycle(metrics) => live.extend(metrics),
        ClockEffect::Stops(metrics) => live.retain(|metric| !metrics.contains(metric)),
        ClockEffect::CancelsAll | ClockEffect::CancelsSettledToo => live.clear(),
        ClockEffect::CancelsArrivalIfNobodyCame => live.retain(|metric| *metric != Metric::Arrival),
        ClockEffect::Nothing
        | ClockEffect::StartsIfFromAssignment
        | ClockEffect::Pauses
        | ClockEffect::Resumes
        | ClockEffect::Recomputes
        | ClockEffect::Retargets
        | ClockEffect::Excludes
        | ClockEffect::ChargesAnother => {}
    }
    live
}

#[test]
fn the_engine_does_what_the_table_says() {
    let calendar = CalendarId(uuid::Uuid::from_u128(3));
    let mut book = CalendarBook::default();
    let always = CompiledCalendar::compile(&shipped::around_the_clock()).expect("a shipped calendar");
    book.insert(calendar, 1, Arc::new(always));
    let (terms, pins) = (terms(calendar), Pins::at(1));
    let clocks =
        |log: &[Event]| replay(&ReplayInput { events: log, terms: &terms, book: &book, pins: &pins, now: minutes(31) });
    let mut seen = 0;
    for state in TicketState::ALL {
        for (name, command) in samples() {
            let mut case = Case::at(*state);
            let (before, length) = (live(&clocks(&case.log)), case.log.len());
            if case.ask(&Asked::now(ActorSide::System, minutes(30)), &command).is_err() {
                continue;
            }
            let effects = case.log[length..].iter().map(|event| event.fact.clock_effect());
            let found = clocks(&case.log);
            assert_eq!(live(&found), effects.fold(before, after), "{state} {name}");
            let waits = found.iter().any(|clock| clock.state == ClockState::Paused);
            assert_eq!(waits, case.ticket.state == TicketState::OnHold, "{state} {name}");
            seen += 1;
        }
    }
    assert!(seen > 40, "every row of the table, not {seen}");
}
