//! The state machine as a table that people review (S3).

use super::*;
use crate::golden::assert_golden;

pub(super) fn samples() -> Vec<(&'static str, Command)> {
    let pause = pause(1);
    vec![
        ("assign", Command::Assign { vendor: Some(vendor(1)), engineer: Some(engineer(8)) }),
        ("route", Command::Route { team: Some(team(3)), reason: text("x") }),
        ("acknowledge", Command::Acknowledge),
        ("arrive", Command::Arrive),
        ("restore", Command::Restore { remote: true }),
        ("resolve", resolve()),
        ("confirm", Command::Confirm),
        ("reject_solution", Command::RejectSolution { reason: text("x") }),
        ("reopen", Command::Reopen { reason: text("x") }),
        ("cancel", Command::Cancel { reason: text("x") }),
        ("hold", hold(9, PauseReason::ThirdParty)),
        ("resume", Command::Resume { pause }),
        ("accept_pause", Command::AcceptPause { pause }),
        ("reject_pause", Command::RejectPause { pause, reason: text("x") }),
        (
            "change_priority",
            Command::ChangePriority { impact: Impact::High, urgency: Urgency::High, reason: text("x") },
        ),
        ("report_progress", Command::ReportProgress),
        ("rate", Command::Rate { stars: 5 }),
        ("comment", Command::Comment { visibility: Visibility::Public, body: text("x") }),
        ("check_in", super::record::check_in(1, false)),
        ("add_evidence", Command::AddEvidence { pause, text: text("x"), link: None }),
        ("propose_correct", super::record::propose(1, 3, 1)),
    ]
}

fn effects(decision: &Decision) -> String {
    let all = decision.events.iter().map(|event| event.fact.clock_effect());
    let felt: Vec<_> = all.filter(|effect| *effect != ClockEffect::Nothing).map(|effect| effect.to_string()).collect();
    if felt.is_empty() { text("-") } else { felt.join("; ") }
}

#[test]
fn the_table_is_the_reviewed_one() {
    let mut table = text(
        "State × command × side → next state, and what it does to the clocks; · is refused.\n\
         Each state is reached by the shortest way (ON_HOLD with one pause open); what is refused to both sides\n\
         is left out. The platform (SYSTEM) may do what either side may.\n",
    );
    for state in TicketState::ALL {
        table.push_str(&format!("\n{:18}{:13}{:13}clocks\n", state.as_str(), "AGENCY", "VENDOR"));
        for (name, command) in samples() {
            let ask = |side| decide(&Case::at(*state).ticket, &command, &Asked::now(side, minutes(30))).ok();
            let sides = [ask(ActorSide::Agency), ask(ActorSide::Vendor)];
            let system = ask(ActorSide::System);
            assert_eq!(system.is_some(), sides.iter().any(Option::is_some), "{state} {name}");
            if let Some(system) = system {
                let [agency, vendor] = sides.map(|next| next.map_or("·", |decision| decision.next.as_str()));
                table.push_str(&format!("  {name:16}{agency:13}{vendor:13}{}\n", effects(&system)));
            }
        }
    }
    assert_golden("ticket-actions.txt", &table);
}
