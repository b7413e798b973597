//! What the agency changes on the way: priority, disagreement, reopening, withdrawal, work from afar.

use serde_json::json;

use super::story::{P2, P3, P4, Story, at};
use crate::support::both;
use crate::support::db::Backend;

async fn rank(story: &Story, ticket: &str, (impact, urgency): (&str, &str)) {
    let change = json!({ "impact": impact, "urgency": urgency, "reason": "影响扩大或缩小" });
    story.act("operator", "changePriority", ticket, change).await;
}

async fn a_raised_and_lowered_priority_moves_what_is_not_judged(backend: Backend) {
    let story = Story::open(backend).await;
    let ticket = &story.raise(P3).await;
    story.act("operator", "assignTicket", ticket, json!({})).await;
    assert_eq!(story.clock(ticket, "RESPONSE").await.due_at, Some(at(2, "03:00")));
    assert_eq!(story.clock(ticket, "ARRIVAL").await.state, "NO_PROMISE");
    story.until(2, "02:00");
    rank(&story, ticket, P2).await;
    for (metric, due) in [
        ("RESPONSE", at(2, "02:30")),
        ("ARRIVAL", at(2, "04:00")),
        ("RESTORE", at(2, "10:00")),
        ("RESOLVE", at(3, "02:00")),
        ("UPDATE", at(2, "04:00")),
    ] {
        let clock = story.clock(ticket, metric).await;
        assert_eq!(clock.stands(), ("RUNNING", Some(due)), "{metric}: the new target from the change");
    }
    assert_eq!(story.clock(ticket, "RESTORE").await.rule.as_deref(), Some("FROM_CHANGE"));
    story.until(2, "02:10");
    story.act("engineer", "acknowledgeTicket", ticket, json!({})).await;
    story.until(2, "03:00");
    rank(&story, ticket, P4).await;
    let response = story.clock(ticket, "RESPONSE").await;
    assert_eq!((response.stands(), response.verdicts.len()), (("MET", Some(at(2, "02:30"))), 1), "judged is judged");
    for metric in ["ARRIVAL", "RESTORE", "RESOLVE"] {
        assert_eq!(story.clock(ticket, metric).await.stands(), ("NO_PROMISE", None), "{metric}: nothing at P4");
    }
    assert_eq!(story.clock(ticket, "UPDATE").await.state, "CANCELLED", "no reports are promised any more");
    story.until(2, "03:30");
    rank(&story, ticket, P2).await;
    assert_eq!(story.clock(ticket, "RESTORE").await.stands(), ("RUNNING", Some(at(2, "11:30"))));
    let seen =
        story.look("clerk", ticket, "priority impact urgency events { type previousPriority priority reason }").await;
    assert_eq!(
        (&seen["priority"], &seen["impact"], &seen["urgency"]),
        (&json!("P2"), &json!("HIGH"), &json!("MEDIUM"))
    );
    let changes =
        seen["events"].as_array().expect("events").iter().filter(|event| event["type"] == json!("PRIORITY_CHANGED"));
    let changes: Vec<_> = changes.map(|event| (event["previousPriority"].clone(), event["priority"].clone())).collect();
    assert_eq!(changes, [(json!("P3"), json!("P2")), (json!("P2"), json!("P4")), (json!("P4"), json!("P2"))]);
    let same = json!({ "impact": "HIGH", "urgency": "MEDIUM", "reason": "?" });
    assert_eq!(story.refused("operator", "changePriority", ticket, same.clone()).await, "ALREADY_DONE");
    assert_eq!(story.refused("engineer", "changePriority", ticket, same).await, "FORBIDDEN");
    story.end().await;
}

async fn a_lowered_priority_erases_no_breach(backend: Backend) {
    let story = Story::open(backend).await;
    let ticket = &story.raise(P2).await;
    story.until(2, "01:31");
    story.sweep().await;
    let breached = story.clock(ticket, "RESPONSE").await;
    story.until(2, "02:00");
    rank(&story, ticket, P4).await;
    assert_eq!(story.clock(ticket, "RESPONSE").await, breached);
    assert_eq!(story.look("clerk", ticket, "breached").await["breached"], json!(true));
    assert_eq!(story.told(ticket, "sla.correction").await, 0);
    story.end().await;
}

