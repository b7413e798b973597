//! E39 to E43, E46, E47: units, exact comparison, sweeps that come late, facts that come late.

use domain::sla::AlarmKind::{Breach, Escalate, Warn};
use domain::sla::{ClockState, Metric, TargetDuration, input_hash};
use domain::ticket::PauseReason::AwaitingRequester;
use domain::ticket::Priority::P3;

use crate::promises::{Promises, guangxi};
use crate::story::{Story, hours, local, show, story};

fn within(duration: TargetDuration) -> Story {
    Promises::usual().promise(Metric::Resolve, P3, duration).story()
}

fn alarms(ticket: &Story, now: &str) -> Vec<(domain::sla::AlarmKind, i32, String)> {
    let alarms = ticket.clock(Metric::Resolve, now).alarms;
    alarms.iter().map(|alarm| (alarm.kind, alarm.level, show(Some(alarm.at)))).collect()
}

#[test]
fn e39_a_working_day_is_neither_24_hours_nor_a_number_of_open_hours() {
    let due = |duration| within(duration).raised("2026-03-06 16:00", P3).due("2026-03-06 16:00");
    assert_eq!(due(TargetDuration::Working(hours(7))), "2026-03-09 16:00:00");
    assert_eq!(due(TargetDuration::WorkingDays(1)), "2026-03-09 18:00:00");
    assert_eq!(due(TargetDuration::RealTime(hours(24))), "2026-03-07 16:00:00");
}

#[test]
fn e39_a_pause_moves_working_days_by_its_open_seconds() {
    let ticket = within(TargetDuration::WorkingDays(1))
        .raised("2026-03-02 09:00", P3)
        .held("2026-03-02 10:00", 1, AwaitingRequester)
        .resumed("2026-03-02 12:00", 1);
    let clock = ticket.clock(Metric::Resolve, "2026-03-02 15:00");
    assert_eq!((show(clock.due_at).as_str(), clock.target_seconds), ("2026-03-04 10:00:00", hours(13)));
}

#[test]
fn e40_a_promise_kept_in_its_last_second_is_kept() {
    let resolved =
        |at: &str| story().raised("2026-03-02 08:00", P3).resolved(at).clock(Metric::Resolve, "2026-03-05 08:00");
    let kept = resolved("2026-03-03 18:00:00");
    assert_eq!((kept.state, kept.counted_at), (ClockState::Met, kept.stopped_at));
    let broken = resolved("2026-03-03 18:00:01");
    assert_eq!((broken.state, broken.counted_at), (ClockState::Breached, broken.due_at));
    let running = |now: &str| story().raised("2026-03-02 08:00", P3).clock(Metric::Resolve, now).state;
    assert_eq!(running("2026-03-03 18:00:00"), ClockState::Running);
    assert_eq!(running("2026-03-03 18:00:01"), ClockState::Breached);
}

#[test]
fn e41_a_late_resolution_between_two_sweeps_is_a_breach_and_still_tells() {
    let ticket = story().raised("2026-03-02 08:00", P3).resolved("2026-03-03 19:30");
    let clock = ticket.clock(Metric::Resolve, "2026-03-03 19:31");
    assert_eq!((clock.state, show(clock.breached_at).as_str()), (ClockState::Breached, "2026-03-03 18:00:00"));
    assert_eq!(clock.breach_known_at, None);
    let told = [(Breach, 0, "2026-03-03 18:00:01".to_owned()), (Escalate, 1, "2026-03-03 19:00:00".to_owned())];
    assert_eq!(alarms(&ticket, "2026-03-03 19:31"), told, "but not the escalation of 22:00");
}

#[test]
fn e42_a_sweep_that_comes_hours_late_finds_the_same_breach() {
    let ticket = story().raised("2026-03-02 08:00", P3);
    let (soon, late) =
        (ticket.clock(Metric::Resolve, "2026-03-03 18:00:01"), ticket.clock(Metric::Resolve, "2026-03-20 09:00"));
    assert_eq!((soon.breached_at, soon.counted_at, &soon.alarms), (late.breached_at, late.counted_at, &late.alarms));
}

