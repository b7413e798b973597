//! What the engine costs: a deadline, an elapsed time, and the replay of a long ticket.
//!
//! Bars: `due` and `between` at most 100 ns each, the replay of 60 events at most 20 µs.

use std::hint::black_box;
use std::sync::Arc;

use chrono::TimeDelta;
use criterion::{Criterion, criterion_group, criterion_main};
use domain::Instant;
use domain::calendar::{CalendarBook, CompiledCalendar, shipped};
use domain::ids::{CalendarId, PauseId, PolicyVersionId, TargetId};
use domain::sla::{
    ClockStart, EscalationLevel, Metric, PauseRules, Pins, PolicyTerms, PriorityRule, ReopeningRule, ReplayInput,
    SeverityRules, SlaTarget, TargetDuration, input_hash, replay,
};
use domain::ticket::{
    ActorSide, Circumstances, Event, Fact, Impact, PauseReason, Priority, SiteClass, TicketKind, Urgency, Visibility,
};
use uuid::Uuid;

const CALENDAR: CalendarId = CalendarId(Uuid::from_u128(1));

/// Starts all over the nine known years, in no order that a processor could guess.
fn starts() -> Vec<i64> {
    let mut state: u64 = 20_261_123;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(state >> 33).unwrap_or(0) % (8 * 365 * 86_400)
    };
    let from = "2018-01-02T00:00:00Z".parse::<Instant>().map_or(0, |at| at.timestamp());
    (0..4096).map(|_| from + next()).collect()
}

fn calendar(c: &mut Criterion) {
    let calendar = CompiledCalendar::compile(&shipped::guangxi_office_hours()).expect("the shipped calendar is valid");
    let starts = starts();
    let mut turn = 0;
    let mut next = || {
        turn = (turn + 1) % starts.len();
        starts[turn]
    };
    for hours in [4, 16, 40] {
        c.bench_function(&format!("due, {hours} h"), |b| b.iter(|| calendar.due(black_box(next()), hours * 3600)));
    }
    c.bench_function("between", |b| {
        b.iter(|| {
            let from = next();
            calendar.between(black_box(from), black_box(from + 400_000))
        });
    });
    c.bench_function("nth working day", |b| b.iter(|| calendar.nth_working_day_close(black_box(next()), 5)));
    c.bench_function("compile", |b| b.iter(|| CompiledCalendar::compile(&shipped::guangxi_office_hours())));
}

fn target(metric: Metric, priority: Priority, duration: TargetDuration) -> SlaTarget {
    SlaTarget {
        id: TargetId(Uuid::from_u128(100 + 10 * metric as u128 + priority as u128)),
        metric,
        priority,
        ticket_kind: None,
        site_class: None,
        system_type: None,
        protection: None,
        guard: false,
        duration,
        calendar: CALENDAR,
        pausable: metric != Metric::Response,
        warn_percent: vec![50, 80],
        escalations: vec![EscalationLevel::after(1, 3600), EscalationLevel::after(2, 14_400)],
    }
}

/// Five metrics for each of the four priorities.
fn terms() -> PolicyTerms {
    let of_priority = |(priority, hours): (&Priority, i64)| {
        [
            target(Metric::Response, *priority, TargetDuration::Working(hours * 1800)),
            target(Metric::Arrival, *priority, TargetDuration::WorkingDays(1)),
            target(Metric::Restore, *priority, TargetDuration::Working(hours * 7200)),
            target(Metric::Resolve, *priority, TargetDuration::Working(hours * 14_400)),
            target(Metric::Update, *priority, TargetDuration::Working(hours * 5400)),
        ]
    };
    PolicyTerms {
        version: PolicyVersionId(Uuid::from_u128(9)),
        start: ClockStart::RaisedAt,
        priority_rule: PriorityRule::FromChange,
        pauses: PauseRules::default(),
        reopening: ReopeningRule::default(),
        severity: SeverityRules::default(),
        targets: Priority::ALL.iter().zip(1..).flat_map(of_priority).collect(),
    }
}

/// A ticket of 60 events: two cycles, eight pauses, two changes of priority, twenty reports, the rest comments.
fn ticket() -> Vec<Event> {
    let begin = "2026-03-02T00:00:00Z".parse::<Instant>().unwrap_or_default();
    let priority = |from, to| {
        let (impact, urgency) = (Impact::High, Urgency::Medium);
        Fact::PriorityChanged { impact, urgency, from, to, reason: "more people are affected".to_owned() }
    };
    let resolved = || Fact::Resolved { cause: "disk full".to_owned(), solution: "rotated logs".to_owned() };
    let (impact, urgency, site_class) = (Impact::Medium, Urgency::Medium, SiteClass::City);
    let kind = TicketKind::Incident;
    let circumstances = Circumstances::default();
    let mut facts = vec![Fact::Raised { kind, impact, urgency, priority: Priority::P3, site_class, circumstances }];
    facts.extend([Fact::Assigned { vendor: None, engineer: None }, Fact::Acknowledged, Fact::Arrived]);
    for number in 0..8_u128 {
        let pause = PauseId(Uuid::from_u128(number));
        facts.push(Fact::Held { pause, reason: PauseReason::ThirdParty, note: "carrier".to_owned() });
        facts.extend([Fact::ProgressReported, Fact::Resumed { pause }, Fact::ProgressReported]);
        match number {
            2 => facts.push(priority(Priority::P3, Priority::P2)),
            4 => facts.extend([Fact::Restored { remote: false }, resolved(), Fact::Reopened { reason: String::new() }]),
            5 => facts.push(priority(Priority::P2, Priority::P3)),
            _ => facts.push(Fact::ProgressReported),
        }
    }
    while facts.len() < 60 {
        facts.push(Fact::Commented {
            visibility: Visibility::Public,
            body: "still looking".to_owned(),
            mentions: Vec::new(),
        });
    }
    let event = |(fact, seq): (Fact, i32)| {
        let at = begin + TimeDelta::minutes(37 * i64::from(seq));
        Event { seq, occurred_at: at, recorded_at: at, side: ActorSide::Vendor, fact }
    };
    facts.into_iter().zip(1..).map(event).collect()
}

fn tickets(c: &mut Criterion) {
    let compiled = CompiledCalendar::compile(&shipped::guangxi_office_hours()).expect("the shipped calendar is valid");
    let mut book = CalendarBook::default();
    book.insert(CALENDAR, 1, Arc::new(compiled));
    let (events, terms, pins) = (ticket(), terms(), Pins::at(1));
    let now = "2026-03-03T08:00:00Z".parse::<Instant>().unwrap_or_default();
    let input = ReplayInput { events: &events, terms: &terms, book: &book, pins: &pins, now };
    println!("{} events, {} clocks", events.len(), replay(&input).len());
    c.bench_function("replay, 60 events", |b| b.iter(|| replay(black_box(&input))));
    let raised = ReplayInput { events: &events[..1], ..input };
    c.bench_function("replay, just raised", |b| b.iter(|| replay(black_box(&raised))));
    c.bench_function("input hash, 60 events", |b| b.iter(|| input_hash(black_box(&input))));
}

criterion_group!(benches, calendar, tickets);
criterion_main!(benches);