async fn a_raised_priority_never_moves_a_deadline_into_the_past(backend: Backend) {
    let story = Story::open(backend).await;
    let ticket = &story.raise(P3).await;
    // Five minutes before its own deadline: half an hour from now would be later.
    story.until(2, "02:55");
    rank(&story, ticket, P2).await;
    assert_eq!(
        story.clock(ticket, "RESPONSE").await.stands(),
        ("RUNNING", Some(at(2, "03:00"))),
        "the earlier one holds"
    );
    assert_eq!(story.clock(ticket, "RESPONSE").await.rule, None);
    story.until(2, "03:00");
    story.act("engineer", "acknowledgeTicket", ticket, json!({})).await;
    assert_eq!(story.clock(ticket, "RESPONSE").await.state, "MET");
    story.end().await;
}

async fn a_rejected_solution_begins_a_new_cycle(backend: Backend) {
    let story = Story::open(backend).await;
    let ticket = &story.raise(P2).await;
    story.act("operator", "assignTicket", ticket, json!({})).await;
    story.act("engineer", "recordArrival", ticket, json!({})).await;
    story.until(2, "03:00");
    story.solve(ticket).await;
    let first = [story.clock(ticket, "RESTORE").await, story.clock(ticket, "RESOLVE").await];
    assert!(first.iter().all(|clock| clock.state == "MET"), "resolving implies restoring");
    story.until(2, "05:00");
    let reason = json!({ "reason": "仍然打不开" });
    assert_eq!(story.act("clerk", "rejectSolution", ticket, reason).await, "IN_PROGRESS");
    assert_eq!(story.clock_at(ticket, "RESTORE", 2, 1).await.stands(), ("RUNNING", Some(at(2, "13:00"))), "in full");
    assert_eq!(story.clock_at(ticket, "RESOLVE", 2, 1).await.stands(), ("RUNNING", Some(at(3, "05:00"))));
    let clocks = story.clocks(ticket).await;
    let reports = clocks.iter().find(|clock| clock.metric == "UPDATE" && clock.cycle == 2).expect("a new chain");
    assert_eq!(reports.due_at, Some(at(2, "07:00")));
    assert_eq!([story.clock(ticket, "RESTORE").await, story.clock(ticket, "RESOLVE").await], first, "kept for ever");
    let seen = story.look("clerk", ticket, "cycle resolvedAt cause").await;
    assert_eq!((&seen["cycle"], &seen["resolvedAt"]), (&json!(2), &json!(null)));
    story.until(2, "06:00");
    story.solve(ticket).await;
    assert_eq!(story.clock_at(ticket, "RESOLVE", 2, 1).await.elapsed_seconds, 3_600, "the gap is charged to nobody");
    story.end().await;
}

async fn a_fault_that_comes_back_reopens(backend: Backend) {
    let story = Story::open(backend).await;
    let ticket = &story.raise(P2).await;
    story.act("operator", "assignTicket", ticket, json!({})).await;
    story.act("engineer", "recordArrival", ticket, json!({})).await;
    story.solve(ticket).await;
    story.act("clerk", "confirmTicket", ticket, json!({})).await;
    story.act("clerk", "rateTicket", ticket, json!({ "stars": 5 })).await;
    assert_eq!(story.refused("clerk", "rateTicket", ticket, json!({ "stars": 1 })).await, "ALREADY_DONE");
    story.until(9, "01:00");
    story.nothing_to_sweep().await;
    let reason = json!({ "reason": "又断了" });
    assert_eq!(story.refused("engineer", "reopenTicket", ticket, reason.clone()).await, "FORBIDDEN");
    assert_eq!(story.act("clerk", "reopenTicket", ticket, reason).await, "IN_PROGRESS");
    let seen = story.look("clerk", ticket, "cycle closedAt stars open").await;
    assert_eq!(seen, json!({ "cycle": 2, "closedAt": null, "stars": null, "open": true }));
    assert_eq!(story.clock_at(ticket, "RESTORE", 2, 1).await.stands(), ("RUNNING", Some(at(9, "09:00"))));
    assert_eq!(story.clock(ticket, "RESPONSE").await.state, "MET", "answered once is answered");
    story.until(9, "09:00:01");
    let swept = story.sweep().await;
    assert_eq!(swept.breaches, 5, "the restoration and four reports");
    story.solve(ticket).await;
    story.act("clerk", "confirmTicket", ticket, json!({})).await;
    story.act("clerk", "rateTicket", ticket, json!({ "stars": 1 })).await;
    story.end().await;
}