#[test]
fn e42_every_level_is_known_from_the_start_and_moves_with_the_due_time() {
    let ticket = story().raised("2026-03-02 08:00", P3);
    let levels = |half: &str, most: &str, breach: &str, first: &str, second: &str| {
        [(Warn, 50, half), (Warn, 80, most), (Breach, 0, breach), (Escalate, 1, first), (Escalate, 2, second)]
            .map(|(kind, level, at)| (kind, level, format!("2026-03-{at}")))
    };
    let expected = levels("02 18:00:00", "03 15:12:00", "03 18:00:01", "03 19:00:00", "03 22:00:00");
    assert_eq!(alarms(&ticket, "2026-03-02 08:00"), expected);
    let paused = ticket.held("2026-03-02 17:00", 1, AwaitingRequester).resumed("2026-03-03 09:00", 1);
    let moved = levels("03 10:00:00", "03 17:12:00", "04 10:00:01", "04 11:00:00", "04 14:00:00");
    assert_eq!(alarms(&paused, "2026-03-03 09:00"), moved);
    let done = paused.resolved("2026-03-03 10:00");
    assert!(alarms(&done, "2026-03-03 10:00").is_empty());
}

#[test]
fn e43_a_notification_outside_hours_can_wait_for_the_next_opening() {
    let opening = guangxi().next_opening(local("2026-04-17 03:00").timestamp());
    assert_eq!(show(domain::Instant::from_timestamp(opening.at, 0)), "2026-04-21 08:00:00", "after 三月三");
}

#[test]
fn e46_a_corrected_time_is_a_fact_beside_the_first_one() {
    let claimed = story().raised("2026-03-02 08:00", P3).acknowledged("2026-03-02 10:05");
    assert_eq!(claimed.clock(Metric::Response, "2026-03-02 11:00").state, ClockState::Breached);
    let corrected = claimed.clone().acknowledged("2026-03-02 09:55").recorded("2026-03-02 14:00");
    assert_eq!(corrected.events[..2], claimed.events[..], "nothing recorded is touched");
    let clock = corrected.clock(Metric::Response, "2026-03-02 14:00");
    assert_eq!((clock.state, show(clock.stopped_at).as_str()), (ClockState::Met, "2026-03-02 09:55:00"));
    let (before, after) = (claimed.input(local("2026-03-02 14:00")), corrected.input(local("2026-03-02 14:00")));
    assert_ne!(input_hash(&before), input_hash(&after));
}

#[test]
fn e47_facts_that_arrive_late_are_placed_where_they_happened() {
    let silent = story().raised("2026-03-02 08:00", P3).acknowledged("2026-03-02 08:30").resolved("2026-03-03 16:00");
    assert_eq!(silent.clock(Metric::Restore, "2026-03-03 17:00").state, ClockState::Breached);
    let told = silent.restored("2026-03-02 16:00").recorded("2026-03-03 17:30");
    let clock = told.clock(Metric::Restore, "2026-03-03 17:30");
    assert_eq!((clock.state, clock.elapsed_seconds), (ClockState::Met, hours(5)));
    let mut shuffled = told.clone();
    shuffled.events.reverse();
    assert_eq!(shuffled.clocks("2026-03-03 17:30"), told.clocks("2026-03-03 17:30"));
}

#[test]
fn e47_a_pause_whose_end_is_told_late_breaches_when_it_is_told() {
    let held = story().raised("2026-03-02 08:00", P3).held("2026-03-02 09:00", 1, AwaitingRequester);
    let clock =
        held.resumed("2026-03-02 10:00", 1).recorded("2026-03-05 09:00").clock(Metric::Resolve, "2026-03-05 09:00");
    assert_eq!(show(clock.breached_at), "2026-03-04 09:00:00");
    assert_eq!(clock.breach_known_at, Some(local("2026-03-05 09:00")));
}
