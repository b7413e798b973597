//! E24 to E27: priority changes. RESOLVE is promised within 4 office hours for P2, 14 for P3, 28 for P4.

use domain::sla::PriorityRule::{FromChange, Proportional, Retroactive};
use domain::sla::{ClockState, LimitOutcome, Metric, PriorityRule, TargetDuration};
use domain::ticket::PauseReason::AwaitingRequester;
use domain::ticket::Priority::{P2, P3, P4};

use crate::promises::Promises;
use crate::story::{Story, hours, local, show};

fn under(rule: PriorityRule) -> Story {
    Promises::usual().rule(rule).story().raised("2026-03-02 08:00", P3)
}

#[test]
fn e24_a_raised_priority_tightens_by_the_rule_of_the_policy() {
    let due = |rule| under(rule).priority("2026-03-02 11:00", P2).due("2026-03-02 11:00");
    assert_eq!(due(FromChange), "2026-03-02 18:00:00", "four hours from the change");
    assert_eq!(due(Retroactive), "2026-03-02 12:00:00", "four hours from the start");
    assert_eq!(due(Proportional), "2026-03-02 17:08:34", "11/14 of four hours from the change");
    let clock = under(FromChange).priority("2026-03-02 11:00", P2).clock(Metric::Resolve, "2026-03-02 11:00");
    assert_eq!((clock.rule, clock.target_seconds), (Some(FromChange), hours(4)));
}

#[test]
fn e24_a_raised_priority_never_gives_more_time_and_keeps_the_pauses() {
    let late = under(FromChange).priority("2026-03-03 17:00", P2);
    assert_eq!(late.due("2026-03-03 17:00"), "2026-03-03 18:00:00", "the old due time comes first");
    let outcomes: Vec<_> =
        late.explained(Metric::Resolve, "2026-03-03 17:00").limits.iter().map(|limit| limit.outcome).collect();
    assert_eq!(outcomes, [LimitOutcome::Governs, LimitOutcome::Later]);
    let paused = under(Retroactive)
        .held("2026-03-02 09:00", 1, AwaitingRequester)
        .resumed("2026-03-02 10:00", 1)
        .priority("2026-03-02 11:00", P2);
    assert_eq!(paused.due("2026-03-02 11:00"), "2026-03-02 16:00:00");
}

#[test]
fn e24_a_raised_priority_while_paused_decides_when_the_pause_ends() {
    let held = under(FromChange).held("2026-03-02 10:00", 1, AwaitingRequester).priority("2026-03-02 11:00", P2);
    let clock = held.clock(Metric::Resolve, "2026-03-02 11:30");
    assert_eq!((clock.state, clock.target), (ClockState::Paused, Some(held.target(Metric::Resolve, P2))));
    assert_eq!(held.resumed("2026-03-02 16:00", 1).due("2026-03-02 16:00"), "2026-03-03 10:00:00");
}

#[test]
fn e25_a_new_target_already_exceeded_breaches_in_the_past_and_is_known_from_the_change() {
    let ticket = under(Retroactive).priority("2026-03-02 16:00", P2);
    let clock = ticket.clock(Metric::Resolve, "2026-03-02 16:00");
    assert_eq!(clock.state, ClockState::Breached);
    assert_eq!(show(clock.breached_at), "2026-03-02 12:00:00");
    assert_eq!(clock.breach_known_at, Some(local("2026-03-02 16:00")));
    let fair = under(FromChange).priority("2026-03-02 16:00", P2);
    assert_eq!(fair.due("2026-03-02 16:00"), "2026-03-03 10:00:00", "the default never reaches back");
}

#[test]
fn e26_a_priority_lowered_after_the_breach_erases_nothing() {
    let urgent = || Promises::usual().story().raised("2026-03-02 08:00", P2);
    let after = urgent().priority("2026-03-02 16:00", P4).clock(Metric::Resolve, "2026-03-02 17:00");
    assert_eq!((after.state, show(after.breached_at).as_str()), (ClockState::Breached, "2026-03-02 12:00:00"));
    assert_eq!(after.breach_known_at, None);
    let before = urgent().priority("2026-03-02 12:00", P4);
    assert_eq!(before.due("2026-03-02 17:00"), "2026-03-05 18:00:00", "from the start, not from the change");
}

#[test]
fn e26_a_priority_lowered_to_one_without_promise_ends_the_promise() {
    let ticket = under(FromChange).priority("2026-03-02 09:00", P4);
    let restore = ticket.clock(Metric::Restore, "2026-03-02 09:00");
    assert_eq!((restore.state, restore.due_at), (ClockState::NoPromise, None));
    let back = ticket.priority("2026-03-02 10:00", P3).clock(Metric::Restore, "2026-03-02 10:00");
    assert_eq!(show(back.due_at), "2026-03-03 10:00:00");
}

#[test]
fn e27_flapping_never_buys_more_than_the_lowest_priority_promised_from_the_start() {
    let ticket = under(FromChange)
        .priority("2026-03-02 09:00", P2)
        .priority("2026-03-02 10:00", P3)
        .priority("2026-03-03 15:00", P2)
        .priority("2026-03-03 16:00", P3);
    assert_eq!(ticket.due("2026-03-03 17:00"), "2026-03-03 18:00:00");
    let answer = ticket.explained(Metric::Resolve, "2026-03-03 17:00");
    assert_eq!(answer.limits.len(), 5, "every change is told");
    assert_eq!(answer.limits.iter().filter(|limit| limit.outcome == LimitOutcome::Withdrawn).count(), 4);
}

#[test]
fn e27_a_change_after_the_stop_changes_nothing() {
    let stopped = under(Retroactive).resolved("2026-03-02 17:00");
    let changed = stopped.clone().priority("2026-03-02 18:00", P2);
    assert_eq!(stopped.clock(Metric::Resolve, "2026-03-03 08:00"), changed.clock(Metric::Resolve, "2026-03-03 08:00"));
}

#[test]
fn a_share_of_working_days_is_a_share_of_their_open_seconds() {
    let promises = Promises::usual().rule(Proportional).promise(Metric::Resolve, P2, TargetDuration::WorkingDays(1));
    let ticket = promises.story().raised("2026-03-02 08:00", P3).priority("2026-03-02 18:00", P2);
    // Half of the 14 hours is left; one working day from Monday 18:00 ends on Wednesday 18:00, 14 open hours away.
    assert_eq!(ticket.due("2026-03-02 18:00"), "2026-03-03 18:00:00");
}
