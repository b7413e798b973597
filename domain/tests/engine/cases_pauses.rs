//! E16 to E23 and E44: pauses. RESOLVE is promised within 14 office hours, RESTORE within 7.

use domain::sla::{ClockState, Metric, SegmentKind};
use domain::ticket::PauseParty;
use domain::ticket::PauseReason::{AwaitingRequester, ForceMajeure, ThirdParty, VendorInternal};
use domain::ticket::Priority::P3;

use crate::story::{Story, hours, local, show, story};

const MONDAY: &str = "2026-03-02 08:00";

fn monday() -> Story {
    story().raised(MONDAY, P3)
}

#[test]
fn e16_only_the_open_time_of_a_pause_counts() {
    let paused =
        |from: &str, to: &str| monday().held(from, 1, AwaitingRequester).resumed(to, 1).due("2026-03-03 12:00");
    assert_eq!(paused("2026-03-02 10:00", "2026-03-02 11:00"), "2026-03-04 09:00:00", "inside hours");
    assert_eq!(paused("2026-03-02 12:30", "2026-03-02 14:30"), "2026-03-03 18:00:00", "in the break");
    assert_eq!(paused("2026-03-02 11:00", "2026-03-02 16:00"), "2026-03-04 10:00:00", "over the break");
    assert_eq!(paused("2026-03-02 17:00", "2026-03-03 09:00"), "2026-03-04 10:00:00", "over the night");
    let over_a_holiday = story()
        .raised("2026-04-16 08:00", P3)
        .held("2026-04-16 17:00", 1, AwaitingRequester)
        .resumed("2026-04-21 09:00", 1);
    assert_eq!(over_a_holiday.due("2026-04-21 12:00"), "2026-04-22 10:00:00", "三月三 costs nothing");
}

#[test]
fn e17_overlapping_pauses_count_once_and_the_first_declared_answers() {
    let ticket = monday()
        .held("2026-03-02 09:00", 1, AwaitingRequester)
        .held("2026-03-02 10:00", 2, ThirdParty)
        .resumed("2026-03-02 11:00", 1)
        .resumed("2026-03-02 12:00", 2);
    let clock = ticket.clock(Metric::Resolve, "2026-03-02 17:00");
    assert_eq!((show(clock.due_at).as_str(), clock.paused_seconds), ("2026-03-04 11:00:00", hours(3)));
    let answer = ticket.explained(Metric::Resolve, "2026-03-02 17:00");
    let pieces: Vec<_> = answer.segments.iter().map(|piece| (piece.kind, piece.party, piece.open_seconds)).collect();
    assert_eq!(
        pieces,
        [
            (SegmentKind::Running, PauseParty::Vendor, hours(1)),
            (SegmentKind::Paused, PauseParty::Agency, hours(2)),
            (SegmentKind::Paused, PauseParty::ThirdParty, hours(1)),
            (SegmentKind::Closed, PauseParty::Nobody, 0),
            (SegmentKind::Running, PauseParty::Vendor, hours(2)),
        ]
    );
    let nested = monday()
        .held("2026-03-02 09:00", 1, AwaitingRequester)
        .held("2026-03-02 10:00", 2, ThirdParty)
        .resumed("2026-03-02 11:00", 2)
        .resumed("2026-03-02 12:00", 1);
    assert_eq!(nested.due("2026-03-02 17:00"), "2026-03-04 11:00:00");
}

#[test]
fn e18_an_empty_pause_counts_for_nothing_and_a_back_dated_one_from_its_beginning() {
    let empty = monday().held("2026-03-02 09:00", 1, AwaitingRequester).resumed("2026-03-02 09:00", 1);
    assert_eq!(empty.due("2026-03-02 10:00"), "2026-03-03 18:00:00");
    let back_dated = monday()
        .held("2026-03-02 09:00", 1, AwaitingRequester)
        .recorded("2026-03-02 11:30")
        .resumed("2026-03-02 11:00", 1)
        .recorded("2026-03-02 11:30");
    assert_eq!(back_dated.due("2026-03-02 11:30"), "2026-03-04 10:00:00");
}

#[test]
fn e19_an_open_pause_freezes_what_is_left() {
    let ticket = monday().held("2026-03-02 10:00", 1, AwaitingRequester);
    let weeks_later = ticket.clock(Metric::Resolve, "2026-03-30 10:00");
    assert_eq!((weeks_later.state, weeks_later.due_at), (ClockState::Paused, None));
    assert_eq!((weeks_later.elapsed_seconds, weeks_later.alarms.len()), (hours(2), 0));
    let resumed = ticket.resumed("2026-03-30 10:00", 1);
    assert_eq!(resumed.due("2026-03-30 10:00"), "2026-03-31 18:00:00");
}

