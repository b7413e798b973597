//! Waiting: who declares it, who judges it, what ends it (S4).

use super::*;

fn facts_of(log: &[Event], from: usize) -> Vec<&Fact> {
    log[from..].iter().map(|event| &event.fact).collect()
}

#[test]
fn e17_several_parties_are_waited_for_at_once_but_each_once() {
    let mut case = Case::at(TicketState::OnHold);
    let again = hold(2, PauseReason::AwaitingAgency);
    assert_eq!(case.refused(ActorSide::Vendor, 9, &again), RefusalCode::AlreadyDone);
    assert_eq!(case.refused(ActorSide::Vendor, 9, &hold(1, PauseReason::ThirdParty)), RefusalCode::Invalid);
    assert_eq!(case.vendor(9, &hold(2, PauseReason::ThirdParty)), Ok(TicketState::OnHold));
    assert_eq!(case.agency(10, &Command::Resume { pause: pause(1) }), Ok(TicketState::OnHold));
    assert_eq!(case.refused(ActorSide::Vendor, 10, &Command::Resume { pause: pause(1) }), RefusalCode::AlreadyDone);
    assert_eq!(case.refused(ActorSide::Vendor, 10, &Command::Resume { pause: pause(7) }), RefusalCode::UnknownPause);
    assert_eq!(case.vendor(11, &Command::Resume { pause: pause(2) }), Ok(TicketState::InProgress));
}

#[test]
fn e20_resolving_from_a_pause_ends_every_pause_first() {
    let mut case = Case::at(TicketState::OnHold);
    case.vendor(9, &hold(2, PauseReason::ThirdParty)).expect("another party");
    let before = case.log.len();
    assert_eq!(case.vendor(12, &resolve()), Ok(TicketState::Resolved));
    let facts = facts_of(&case.log, before);
    assert!(matches!(
        facts[..],
        [Fact::Resumed { pause: one }, Fact::Resumed { pause: two }, Fact::Resolved { .. }]
            if (*one, *two) == (pause(1), pause(2))
    ));
    assert!(case.ticket.pauses.iter().all(|pause| pause.until == Some(minutes(12))));
}

#[test]
fn e22_the_agency_may_turn_its_decision_but_not_repeat_it() {
    let mut case = Case::at(TicketState::OnHold);
    let accept = Command::AcceptPause { pause: pause(1) };
    let reject = Command::RejectPause { pause: pause(1), reason: text("机房一直开放") };
    assert_eq!(case.refused(ActorSide::Vendor, 9, &accept), RefusalCode::NotYourSide);
    assert_eq!(case.agency(9, &accept), Ok(TicketState::OnHold));
    assert_eq!(case.refused(ActorSide::Agency, 10, &accept), RefusalCode::AlreadyDone);
    let before = case.log.len();
    assert_eq!(case.agency(11, &reject), Ok(TicketState::InProgress), "a rejected pause that is open ends");
    let facts = facts_of(&case.log, before);
    assert!(matches!(facts[..], [Fact::PauseRejected { .. }, Fact::Resumed { .. }]));
    assert_eq!(case.refused(ActorSide::Agency, 12, &reject), RefusalCode::AlreadyDone);
    assert_eq!(case.agency(13, &accept), Ok(TicketState::InProgress), "accepting again opens nothing");
    assert_eq!(case.ticket.pauses[0].decision, PauseDecision::Accepted);
    assert_eq!(case.ticket.pauses[0].until, Some(minutes(11)));
}

#[test]
fn a_pause_is_judged_after_the_work_too() {
    let mut case = Case::at(TicketState::OnHold);
    case.vendor(9, &resolve()).expect("solved");
    case.agency(10, &Command::Confirm).expect("agreed");
    let reject = Command::RejectPause { pause: pause(1), reason: text("机房一直开放") };
    assert_eq!(case.agency(11, &reject), Ok(TicketState::Closed));
    assert_eq!(case.ticket.pauses[0].decision, PauseDecision::Rejected);
}

#[test]
fn a_pause_before_the_acknowledgement_leaves_it_to_be_given() {
    let mut case = Case::at(TicketState::Assigned);
    case.vendor(5, &hold(1, PauseReason::AwaitingRequester)).expect("assigned work may wait");
    assert_eq!(case.vendor(6, &Command::Acknowledge), Ok(TicketState::OnHold));
    assert_eq!(case.vendor(7, &Command::Resume { pause: pause(1) }), Ok(TicketState::InProgress));
    assert_eq!(case.ticket.acknowledged_at, Some(minutes(6)));
}
