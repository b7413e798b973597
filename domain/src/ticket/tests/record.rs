//! Visits, corrections of recorded times, evidence and exclusions: what stands in the log beside the state.

use super::*;
use crate::ids::{CorrectionId, ExclusionId, VisitId};

fn visit(id: u128) -> VisitId {
    VisitId(uuid::Uuid::from_u128(id))
}

fn correction(id: u128) -> CorrectionId {
    CorrectionId(uuid::Uuid::from_u128(id))
}

pub(super) fn check_in(id: u128, first: bool) -> Command {
    Command::CheckIn { visit: visit(id), position: None, note: String::new(), first }
}

pub(super) fn check_out(id: u128) -> Command {
    let part = PartUsed { name: text("光模块"), serial: text("SN-1"), quantity: 2 };
    Command::CheckOut { visit: visit(id), parts: vec![part], note: String::new() }
}

pub(super) fn propose(id: u128, of: i32, minute: i64) -> Command {
    let (correction, to, evidence) = (correction(id), minutes(minute), String::new());
    Command::ProposeCorrection { correction, of, to, reason: text("登记晚了"), evidence }
}

pub(super) fn approve(id: u128) -> Command {
    Command::ApproveCorrection { correction: correction(id) }
}

fn words(log: &[Event]) -> Vec<&'static str> {
    log.iter().map(|event| event.fact.word()).collect()
}

#[test]
fn the_first_check_in_is_the_arrival_and_the_next_is_another_visit() {
    let mut case = Case::at(TicketState::Assigned);
    let before = case.log.len();
    assert_eq!(case.vendor(10, &check_in(1, false)), Ok(TicketState::InProgress));
    assert_eq!(words(&case.log[before..]), ["ARRIVED", "VISIT_BEGUN"]);
    assert_eq!(case.ticket.arrived_at, Some(minutes(10)));
    assert_eq!(case.refused(ActorSide::Vendor, 11, &check_in(2, true)), RefusalCode::AlreadyDone);
    case.vendor(12, &check_in(2, false)).expect("a colleague comes as well");
    assert_eq!(words(&case.log[before..]), ["ARRIVED", "VISIT_BEGUN", "VISIT_BEGUN"]);
    assert_eq!((case.ticket.arrived_at, case.ticket.visits.len()), (Some(minutes(10)), 2));
    let mut recorded = Case::at(TicketState::Assigned);
    recorded.vendor(10, &check_in(1, true)).expect("the short form opens a visit too");
    assert_eq!(recorded.ticket.visits.len(), 1);
    let mut solved = Case::at(TicketState::Resolved);
    solved.vendor(10, &check_in(1, false)).expect("somebody looks after it");
    assert_eq!(solved.ticket.arrived_at, None, "the work was done from afar");
}

#[test]
fn the_agency_signs_a_visit_that_has_ended_and_nobody_of_the_vendor() {
    let mut case = Case::at(TicketState::InProgress);
    case.vendor(10, &check_in(1, false)).expect("on site");
    let accept = Command::AcceptVisit { visit: visit(1) };
    let dispute = Command::DisputeVisit { visit: visit(1), reason: text("无人到场") };
    assert_eq!(case.refused(ActorSide::Agency, 11, &accept), RefusalCode::WrongState, "they are still there");
    case.vendor(20, &check_out(1)).expect("gone");
    assert_eq!(case.refused(ActorSide::Vendor, 21, &check_out(1)), RefusalCode::AlreadyDone);
    assert_eq!(case.refused(ActorSide::Vendor, 21, &accept), RefusalCode::NotYourSide);
    let nothing = Command::DisputeVisit { visit: visit(1), reason: text(" ") };
    assert_eq!(case.refused(ActorSide::Agency, 21, &nothing), RefusalCode::Required);
    case.agency(22, &dispute).expect("disputed");
    assert_eq!(case.refused(ActorSide::Agency, 23, &dispute), RefusalCode::AlreadyDone);
    case.agency(24, &accept).expect("accepted after all");
    assert_eq!(case.refused(ActorSide::Agency, 25, &dispute), RefusalCode::AlreadyDone, "accepted stays accepted");
    assert_eq!(case.ticket.visits[0].sign_off, VisitSignOff::Accepted);
    assert_eq!(
        case.refused(ActorSide::Agency, 26, &Command::AcceptVisit { visit: visit(7) }),
        RefusalCode::UnknownVisit
    );
}

