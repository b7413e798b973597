//! What happens to a ticket between its people.

use super::*;
use crate::access::{Action, Actor, Grant, Org, Role};
use crate::ids::AgencyId;

#[test]
fn an_outage_is_raised_worked_on_solved_and_closed() {
    let mut case = Case::raised();
    let assign = Command::Assign { vendor: None, engineer: Some(engineer(5)) };
    assert_eq!(case.agency(1, &assign), Ok(TicketState::Assigned));
    assert_eq!(case.vendor(2, &Command::Acknowledge), Ok(TicketState::InProgress));
    assert_eq!(case.vendor(40, &Command::Arrive), Ok(TicketState::InProgress));
    assert_eq!(case.vendor(60, &Command::Restore { remote: false }), Ok(TicketState::InProgress));
    assert_eq!(case.vendor(90, &resolve()), Ok(TicketState::Resolved));
    assert_eq!(case.agency(95, &Command::Rate { stars: 5, remark: String::new() }), Ok(TicketState::Resolved));
    assert_eq!(case.agency(96, &Command::Confirm), Ok(TicketState::Closed));
    let ticket = &case.ticket;
    assert_eq!((ticket.vendor, ticket.engineer), (Some(vendor(1)), Some(engineer(5))));
    assert_eq!((ticket.acknowledged_at, ticket.arrived_at), (Some(minutes(2)), Some(minutes(40))));
    assert_eq!((ticket.restored_at, ticket.resolved_at), (Some(minutes(60)), Some(minutes(90))));
    assert_eq!((ticket.closed_at, ticket.rating, ticket.last_seq), (Some(minutes(96)), Some(5), 8));
}

#[test]
fn milestones_are_recorded_once() {
    let mut case = Case::at(TicketState::Assigned);
    case.vendor(10, &Command::Arrive).expect("arrival acknowledges too");
    assert_eq!(case.refused(ActorSide::Vendor, 11, &Command::Acknowledge), RefusalCode::AlreadyDone);
    assert_eq!(case.refused(ActorSide::Vendor, 11, &Command::Arrive), RefusalCode::AlreadyDone);
    case.vendor(12, &Command::Restore { remote: false }).expect("first in the cycle");
    assert_eq!(case.refused(ActorSide::Vendor, 13, &Command::Restore { remote: true }), RefusalCode::AlreadyDone);
}

#[test]
fn e31_reopening_begins_a_new_cycle_and_so_does_a_rejected_solution() {
    let mut case = Case::at(TicketState::Resolved);
    case.agency(20, &Command::Rate { stars: 2, remark: String::new() }).expect("solved work can be rated");
    let reject = Command::RejectSolution { reason: text("仍然很慢") };
    assert_eq!(case.agency(21, &reject), Ok(TicketState::InProgress));
    assert_eq!((case.ticket.cycle, case.ticket.cycle_from, case.ticket.rating), (2, minutes(21), None));
    case.vendor(30, &Command::Restore { remote: true }).expect("once per cycle");
    case.vendor(40, &resolve()).expect("solved again");
    case.agency(41, &Command::Confirm).expect("agreed");
    let reopen = Command::Reopen { reason: text("故障复发") };
    assert_eq!(case.agency(5000, &reopen), Ok(TicketState::InProgress));
    assert_eq!((case.ticket.cycle, case.ticket.closed_at, case.ticket.restored_at), (3, None, None));
}

#[test]
fn e33_a_cancelled_ticket_stays_cancelled() {
    let mut case = Case::at(TicketState::OnHold);
    case.agency(19, &cancel()).expect("the agency proposes");
    case.vendor(20, &Command::AcceptEnd { note: String::new() }).expect("the vendor agrees");
    assert!(case.ticket.open_pauses().next().is_none(), "its pauses end with it");
    assert_eq!(case.refused(ActorSide::Agency, 21, &Command::Reopen { reason: text("x") }), RefusalCode::WrongState);
    assert_eq!(case.refused(ActorSide::Vendor, 21, &resolve()), RefusalCode::WrongState);
    let solved = Case::at(TicketState::Resolved).refused(ActorSide::Agency, 9, &Command::Cancel { reason: text("x") });
    assert_eq!(solved, RefusalCode::WrongState, "solved work is confirmed or rejected, not withdrawn");
}

