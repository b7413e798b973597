//! E29, E31, E33 to E38: milestones, cycles, cancellation and repeating reports.

use domain::sla::ClockState::{Breached, Cancelled, Met, NoPromise, Running};
use domain::sla::{ClockStart, Metric, SlaClock, TargetDuration, next_due};
use domain::ticket::Priority::{P3, P4};
use domain::ticket::{ActorSide, PauseReason};

use crate::promises::Promises;
use crate::story::{Story, hours, key, local, show, story};

fn monday() -> Story {
    story().raised("2026-03-02 08:00", P3)
}

fn reporting() -> Story {
    let every_two_hours = TargetDuration::RealTime(hours(2));
    Promises::usual().promise(Metric::Update, P3, every_two_hours).story().raised("2026-03-02 08:00", P3)
}

fn links(clocks: &[SlaClock]) -> Vec<&SlaClock> {
    clocks.iter().filter(|clock| clock.key.metric == Metric::Update).collect()
}

#[test]
fn e29_the_terms_bound_at_the_start_go_on_over_every_cycle() {
    let mut ticket = monday().resolved("2026-03-02 17:00").reopened("2027-06-01 09:00");
    ticket.promises = ticket.promises.promise(Metric::Resolve, P3, TargetDuration::RealTime(hours(24 * 400)));
    let second = ticket.clock_of(key(Metric::Resolve, 2, 1), "2027-06-02 09:00");
    assert_eq!((second.state, show(second.due_at).as_str()), (Running, "2028-07-05 09:00:00"));
}

#[test]
fn e31_reopening_starts_a_new_cycle_with_the_full_target_and_charges_the_gap_to_nobody() {
    let ticket = monday().resolved("2026-03-02 17:00").confirmed("2026-03-03 09:00").reopened("2026-03-05 08:00");
    let clocks = ticket.clocks("2026-03-05 09:00");
    let keys: Vec<_> = clocks.iter().map(|clock| (clock.key.metric, clock.key.cycle)).collect();
    assert_eq!(
        keys,
        [
            (Metric::Response, 1),
            (Metric::Arrival, 1),
            (Metric::Restore, 1),
            (Metric::Restore, 2),
            (Metric::Resolve, 1),
            (Metric::Resolve, 2),
        ]
    );
    assert_eq!((clocks[4].state, clocks[4].elapsed_seconds), (Met, hours(6)));
    assert_eq!((clocks[5].elapsed_seconds, show(clocks[5].due_at).as_str()), (hours(1), "2026-03-06 18:00:00"));
    let rejected = monday().resolved("2026-03-02 17:00").solution_rejected("2026-03-03 09:00");
    let second = rejected.clock_of(key(Metric::Restore, 2, 1), "2026-03-03 09:00");
    assert_eq!((second.state, show(second.due_at).as_str()), (Running, "2026-03-04 09:00:00"));
}

#[test]
fn e33_a_cancelled_ticket_is_not_judged_but_what_was_breached_stays() {
    let early = monday().cancelled("2026-03-02 09:00");
    assert!(
        early.clocks("2026-03-09 09:00").iter().all(|clock| clock.state == Cancelled && clock.counted_at.is_none())
    );
    let late = monday().acknowledged("2026-03-02 08:10").cancelled("2026-03-03 09:00").clocks("2026-03-09 09:00");
    let states: Vec<_> = late.iter().map(|clock| clock.state).collect();
    assert_eq!(states, [Met, Cancelled, Breached, Cancelled], "RESTORE was due on Monday evening");
}

