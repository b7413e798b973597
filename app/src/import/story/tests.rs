//! What the hard cases of the real log become (`uci498_hard_cases.csv`, shortened), minutes written as numbers.

use chrono::{DateTime, TimeDelta};
use domain::ids::SystemId;
use domain::ticket::{Impact, PauseReason, Priority, TicketKind, Urgency};

use super::super::Rank;
use super::*;

const WAIT_USER: Meaning = Meaning::Held(PauseReason::AwaitingRequester);
const WAIT_VENDOR: Meaning = Meaning::Held(PauseReason::ThirdParty);

fn at(minute: i64) -> Instant {
    DateTime::UNIX_EPOCH + TimeDelta::minutes(minute)
}

fn level(priority: Priority) -> Level {
    Level { impact: Impact::Medium, urgency: Urgency::Medium, rank: Rank::Stated(priority) }
}

fn case(rows: &[(i64, Meaning)]) -> Case {
    let step = |(line, (minute, meaning)): (u64, &(i64, Meaning))| Step {
        line,
        at: at(*minute),
        meaning: *meaning,
        level: level(Priority::P3),
        cause: "code 6".to_owned(),
        solution: String::new(),
    };
    Case {
        reference: "INC1".to_owned(),
        rows_hash: String::new(),
        system: SystemId(uuid::Uuid::nil()),
        kind: TicketKind::Incident,
        title: "Category 26".to_owned(),
        description: String::new(),
        raised_at: at(0),
        level: level(Priority::P3),
        steps: (2..).zip(rows).map(step).collect(),
    }
}

/// The words and minutes of the facts.
fn told(case: &Case) -> Vec<(&'static str, i64)> {
    let (events, _) = events("test", case, SiteClass::City, &PriorityMatrix::default());
    events.iter().map(|event| (event.fact.word(), event.occurred_at.timestamp() / 60)).collect()
}

#[test]
fn a_plain_case_is_raised_acknowledged_resolved_and_confirmed_once_however_often_its_rows_repeat() {
    use Meaning::{Acknowledged, Confirmed, Raised, Resolved};
    let case = case(&[
        (5, Raised),
        (7, Raised),
        (9, Acknowledged),
        (9, Acknowledged),
        (30, Resolved),
        (31, Resolved),
        (7200, Confirmed),
        (7201, Confirmed),
    ]);
    let expected = [("RAISED", 0), ("ACKNOWLEDGED", 9), ("RESOLVED", 30), ("CONFIRMED", 7200)];
    assert_eq!(told(&case), expected);
}

#[test]
fn resolving_at_once_is_no_separate_notice() {
    let case = case(&[(5, Meaning::Raised), (6, Meaning::Resolved)]);
    assert_eq!(told(&case), [("RAISED", 0), ("RESOLVED", 6)]);
}

#[test]
fn waiting_begins_and_ends_pauses_and_is_notice_taken() {
    use Meaning::{Acknowledged, Resolved};
    let case =
        case(&[(5, WAIT_USER), (6, WAIT_USER), (8, WAIT_VENDOR), (20, Acknowledged), (22, WAIT_USER), (40, Resolved)]);
    let expected = [
        ("RAISED", 0),
        ("ACKNOWLEDGED", 5),
        ("HELD", 5),
        ("RESUMED", 8),
        ("HELD", 8),
        ("RESUMED", 20),
        ("HELD", 22),
        ("RESUMED", 40),
        ("RESOLVED", 40),
    ];
    assert_eq!(told(&case), expected);
    let (events, _) = events("test", &case, SiteClass::City, &PriorityMatrix::default());
    let ticket = Ticket::fold(&events, None).unwrap();
    assert_eq!(ticket.pauses.iter().filter(|pause| pause.is_open()).count(), 0);
    let ids: std::collections::HashSet<_> = ticket.pauses.iter().map(|pause| pause.id).collect();
    assert_eq!(ids.len(), 3, "each pause has its own id");
}

