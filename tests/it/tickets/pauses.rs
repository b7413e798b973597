//! Waiting that is declared, accepted, rejected, and turned once more.

use serde_json::json;

use super::story::{P2, Story, at};
use crate::support::both;
use crate::support::db::Backend;

/// Raised at 01:00, arrived at once, on hold from 02:00: RESTORE would be due at 09:00.
async fn on_hold(story: &Story, reason: &str) -> (String, String) {
    let ticket = story.raise(P2).await;
    story.act("operator", "assignTicket", &ticket, json!({})).await;
    story.act("engineer", "recordArrival", &ticket, json!({})).await;
    story.until(2, "02:00");
    let pause = story.hold("engineer", &ticket, reason).await;
    (ticket, pause)
}

async fn a_rejected_pause_breaches_in_the_past(backend: Backend) {
    let story = Story::open(backend).await;
    let (ticket, pause) = &on_hold(&story, "THIRD_PARTY").await;
    story.until(2, "10:00");
    let swept = story.sweep().await;
    assert_eq!(swept.breaches, 4, "reports at 03:00, 05:00, 07:00 and 09:00: they do not pause");
    assert_eq!(story.clock(ticket, "RESTORE").await.stands(), ("PAUSED", None), "no breach during a valid pause");
    let reject = json!({ "pauseId": pause, "reason": "运营商并未中断" });
    assert_eq!(story.refused("engineer", "rejectPause", ticket, reject.clone()).await, "FORBIDDEN");
    assert_eq!(story.act("manager", "rejectPause", ticket, reject.clone()).await, "IN_PROGRESS");
    let restore = story.clock(ticket, "RESTORE").await;
    assert_eq!((restore.state.as_str(), restore.breached_at), ("BREACHED", Some(at(2, "09:00"))));
    assert_eq!(
        (restore.breach_known_at, restore.paused_seconds),
        (Some(at(2, "10:00")), 0),
        "nobody could know before"
    );
    assert_eq!(restore.judged(), [("BREACHED", "PAUSE_REJECTED")]);
    assert_eq!(story.clock(ticket, "RESOLVE").await.stands(), ("RUNNING", Some(at(3, "01:00"))));
    let pauses = story.look("engineer", ticket, "pauses { decision decisionReason to decidedBy { name } }").await;
    assert_eq!(pauses["pauses"][0]["decision"], json!("REJECTED"));
    assert_eq!(pauses["pauses"][0]["decisionReason"], json!("运营商并未中断"));
    assert_eq!(story.refused("manager", "rejectPause", ticket, reject).await, "ALREADY_DONE");
    let swept = story.sweep().await;
    assert_eq!((swept.warnings, swept.breaches, swept.escalations), (0, 1, 1), "told once, and not warned of any more");
    assert_eq!(story.clock(ticket, "RESTORE").await.verdicts.len(), 1, "the sweep only tells");

    // The manager turns the decision: a second revision, and one notice that takes the first back.
    story.act("manager", "acceptPause", ticket, json!({ "pauseId": pause })).await;
    let restore = story.clock(ticket, "RESTORE").await;
    assert_eq!(restore.stands(), ("RUNNING", Some(at(2, "17:00"))), "eight hours of pause, now that it has ended");
    assert_eq!(restore.judged(), [("BREACHED", "PAUSE_REJECTED"), ("RUNNING", "PAUSE_ACCEPTED")]);
    assert_eq!(story.told(ticket, "sla.correction").await, 1);
    story.until(2, "17:00:01");
    assert!(story.sweep().await.breaches >= 1);
    let restore = story.clock(ticket, "RESTORE").await;
    assert_eq!((restore.state.as_str(), restore.breached_at), ("BREACHED", Some(at(2, "17:00"))));
    assert_eq!(restore.judged()[2], ("BREACHED", "DEADLINE_PASSED"));
    story.end().await;
}

