//! Whatever people ask in whatever order of tickets of every kind: no illegal state, every refusal says what it is, what
//! was offered is what succeeds, and the log only grows and always tells the same story.

use proptest::prelude::*;

use super::hand_over::{decline, give, propose};
use super::*;
use crate::access::{Actor, Grant, Org, allow};
use crate::ids::AgencyId;

fn entry(id: u128) -> crate::ids::WorkEntryId {
    crate::ids::WorkEntryId(uuid::Uuid::from_u128(id))
}

#[derive(Clone, Debug)]
struct Step {
    who: usize,
    wait: i64,
    back: Option<i64>,
    command: Command,
}

/// The people of both sides; after the last of them comes the platform.
const PEOPLE: [Role; 6] = [
    Role::Reporter,
    Role::AgencyOperator,
    Role::ContractManager,
    Role::VendorEngineer,
    Role::VendorManager,
    Role::VendorEngineer,
];

fn commands() -> impl Strategy<Value = Command> {
    let reasons = prop::sample::select(PauseReason::ALL);
    let level = 0..3_usize;
    let kinds = prop::sample::select(EndKind::ALL);
    prop_oneof![
        (1..3_u128, prop::option::of(5..7_u128))
            .prop_map(|(to, person)| Command::Assign { vendor: Some(vendor(to)), engineer: person.map(engineer) }),
        prop::option::of(1..3_u128).prop_map(|to| Command::Route { team: to.map(team), reason: text("x") }),
        Just(Command::Acknowledge),
        Just(Command::Arrive),
        any::<bool>().prop_map(|remote| Command::Restore { remote }),
        Just(resolve()),
        Just(Command::Confirm),
        Just(Command::RejectSolution { reason: text("x") }),
        Just(Command::Reopen { reason: text("x") }),
        Just(Command::Cancel { reason: text("x") }),
        (1..5_u128, reasons).prop_map(|(id, reason)| hold(id, reason)),
        (1..5_u128).prop_map(|id| Command::Resume { pause: pause(id) }),
        (1..5_u128).prop_map(|id| Command::AcceptPause { pause: pause(id) }),
        (1..5_u128).prop_map(|id| Command::RejectPause { pause: pause(id), reason: text("x") }),
        (level.clone(), level).prop_map(|(impact, urgency)| Command::ChangePriority {
            impact: Impact::ALL[impact],
            urgency: Urgency::ALL[urgency],
            reason: text("x")
        }),
        Just(Command::ReportProgress),
        (0..7_u8).prop_map(|stars| Command::Rate { stars, remark: String::new() }),
        Just(Command::Comment { visibility: Visibility::Public, body: text("x"), mentions: Vec::new() }),
        (1..4_u128, 0..60_i64, 0..40_i32).prop_map(|(id, minute, taken)| Command::LogWork(NewWork {
            entry: entry(id),
            engineer: engineer(5),
            started_at: minutes(minute),
            minutes: taken,
            billable: false,
            summary: text("x"),
            visibility: Visibility::Public,
        })),
        (4..9_u128, 1..4_u128).prop_map(|(id, of)| Command::ReverseWork {
            entry: entry(id),
            reverses: entry(of),
            reason: text("x")
        }),
        (0..7_u8).prop_map(|stars| Command::RateCooperation { stars, remark: String::new() }),
        Just(Command::SubmitPlan { plan: plan() }),
        Just(Command::ApprovePlan { note: text("x") }),
        Just(Command::RejectPlan { reason: text("x") }),
        kinds.prop_map(|kind| Command::ProposeEnd { kind, reason: text("x"), whose: text("x") }),
        Just(Command::AcceptEnd { note: text("x") }),
        Just(Command::RejectEnd { reason: text("x") }),
        Just(Command::WithdrawEnd),
        Just(linked(LinkRelation::RelatesTo)),
        Just(duplicate()),
        Just(Command::DeclareMajor { reason: text("x") }),
        (1..4_u128, any::<bool>()).prop_map(|(id, first)| super::record::check_in(id, first)),
        (1..4_u128).prop_map(super::record::check_out),
        (1..9_u128, 1..30_i32, 0..1_000_i64).prop_map(|(id, of, minute)| super::record::propose(id, of, minute)),
        (1..9_u128).prop_map(super::record::approve),
        Just(propose(None)),
        (1..4_u128).prop_map(give),
        Just(decline()),
        Just(Command::WithdrawHandOver),
        Just(Command::LapseEnd),
        Just(Command::LapseHandOver),
    ]
}

