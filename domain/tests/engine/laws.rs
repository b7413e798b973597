//! Laws that hold for every ticket and every calendar.

use std::sync::Arc;

use chrono::TimeDelta;
use chrono_tz::Europe::Berlin;
use domain::calendar::{CalendarSpec, CompiledCalendar, Interval, shipped};
use domain::sla::{ClockState, Metric, ReplayInput, SlaClock, TargetDuration, input_hash, replay};
use domain::ticket::{ActorSide, Fact, Impact, PauseReason, Priority, Urgency};
use proptest::prelude::*;

use crate::promises::{Promises, compiled, guangxi};
use crate::story::{Story, hours, local, pause};

/// 2018-06-01 to the middle of 2026, far enough from what is not known.
fn second() -> impl Strategy<Value = i64> {
    local("2018-06-01 00:00").timestamp()..local("2026-06-01 00:00").timestamp()
}

fn calendar() -> impl Strategy<Value = Arc<CompiledCalendar>> {
    let night = [Interval::hm((0, 30), (4, 0)), Interval::hm((20, 0), (32, 0))];
    let early = std::array::from_fn(|_| vec![Interval::hm((2, 30), (9, 0)), Interval::hm((23, 0), (24, 0))]);
    let kinds: [CalendarSpec; 4] = [
        CalendarSpec::weekly(Berlin, "2010-01-01".parse().unwrap(), early),
        shipped::guangxi_office_hours(),
        shipped::office_hours(&night, vec![shipped::national()]),
        shipped::around_the_clock(),
    ];
    prop::sample::select(kinds.iter().map(compiled).collect::<Vec<_>>())
}

/// Facts in any order of time, as they might come from an integration.
fn fact() -> impl Strategy<Value = Fact> {
    let number = 1..4_u128;
    let priority = prop::sample::select(Priority::ALL);
    prop_oneof![
        Just(Fact::Acknowledged),
        Just(Fact::Arrived),
        any::<bool>().prop_map(|remote| Fact::Restored { remote }),
        Just(Fact::Resolved { cause: String::new(), solution: String::new() }),
        Just(Fact::Confirmed),
        Just(Fact::Reopened { reason: String::new() }),
        Just(Fact::ProgressReported),
        (number.clone(), prop::sample::select(PauseReason::ALL)).prop_map(|(id, reason)| Fact::Held {
            pause: pause(id),
            reason,
            note: String::new()
        }),
        number.clone().prop_map(|id| Fact::Resumed { pause: pause(id) }),
        number.clone().prop_map(|id| Fact::PauseAccepted { pause: pause(id) }),
        number.prop_map(|id| Fact::PauseRejected { pause: pause(id), reason: String::new() }),
        priority.prop_map(|to| Fact::PriorityChanged {
            impact: Impact::High,
            urgency: Urgency::High,
            from: Priority::P3,
            to,
            reason: String::new()
        }),
        Just(Fact::Excluded { metric: Metric::Restore, cycle: 1, reason: String::new() }),
    ]
}

fn ticket() -> impl Strategy<Value = Story> {
    let promises = Promises::usual().promise(Metric::Update, Priority::P3, TargetDuration::Working(hours(3))).promise(
        Metric::Update,
        Priority::P2,
        TargetDuration::RealTime(hours(2)),
    );
    prop::collection::vec((0..10 * 86_400_i64, fact()), 0..40).prop_map(move |facts| {
        let begin = local("2026-02-10 09:00");
        let story = promises.clone().story().raised("2026-02-10 09:00", Priority::P3);
        facts.into_iter().fold(story, |story, (after, fact)| {
            story.happened(begin + TimeDelta::seconds(after), ActorSide::Vendor, fact)
        })
    })
}

fn json(clocks: &[SlaClock]) -> String {
    serde_json::to_string(clocks).unwrap()
}

