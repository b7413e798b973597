//! When things happened, and when they were written down (S1, S2, E18, E46, E47).

use super::*;

fn told(side: ActorSide, now: i64, at: i64, reason: &str) -> Asked {
    let late_reason = Some(text(reason)).filter(|reason| !reason.is_empty());
    Asked { occurred_at: Some(minutes(at)), late_reason, ..Asked::now(side, minutes(now)) }
}

fn code(result: Result<TicketState, Refusal>) -> RefusalCode {
    result.expect_err("must be refused").code
}

#[test]
fn e18_the_past_needs_a_reason_and_the_future_is_refused() {
    let mut case = Case::at(TicketState::Assigned);
    let vendor = |now, at, reason| told(ActorSide::Vendor, now, at, reason);
    assert_eq!(code(case.ask(&vendor(60, 61, "x"), &Command::Arrive)), RefusalCode::InFuture);
    assert_eq!(code(case.ask(&vendor(60, -1, "x"), &Command::Arrive)), RefusalCode::BeforeRaised);
    assert_eq!(code(case.ask(&vendor(60, 54, ""), &Command::Arrive)), RefusalCode::ReasonRequired);
    assert_eq!(code(case.ask(&vendor(60, 54, "  "), &Command::Arrive)), RefusalCode::ReasonRequired);
    let before = case.log.len();
    assert_eq!(case.ask(&vendor(60, 54, "现场无信号"), &Command::Arrive), Ok(TicketState::InProgress));
    assert_eq!(case.ticket.arrived_at, Some(minutes(54)));
    let [arrived, why] = &case.log[before..] else { panic!("the fact and its reason") };
    assert_eq!((arrived.occurred_at, arrived.recorded_at), (minutes(54), minutes(60)));
    assert_eq!(
        why.fact,
        Fact::Commented { visibility: Visibility::Public, body: text("现场无信号"), mentions: Vec::new() }
    );
    assert_eq!(case.ask(&vendor(60, 55, ""), &Command::Restore { remote: false }), Ok(TicketState::InProgress));
}

#[test]
fn s1_what_happened_is_cut_to_the_second_and_what_is_recorded_is_not() {
    let mut case = Case::at(TicketState::Assigned);
    let now = minutes(10) + TimeDelta::microseconds(999_999);
    case.ask(&Asked::now(ActorSide::Vendor, now), &Command::Acknowledge).expect("in time");
    let last = case.log.last().expect("an event");
    assert_eq!((last.occurred_at, last.recorded_at), (minutes(10), now));
}

#[test]
fn e46_a_decision_is_not_dated_back_nor_a_pause_by_the_vendor() {
    let mut case = Case::at(TicketState::Resolved);
    let agency = told(ActorSide::Agency, 90, 30, "忘记了");
    assert_eq!(code(case.ask(&agency, &Command::Confirm)), RefusalCode::Invalid);
    let mut case = Case::at(TicketState::InProgress);
    let waiting = hold(1, PauseReason::AwaitingAgency);
    assert_eq!(code(case.ask(&told(ActorSide::Vendor, 90, 30, "忘记了"), &waiting)), RefusalCode::NotYourSide);
    assert_eq!(case.ask(&agency, &waiting), Ok(TicketState::OnHold));
    assert_eq!(case.ticket.pauses[0].from, minutes(30));
}

#[test]
fn e21_no_second_is_dated_back_over_the_due_time() {
    let mut case = Case::at(TicketState::InProgress);
    let second = TimeDelta::seconds(1);
    let at = |now: i64, occurred| Asked { occurred_at: Some(occurred), ..told(ActorSide::Vendor, now, 0, "") };
    let waiting = hold(1, PauseReason::ThirdParty);
    let back = at(90, minutes(90) - second);
    assert_eq!(code(case.ask(&back, &waiting)), RefusalCode::NotYourSide);
    assert_eq!(case.ask(&at(90, minutes(90)), &waiting), Ok(TicketState::OnHold), "this second is now");
    let agency = Asked { side: ActorSide::Agency, ..at(91, minutes(91) - second) };
    assert_eq!(code(case.ask(&agency, &Command::AcceptPause { pause: pause(1) })), RefusalCode::Invalid);
}

#[test]
fn e47_a_late_milestone_moves_no_state() {
    let mut case = Case::at(TicketState::Resolved);
    assert_eq!(case.ticket.resolved_at, Some(minutes(3)));
    assert_eq!(case.refused(ActorSide::Vendor, 60, &Command::Arrive), RefusalCode::WrongState);
    let late = |at| told(ActorSide::Vendor, 60, at, "补录");
    assert_eq!(case.ask(&late(2), &Command::Arrive), Ok(TicketState::Resolved));
    assert_eq!(case.ask(&late(2), &Command::Restore { remote: false }), Ok(TicketState::Resolved));
    assert_eq!(code(case.ask(&late(1), &Command::Arrive)), RefusalCode::WrongState, "a recorded time stays");
    assert_eq!((case.ticket.arrived_at, case.ticket.restored_at), (Some(minutes(2)), Some(minutes(2))));
    case.agency(61, &Command::Confirm).expect("agreed");
    let mut closed = Case::at(TicketState::Closed);
    assert_eq!(code(closed.ask(&late(2), &Command::Arrive)), RefusalCode::WrongState, "closed is closed");
}

#[test]
fn an_acknowledgement_by_telephone_is_recorded_after_the_arrival() {
    let mut case = Case::at(TicketState::Assigned);
    case.vendor(40, &Command::Arrive).expect("on site");
    let by_telephone = told(ActorSide::Vendor, 50, 5, "电话响应");
    assert_eq!(case.ask(&by_telephone, &Command::Acknowledge), Ok(TicketState::InProgress));
    assert_eq!(case.ticket.acknowledged_at, Some(minutes(5)));
}

#[test]
fn nothing_happens_before_what_it_must_follow() {
    let mut case = Case::at(TicketState::Resolved);
    case.agency(100, &Command::RejectSolution { reason: text("仍然中断") }).expect("a new cycle");
    let late = told(ActorSide::Vendor, 200, 90, "补录");
    assert_eq!(code(case.ask(&late, &resolve())), RefusalCode::OutOfOrder, "before its cycle");
    assert_eq!(code(case.ask(&late, &Command::Restore { remote: true })), RefusalCode::OutOfOrder);
    case.vendor(150, &hold(1, PauseReason::ThirdParty)).expect("waiting");
    let before_pause = told(ActorSide::Vendor, 200, 140, "补录");
    assert_eq!(code(case.ask(&before_pause, &Command::Resume { pause: pause(1) })), RefusalCode::OutOfOrder);
    assert_eq!(code(case.ask(&before_pause, &resolve())), RefusalCode::OutOfOrder);
}

#[test]
fn a_server_whose_clock_is_behind_a_little_still_confirms() {
    let mut case = Case::at(TicketState::Resolved);
    let behind = Asked::now(ActorSide::Agency, minutes(3) - TimeDelta::milliseconds(200));
    assert_eq!(case.ask(&behind, &Command::Confirm), Ok(TicketState::Closed));
    assert_eq!(case.ticket.closed_at, case.ticket.resolved_at);
}
