//! A ticket goes from one vendor to another: asked for by either side, decided by the agency.

use super::*;
use crate::access::{Grant, Org, Role};
use crate::ids::{AgencyId, ContractId, SystemId};
use crate::sla::{ClockKey, ClockState, Metric, SlaClock};

fn contract(id: u128) -> ContractId {
    ContractId(uuid::Uuid::from_u128(id))
}

fn system(id: u128) -> SystemId {
    SystemId(uuid::Uuid::from_u128(id))
}

pub(super) fn propose(contract: Option<ContractId>) -> Command {
    Command::ProposeHandOver { contract, system: None, reason: text("专线故障，属网络合同") }
}

pub(super) fn give(to: u128) -> Command {
    let (contract, system) = (Some(contract(to)), Some(system(to)));
    Command::HandOver { contract, system, to: Some(vendor(to)), reason: String::new() }
}

pub(super) fn decline() -> Command {
    Command::DeclineHandOver { reason: text("经查非网络问题") }
}

#[test]
fn e28_the_agency_decides_on_one_proposal_at_a_time() {
    let mut case = Case::at(TicketState::InProgress);
    assert_eq!(case.refused(ActorSide::Agency, 10, &give(2)), RefusalCode::NotProposed);
    assert_eq!(case.refused(ActorSide::Agency, 10, &decline()), RefusalCode::NotProposed);
    let blank = Command::ProposeHandOver { contract: None, system: None, reason: text(" ") };
    assert_eq!(case.refused(ActorSide::Vendor, 10, &blank), RefusalCode::Required);
    case.vendor(10, &propose(None)).expect("proposed");
    assert_eq!(case.refused(ActorSide::Agency, 11, &propose(None)), RefusalCode::AlreadyDone);
    assert_eq!(case.refused(ActorSide::Vendor, 11, &give(2)), RefusalCode::NotYourSide);
    assert_eq!(case.refused(ActorSide::Agency, 11, &give(1)), RefusalCode::Invalid, "it has it");
    let nameless = Command::HandOver { contract: None, system: None, to: None, reason: String::new() };
    assert_eq!(case.refused(ActorSide::Agency, 11, &nameless), RefusalCode::Required);
    case.agency(12, &decline()).expect("declined");
    assert_eq!(case.ticket.vendor, Some(vendor(1)));
    case.agency(13, &propose(Some(contract(2)))).expect("proposed once more");
    assert_eq!(case.agency(14, &give(2)), Ok(TicketState::InProgress), "the work goes on where it stood");
    assert_eq!((case.ticket.vendor, case.ticket.engineer, case.ticket.team), (Some(vendor(2)), None, None));
    assert!(case.ticket.hand_over.is_none());
}

#[test]
fn e28_what_the_first_vendor_waits_for_itself_ends_with_its_leg() {
    let mut case = Case::at(TicketState::InProgress);
    case.vendor(10, &hold(1, PauseReason::VendorInternal)).expect("held");
    case.vendor(11, &propose(None)).expect("proposed");
    assert_eq!(case.agency(20, &give(2)), Ok(TicketState::InProgress));
    assert_eq!(case.ticket.pause(pause(1)).and_then(|pause| pause.until), Some(minutes(20)));
    case.vendor(21, &hold(2, PauseReason::AwaitingAgency)).expect("held");
    case.agency(22, &propose(None)).expect("proposed");
    assert_eq!(case.agency(23, &give(1)), Ok(TicketState::OnHold), "what the agency owes, it owes to the next as well");
}

#[test]
fn e28_a_hand_over_ends_the_visits_of_the_first_vendor_and_seals_its_times() {
    let mut case = Case::at(TicketState::InProgress);
    case.vendor(10, &record::check_in(1, false)).expect("on site");
    let arrived = case.ticket.last_seq - 1;
    case.vendor(12, &record::check_in(2, false)).expect("a colleague");
    case.vendor(13, &record::check_out(2)).expect("who has left");
    case.vendor(14, &record::propose(1, arrived, 8)).expect("a correction");
    case.vendor(15, &propose(None)).expect("proposed");
    let (before, asked) = (case.log.len(), |side| Asked::now(side, minutes(21)));
    case.agency(20, &give(2)).expect("given");
    let words: Vec<_> = case.log[before..].iter().map(|event| event.fact.word()).collect();
    assert_eq!(words, ["VISIT_ENDED", "HANDED_OVER"], "the one that was open");
    let until: Vec<_> = case.ticket.visits.iter().map(|visit| visit.until).collect();
    assert_eq!(until, [Some(minutes(20)), Some(minutes(13))]);
    let (sealed, side) = (&case.ticket.corrections, ActorSide::Agency);
    assert_eq!((sealed.sealed, sealed.is_correctable(), sealed.awaits(side)), (case.ticket.last_seq, false, false));
    let id = sealed.proposals[0].id;
    assert_eq!(correction_steps(&case.ticket, id, side), [CorrectionStep::Reject]);
    assert_eq!(correction_steps(&case.ticket, id, ActorSide::Vendor), [], "its own side's, whichever vendor");
    for (asker, command) in [(side, record::approve(1)), (ActorSide::Vendor, record::propose(2, arrived, 9))] {
        let refused = decide(&case.ticket, &command, &asked(asker)).map_err(|refusal| refusal.code);
        assert_eq!(refused.map(|decision| decision.next), Err(RefusalCode::NotCorrectable));
    }
    case.vendor(30, &Command::Restore { remote: true }).expect("restored by the second");
    let restored = case.ticket.last_seq;
    case.vendor(31, &record::propose(3, restored, 28)).expect("its own time");
    assert!(case.ticket.corrections.awaits(side));
    let id = case.ticket.corrections.proposals[1].id;
    assert_eq!(correction_steps(&case.ticket, id, side), [CorrectionStep::Approve, CorrectionStep::Reject]);
}

