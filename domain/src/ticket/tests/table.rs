//! The state machine as a table that people review (S3).

use super::hand_over::{decline, give, propose};
use super::*;
use crate::access::Action;
use crate::access::allow;
use crate::golden::assert_golden;
use crate::ids::{AttachmentId, WorkEntryId};

pub(super) fn samples() -> Vec<(&'static str, Command)> {
    let pause = pause(1);
    let none = String::new;
    vec![
        ("assign", Command::Assign { vendor: Some(vendor(1)), engineer: Some(engineer(8)) }),
        ("route", Command::Route { team: Some(team(3)), reason: text("x") }),
        ("submit_plan", Command::SubmitPlan { plan: plan() }),
        ("approve_plan", Command::ApprovePlan { note: none() }),
        ("reject_plan", Command::RejectPlan { reason: text("x") }),
        ("acknowledge", Command::Acknowledge),
        ("arrive", Command::Arrive),
        ("restore", Command::Restore { remote: true }),
        ("resolve", resolve()),
        ("confirm", Command::Confirm),
        ("reject_solution", Command::RejectSolution { reason: text("x") }),
        ("reopen", Command::Reopen { reason: text("x") }),
        ("cancel", Command::Cancel { reason: text("x") }),
        ("propose_end", cancel()),
        ("accept_end", Command::AcceptEnd { note: none() }),
        ("reject_end", Command::RejectEnd { reason: text("x") }),
        ("withdraw_end", Command::WithdrawEnd),
        ("hold", hold(9, PauseReason::ThirdParty)),
        ("resume", Command::Resume { pause }),
        ("accept_pause", Command::AcceptPause { pause }),
        ("reject_pause", Command::RejectPause { pause, reason: text("x") }),
        (
            "change_priority",
            Command::ChangePriority { impact: Impact::High, urgency: Urgency::High, reason: text("x") },
        ),
        ("report_progress", Command::ReportProgress),
        ("rate", Command::Rate { stars: 5, remark: String::new() }),
        ("comment", Command::Comment { visibility: Visibility::Public, body: text("x"), mentions: Vec::new() }),
        (
            "attach",
            Command::Attach {
                attachment: AttachmentId(uuid::Uuid::from_u128(1)),
                name: text("x"),
                sha256: text("x"),
                visibility: Visibility::Public,
                pause: None,
            },
        ),
        (
            "log_work",
            Command::LogWork(NewWork {
                entry: WorkEntryId(uuid::Uuid::from_u128(1)),
                engineer: engineer(5),
                started_at: minutes(10),
                minutes: 15,
                billable: true,
                summary: text("x"),
                visibility: Visibility::Public,
            }),
        ),
        ("rate_cooperation", Command::RateCooperation { stars: 5, remark: String::new() }),
        ("link", linked(LinkRelation::RelatesTo)),
        ("mark_duplicate", duplicate()),
        ("declare_major", Command::DeclareMajor { reason: text("x") }),
        ("check_in", super::record::check_in(1, false)),
        ("add_evidence", Command::AddEvidence { pause, text: text("x"), link: None }),
        ("propose_correct", super::record::propose(1, 3, 1)),
        ("ask_hand_over", propose(None)),
        ("hand_over", give(2)),
        ("no_hand_over", decline()),
        ("back_hand_over", Command::WithdrawHandOver),
    ]
}

/// A kind, and whether the plan of a change is approved.
type Life = (TicketKind, bool);

const USUAL: Life = (TicketKind::Incident, false);

/// The ticket that a command finds: with a plan or a proposal where it decides about one, made by somebody else.
fn found((kind, approved): Life, state: TicketState, command: &Command, by: ActorSide) -> Ticket {
    let mut case = Case::of(kind, state);
    let first = |side| Asked::now(side, minutes(25));
    if approved && case.ticket.is_unsolved() {
        case.ask(&first(ActorSide::Vendor), &Command::SubmitPlan { plan: plan() }).expect("a plan");
        case.ask(&first(ActorSide::Agency), &Command::ApprovePlan { note: String::new() }).expect("approved");
    }
    let opened = match command {
        Command::ApprovePlan { .. } | Command::RejectPlan { .. } => {
            Some((ActorSide::Vendor, Command::SubmitPlan { plan: plan() }))
        }
        Command::AcceptEnd { .. } | Command::RejectEnd { .. } | Command::WithdrawEnd => Some((by, cancel())),
        Command::WithdrawHandOver => Some((by, propose(None))),
        decides if decides.action() == Action::TicketDecideHandOver => Some((ActorSide::Agency, propose(None))),
        _ => None,
    };
    if let Some((by, opened)) = opened {
        // Where it cannot be, there is nothing to decide about either.
        let _ = case.ask(&first(by), &opened);
    }
    case.ticket
}

fn effects(decision: &Decision) -> String {
    let all = decision.events.iter().map(|event| event.fact.clock_effect());
    let felt: Vec<_> = all.filter(|effect| *effect != ClockEffect::Nothing).map(|effect| effect.to_string()).collect();
    if felt.is_empty() { text("-") } else { felt.join("; ") }
}