proptest! {
    #[test]
    fn due_is_monotone_in_start_and_duration(
        calendar in calendar(), start in second(), later in 0..864_000_i64, length in 0..500_000_i64, more in 0..500_000_i64,
    ) {
        prop_assert!(calendar.due(start, length).at <= calendar.due(start, length + more).at);
        prop_assert!(calendar.due(start, length).at <= calendar.due(start + later, length).at);
        let days = |start, n| calendar.nth_working_day_close(start, n).at;
        prop_assert!(days(start, 3) <= days(start + later, 3));
        prop_assert!(days(start, 3) < days(start, 4));
    }

    #[test]
    fn open_time_is_additive(calendar in calendar(), a in second(), b in second(), c in second()) {
        prop_assert_eq!(calendar.between(a, b) + calendar.between(b, c), calendar.between(a, c));
        let parts: i64 = calendar.open_parts(a.min(b), a.max(b)).map(|(from, to)| to - from).sum();
        prop_assert_eq!(parts, calendar.between(a, b).abs());
    }

    #[test]
    fn due_is_the_first_instant_by_which_the_time_has_passed(calendar in calendar(), start in second(), length in 1..900_000_i64) {
        let due = calendar.due(start, length).at;
        prop_assert_eq!(calendar.between(start, due), length);
        prop_assert_eq!(calendar.between(start, due - 1), length - 1);
        prop_assert!(start < due);
    }

    #[test]
    fn the_next_opening_is_open_and_nothing_before_it_is(calendar in calendar(), at in second()) {
        let opening = calendar.next_opening(at).at;
        prop_assert_eq!(calendar.between(at, opening), 0);
        prop_assert_eq!(calendar.between(opening, opening + 1), 1);
    }

    #[test]
    fn the_order_in_which_pauses_are_told_is_irrelevant(
        spans in prop::collection::vec((0..400_000_i64, 0..90_000_i64), 1..6), seed in any::<prop::sample::Index>(),
    ) {
        let tell = |spans: &[(i64, i64)]| {
            let begin = local("2026-03-02 08:00");
            let story = Promises::usual().story().raised("2026-03-02 08:00", Priority::P4);
            spans.iter().zip(1..).fold(story, |story, (&(from, length), id)| {
                let held = Fact::Held { pause: pause(id), reason: PauseReason::ThirdParty, note: String::new() };
                let from = begin + TimeDelta::seconds(from);
                let to = from + TimeDelta::seconds(length);
                story.happened(from, ActorSide::Vendor, held).happened(to, ActorSide::Vendor, Fact::Resumed { pause: pause(id) })
            })
        };
        let mut turned = spans.clone();
        turned.rotate_left(seed.index(spans.len()));
        turned.reverse();
        let (one, other) = (tell(&spans), tell(&turned));
        prop_assert_eq!(one.clocks("2026-03-12 08:00"), other.clocks("2026-03-12 08:00"));
    }

    #[test]
    fn the_order_of_the_rows_is_irrelevant_and_a_replay_is_equal_byte_by_byte(ticket in ticket(), turn in any::<prop::sample::Index>()) {
        let now = local("2026-02-25 12:00");
        let once = replay(&ticket.input(now));
        let mut events = ticket.events.clone();
        events.rotate_left(turn.index(ticket.events.len()));
        let again = ReplayInput { events: &events, ..ticket.input(now) };
        prop_assert_eq!(json(&once), json(&replay(&again)));
        prop_assert_eq!(input_hash(&ticket.input(now)), input_hash(&again));
    }

    #[test]
    fn the_clocks_of_a_ticket_are_unique_and_in_order(ticket in ticket()) {
        let clocks = ticket.clocks("2026-02-25 12:00");
        prop_assert!(clocks.windows(2).all(|pair| pair[0].key < pair[1].key));
        for clock in &clocks {
            prop_assert!(clock.alarms.windows(2).all(|pair| pair[0].at <= pair[1].at));
            prop_assert!(clock.elapsed_seconds >= 0 && clock.paused_seconds >= 0);
            prop_assert_eq!(clock.state == ClockState::Breached, clock.breached_at.is_some());
            prop_assert_eq!(clock.counted_at.is_some(), matches!(clock.state, ClockState::Met | ClockState::Breached));
            prop_assert_eq!(clock.target.is_none(), clock.state == ClockState::NoPromise || clock.due_at.is_none() && clock.state == ClockState::Cancelled);
        }
    }

    #[test]
    fn recomputing_unchanged_input_later_changes_no_verdict(ticket in ticket()) {
        let later = ticket.clocks("2026-04-25 12:00");
        for clock in ticket.clocks("2026-02-25 12:00").into_iter().filter(|clock| clock.state.is_settled()) {
            let mut same = later.iter().find(|later| later.key == clock.key).unwrap().clone();
            if clock.stopped_at.is_none() && clock.state != ClockState::Cancelled {
                // The overrun of a breach that nobody has stopped goes on.
                (same.elapsed_seconds, same.paused_seconds) = (clock.elapsed_seconds, clock.paused_seconds);
            }
            prop_assert_eq!(clock, same);
        }
    }

    #[test]
    fn a_pause_after_the_due_time_never_rescues(ticket in ticket(), after in 0..500_000_i64) {
        let now = "2026-03-25 12:00";
        for breached in ticket.clocks(now).into_iter().filter(|clock| clock.state == ClockState::Breached).take(8) {
            let from = breached.due_at.unwrap() + TimeDelta::seconds(after);
            let held = Fact::Held { pause: pause(99), reason: PauseReason::ForceMajeure, note: String::new() };
            let paused = ticket.clone().happened(from, ActorSide::Vendor, held);
            let clock = paused.clock_of(breached.key, now);
            prop_assert_eq!((clock.state, clock.due_at, clock.breached_at), (breached.state, breached.due_at, breached.breached_at));
        }
    }

    #[test]
    fn met_means_stopped_by_the_due_time(ticket in ticket()) {
        for clock in ticket.clocks("2026-03-25 12:00") {
            match (clock.state, clock.stopped_at, clock.due_at) {
                (ClockState::Met, Some(stop), Some(due)) => prop_assert!(stop <= due),
                (ClockState::Breached, Some(stop), Some(due)) => prop_assert!(stop > due),
                (ClockState::Met, ..) => prop_assert!(false, "met without stop or due time"),
                _ => {}
            }
        }
    }
}

#[test]
fn the_laws_are_tested_where_the_calendar_is_known() {
    assert!(!guangxi().due(local("2026-06-01 00:00").timestamp(), 900_000).provisional);
}