#[test]
fn parts_have_a_name_and_a_number_and_there_are_not_too_many() {
    let mut case = Case::at(TicketState::InProgress);
    case.vendor(10, &check_in(1, false)).expect("on site");
    let part = |name: &str, quantity| PartUsed { name: text(name), serial: String::new(), quantity };
    let mut out = |parts: Vec<PartUsed>| {
        case.refused(ActorSide::Vendor, 11, &Command::CheckOut { visit: visit(1), parts, note: String::new() })
    };
    assert_eq!(out(vec![part(" ", 1)]), RefusalCode::Required);
    assert_eq!(out(vec![part("硬盘", 0)]), RefusalCode::Invalid);
    assert_eq!(out(vec![part("螺丝", 1); PARTS_MAX + 1]), RefusalCode::Invalid);
    case.vendor(12, &check_out(1)).expect("gone");
}

#[test]
fn e46_a_correction_is_proposed_by_one_side_and_decided_by_the_other() {
    let mut case = Case::at(TicketState::Assigned);
    case.vendor(40, &Command::Acknowledge).expect("noticed");
    let of = case.ticket.last_seq;
    let recorded = case.log.clone();
    assert_eq!(case.vendor(50, &propose(1, of, 12)), Ok(TicketState::InProgress));
    assert_eq!(case.ticket.acknowledged_at, Some(minutes(40)), "nothing changes by a proposal");
    assert_eq!(case.refused(ActorSide::Vendor, 51, &approve(1)), RefusalCode::NotYourSide, "nobody decides his own");
    assert_eq!(case.refused(ActorSide::Agency, 51, &propose(2, of, 13)), RefusalCode::AlreadyDone, "one waits");
    assert_eq!(case.refused(ActorSide::Agency, 51, &approve(9)), RefusalCode::UnknownCorrection);
    case.agency(52, &approve(1)).expect("approved");
    assert_eq!(case.ticket.acknowledged_at, Some(minutes(12)));
    assert_eq!(case.log[..recorded.len()], recorded[..], "what was recorded stays as it was recorded");
    assert_eq!(case.refused(ActorSide::Agency, 53, &approve(1)), RefusalCode::AlreadyDone);
    // The agency has another say, and the vendor does not agree.
    case.agency(60, &propose(2, of, 30)).expect("proposed by the other side");
    let reject = |reason: &str| Command::RejectCorrection { correction: correction(2), reason: text(reason) };
    assert_eq!(case.refused(ActorSide::Vendor, 61, &reject("")), RefusalCode::Required);
    case.vendor(61, &reject("通话记录为 9:12")).expect("rejected");
    assert_eq!(case.ticket.acknowledged_at, Some(minutes(12)));
    assert_eq!(case.ticket.corrections.proposals[1].state, CorrectionState::Rejected);
}

#[test]
fn e46_a_corrected_time_keeps_to_what_it_must_follow_and_precede() {
    let mut case = Case::at(TicketState::InProgress);
    case.vendor(10, &Command::Restore { remote: true }).expect("restored");
    let restored = case.ticket.last_seq;
    case.vendor(20, &resolve()).expect("solved");
    let resolved = case.ticket.last_seq;
    case.agency(30, &Command::RejectSolution { reason: text("仍然中断") }).expect("a new cycle");
    case.vendor(40, &resolve()).expect("solved again");
    let again = case.ticket.last_seq;
    let mut refused = |of, minute| case.refused(ActorSide::Vendor, 50, &propose(1, of, minute));
    assert_eq!(refused(restored, -1), RefusalCode::BeforeRaised);
    assert_eq!(refused(restored, 21), RefusalCode::InFuture, "after it was recorded");
    assert_eq!(refused(restored, 10), RefusalCode::Invalid, "it stands so already");
    assert_eq!(refused(resolved, 9), RefusalCode::OutOfOrder, "before its restoration");
    assert_eq!(refused(again, 29), RefusalCode::OutOfOrder, "before its cycle");
    assert_eq!(refused(1, 0), RefusalCode::NotCorrectable, "the raising is no milestone");
    assert_eq!(refused(99, 5), RefusalCode::NotCorrectable);
    case.vendor(51, &propose(1, again, 35)).expect("within its bounds");
    case.agency(52, &approve(1)).expect("approved");
    assert_eq!((case.ticket.resolved_at, case.ticket.state), (Some(minutes(35)), TicketState::Resolved));
    case.vendor(53, &propose(2, resolved, 15)).expect("of the first cycle");
    case.agency(54, &approve(2)).expect("approved");
    assert_eq!(case.ticket.resolved_at, Some(minutes(35)), "the present cycle is another");
}