async fn the_vendors_own_pause_holds_only_when_accepted(backend: Backend) {
    let story = Story::open(backend).await;
    let (ticket, pause) = &on_hold(&story, "VENDOR_INTERNAL").await;
    let seen = story.look("engineer", ticket, "state pauses { party decision }").await;
    assert_eq!((&seen["state"], &seen["pauses"][0]["party"]), (&json!("ON_HOLD"), &json!("VENDOR")));
    assert_eq!(story.clock(ticket, "RESTORE").await.stands(), ("RUNNING", Some(at(2, "09:00"))), "the time is theirs");
    story.until(2, "04:00");
    assert_eq!(story.refused("engineer", "acceptPause", ticket, json!({ "pauseId": pause })).await, "FORBIDDEN");
    story.act("operator", "acceptPause", ticket, json!({ "pauseId": pause })).await;
    assert_eq!(story.clock(ticket, "RESTORE").await.stands(), ("PAUSED", None));
    story.until(2, "05:00");
    story.act("engineer", "resumeTicket", ticket, json!({ "pauseId": pause })).await;
    let restore = story.clock(ticket, "RESTORE").await;
    assert_eq!((restore.due_at, restore.paused_seconds), (Some(at(2, "12:00")), 3 * 3_600), "from its declaration");
    story.end().await;
}

async fn a_pause_after_the_deadline_rescues_nothing(backend: Backend) {
    let story = Story::open(backend).await;
    let ticket = &story.raise(P2).await;
    story.act("operator", "assignTicket", ticket, json!({})).await;
    story.act("engineer", "recordArrival", ticket, json!({})).await;
    story.until(2, "09:00:01");
    // Declared before any sweep has come.
    let pause = story.hold("engineer", ticket, "FORCE_MAJEURE").await;
    let restore = story.clock(ticket, "RESTORE").await;
    assert_eq!((restore.state.as_str(), restore.breached_at), ("BREACHED", Some(at(2, "09:00"))));
    assert_eq!(story.clock(ticket, "RESOLVE").await.state, "PAUSED");
    story.pass_minutes(1);
    let told = story.look("manager", ticket, "clocks { metric explanation { pauses { standing } } }").await;
    let standing = |metric: &str| {
        let clocks = told["clocks"].as_array().expect("clocks").iter();
        clocks
            .filter(|clock| clock["metric"] == json!(metric))
            .map(|clock| clock["explanation"]["pauses"][0]["standing"].clone())
            .next()
    };
    assert_eq!(standing("RESTORE"), Some(json!("AFTER_DUE")));
    assert_eq!((standing("RESOLVE"), standing("RESPONSE")), (Some(json!("DECLARED")), Some(json!("NOT_PAUSABLE"))));
    story.until(2, "09:30");
    assert_eq!(story.solve(ticket).await, "RESOLVED", "resolving from a pause ends it first");
    let seen = story.look("clerk", ticket, "pauses { id to }").await;
    assert_eq!(seen["pauses"], json!([{ "id": pause, "to": "2026-03-02T09:30:00+00:00" }]));
    assert_eq!(story.clock(ticket, "RESTORE").await.stopped_at, Some(at(2, "09:30")));
    story.end().await;
}

async fn only_the_agency_dates_a_pause_back(backend: Backend) {
    let story = Story::open(backend).await;
    let ticket = &story.raise(P2).await;
    story.act("operator", "assignTicket", ticket, json!({})).await;
    story.act("engineer", "recordArrival", ticket, json!({})).await;
    story.until(2, "04:00");
    let back = json!({ "reason": "AWAITING_AGENCY", "occurredAt": at(2, "02:00"), "lateReason": "机房断电" });
    assert_eq!(story.refused("engineer", "holdTicket", ticket, back.clone()).await, "NOT_YOUR_SIDE");
    story.act("operator", "holdTicket", ticket, back.clone()).await;
    assert_eq!(story.refused("operator", "holdTicket", ticket, back).await, "ALREADY_DONE");
    let seen = story.look("operator", ticket, "pauses { id from }").await;
    assert_eq!(seen["pauses"][0]["from"], json!("2026-03-02T02:00:00+00:00"));
    let pause = &seen["pauses"][0]["id"];
    let early = json!({ "pauseId": pause, "occurredAt": at(2, "01:59"), "lateReason": "机房断电" });
    assert_eq!(story.refused("operator", "resumeTicket", ticket, early).await, "OUT_OF_ORDER");
    story.act("operator", "resumeTicket", ticket, json!({ "pauseId": pause })).await;
    assert_eq!(story.refused("operator", "resumeTicket", ticket, json!({ "pauseId": pause })).await, "WRONG_STATE");
    assert_eq!(story.clock(ticket, "RESTORE").await.due_at, Some(at(2, "11:00")));
    story.end().await;
}

both! {
    a_rejected_pause_breaches_in_the_past,
    the_vendors_own_pause_holds_only_when_accepted,
    a_pause_after_the_deadline_rescues_nothing,
    only_the_agency_dates_a_pause_back,
}
