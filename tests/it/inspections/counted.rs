//! How many statements lists of plans and inspections take, and the job when nothing is due.

use app::inspection::{RaiseReport, flag_missed_inspections, raise_inspections};
use app::sql_count;
use serde_json::json;

use super::desk::Desk;
use crate::sql_counts::Counted;
use crate::support::both;
use crate::support::db::Backend;

both! { lists_take_a_bounded_number_of_statements, the_jobs_cost_what_fell_due }

/// Ten plans, each with an inspection of its own.
async fn ten(backend: Backend) -> Desk {
    let desk = Desk::open(backend).await;
    for _ in 0..10 {
        desk.checked_plan("FREQ=WEEKLY;BYDAY=TU", "SKIP").await;
    }
    desk.until("2026-03-03 09:30");
    assert_eq!(desk.raise().await.raised, 10);
    for ticket in desk.tickets().await {
        desk.answer(&ticket, json!([{ "item": "door", "outcome": "PASS" }])).await;
    }
    desk
}

async fn lists_take_a_bounded_number_of_statements(backend: Backend) {
    let desk = ten(backend).await;
    let counted = Counted::of(&desk.story.world, "operator");
    let asked = async |document: &str, list: &str| {
        let answer = counted.client.gql(document, json!({})).await;
        (answer.at(&format!("/{list}/nodes")).as_array().map(Vec::len), counted.last())
    };
    for size in [1_usize, 10] {
        let plans =
            format!("{{ inspectionPlans(first: {size}) {{ nodes {{ title agency {{ name }} availableActions }} }} }}");
        assert_eq!(asked(&plans, "inspectionPlans").await, (Some(size), 1));
        // The page; terms, steps, checklists and their versions.
        let plans = format!(
            "{{ inspectionPlans(first: {size}) {{ nodes {{ terms {{ recurrence systems {{ code }} checklist {{ name }} }}
                history {{ step }} }} }} }}"
        );
        assert_eq!(asked(&plans, "inspectionPlans").await, (Some(size), 5));
        let bare = format!(
            "{{ inspections(first: {size}) {{ nodes {{ nominalOn state system {{ code }} vendor {{ name }} }} }} }}"
        );
        assert_eq!(asked(&bare, "inspections").await, (Some(size), 1));
        // The page, the plans, the tickets.
        let whole = format!("{{ inspections(first: {size}) {{ nodes {{ title ticket {{ number state }} }} }} }}");
        assert_eq!(asked(&whole, "inspections").await, (Some(size), 3));
        let board = format!("{{ tickets(first: {size}) {{ nodes {{ number clockSummaries {{ state }} }} }} }}");
        assert_eq!(asked(&board, "tickets").await, (Some(size), 1), "the board asks for none of it");
        // The page; inspections, plans, checklists and their versions, answers, incidents.
        let board = format!(
            "{{ tickets(first: {size}) {{ nodes {{ inspection {{ plan {{ title }} occurrence {{ state }}
                checklist {{ complete takesAnswers items {{ answer {{ outcome }} }} }} }} }} }} }}"
        );
        assert_eq!(asked(&board, "tickets").await, (Some(size), 7));
    }
}

async fn the_jobs_cost_what_fell_due(backend: Backend) {
    let desk = ten(backend).await;
    let op = desk.story.world.system_op();
    let (report, statements) = sql_count::scope(Box::pin(raise_inspections(&op))).await;
    // What the epochs are, what is due, what a calendar moved, whose last days it settled.
    assert_eq!((report.expect("a run"), statements), (RaiseReport::default(), 4), "the idle run");
    let (report, statements) = sql_count::scope(Box::pin(flag_missed_inspections(&op))).await;
    assert_eq!((report.expect("a run").missed, statements), (0, 1), "the idle run");
}