#[test]
fn work_after_the_solution_rejects_it_and_work_after_closing_reopens() {
    use Meaning::{Acknowledged, Confirmed, Resolved};
    let case = case(&[
        (5, Resolved),
        (10, Acknowledged),
        (20, Resolved),
        (25, WAIT_USER),
        (30, Resolved),
        (40, Confirmed),
        (50, Acknowledged),
        (60, Resolved),
        (70, Confirmed),
    ]);
    let expected = [
        ("RAISED", 0),
        ("RESOLVED", 5),
        ("SOLUTION_REJECTED", 10),
        ("RESOLVED", 20),
        ("SOLUTION_REJECTED", 25),
        ("HELD", 25),
        ("RESUMED", 30),
        ("RESOLVED", 30),
        ("CONFIRMED", 40),
        ("REOPENED", 50),
        ("RESOLVED", 60),
        ("CONFIRMED", 70),
    ];
    assert_eq!(told(&case), expected);
    let (events, _) = events("test", &case, SiteClass::City, &PriorityMatrix::default());
    assert_eq!(Ticket::fold(&events, None).map(|ticket| ticket.cycle), Some(4));
}

#[test]
fn closing_without_a_solution_resolves_and_is_remarked() {
    let case = case(&[(5, Meaning::Raised), (90, Meaning::Confirmed)]);
    assert_eq!(told(&case), [("RAISED", 0), ("RESOLVED", 90), ("CONFIRMED", 90)]);
    let (_, remarks) = events("test", &case, SiteClass::City, &PriorityMatrix::default());
    assert_eq!(remarks, [(3, Remark::ClosedUnresolved)]);
}

#[test]
fn what_comes_after_a_withdrawal_changes_nothing_and_is_remarked() {
    let case = case(&[(5, WAIT_USER), (9, Meaning::Cancelled), (12, Meaning::Acknowledged)]);
    let expected = [("RAISED", 0), ("ACKNOWLEDGED", 5), ("HELD", 5), ("RESUMED", 9), ("CANCELLED", 9)];
    assert_eq!(told(&case), expected);
    let (_, remarks) = events("test", &case, SiteClass::City, &PriorityMatrix::default());
    assert_eq!(remarks, [(4, Remark::AfterCancelled)]);
}

#[test]
fn another_priority_is_a_change_before_the_state_of_its_row() {
    let mut case = case(&[(5, Meaning::Acknowledged), (9, Meaning::Acknowledged), (30, Meaning::Resolved)]);
    case.steps[1].level = level(Priority::P1);
    case.steps[2].level = level(Priority::P2);
    let expected =
        [("RAISED", 0), ("ACKNOWLEDGED", 5), ("PRIORITY_CHANGED", 9), ("PRIORITY_CHANGED", 30), ("RESOLVED", 30)];
    assert_eq!(told(&case), expected);
}

#[test]
fn milestones_beyond_itil_are_told_once() {
    use Meaning::{Arrived, Ignored, Restored};
    let case = case(&[(5, Ignored), (6, Arrived), (7, Arrived), (8, Restored), (9, Restored)]);
    assert_eq!(told(&case), [("RAISED", 0), ("ARRIVED", 6), ("RESTORED", 8)]);
}

#[test]
fn the_same_case_gives_the_same_ids_and_the_log_recorded_what_it_says() {
    let case = case(&[(5, WAIT_USER), (9, Meaning::Resolved)]);
    let twice = [
        events("test", &case, SiteClass::City, &PriorityMatrix::default()).0,
        events("test", &case, SiteClass::City, &PriorityMatrix::default()).0,
    ];
    assert_eq!(twice[0], twice[1]);
    assert_eq!(case.ticket_id("test"), case.ticket_id("test"));
    assert_ne!(case.ticket_id("test"), case.ticket_id("another log"));
    assert!(twice[0].iter().all(|event| event.recorded_at == event.occurred_at));
}