#[test]
fn e28_a_solution_ends_a_proposal() {
    let mut case = Case::at(TicketState::InProgress);
    case.vendor(10, &propose(None)).expect("proposed");
    case.vendor(11, &resolve()).expect("solved after all");
    assert_eq!(case.refused(ActorSide::Agency, 12, &give(2)), RefusalCode::WrongState);
    case.agency(13, &Command::RejectSolution { reason: text("仍不通") }).expect("rejected");
    assert_eq!(case.refused(ActorSide::Agency, 14, &give(2)), RefusalCode::NotProposed);
}

#[test]
fn e28_each_leg_has_its_vendor_its_contract_and_its_events() {
    let mut case = Case::at(TicketState::InProgress);
    let first = (vendor(1), contract(1));
    assert_eq!(legs(&case.log, first).len(), 1, "one vendor had it all the time");
    case.vendor(10, &propose(None)).expect("proposed");
    case.agency(20, &give(2)).expect("given");
    case.vendor(25, &propose(None)).expect("proposed");
    case.agency(26, &decline()).expect("declined");
    case.agency(30, &propose(None)).expect("proposed");
    case.agency(40, &give(3)).expect("given");
    let legs = legs(&case.log, first);
    let told: Vec<_> = legs.iter().map(|leg| (leg.number, leg.vendor, leg.contract, leg.system)).collect();
    let of = |number: i32, id: u128| (number, vendor(id), contract(id), Some(system(id)));
    assert_eq!(told, [(1, vendor(1), contract(1), None), of(2, 2), of(3, 3)]);
    assert_eq!(legs.iter().map(|leg| leg.from).collect::<Vec<_>>(), [nine(), minutes(20), minutes(40)]);
    assert_eq!(legs.iter().map(|leg| leg.until).collect::<Vec<_>>(), [Some(minutes(20)), Some(minutes(40)), None]);
    let waited: Vec<_> = legs.iter().map(|leg| leg.waited_from).collect();
    assert_eq!(waited, [Some(minutes(10)), Some(minutes(30)), None], "what was declined is not waited for");
    assert!(legs.windows(2).all(|pair| pair[0].last_seq == Some(pair[1].first_seq - 1)), "each event in one leg");
    assert_eq!((legs[0].reason.as_str(), legs[1].reason.as_str()), ("", "专线故障，属网络合同"));
}

#[test]
fn e28_a_clock_counts_for_whoever_kept_or_broke_it() {
    let mut case = Case::at(TicketState::InProgress);
    case.vendor(10, &propose(None)).expect("proposed");
    case.agency(20, &give(2)).expect("given");
    let legs = legs(&case.log, (vendor(1), contract(1)));
    let clock = |state, counted: Option<i64>, due: i64| SlaClock {
        key: ClockKey { metric: Metric::Restore, cycle: 1, seq: 1 },
        calendar_revision: 1,
        target: None,
        state,
        started_at: nine(),
        effective_start_at: nine(),
        due_at: Some(minutes(due)),
        provisional: false,
        stopped_at: None,
        breached_at: None,
        breach_known_at: None,
        elapsed_seconds: 0,
        paused_seconds: 0,
        target_seconds: 0,
        counted_at: counted.map(minutes),
        rule: None,
        alarms: Vec::new(),
    };
    let number = |clock: SlaClock| holder(&legs, &clock).map(|leg| leg.number);
    assert_eq!(number(clock(ClockState::Running, None, 15)), Some(2), "whoever has it, as long as it runs");
    assert_eq!(number(clock(ClockState::Running, None, 20)), Some(1), "the sweep lets it breach as it stands");
    assert_eq!(number(clock(ClockState::Met, Some(19), 60)), Some(1));
    assert_eq!(number(clock(ClockState::Met, Some(20), 60)), Some(2));
    assert_eq!(number(clock(ClockState::Breached, Some(20), 20)), Some(1), "given away in the last second");
    assert_eq!(number(clock(ClockState::Breached, Some(21), 21)), Some(2));
    assert_eq!(number(clock(ClockState::Excluded, None, 15)), Some(1), "out of whose count");
}

#[test]
fn e28_that_another_system_is_at_fault_is_for_the_contract_manager_to_say() {
    let at = |role| [Grant { role, org: Org::Agency(AgencyId(uuid::Uuid::from_u128(1))) }];
    let (operator, manager) = (at(Role::AgencyOperator), at(Role::ContractManager));
    assert_eq!(may_hand_over(Some(&operator), true), Ok(()));
    assert_eq!(may_hand_over(Some(&operator), false).map_err(|refusal| refusal.code), Err(RefusalCode::NotYourRole));
    assert_eq!(may_hand_over(Some(&manager), false), Ok(()));
    assert_eq!(may_hand_over(None, false), Ok(()), "the platform itself");
}
