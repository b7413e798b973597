//! Whatever people ask in whatever order: no illegal state, and the log always tells the same story.

use proptest::prelude::*;

use super::hand_over::{decline, give, propose};
use super::*;

#[derive(Clone, Debug)]
struct Step {
    side: ActorSide,
    wait: i64,
    back: Option<i64>,
    command: Command,
}

fn commands() -> impl Strategy<Value = Command> {
    let reasons = prop::sample::select(PauseReason::ALL);
    let level = 0..3_usize;
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
        (0..7_u8).prop_map(|stars| Command::Rate { stars }),
        Just(Command::Comment { visibility: Visibility::Public, body: text("x") }),
        Just(propose(None)),
        (1..4_u128).prop_map(give),
        Just(decline()),
    ]
}

fn steps() -> impl Strategy<Value = Step> {
    let sides = prop::sample::select(ActorSide::ALL);
    (sides, 0..90_i64, prop::option::of(0..120_i64), commands()).prop_map(|(side, wait, back, command)| Step {
        side,
        wait,
        back,
        command,
    })
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
    assert_eq!(after.priority, Priority::from_matrix(after.impact, after.urgency));
    let new_cycle =
        matches!(before.state, TicketState::Resolved | TicketState::Closed) && after.state == TicketState::InProgress;
    assert_eq!(after.cycle, before.cycle + i32::from(new_cycle));
    assert_eq!(after.closed_at.is_some(), after.state == TicketState::Closed);
    let solved = matches!(after.state, TicketState::Resolved | TicketState::Closed);
    assert_eq!(after.resolved_at.is_some(), solved);
    let solved = !matches!(after.state, TicketState::New | TicketState::Assigned | TicketState::InProgress | TicketState::OnHold);
    assert!(!solved || after.hand_over.is_none(), "nothing is handed over once it is solved");
    for pause in &after.pauses {
        assert!(pause.until.is_none_or(|until| pause.from <= until), "a pause ends after it began");
    }
}

proptest! {
    #[test]
    fn no_way_leads_to_an_illegal_state(steps in prop::collection::vec(steps(), 1..60)) {
        let mut case = Case::raised();
        let mut minute = 0;
        for Step { side, wait, back, command } in steps {
            minute += wait;
            let occurred_at = back.map(|back| minutes(minute - back));
            let asked = Asked { side, now: minutes(minute), occurred_at, late_reason: Some(text("补录")) };
            let (before, length) = (case.ticket.clone(), case.log.len());
            match case.ask(&asked, &command) {
                Ok(next) => {
                    prop_assert_eq!(next, case.ticket.state);
                    assert_sound(&before, &case.ticket);
                    let legs = legs(&case.log, (vendor(1), crate::ids::ContractId(uuid::Uuid::from_u128(1))));
                    prop_assert_eq!(legs.last().map(|leg| (leg.until, leg.last_seq)), Some((None, None)));
                    prop_assert!(legs.windows(2).all(|pair| pair[0].until == Some(pair[1].from)));
                    for event in &case.log[length..] {
                        prop_assert!(event.occurred_at >= nine() && event.recorded_at == minutes(minute));
                    }
                    let seqs: Vec<i32> = case.log.iter().map(|event| event.seq).collect();
                    prop_assert_eq!(&seqs, &(1..=case.ticket.last_seq).collect::<Vec<_>>());
                }
                Err(refusal) => {
                    prop_assert_eq!(&case.ticket, &before);
                    prop_assert!(!refusal.en.is_empty() && !refusal.zh.is_empty());
                }
            }
        }
    }
}
