//! Ending a ticket takes two once work has begun; and a level that rises by itself.

use super::*;

fn not_ours() -> Command {
    Command::ProposeEnd { kind: EndKind::NotOurs, reason: text("属网络运营商"), whose: text("中国电信") }
}

fn accept() -> Command {
    Command::AcceptEnd { note: String::new() }
}

fn object() -> Command {
    Command::RejectEnd { reason: text("仍在处理") }
}

#[test]
fn the_agency_cancels_alone_until_somebody_took_notice() {
    let reason = || Command::Cancel { reason: text("误报") };
    for state in [TicketState::New, TicketState::Assigned] {
        assert_eq!(Case::at(state).agency(9, &reason()), Ok(TicketState::Cancelled));
        assert_eq!(Case::at(state).refused(ActorSide::Agency, 9, &cancel()), RefusalCode::WrongState);
    }
    for state in [TicketState::InProgress, TicketState::OnHold] {
        let mut case = Case::at(state);
        assert_eq!(case.refused(ActorSide::Agency, 9, &reason()), RefusalCode::ConsentNeeded);
        case.agency(9, &cancel()).expect("proposed");
        assert_eq!(case.refused(ActorSide::Agency, 10, &accept()), RefusalCode::OwnProposal);
        assert_eq!(case.vendor(10, &accept()), Ok(TicketState::Cancelled));
    }
    let platform = Asked::now(ActorSide::System, minutes(9));
    assert_eq!(Case::at(TicketState::OnHold).ask(&platform, &reason()), Ok(TicketState::Cancelled));
}

#[test]
fn the_contract_manager_decides_what_the_agency_proposed_and_the_vendor_objects_to() {
    let mut case = Case::at(TicketState::InProgress);
    case.ask(&person(7, Role::AgencyOperator, 10), &cancel()).expect("proposed");
    case.vendor(11, &object()).expect("objected");
    assert_eq!(case.ticket.state, TicketState::InProgress, "the work goes on");
    assert_eq!(case.refused(ActorSide::Agency, 12, &accept()), RefusalCode::NothingProposed);
    case.ask(&person(7, Role::AgencyOperator, 12), &cancel()).expect("proposed again");
    let operator = case.ask(&person(9, Role::AgencyOperator, 13), &accept()).expect_err("the same side");
    assert_eq!(operator.code, RefusalCode::OwnProposal);
    assert_eq!(case.ask(&person(8, Role::ContractManager, 14), &accept()), Ok(TicketState::Cancelled));
    let mut own = Case::at(TicketState::InProgress);
    own.ask(&person(8, Role::ContractManager, 10), &cancel()).expect("proposed");
    let decided = own.ask(&person(8, Role::ContractManager, 11), &accept()).expect_err("their own");
    assert_eq!(decided.code, RefusalCode::OwnProposal);
}

#[test]
fn e33_what_is_not_the_vendors_is_said_by_the_vendor_and_decided_by_the_agency() {
    let mut case = Case::raised();
    assert_eq!(Case::at(TicketState::InProgress).refused(ActorSide::Agency, 9, &not_ours()), RefusalCode::NotYourSide);
    let nobody = Command::ProposeEnd { kind: EndKind::NotOurs, reason: text("x"), whose: text(" ") };
    assert_eq!(case.refused(ActorSide::Vendor, 1, &nobody), RefusalCode::Required);
    case.vendor(1, &not_ours()).expect("proposed, before taking notice");
    assert_eq!(case.refused(ActorSide::Vendor, 2, &not_ours()), RefusalCode::AlreadyDone, "one at a time");
    assert_eq!(case.refused(ActorSide::Vendor, 2, &accept()), RefusalCode::OwnProposal);
    assert_eq!(case.refused(ActorSide::Agency, 2, &Command::WithdrawEnd), RefusalCode::NotYourSide);
    case.agency(3, &object()).expect("rejected");
    case.vendor(4, &Command::Acknowledge).expect("the work goes on");
    case.vendor(5, &not_ours()).expect("proposed again");
    case.vendor(6, &Command::WithdrawEnd).expect("taken back");
    case.vendor(7, &not_ours()).expect("and again");
    assert_eq!(case.agency(8, &accept()), Ok(TicketState::Cancelled));
    let words: Vec<_> = case.log.iter().rev().take(2).map(|event| event.fact.word()).collect();
    assert_eq!(words, ["CANCELLED", "END_ACCEPTED"]);
    assert!(matches!(&case.log.last().expect("a log").fact, Fact::Cancelled { reason } if reason == "属网络运营商"));
}

#[test]
fn a_solution_overtakes_a_proposal() {
    let mut case = Case::at(TicketState::InProgress);
    case.vendor(10, &not_ours()).expect("proposed");
    case.vendor(11, &resolve()).expect("solved all the same");
    assert_eq!(case.ticket.proposal, None);
    assert_eq!(case.refused(ActorSide::Agency, 12, &accept()), RefusalCode::WrongState);
    let mut moved = Case::at(TicketState::Assigned);
    moved.vendor(10, &not_ours()).expect("proposed");
    moved.agency(11, &Command::Assign { vendor: Some(vendor(2)), engineer: None }).expect("to another vendor");
    assert_eq!(moved.ticket.proposal, None, "which has proposed nothing");
}