#[test]
fn e34_a_comment_is_no_response() {
    let mut case = Case::raised();
    let comment =
        Command::Comment { visibility: Visibility::Public, body: text("您好，已收到"), mentions: Vec::new() };
    assert_eq!(case.vendor(1, &comment), Ok(TicketState::New));
    assert!(!case.ticket.is_noticed());
    assert_eq!(case.refused(ActorSide::Agency, 2, &Command::Acknowledge), RefusalCode::NotYourSide);
}

#[test]
fn e27_only_the_agency_changes_the_priority_with_a_reason_and_not_to_the_same() {
    let mut case = Case::at(TicketState::InProgress);
    let set = |impact, reason| Command::ChangePriority { impact, urgency: Urgency::High, reason: text(reason) };
    assert_eq!(case.refused(ActorSide::Vendor, 9, &set(Impact::High, "x")), RefusalCode::NotYourSide);
    assert_eq!(case.refused(ActorSide::Agency, 9, &set(Impact::High, " ")), RefusalCode::Required);
    case.agency(10, &set(Impact::High, "全市受影响")).expect("a reason is given");
    assert_eq!(case.ticket.priority, Priority::P1);
    assert!(case.log.iter().any(|event| matches!(
        &event.fact,
        Fact::PriorityChanged { from: Priority::P3, to: Priority::P1, reason, .. } if reason == "全市受影响"
    )));
    assert_eq!(case.refused(ActorSide::Agency, 11, &set(Impact::High, "再次")), RefusalCode::AlreadyDone);
}

#[test]
fn a_vendor_assigns_among_its_own_people_only() {
    let mut case = Case::at(TicketState::Assigned);
    let to = |id, person| Command::Assign { vendor: Some(vendor(id)), engineer: Some(engineer(person)) };
    assert_eq!(case.refused(ActorSide::Vendor, 9, &to(2, 6)), RefusalCode::NotYourSide);
    assert_eq!(case.refused(ActorSide::Vendor, 9, &to(1, 5)), RefusalCode::AlreadyDone);
    assert_eq!(case.vendor(9, &to(1, 6)), Ok(TicketState::Assigned));
    assert_eq!(case.agency(10, &to(2, 7)), Ok(TicketState::Assigned));
    assert_eq!((case.ticket.vendor, case.ticket.engineer), (Some(vendor(2)), Some(engineer(7))));
}

#[test]
fn a_vendor_moves_a_ticket_between_its_teams_and_nobody_else_does() {
    let mut case = Case::at(TicketState::InProgress);
    let to = |id: Option<u128>| Command::Route { team: id.map(team), reason: text("机房专业") };
    assert_eq!(case.refused(ActorSide::Agency, 9, &to(Some(1))), RefusalCode::NotYourSide);
    assert_eq!(case.refused(ActorSide::Vendor, 9, &to(None)), RefusalCode::AlreadyDone);
    let before = case.ticket.clone();
    assert_eq!(case.vendor(9, &to(Some(1))), Ok(TicketState::InProgress));
    assert_eq!(Ticket { team: None, last_seq: before.last_seq, ..case.ticket.clone() }, before, "nothing else changes");
    assert_eq!(case.vendor(10, &to(Some(2))), Ok(TicketState::InProgress));
    let moved = case.log.last().map(|event| event.fact.clone());
    assert_eq!(moved, Some(Fact::Routed { from: Some(team(1)), to: Some(team(2)), reason: text("机房专业") }));
    assert_eq!(case.log.last().map(|event| event.fact.clock_effect()), Some(ClockEffect::Nothing));
    let among = Command::Assign { vendor: None, engineer: Some(engineer(6)) };
    case.vendor(11, &among).expect("among its people");
    assert_eq!(case.ticket.team, Some(team(2)), "an engineer leaves the team as it is");
    case.agency(12, &Command::Assign { vendor: Some(vendor(2)), engineer: None }).expect("to another vendor");
    assert_eq!(case.ticket.team, None, "another vendor has other teams");
    assert_eq!(team_after(Some(team(9)), Some(vendor(1)), &case.log), None, "the same from the row");
    assert_eq!(Case::at(TicketState::Resolved).refused(ActorSide::Vendor, 9, &to(Some(1))), RefusalCode::WrongState);
}