fn steps() -> impl Strategy<Value = Step> {
    (0..=PEOPLE.len(), 0..90_i64, prop::option::of(0..120_i64), commands())
        .prop_map(|(who, wait, back, command)| Step { who, wait, back, command })
}

fn actor(who: usize) -> Actor {
    let Some(role) = PEOPLE.get(who) else { return Actor::system("walk") };
    let org = match role {
        Role::VendorEngineer | Role::VendorManager => Org::Vendor(vendor(1)),
        _ => Org::Agency(AgencyId(uuid::Uuid::from_u128(3))),
    };
    Actor::person(engineer(100 + who as u128), text("某人"), vec![Grant { role: *role, org }], 1)
}

fn asks(who: usize, minute: i64) -> Asked {
    let system = || Asked::now(ActorSide::System, minutes(minute));
    PEOPLE.get(who).map_or_else(system, |role| person(100 + who as u128, *role, minute))
}

/// The moves that exist at all, written down apart from the rules.
fn is_move(from: TicketState, to: TicketState) -> bool {
    use TicketState::{Assigned, Cancelled, Closed, InProgress, New, OnHold, Resolved};
    match from {
        New => matches!(to, New | Assigned | InProgress | Cancelled),
        Assigned | InProgress => matches!(to, InProgress | OnHold | Resolved | Cancelled) || to == from,
        OnHold => matches!(to, OnHold | InProgress | Resolved | Cancelled),
        Resolved => matches!(to, Resolved | Closed | InProgress),
        Closed => matches!(to, Closed | InProgress),
        Cancelled => to == Cancelled,
    }
}

fn assert_sound(before: &Ticket, after: &Ticket) {
    assert!(is_move(before.state, after.state), "{} → {}", before.state, after.state);
    assert_eq!(after.state == TicketState::OnHold, after.open_pauses().next().is_some(), "on hold = a pause is open");
    let new_cycle =
        matches!(before.state, TicketState::Resolved | TicketState::Closed) && after.state == TicketState::InProgress;
    assert_eq!(after.cycle, before.cycle + i32::from(new_cycle));
    assert_eq!(after.closed_at.is_some(), after.state == TicketState::Closed);
    assert_eq!(after.ended_at().is_some(), !after.state.is_open());
    let solved = matches!(after.state, TicketState::Resolved | TicketState::Closed);
    assert_eq!(after.resolved_at.is_some(), solved);
    let solved = !matches!(
        after.state,
        TicketState::New | TicketState::Assigned | TicketState::InProgress | TicketState::OnHold
    );
    assert!(!solved || after.hand_over.is_none(), "nothing is handed over once it is solved");
    for pause in &after.pauses {
        assert!(pause.until.is_none_or(|until| pause.from <= until), "a pause ends after it began");
    }
    assert!(after.proposal.is_none() || after.is_unsolved(), "nothing is proposed of what is over");
    let from_matrix = Priority::from_matrix(after.impact, after.urgency);
    assert!(after.priority <= from_matrix, "a level rises by itself, and never falls");
    assert_kind(before, after);
}

/// What the kind forbids has not happened, written down apart from the rules.
fn assert_kind(before: &Ticket, after: &Ticket) {
    match after.kind {
        TicketKind::Incident => {}
        TicketKind::Request => assert_eq!(after.restored_at, None),
        TicketKind::Problem => assert_eq!(after.arrived_at, None),
        TicketKind::Change => {
            let worked = [(before.arrived_at, after.arrived_at), (before.resolved_at, after.resolved_at)];
            for (_, at) in worked.into_iter().filter(|(before, after)| before.is_none() && after.is_some()) {
                let approved = after.approved_from();
                assert!(approved.is_some() && approved <= at, "work before the approval");
            }
        }
        TicketKind::Inspection => assert!(before.state != TicketState::Closed || after.state == TicketState::Closed),
        TicketKind::Complaint => assert_eq!((after.arrived_at, after.restored_at), (None, None)),
    }
}