/// Whose proposal each side is asked about: the other's, but to take it back.
fn proposer(command: &Command, side: ActorSide) -> ActorSide {
    match (command, side) {
        (Command::WithdrawEnd | Command::WithdrawHandOver, ActorSide::Agency) | (_, ActorSide::Vendor) => {
            ActorSide::Agency
        }
        _ => ActorSide::Vendor,
    }
}

fn by_side(table: &mut String) {
    for state in TicketState::ALL {
        table.push_str(&format!("\n{:18}{:13}{:13}clocks\n", state.as_str(), "AGENCY", "VENDOR"));
        for (name, command) in samples() {
            let ask = |side| {
                let own = matches!(command, Command::WithdrawEnd | Command::WithdrawHandOver).then_some(side);
                let by = own.unwrap_or(proposer(&command, side));
                let ticket = found(USUAL, *state, &command, by);
                decide(&ticket, &command, &Asked::now(side, minutes(30))).ok()
            };
            let sides = [ask(ActorSide::Agency), ask(ActorSide::Vendor)];
            let system = ask(ActorSide::System);
            let alone = matches!(command, Command::Cancel { .. }) && *state <= TicketState::OnHold;
            assert_eq!(system.is_some(), alone || sides.iter().any(Option::is_some), "{state} {name}");
            if let Some(system) = system {
                let [agency, vendor] = sides.map(|next| next.map_or("·", |decision| decision.next.as_str()));
                table.push_str(&format!("  {name:16}{agency:13}{vendor:13}{}\n", effects(&system)));
            }
        }
    }
}

const ROLES: [Role; 5] =
    [Role::Reporter, Role::AgencyOperator, Role::ContractManager, Role::VendorEngineer, Role::VendorManager];

/// What each role comes to with each command in a state: the rights, the rules and the kind together.
fn by_role(life: Life, state: TicketState) -> Vec<(String, String)> {
    let mut rows = Vec::new();
    for (name, command) in samples() {
        let proposers: &[(&str, ActorSide)] = match command {
            Command::AcceptEnd { .. }
            | Command::RejectEnd { .. }
            | Command::WithdrawEnd
            | Command::WithdrawHandOver => {
                &[(" of the agency", ActorSide::Agency), (" of the vendor", ActorSide::Vendor)]
            }
            _ => &[("", ActorSide::Vendor)],
        };
        for (whose, by) in proposers {
            let ticket = found(life, state, &command, *by);
            let cell = |role: Role| {
                let asked = person(4, role, 30);
                let next = allow(role, command.action()).then(|| decide(&ticket, &command, &asked).ok()).flatten();
                format!("{:18}", next.map_or("·", |decision| decision.next.as_str()))
            };
            let cells: String = ROLES.into_iter().map(cell).collect();
            rows.push((format!("{name}{whose}"), cells.trim_end().to_owned()));
        }
    }
    rows
}

fn of_kind(table: &mut String, life: Life) {
    for state in TicketState::ALL {
        let usual = by_role(USUAL, *state);
        let rows = by_role(life, *state).into_iter().zip(usual);
        let told: Vec<_> = rows
            .filter(|(own, usual)| match life.0 {
                TicketKind::Incident => own.1.contains(|letter| letter != '·' && letter != ' '),
                _ => own != usual,
            })
            .map(|(own, _)| own)
            .collect();
        if told.is_empty() {
            continue;
        }
        let roles: String = ROLES.iter().map(|role| format!("{:18}", role.as_str())).collect();
        table.push_str(&format!("\n{:32}{}\n", format!("{} {state}", life.0), roles.trim_end()));
        for (name, cells) in told {
            table.push_str(&format!("  {name:30}{cells}\n"));
        }
    }
}

#[test]
fn the_table_is_the_reviewed_one() {
    let mut table = text(
        "State × command × side → next state, and what it does to the clocks; · is refused.\n\
         Each state is reached by the shortest way (ON_HOLD with one pause open); what is refused to both sides\n\
         is left out. A proposal is the other side's, but to take it back. The platform (SYSTEM) may do what either\n\
         side may, and cancels alone. That a ticket is not the vendor's, once accepted, cancels verdicts too.\n",
    );
    by_side(&mut table);
    table.push_str(
        "\n\nState × command × role, for an incident. A plan, or a proposal, was made by somebody else than who is asked.\n",
    );
    of_kind(&mut table, USUAL);
    for kind in TicketKind::ALL.iter().filter(|kind| **kind != TicketKind::Incident) {
        table.push_str(&format!("\n\nWhat is otherwise for a ticket of kind {kind}.\n"));
        of_kind(&mut table, (*kind, false));
    }
    table.push_str("\n\nWhat is otherwise for a ticket of kind CHANGE, once its plan is approved.\n");
    of_kind(&mut table, (TicketKind::Change, true));
    assert_golden("ticket-actions.txt", &table);
}
