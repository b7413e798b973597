//! E46: recorded times are edited by nobody; the other side approves a correction, and the verdict is revised.

use serde_json::{Value, json};

use super::story::{P2, Story, at};
use crate::support::both;
use crate::support::db::Backend;

const FIELDS: &str = "corrections { id seq recordedAt correctedAt state side reason evidence decisionReason
    proposedBy { name } decidedBy { name } availableActions }";

async fn corrections(story: &Story, who: &str, ticket: &str) -> Vec<Value> {
    let seen = story.look(who, ticket, FIELDS).await;
    seen["corrections"].as_array().expect("corrections").clone()
}

async fn event(story: &Story, ticket: &str, kind: &str) -> Value {
    let seen = story.look("manager", ticket, "events { seq type occurredAt correctedAt correctionId }").await;
    let found = seen["events"].as_array().expect("events").iter().find(|event| event["type"] == json!(kind)).cloned();
    found.unwrap_or_else(|| panic!("no {kind}: {seen}"))
}

async fn e46_the_other_side_approves_a_corrected_time_and_the_breach_is_taken_back(backend: Backend) {
    let story = Story::open(backend).await;
    let ticket = &story.raise(P2).await;
    story.act("operator", "assignTicket", ticket, json!({})).await;
    // RESPONSE within half an hour: by telephone in time, written down an hour late.
    story.until(2, "01:31");
    assert_eq!(story.sweep().await.breaches, 1);
    story.until(2, "02:00");
    story.act("engineer", "acknowledgeTicket", ticket, json!({})).await;
    let told = event(&story, ticket, "ACKNOWLEDGED").await;
    let late = json!({ "seq": told["seq"], "correctedAt": at(2, "01:20"), "reason": "01:20 已电话响应",
        "evidence": "通话记录 1" });
    assert_eq!(story.refused("clerk", "proposeCorrection", ticket, late.clone()).await, "FORBIDDEN");
    let mut early = late.clone();
    early["correctedAt"] = json!(at(2, "00:59"));
    assert_eq!(story.refused("engineer", "proposeCorrection", ticket, early).await, "BEFORE_RAISED");
    story.act("engineer", "proposeCorrection", ticket, late.clone()).await;
    assert_eq!(story.refused("operator", "proposeCorrection", ticket, late).await, "ALREADY_DONE");
    assert_eq!(story.clock(ticket, "RESPONSE").await.state, "BREACHED", "nothing changes by a proposal");

    let [proposed] = &corrections(&story, "manager", ticket).await[..] else { panic!("one") };
    let id = json!({ "correctionId": proposed["id"] });
    assert_eq!(proposed["availableActions"], json!(["APPROVE", "REJECT"]));
    assert_eq!(corrections(&story, "vendor_manager", ticket).await[0]["availableActions"], json!([]));
    assert_eq!(story.refused("vendor_manager", "approveCorrection", ticket, id.clone()).await, "NOT_YOUR_SIDE");
    assert_eq!(story.refused("operator", "approveCorrection", ticket, id.clone()).await, "FORBIDDEN");
    story.until(2, "03:00");
    story.act("manager", "approveCorrection", ticket, id.clone()).await;
    let response = story.clock(ticket, "RESPONSE").await;
    assert_eq!((response.state.as_str(), response.stopped_at), ("MET", Some(at(2, "01:20"))));
    let judged = response.judged();
    assert_eq!((judged[0], judged.last()), (("BREACHED", "DEADLINE_PASSED"), Some(&("MET", "CORRECTED"))));
    assert_eq!(story.told(ticket, "sla.correction").await, 1);
    let told = event(&story, ticket, "ACKNOWLEDGED").await;
    assert_eq!(told["occurredAt"], json!("2026-03-02T02:00:00+00:00"), "what was recorded stays");
    assert_eq!(told["correctedAt"], json!("2026-03-02T01:20:00+00:00"));
    let [approved] = &corrections(&story, "engineer", ticket).await[..] else { panic!("one") };
    assert_eq!((&approved["state"], &approved["decidedBy"]["name"]), (&json!("APPROVED"), &json!("manager")));
    assert_eq!(approved["recordedAt"], told["occurredAt"]);
    assert_eq!(story.refused("manager", "approveCorrection", ticket, id).await, "ALREADY_DONE");
    story.end().await;

    // Replayed once more, nothing is new: no revision comes without a cause.
    let before = story.clock(ticket, "RESPONSE").await.verdicts.len();
    story.act("clerk", "commentTicket", ticket, json!({ "visibility": "PUBLIC", "body": "已核对" })).await;
    assert_eq!(story.clock(ticket, "RESPONSE").await.verdicts.len(), before);
    story.end().await;
}

async fn e46_the_agency_corrects_as_well_and_the_vendor_may_refuse(backend: Backend) {
    let story = Story::open(backend).await;
    let ticket = &story.raise(P2).await;
    story.act("operator", "assignTicket", ticket, json!({})).await;
    story.until(2, "02:59");
    story
        .act("engineer", "recordArrival", ticket, json!({ "occurredAt": at(2, "02:50"), "lateReason": "现场无信号" }))
        .await;
    story.until(2, "08:00");
    story.act("engineer", "recordRestoration", ticket, json!({})).await;
    let arrived = event(&story, ticket, "ARRIVED").await["seq"].clone();
    let later = json!({ "seq": arrived, "correctedAt": at(2, "02:58"), "reason": "门禁记录 02:58" });
    story.act("operator", "proposeCorrection", ticket, later.clone()).await;
    let id = json!({ "correctionId": corrections(&story, "engineer", ticket).await[0]["id"] });
    let mut no = id.clone();
    no["reason"] = json!("门禁时钟快 8 分钟");
    assert_eq!(story.refused("manager", "rejectCorrection", ticket, no.clone()).await, "NOT_YOUR_SIDE");
    story.act("vendor_manager", "rejectCorrection", ticket, no).await;
    let [refused] = &corrections(&story, "clerk", ticket).await[..] else { panic!("one") };
    assert_eq!((&refused["state"], &refused["decisionReason"]), (&json!("REJECTED"), &json!("门禁时钟快 8 分钟")));
    assert_eq!(story.clock(ticket, "ARRIVAL").await.stopped_at, Some(at(2, "02:50")), "the recorded time holds");
    let impossible = json!({ "seq": arrived, "correctedAt": at(2, "03:30"), "reason": "?" });
    assert_eq!(story.refused("operator", "proposeCorrection", ticket, impossible).await, "IN_FUTURE");
    let raising = json!({ "seq": 1, "correctedAt": at(2, "01:00"), "reason": "?" });
    assert_eq!(story.refused("operator", "proposeCorrection", ticket, raising).await, "NOT_CORRECTABLE");
    story.act("operator", "proposeCorrection", ticket, later).await;
    let second = corrections(&story, "engineer", ticket).await[1]["id"].clone();
    story.act("vendor_manager", "approveCorrection", ticket, json!({ "correctionId": second })).await;
    let arrival = story.clock(ticket, "ARRIVAL").await;
    assert_eq!(arrival.judged(), [("MET", "ARRIVED"), ("MET", "CORRECTED")], "the same verdict, another stop");
    story.end().await;
}

both! {
    e46_the_other_side_approves_a_corrected_time_and_the_breach_is_taken_back,
    e46_the_agency_corrects_as_well_and_the_vendor_may_refuse,
}