fn assert_allowed(asked: &Asked, command: &Command, before: &Ticket) {
    let person = asked.person.as_ref();
    match command {
        Command::Cancel { .. } => assert!(asked.side != ActorSide::Agency || !before.is_noticed()),
        Command::ApprovePlan { .. } | Command::RejectPlan { .. } => {
            let author = before.plan.and_then(|plan| plan.author);
            assert!(author.is_none() || author != person.map(|person| person.user), "their own plan");
        }
        Command::AcceptEnd { .. } | Command::RejectEnd { .. } => {
            let proposal = before.proposal.as_ref().expect("something to decide about");
            let own = asked.side == proposal.side && asked.side != ActorSide::System;
            let manages = person.is_some_and(|person| person.roles == [Role::ContractManager]);
            assert!(!own || manages, "their own side's proposal");
        }
        _ => {}
    }
}

/// The last fact that says so.
fn last_priority(log: &[Event]) -> Option<Priority> {
    log.iter().rev().find_map(|event| match event.fact {
        Fact::Raised { priority, .. } => Some(priority),
        Fact::PriorityChanged { to, impact, urgency, .. } => {
            assert_eq!(to, Priority::from_matrix(impact, urgency));
            Some(to)
        }
        Fact::PriorityRose { from, to } => {
            assert_eq!(from.above(), Some(to));
            Some(to)
        }
        _ => None,
    })
}

proptest! {
    #[test]
    fn no_way_leads_to_an_illegal_state(
        kind in prop::sample::select(TicketKind::ALL),
        steps in prop::collection::vec(steps(), 1..60),
        rises in prop::collection::vec((0..60_usize, prop::sample::select(Priority::ALL)), 0..6),
    ) {
        let mut case = Case::raised_as(kind);
        let mut minute = 0;
        for (place, Step { who, wait, back, command }) in steps.into_iter().enumerate() {
            minute += wait;
            if let Some((_, to)) = rises.iter().find(|rise| rise.0 == place)
                && let Some(rose) = risen(&case.ticket, *to, minutes(minute))
            {
                assert_sound(&case.ticket, &rose.after);
                case.log.extend(rose.events);
                case.ticket = rose.after;
            }
            let occurred_at = back.map(|back| minutes(minute - back));
            let asked = Asked { occurred_at, late_reason: Some(text("补录")), ..asks(who, minute) };
            let (before, log) = (case.ticket.clone(), case.log.clone());
            if PEOPLE.get(who).is_some_and(|role| !allow(*role, command.action())) {
                continue;
            }
            match case.ask(&asked, &command) {
                Ok(next) => {
                    prop_assert_eq!(next, case.ticket.state);
                    assert_sound(&before, &case.ticket);
                    let legs = legs(&case.log, (vendor(1), crate::ids::ContractId(uuid::Uuid::from_u128(1))));
                    prop_assert_eq!(legs.last().map(|leg| (leg.until, leg.last_seq)), Some((None, None)));
                    prop_assert!(legs.windows(2).all(|pair| pair[0].until == Some(pair[1].from)));
                    assert_allowed(&asked, &command, &before);
                    prop_assert!(case.log.starts_with(&log) && case.log.len() > log.len(), "the log only grows");
                    for event in &case.log[log.len()..] {
                        prop_assert!(event.occurred_at >= nine() && event.recorded_at == minutes(minute));
                    }
                    let seqs: Vec<i32> = case.log.iter().map(|event| event.seq).collect();
                    prop_assert_eq!(&seqs, &(1..=case.ticket.last_seq).collect::<Vec<_>>());
                    prop_assert_eq!(Some(case.ticket.priority), last_priority(&case.log));
                    // A milestone that is implied already may still be told of later, and is not offered.
                    let offered = available_actions(&actor(who), &before).contains(&command.action());
                    prop_assert!(offered || back.is_some(), "{:?} was not offered", command);
                }
                Err(refusal) => {
                    prop_assert_eq!(&case.ticket, &before);
                    prop_assert_eq!(&case.log, &log);
                    prop_assert!(!refusal.en.is_empty() && !refusal.zh.is_empty());
                }
            }
        }
    }
}
