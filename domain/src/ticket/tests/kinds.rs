//! What each kind of ticket allows and asks for beside the usual.

use super::*;
use crate::access::{Action, Actor, Grant, Org};
use crate::ids::AgencyId;

const UNSOLVED: [TicketState; 4] =
    [TicketState::New, TicketState::Assigned, TicketState::InProgress, TicketState::OnHold];

fn submit() -> Command {
    Command::SubmitPlan { plan: plan() }
}

fn approve() -> Command {
    Command::ApprovePlan { note: String::new() }
}

#[test]
fn a_step_that_a_kind_does_not_have_is_refused_in_every_state_and_to_everybody() {
    let never: [(TicketKind, Command); 8] = [
        (TicketKind::Request, Command::Restore { remote: true }),
        (TicketKind::Problem, Command::Arrive),
        (TicketKind::Change, Command::Restore { remote: true }),
        (TicketKind::Inspection, Command::Restore { remote: false }),
        (TicketKind::Inspection, Command::Reopen { reason: text("x") }),
        (TicketKind::Complaint, Command::Arrive),
        (TicketKind::Complaint, submit()),
        (TicketKind::Incident, approve()),
    ];
    for (kind, command) in never {
        for state in TicketState::ALL {
            for side in ActorSide::ALL {
                let refused = Case::of(kind, *state).refused(*side, 30, &command);
                assert_eq!(refused, RefusalCode::WrongKind, "{kind} {state} {side}");
            }
        }
    }
}

#[test]
fn work_on_a_change_waits_for_an_approved_plan() {
    let mut case = Case::of(TicketKind::Change, TicketState::InProgress);
    for command in [Command::Arrive, resolve()] {
        assert_eq!(case.refused(ActorSide::Vendor, 10, &command), RefusalCode::PlanNotApproved);
    }
    assert_eq!(case.refused(ActorSide::Agency, 10, &approve()), RefusalCode::NothingProposed);
    case.vendor(11, &Command::ReportProgress).expect("a report is no work");
    case.vendor(11, &submit()).expect("a plan");
    assert_eq!(case.refused(ActorSide::Vendor, 12, &resolve()), RefusalCode::PlanNotApproved);
    assert_eq!(case.refused(ActorSide::Vendor, 12, &approve()), RefusalCode::NotYourSide);
    case.agency(13, &Command::RejectPlan { reason: text("窗口太短") }).expect("rejected");
    assert_eq!(case.refused(ActorSide::Vendor, 14, &resolve()), RefusalCode::PlanNotApproved);
    assert_eq!(case.refused(ActorSide::Agency, 14, &approve()), RefusalCode::AlreadyDone);
    case.vendor(15, &submit()).expect("another plan");
    case.agency(20, &approve()).expect("approved");
    let early = Asked {
        occurred_at: Some(minutes(19)),
        late_reason: Some(text("忘记登记")),
        ..Asked::now(ActorSide::Vendor, minutes(40))
    };
    let refused = case.ask(&early, &Command::Arrive).expect_err("before the approval there was no work");
    assert_eq!(refused.code, RefusalCode::OutOfOrder);
    case.vendor(41, &Command::Arrive).expect("approved");
    case.vendor(42, &submit()).expect("an amended plan");
    assert_eq!(case.refused(ActorSide::Vendor, 43, &resolve()), RefusalCode::PlanNotApproved, "to be approved again");
    case.agency(44, &approve()).expect("approved");
    assert_eq!(case.vendor(45, &resolve()), Ok(TicketState::Resolved));
}

#[test]
fn nobody_approves_their_own_plan() {
    let mut case = Case::of(TicketKind::Change, TicketState::New);
    case.ask(&person(7, Role::AgencyOperator, 1), &submit()).expect("who asks for it may plan it");
    let own = case.ask(&person(7, Role::AgencyOperator, 2), &approve()).expect_err("their own");
    assert_eq!(own.code, RefusalCode::OwnProposal);
    case.ask(&person(8, Role::ContractManager, 3), &approve()).expect("somebody else");
}

