//! What each kind of ticket asks for beside the usual.

use serde_json::{Value, json};

use super::story::{P2, Story, at};
use crate::support::both;
use crate::support::db::Backend;

async fn raised(story: &Story, kind: &str) -> String {
    let mut request = story.request("NN-OA", "升级公文交换", P2);
    request["kind"] = json!(kind);
    let ticket = story.raise_as("clerk", request).await;
    story.act("vendor_manager", "assignTicket", &ticket, json!({})).await;
    story.act("engineer", "acknowledgeTicket", &ticket, Value::Null).await;
    ticket
}

fn plan() -> Value {
    json!({
        "what": "升级数据库", "risk": "中断十分钟", "rollback": "恢复快照",
        "windowFrom": at(3, "10:00"), "windowTo": at(3, "12:00"),
    })
}

fn solution() -> Value {
    json!({ "cause": "版本过旧", "solution": "已升级" })
}

async fn a_change_is_worked_at_once_its_plan_is_approved(backend: Backend) {
    let story = Story::open(backend).await;
    let ticket = &raised(&story, "CHANGE").await;
    assert_eq!(story.refused("engineer", "resolveTicket", ticket, solution()).await, "PLAN_NOT_APPROVED");
    assert_eq!(story.refused("engineer", "recordArrival", ticket, json!({})).await, "PLAN_NOT_APPROVED");
    assert_eq!(story.refused("engineer", "recordRestoration", ticket, json!({})).await, "WRONG_KIND");
    assert_eq!(story.look("clerk", ticket, "changePlan { decision }").await["changePlan"], Value::Null);
    assert_eq!(story.refused("operator", "approveChangePlan", ticket, json!({})).await, "NOTHING_PROPOSED");
    story.act("engineer", "submitChangePlan", ticket, plan()).await;
    assert_eq!(story.refused("engineer", "approveChangePlan", ticket, json!({})).await, "FORBIDDEN");
    assert!(story.actions("operator", ticket).await.contains(&"DECIDE_PLAN".to_owned()));
    story.act("operator", "rejectChangePlan", ticket, json!({ "reason": "窗口在办公时间" })).await;
    let rejected = story.look("engineer", ticket, "changePlan { decision decisionReason decidedBy { name } }").await;
    let expected =
        json!({ "decision": "REJECTED", "decisionReason": "窗口在办公时间", "decidedBy": { "name": "operator" } });
    assert_eq!(rejected["changePlan"], expected);
    assert_eq!(story.refused("engineer", "resolveTicket", ticket, solution()).await, "PLAN_NOT_APPROVED");

    // Who asks for the change may plan it as well; somebody else decides.
    story.act("operator", "submitChangePlan", ticket, plan()).await;
    assert_eq!(story.refused("operator", "approveChangePlan", ticket, json!({})).await, "OWN_PROPOSAL");
    assert!(!story.actions("operator", ticket).await.contains(&"DECIDE_PLAN".to_owned()));
    story.pass_minutes(30);
    story.act("manager", "approveChangePlan", ticket, json!({ "note": "同意" })).await;
    let seen =
        story.look("engineer", ticket, "changePlan { text { what windowTo } submittedBy { name } decision }").await;
    let text = json!({ "what": "升级数据库", "windowTo": "2026-03-03T12:00:00+00:00" });
    let expected = json!({ "text": text, "submittedBy": { "name": "operator" }, "decision": "APPROVED" });
    assert_eq!(seen["changePlan"], expected);
    let before = json!({ "occurredAt": at(2, "01:10"), "lateReason": "补录" });
    assert_eq!(story.refused("engineer", "recordArrival", ticket, before).await, "OUT_OF_ORDER");
    story.act("engineer", "recordArrival", ticket, json!({})).await;
    assert_eq!(story.act("engineer", "resolveTicket", ticket, solution()).await, "RESOLVED");
    assert_eq!(story.act("clerk", "confirmTicket", ticket, json!({})).await, "CLOSED");
    assert_eq!(story.clock(ticket, "RESTORE").await.state, "MET", "what is solved works");
    story.end().await;
}

async fn nobody_comes_for_a_problem_and_no_arrival_is_promised(backend: Backend) {
    let story = Story::open(backend).await;
    let (incident, problem) = (story.raise(P2).await, raised(&story, "PROBLEM").await);
    assert_eq!(story.clock(&incident, "ARRIVAL").await.state, "RUNNING");
    assert_eq!(story.clock(&problem, "ARRIVAL").await.state, "NO_PROMISE");
    assert_eq!(story.refused("engineer", "recordArrival", &problem, json!({})).await, "WRONG_KIND");
    assert!(!story.actions("engineer", &problem).await.contains(&"ARRIVE".to_owned()));
    story.act("engineer", "recordRestoration", &problem, json!({ "remote": true })).await;
    assert_eq!(story.act("engineer", "resolveTicket", &problem, solution()).await, "RESOLVED");
    story.until(20, "01:00");
    story.sweep().await;
    story.end().await;
}

async fn a_complaint_is_answered_by_the_vendors_manager(backend: Backend) {
    let story = Story::open(backend).await;
    let ticket = &raised(&story, "COMPLAINT").await;
    assert_eq!(story.refused("engineer", "resolveTicket", ticket, solution()).await, "NOT_YOUR_ROLE");
    let pause = json!({ "reason": "AWAITING_REQUESTER" });
    assert_eq!(story.refused("engineer", "holdTicket", ticket, pause).await, "NOT_YOUR_SIDE");
    let offered = story.actions("engineer", ticket).await;
    assert!(!offered.contains(&"RESOLVE".to_owned()) && !offered.contains(&"HOLD".to_owned()), "{offered:?}");
    assert!(story.actions("vendor_manager", ticket).await.contains(&"RESOLVE".to_owned()));
    assert_eq!(story.act("vendor_manager", "resolveTicket", ticket, solution()).await, "RESOLVED");
    story.act("clerk", "confirmTicket", ticket, json!({})).await;
    story.end().await;
}

both! {
    a_change_is_worked_at_once_its_plan_is_approved,
    nobody_comes_for_a_problem_and_no_arrival_is_promised,
    a_complaint_is_answered_by_the_vendors_manager,
}