#[test]
fn a_level_rises_by_one_from_where_the_ticket_stands_and_the_agency_may_set_it_back() {
    let mut case = Case::at(TicketState::InProgress);
    assert_eq!(risen(&case.ticket, Priority::P1, minutes(60)), None, "two levels");
    let rose = risen(&case.ticket, Priority::P2, minutes(60)).expect("one level");
    assert!(matches!(rose.events[0].fact, Fact::PriorityRose { from: Priority::P3, to: Priority::P2 }));
    assert_eq!(rose.events[0].side, ActorSide::System);
    case.log.extend(rose.events);
    case.ticket = rose.after;
    assert_eq!((case.ticket.priority, case.ticket.impact), (Priority::P2, Impact::Medium));
    assert_eq!(risen(&case.ticket, Priority::P2, minutes(61)), None, "it stands there");
    let same =
        Command::ChangePriority { impact: Impact::Medium, urgency: Urgency::Medium, reason: text("影响有限") };
    case.agency(62, &same).expect("the same impact and urgency as before");
    assert_eq!(case.ticket.priority, Priority::P3);
    assert_eq!(risen(&Case::at(TicketState::Resolved).ticket, Priority::P2, minutes(60)), None, "it is solved");
    let mut restored = Case::at(TicketState::InProgress);
    restored.vendor(30, &Command::Restore { remote: true }).expect("restored");
    assert_eq!(risen(&restored.ticket, Priority::P2, minutes(60)), None, "it works again");
}

/// Asked by one side, with a limit for the answer.
fn until(side: ActorSide, minute: i64, by: i64) -> Asked {
    Asked { answer_by: Some(minutes(by)), ..Asked::now(side, minutes(minute)) }
}

#[test]
fn a_proposal_that_nobody_answers_in_time_lapses_and_nothing_has_changed() {
    let platform = |minute| Asked::now(ActorSide::System, minutes(minute));
    let mut case = Case::at(TicketState::InProgress);
    case.ask(&until(ActorSide::Vendor, 10, 60), &not_ours()).expect("proposed");
    assert_eq!(case.ticket.answer_by(ProposalKind::End), Some(minutes(60)));
    assert_eq!(case.refused(ActorSide::Agency, 61, &Command::LapseEnd), RefusalCode::NotYourSide);
    assert_eq!(case.refused(ActorSide::Vendor, 61, &Command::LapseEnd), RefusalCode::OwnProposal);
    assert_eq!(case.refused(ActorSide::System, 60, &Command::LapseEnd), RefusalCode::NothingProposed, "not over yet");
    for answer in [accept(), object()] {
        assert_eq!(
            case.refused(ActorSide::Agency, 61, &answer),
            RefusalCode::Lapsed,
            "before the platform said so, too"
        );
    }
    assert_eq!(case.ask(&platform(61), &Command::LapseEnd), Ok(TicketState::InProgress));
    assert_eq!(case.ticket.proposal, None);
    assert_eq!(case.refused(ActorSide::System, 62, &Command::LapseEnd), RefusalCode::NothingProposed);
    case.ask(&until(ActorSide::Vendor, 62, 120), &not_ours()).expect("proposed once more");
    assert_eq!(case.agency(120, &accept()), Ok(TicketState::Cancelled), "at the last second it is in time");
}

#[test]
fn a_proposal_without_a_limit_never_lapses() {
    let mut case = Case::at(TicketState::InProgress);
    case.vendor(10, &not_ours()).expect("proposed");
    assert_eq!(case.refused(ActorSide::System, 500_000, &Command::LapseEnd), RefusalCode::NothingProposed);
    case.agency(500_000, &object()).expect("rejected");
}

#[test]
fn a_hand_over_is_taken_back_by_the_side_that_proposed_it_and_lapses_like_an_end() {
    let mut case = Case::at(TicketState::InProgress);
    assert_eq!(case.refused(ActorSide::Vendor, 10, &Command::WithdrawHandOver), RefusalCode::NotProposed);
    case.vendor(10, &super::hand_over::propose(None)).expect("proposed");
    assert_eq!(case.refused(ActorSide::Agency, 11, &Command::WithdrawHandOver), RefusalCode::NotYourSide);
    case.vendor(11, &Command::WithdrawHandOver).expect("taken back");
    assert_eq!(case.refused(ActorSide::Agency, 12, &super::hand_over::decline()), RefusalCode::NotProposed);
    case.ask(&until(ActorSide::Vendor, 12, 60), &super::hand_over::propose(None)).expect("proposed");
    assert_eq!(case.refused(ActorSide::Agency, 61, &super::hand_over::give(2)), RefusalCode::Lapsed);
    assert_eq!(case.refused(ActorSide::Agency, 61, &super::hand_over::decline()), RefusalCode::Lapsed);
    case.ask(&Asked::now(ActorSide::System, minutes(61)), &Command::LapseHandOver).expect("lapsed");
    assert_eq!((case.ticket.vendor, &case.ticket.hand_over), (Some(vendor(1)), &None), "it stays where it was");
    let (first, bound) = (vendor(1), crate::ids::ContractId(uuid::Uuid::from_u128(1)));
    assert_eq!(legs(&case.log, (first, bound)).len(), 1);
}