#[test]
fn a_plan_says_what_how_and_when() {
    let mut case = Case::of(TicketKind::Change, TicketState::New);
    let mut refused = |plan| {
        let asked = Asked::now(ActorSide::Vendor, minutes(10));
        let refusal = case.ask(&asked, &Command::SubmitPlan { plan }).expect_err("no plan");
        (refusal.code, refusal.field)
    };
    let blank = || text(" ");
    assert_eq!(refused(ChangePlan { what: blank(), ..plan() }), (RefusalCode::Required, Some("what")));
    assert_eq!(refused(ChangePlan { risk: blank(), ..plan() }), (RefusalCode::Required, Some("risk")));
    assert_eq!(refused(ChangePlan { rollback: blank(), ..plan() }), (RefusalCode::Required, Some("rollback")));
    let backwards = ChangePlan { window_to: minutes(60), ..plan() };
    assert_eq!(refused(backwards), (RefusalCode::Invalid, Some("windowTo")));
    let over = ChangePlan { window_from: minutes(5), window_to: minutes(10), ..plan() };
    assert_eq!(refused(over), (RefusalCode::Invalid, Some("windowTo")));
}

#[test]
fn a_complaint_is_answered_by_the_vendors_manager_and_closed_by_the_agency() {
    let mut case = Case::of(TicketKind::Complaint, TicketState::InProgress);
    let pause = hold(3, PauseReason::AwaitingRequester);
    assert_eq!(case.refused(ActorSide::Vendor, 10, &pause), RefusalCode::NotYourSide, "it lets nobody wait");
    let engineer = case.ask(&person(5, Role::VendorEngineer, 11), &resolve()).expect_err("who it may be about");
    assert_eq!(engineer.code, RefusalCode::NotYourRole);
    case.ask(&person(6, Role::VendorManager, 12), &resolve()).expect("their manager");
    assert_eq!(case.refused(ActorSide::Vendor, 13, &Command::Confirm), RefusalCode::NotYourSide);
    assert_eq!(case.agency(13, &Command::Confirm), Ok(TicketState::Closed));
}

#[test]
fn a_ticket_from_before_the_kinds_differed_keeps_its_arrival() {
    let mut case = Case::of(TicketKind::Problem, TicketState::Assigned);
    assert!(case.ticket.off_site);
    if let Fact::Raised { circumstances, .. } = &mut case.log[0].fact {
        circumstances.off_site = false;
    }
    case.ticket = Ticket::fold(&case.log, Some(vendor(1))).expect("a log");
    case.vendor(20, &Command::Arrive).expect("as it was promised then");
}

#[test]
fn what_is_offered_follows_the_kind_and_the_plan() {
    let actor = |id: u128, role, org| Actor::person(engineer(id), text("某人"), vec![Grant { role, org }], 1);
    let worker = actor(5, Role::VendorEngineer, Org::Vendor(vendor(1)));
    let operator = actor(7, Role::AgencyOperator, Org::Agency(AgencyId(uuid::Uuid::from_u128(3))));
    let offers = |actor: &Actor, case: &Case, action| available_actions(actor, &case.ticket).contains(&action);
    for state in UNSOLVED {
        let incident = Case::at(state);
        assert!(!offers(&worker, &incident, Action::TicketSubmitPlan));
        assert!(offers(&worker, &Case::of(TicketKind::Change, state), Action::TicketSubmitPlan), "{state}");
    }
    let mut change = Case::of(TicketKind::Change, TicketState::InProgress);
    assert!(!offers(&worker, &change, Action::TicketResolve));
    assert!(!offers(&operator, &change, Action::TicketDecidePlan));
    change.ask(&person(5, Role::VendorEngineer, 20), &submit()).expect("a plan");
    assert!(offers(&operator, &change, Action::TicketDecidePlan));
    change.ask(&person(7, Role::AgencyOperator, 21), &approve()).expect("approved");
    assert!(offers(&worker, &change, Action::TicketResolve));
    assert!(!offers(&operator, &change, Action::TicketDecidePlan));
    let complaint = Case::of(TicketKind::Complaint, TicketState::InProgress);
    assert!(!offers(&worker, &complaint, Action::TicketResolve));
    assert!(!offers(&worker, &complaint, Action::TicketHold));
    assert!(offers(&operator, &complaint, Action::TicketHold));
}