#[test]
fn e34_only_a_qualifying_act_of_the_vendor_is_a_response() {
    let words = monday().commented("2026-03-02 08:05").assigned("2026-03-02 08:06");
    assert_eq!(words.clock(Metric::Response, "2026-03-02 10:00:01").state, Breached);
    let by_agency = monday().acknowledged("2026-03-02 08:10").by(ActorSide::Agency);
    assert_eq!(by_agency.clock(Metric::Response, "2026-03-02 09:00").state, Running);
    let imported = monday().acknowledged("2026-03-02 08:10").by(ActorSide::System);
    assert_eq!(imported.clock(Metric::Response, "2026-03-02 09:00").state, Met);
    for answered in [
        monday().arrived("2026-03-02 09:00"),
        monday().restored("2026-03-02 09:00"),
        monday().resolved("2026-03-02 09:00"),
    ] {
        assert_eq!(show(answered.clock(Metric::Response, "2026-03-02 11:00").stopped_at), "2026-03-02 09:00:00");
    }
}

#[test]
fn e35_clocks_start_when_the_policy_says_and_an_import_is_known_late() {
    let promises = || Promises::usual().starting(ClockStart::AssignedAt);
    let waiting = promises().story().raised("2026-03-02 08:00", P3);
    let clock = waiting.clock(Metric::Response, "2026-03-09 08:00");
    assert_eq!((clock.state, clock.due_at), (Running, None), "nobody has it yet");
    let assigned = waiting.assigned("2026-03-02 11:00");
    let clock = assigned.clock(Metric::Response, "2026-03-02 11:00");
    assert_eq!(
        (show(Some(clock.started_at)).as_str(), show(clock.due_at).as_str()),
        ("2026-03-02 11:00:00", "2026-03-02 16:00:00")
    );
    let unassigned = promises().story().raised("2026-03-02 08:00", P3).acknowledged("2026-03-02 09:00");
    assert_eq!(unassigned.clock(Metric::Response, "2026-03-02 10:00").state, Met);

    let imported = story().raised("2026-03-02 08:00", P3).recorded("2026-06-01 09:00");
    let clock = imported.clock(Metric::Response, "2026-06-01 09:00");
    assert_eq!(
        (show(clock.breached_at), clock.breach_known_at),
        ("2026-03-02 10:00:00".to_owned(), Some(local("2026-06-01 09:00")))
    );
}

#[test]
fn e36_clocks_are_independent_and_the_next_due_time_is_the_earliest_running_one() {
    let ticket = reporting();
    assert_eq!(show(next_due(&ticket.clocks("2026-03-02 08:30"), local("2026-03-02 08:30"))), "2026-03-02 10:00:00");
    let reported = ticket.reported("2026-03-02 09:00");
    let clocks = reported.clocks("2026-03-02 09:30");
    assert_eq!(clocks[0].state, Running, "a report is no response");
    assert_eq!(show(next_due(&clocks, local("2026-03-02 09:30"))), "2026-03-02 10:00:00", "RESPONSE still comes first");
    let missed = reported.clocks("2026-03-02 10:30");
    assert_eq!(show(next_due(&missed, local("2026-03-02 10:30"))), "2026-03-02 11:00:00");
}

#[test]
fn e37_reports_are_a_chain_and_each_link_is_judged() {
    let ticket = reporting().reported("2026-03-02 09:00").reported("2026-03-02 12:30");
    let clocks = ticket.clocks("2026-03-02 13:00");
    let chain = links(&clocks);
    let told: Vec<_> =
        chain.iter().take(4).map(|link| (link.state, show(Some(link.started_at)), show(link.due_at))).collect();
    let at = |time: &str| format!("2026-03-02 {time}:00");
    assert_eq!(
        told,
        [
            (Met, at("08:00"), at("10:00")),
            (Breached, at("09:00"), at("11:00")),
            (Met, at("11:00"), at("13:00")),
            (Running, at("12:30"), at("14:30")),
        ]
    );
    assert_eq!(show(chain[1].stopped_at), at("12:30"), "the late report ends the overrun");
    assert_eq!(chain.len(), 4 + 8, "eight links ahead of the current one");
    assert!(chain[4..].iter().all(|link| link.state == Running && link.started_at > local("2026-03-02 13:00")));
}