async fn a_withdrawn_ticket_is_judged_no_more(backend: Backend) {
    let story = Story::open(backend).await;
    let ticket = &story.raise(P2).await;
    story.until(2, "01:31");
    story.sweep().await;
    story.until(2, "01:45");
    assert_eq!(story.refused("engineer", "cancelTicket", ticket, json!({ "reason": "误报" })).await, "FORBIDDEN");
    assert_eq!(story.act("clerk", "cancelTicket", ticket, json!({ "reason": "误报" })).await, "CANCELLED");
    assert_eq!(story.clock(ticket, "RESPONSE").await.state, "BREACHED", "what was broken by then stays broken");
    for metric in ["ARRIVAL", "RESTORE", "RESOLVE", "UPDATE"] {
        let clock = story.clock(ticket, metric).await;
        assert_eq!((clock.state.as_str(), clock.judged()), ("CANCELLED", vec![("CANCELLED", "CANCELLED")]), "{metric}");
    }
    let seen = story.look("clerk", ticket, "open nextDueAt breached").await;
    assert_eq!(seen, json!({ "open": false, "nextDueAt": null, "breached": true }));
    story.until(20, "01:00");
    story.nothing_to_sweep().await;
    assert_eq!(story.refused("engineer", "acknowledgeTicket", ticket, json!({})).await, "WRONG_STATE");
    story.end().await;
}

async fn nobody_need_come_when_it_works_again(backend: Backend) {
    let story = Story::open(backend).await;
    let ticket = &story.raise(P2).await;
    story.act("operator", "assignTicket", ticket, json!({})).await;
    story.act("engineer", "acknowledgeTicket", ticket, json!({})).await;
    story.until(2, "02:00");
    story.act("engineer", "recordRestoration", ticket, json!({ "remote": true })).await;
    assert_eq!(
        story.clock(ticket, "ARRIVAL").await.stands(),
        ("RUNNING", Some(at(2, "03:00"))),
        "until the agency agrees"
    );
    story.until(2, "03:30");
    assert_eq!(story.sweep().await.breaches, 2, "the arrival, and a report");
    story.solve(ticket).await;
    assert_eq!(story.clock(ticket, "ARRIVAL").await.state, "BREACHED");
    story.until(2, "04:00");
    story.act("clerk", "confirmTicket", ticket, json!({})).await;
    let arrival = story.clock(ticket, "ARRIVAL").await;
    assert_eq!((arrival.state.as_str(), arrival.breached_at), ("CANCELLED", None));
    assert_eq!(arrival.judged(), [("BREACHED", "DEADLINE_PASSED"), ("CANCELLED", "CONFIRMED")]);
    assert_eq!(story.told(ticket, "sla.correction").await, 1);
    story.until(2, "09:00");
    story.nothing_to_sweep().await;
    story.end().await;
}

async fn work_from_afar_comes_too_late_for_the_visit(backend: Backend) {
    let story = Story::open(backend).await;
    let ticket = &story.raise(P2).await;
    story.act("operator", "assignTicket", ticket, json!({})).await;
    story.act("engineer", "acknowledgeTicket", ticket, json!({})).await;
    story.until(2, "03:10");
    story.sweep().await;
    story.act("engineer", "recordRestoration", ticket, json!({ "remote": true })).await;
    story.solve(ticket).await;
    story.act("clerk", "confirmTicket", ticket, json!({})).await;
    let arrival = story.clock(ticket, "ARRIVAL").await;
    assert_eq!((arrival.state.as_str(), arrival.breached_at), ("BREACHED", Some(at(2, "03:00"))));
    assert_eq!(story.told(ticket, "sla.correction").await, 0);
    story.until(2, "09:00");
    story.nothing_to_sweep().await;
    story.end().await;
}

both! {
    a_raised_and_lowered_priority_moves_what_is_not_judged,
    a_lowered_priority_erases_no_breach,
    a_raised_priority_never_moves_a_deadline_into_the_past,
    a_rejected_solution_begins_a_new_cycle,
    a_fault_that_comes_back_reopens,
    a_withdrawn_ticket_is_judged_no_more,
    nobody_need_come_when_it_works_again,
    work_from_afar_comes_too_late_for_the_visit,
}