#[test]
fn input_is_checked() {
    let mut case = Case::at(TicketState::Resolved);
    for stars in [0, 6] {
        assert_eq!(
            case.refused(ActorSide::Agency, 9, &Command::Rate { stars, remark: String::new() }),
            RefusalCode::Invalid
        );
    }
    case.agency(9, &Command::Rate { stars: 1, remark: String::new() }).expect("one star is a rating");
    assert_eq!(
        case.refused(ActorSide::Agency, 9, &Command::Rate { stars: 5, remark: String::new() }),
        RefusalCode::AlreadyDone
    );
    let comment = |visibility, body: &str| Command::Comment { visibility, body: text(body), mentions: Vec::new() };
    let long = "好".repeat(BODY_MAX);
    case.agency(9, &comment(Visibility::Public, &long)).expect("characters are counted, not bytes");
    let refused = case.refused(ActorSide::Agency, 9, &comment(Visibility::Public, &format!("{long}好")));
    assert_eq!(refused, RefusalCode::TooLong);
    assert_eq!(case.refused(ActorSide::Agency, 9, &comment(Visibility::Public, "\n ")), RefusalCode::Required);
    let internal = comment(Visibility::VendorInternal, "x");
    assert_eq!(case.refused(ActorSide::Agency, 9, &internal), RefusalCode::NotYourSide);
    let blank = Command::Resolve { cause: text(" "), solution: text("x") };
    assert_eq!(Case::at(TicketState::Assigned).refused(ActorSide::Vendor, 9, &blank), RefusalCode::Required);
}

#[test]
fn a_person_is_offered_what_the_role_and_the_state_allow() {
    let grant = |role, org| Actor::person(engineer(5), text("陆工"), vec![Grant { role, org }], 1);
    let worker = grant(Role::VendorEngineer, Org::Vendor(vendor(1)));
    let clerk = grant(Role::Reporter, Org::Agency(AgencyId(uuid::Uuid::from_u128(3))));
    let administrator = grant(Role::SystemAdmin, Org::Platform);
    let new = Case::raised().ticket;
    let offered = [
        Action::TicketAcknowledge,
        Action::TicketComment,
        Action::TicketProposeEnd,
        Action::TicketLink,
        Action::TicketLogWork,
    ];
    assert_eq!(available_actions(&worker, &new), offered);
    assert_eq!(available_actions(&clerk, &new), [Action::TicketCancel, Action::TicketComment, Action::TicketLink]);
    let solved = Case::at(TicketState::Resolved).ticket;
    let judge = [
        Action::TicketConfirm,
        Action::TicketRejectSolution,
        Action::TicketRate,
        Action::TicketComment,
        Action::TicketLink,
    ];
    assert_eq!(available_actions(&clerk, &solved), judge);
    let answer = [
        Action::TicketComment,
        Action::TicketLink,
        Action::TicketRateCooperation,
        Action::TicketLogWork,
        Action::TicketVisit,
        Action::TicketProposeCorrection,
    ];
    assert_eq!(available_actions(&worker, &solved), answer);
    assert_eq!(available_actions(&administrator, &solved), []);
}