#[test]
fn an_approval_looks_at_what_has_changed_since_the_proposal() {
    let mut case = Case::at(TicketState::InProgress);
    case.vendor(10, &Command::Restore { remote: false }).expect("restored");
    let restored = case.ticket.last_seq;
    case.vendor(20, &resolve()).expect("solved");
    let resolved = case.ticket.last_seq;
    case.vendor(21, &propose(1, restored, 8)).expect("proposed");
    case.vendor(22, &propose(2, resolved, 12)).expect("proposed");
    case.agency(23, &approve(1)).expect("approved");
    case.agency(24, &approve(2)).expect("still after the restoration");
    case.agency(25, &propose(3, resolved, 9)).expect("proposed");
    case.agency(26, &propose(4, restored, 10)).expect("proposed");
    case.vendor(27, &approve(4)).expect("approved");
    assert_eq!(case.refused(ActorSide::Vendor, 28, &approve(3)), RefusalCode::OutOfOrder);
    assert_eq!((case.ticket.restored_at, case.ticket.resolved_at), (Some(minutes(10)), Some(minutes(12))));
}

#[test]
fn evidence_is_about_a_pause_of_the_ticket_and_an_exclusion_is_written_once() {
    let mut case = Case::at(TicketState::OnHold);
    let evidence = |id| Command::AddEvidence { pause: pause(id), text: text("机房门禁记录"), link: None };
    assert_eq!(case.refused(ActorSide::Vendor, 20, &evidence(7)), RefusalCode::UnknownPause);
    assert_eq!(case.vendor(20, &evidence(1)), Ok(TicketState::OnHold));
    assert_eq!(case.agency(21, &evidence(1)), Ok(TicketState::OnHold));
    let paper = |about, visibility| Command::Attach {
        attachment: crate::ids::AttachmentId(uuid::Uuid::from_u128(5)),
        name: text("门禁记录.pdf"),
        sha256: text("00"),
        visibility,
        pause: Some(pause(about)),
    };
    assert_eq!(paper(1, Visibility::Public).action(), crate::access::Action::TicketAddEvidence);
    assert_eq!(case.refused(ActorSide::Vendor, 22, &paper(7, Visibility::Public)), RefusalCode::UnknownPause);
    let inside = case.refused(ActorSide::Vendor, 22, &paper(1, Visibility::VendorInternal));
    assert_eq!(inside, RefusalCode::Invalid, "the agency judges it");
    assert_eq!(case.vendor(22, &paper(1, Visibility::Public)), Ok(TicketState::OnHold));
    let excluding = Excluding {
        exclusion: ExclusionId(uuid::Uuid::from_u128(3)),
        pause: pause(90),
        reason: PauseReason::Maintenance,
        from: minutes(30),
        to: minutes(60),
        note: text("机房检修"),
        shortened: String::new(),
    };
    let decision = exclude(&case.ticket, &case.log, &excluding, minutes(25)).expect("not written yet");
    assert_eq!((decision.next, decision.events.len()), (TicketState::OnHold, 1));
    assert_eq!(decision.events[0].side, ActorSide::System);
    case.log.extend(decision.events);
    let again = Ticket::fold(&case.log, Some(vendor(1))).expect("a log");
    assert_eq!(again, decision.after);
    assert_eq!(exclude(&again, &case.log, &excluding, minutes(26)), None);
    // It ends earlier, twice; never later; and one that was withdrawn before it came is not written at all.
    for (end, told) in [(50, true), (50, false), (55, false), (40, true)] {
        let shorter = Excluding { to: minutes(end), shortened: text("提前完成"), ..excluding.clone() };
        let now = Ticket::fold(&case.log, Some(vendor(1))).expect("a log");
        let decision = exclude(&now, &case.log, &shorter, minutes(35));
        assert_eq!(decision.is_some(), told, "until {end}");
        case.log.extend(decision.into_iter().flat_map(|decision| decision.events));
    }
    let end = |event: &Event| match event.fact {
        Fact::ExclusionShortened { to, .. } => Some(to),
        _ => None,
    };
    let ends: Vec<_> = case.log.iter().filter_map(end).collect();
    assert_eq!(ends, [minutes(50), minutes(40)]);
    let withdrawn = Excluding { exclusion: ExclusionId(uuid::Uuid::from_u128(4)), to: excluding.from, ..excluding };
    assert_eq!(exclude(&again, &case.log, &withdrawn, minutes(26)), None);
}