#[test]
fn e20_resolving_from_a_pause_closes_it_first() {
    let ticket = monday().held("2026-03-02 10:00", 1, AwaitingRequester).resolved("2026-03-09 10:00");
    let clock = ticket.clock(Metric::Resolve, "2026-03-09 10:00");
    assert_eq!((clock.state, clock.elapsed_seconds), (ClockState::Met, hours(2)));
    let reopened = ticket.reopened("2026-03-10 08:00");
    let second = reopened.clock_of(crate::story::key(Metric::Resolve, 2, 1), "2026-03-10 09:00");
    assert_eq!(second.state, ClockState::Running, "the pause of the first cycle is over");
}

#[test]
fn e21_a_pause_begun_at_or_after_the_due_time_never_rescues() {
    let at_the_due = monday().held("2026-03-03 18:00", 1, AwaitingRequester);
    let clock = at_the_due.clock(Metric::Resolve, "2026-03-04 12:00");
    assert_eq!((clock.state, show(clock.breached_at).as_str()), (ClockState::Breached, "2026-03-03 18:00:00"));
    assert_eq!(clock.elapsed_seconds, hours(14), "the overrun stands still");
    let a_second_before = monday().held("2026-03-03 17:59:59", 1, AwaitingRequester);
    assert_eq!(a_second_before.clock(Metric::Resolve, "2026-03-04 12:00").state, ClockState::Paused);
}

#[test]
fn e22_a_rejected_pause_never_held_and_its_breach_is_known_from_the_decision() {
    let paused =
        monday().held("2026-03-02 10:00", 1, ThirdParty).resumed("2026-03-02 18:00", 1).resolved("2026-03-04 10:00");
    assert_eq!(paused.clock(Metric::Resolve, "2026-03-05 08:00").state, ClockState::Met);
    let rejected = paused.pause_rejected("2026-03-05 09:00", 1);
    let clock = rejected.clock(Metric::Resolve, "2026-03-05 10:00");
    assert_eq!(clock.state, ClockState::Breached);
    assert_eq!(show(clock.breached_at), "2026-03-03 18:00:00");
    assert_eq!(clock.breach_known_at, Some(local("2026-03-05 09:00")));
}

#[test]
fn e22_a_pause_that_the_vendor_answers_for_holds_only_once_accepted() {
    let declared = monday().held("2026-03-02 10:00", 1, VendorInternal).resumed("2026-03-02 12:00", 1);
    assert_eq!(declared.due("2026-03-02 16:00"), "2026-03-03 18:00:00");
    let accepted = declared.pause_accepted("2026-03-03 09:00", 1);
    assert_eq!(accepted.due("2026-03-03 10:00"), "2026-03-04 10:00:00", "from its declaration on");
    let revoked = accepted.pause_rejected("2026-03-04 09:00", 1);
    let clock = revoked.clock(Metric::Resolve, "2026-03-04 09:30");
    assert_eq!((clock.state, clock.breach_known_at), (ClockState::Breached, Some(local("2026-03-04 09:00"))));
}

#[test]
fn e23_a_pause_stops_only_the_targets_that_pause() {
    let ticket = monday().held("2026-03-02 08:30", 1, AwaitingRequester);
    let response = ticket.clock(Metric::Response, "2026-03-02 09:00");
    assert_eq!((response.state, show(response.due_at).as_str()), (ClockState::Running, "2026-03-02 10:00:00"));
    assert_eq!(ticket.clock(Metric::Restore, "2026-03-02 09:00").state, ClockState::Paused);
    assert_eq!(ticket.clock(Metric::Response, "2026-03-02 10:00:01").state, ClockState::Breached);
}

#[test]
fn e44_force_majeure_pauses_a_ticket_or_takes_it_out_of_the_count() {
    let flood = monday().held("2026-03-02 09:00", 1, ForceMajeure).resumed("2026-03-04 09:00", 1);
    let clock = flood.clock(Metric::Resolve, "2026-03-04 09:00");
    assert_eq!((show(clock.due_at).as_str(), clock.paused_seconds), ("2026-03-05 18:00:00", hours(14)));
    let answer = flood.explained(Metric::Resolve, "2026-03-04 09:00");
    assert_eq!(answer.pauses[0].party, PauseParty::Nobody);
    let excluded = monday().excluded("2026-03-05 09:00", Metric::Resolve, 1);
    let clock = excluded.clock(Metric::Resolve, "2026-03-05 10:00");
    assert_eq!((clock.state, clock.breached_at, clock.counted_at), (ClockState::Excluded, None, None));
    assert_eq!(excluded.clock(Metric::Restore, "2026-03-05 10:00").state, ClockState::Breached, "only that clock");
}