#[test]
fn e37_resolving_ends_the_chain_and_reopening_starts_it_again() {
    let resolved = reporting().reported("2026-03-02 09:00").resolved("2026-03-02 10:00");
    let clocks = resolved.clocks("2026-03-03 10:00");
    let states: Vec<_> = links(&clocks).iter().map(|link| link.state).collect();
    assert_eq!(states, [Met, Cancelled]);
    let reopened = resolved.reopened("2026-03-03 08:00");
    let clocks = reopened.clocks("2026-03-03 09:00");
    let third = links(&clocks)[2];
    assert_eq!((third.key, third.state), (key(Metric::Update, 2, 3), Running));
    let silent = reporting().resolved("2026-03-02 11:00");
    let clocks = silent.clocks("2026-03-03 10:00");
    let states: Vec<_> = links(&clocks).iter().map(|link| (link.state, show(link.stopped_at))).collect();
    assert_eq!(states, [(Breached, "2026-03-02 11:00:00".to_owned()), (Cancelled, String::new())]);
}

#[test]
fn e37_the_chain_waits_while_paused_and_ends_with_its_promise() {
    let held = reporting().held("2026-03-02 09:00", 1, PauseReason::AwaitingAgency);
    let clocks = held.clocks("2026-03-05 09:00");
    assert_eq!(links(&clocks).len(), 1, "nothing can be computed ahead");
    let lowered = reporting().priority("2026-03-02 09:00", P4).priority("2026-03-02 16:00", P3);
    let clocks = lowered.clocks("2026-03-02 16:30");
    let told: Vec<_> = links(&clocks).iter().take(2).map(|link| (link.state, show(Some(link.started_at)))).collect();
    assert_eq!(told, [(Cancelled, "2026-03-02 08:00:00".to_owned()), (Running, "2026-03-02 16:00:00".to_owned())]);
}

#[test]
fn e38_each_target_has_its_own_measure() {
    let promises = Promises::usual().promise(Metric::Restore, P3, TargetDuration::RealTime(hours(8)));
    let ticket = promises.story().raised("2026-03-06 17:00", P3);
    assert_eq!(show(ticket.clock(Metric::Response, "2026-03-06 17:00").due_at), "2026-03-09 09:00:00");
    assert_eq!(show(ticket.clock(Metric::Restore, "2026-03-06 17:00").due_at), "2026-03-07 01:00:00");
}

#[test]
fn arrival_is_not_needed_after_a_remote_restoration_that_the_agency_agrees_with() {
    let remote = monday().restored_remotely("2026-03-02 11:00");
    assert_eq!(remote.clock(Metric::Arrival, "2026-03-02 12:00").state, Running, "nobody agreed yet");
    let agreed = remote.resolved("2026-03-02 16:00").confirmed("2026-03-04 09:00");
    assert_eq!(agreed.clock(Metric::Arrival, "2026-03-04 09:00").state, Cancelled);
    let too_late =
        monday().restored_remotely("2026-03-04 08:00").resolved("2026-03-04 09:00").confirmed("2026-03-04 10:00");
    assert_eq!(too_late.clock(Metric::Arrival, "2026-03-04 10:00").state, Breached, "due on Tuesday evening");
    let resolved_only = monday().resolved("2026-03-02 16:00").confirmed("2026-03-02 17:00");
    assert_eq!(resolved_only.clock(Metric::Arrival, "2026-03-09 17:00").state, Cancelled);
    let on_site = monday().arrived("2026-03-02 10:00").resolved("2026-03-02 16:00").confirmed("2026-03-02 17:00");
    assert_eq!(on_site.clock(Metric::Arrival, "2026-03-09 17:00").state, Met);
}

#[test]
fn a_metric_without_target_is_a_row_without_promise() {
    let clock = story().raised("2026-03-02 08:00", P4).clock(Metric::Arrival, "2026-03-02 09:00");
    assert_eq!((clock.state, clock.target, clock.due_at, clock.alarms.len()), (NoPromise, None, None, 0));
    assert!(story().clocks("2026-03-02 09:00").is_empty(), "a log without RAISED has no clocks");
}
