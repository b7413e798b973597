//! Files as evidence about a pause: given by those who may give evidence, read by both sides, never taken back.

use serde_json::{Value, json};

use super::desk::{Desk, PNG, one};
use crate::support::both;
use crate::support::db::Backend;

fn announced(desk: &Desk, pause: &str, name: &str) -> Value {
    let mut input = desk.announced(name, "PUBLIC");
    input.as_object_mut().expect("an object").remove("visibility");
    input["pauseId"] = json!(pause);
    input
}

/// Sends a picture as evidence: its global id.
async fn give(desk: &Desk, who: &str, pause: &str, name: &str) -> String {
    let input = announced(desk, pause, name);
    let fields = "attachment { state visibility pauseId } upload { url }";
    let prepared = desk.as_(who).must("preparePauseEvidence", input, fields).await;
    let expected = json!({ "state": "PENDING", "visibility": "PUBLIC", "pauseId": pause });
    assert_eq!(prepared["attachment"], expected);
    let stored = desk.put(prepared["upload"]["url"].as_str().expect("an address"), PNG).await;
    assert_eq!(stored.status.as_u16(), 201, "{}", stored.body);
    stored.body["id"].as_str().expect("an id").to_owned()
}

async fn either_side_gives_files_as_evidence_and_they_stay(backend: Backend) {
    let desk = Desk::open(backend).await;
    let story = &desk.story;
    let pause = &story.hold("engineer", &desk.ticket, "THIRD_PARTY").await;
    story.pass_minutes(1);
    let other = &story.hold("engineer", &desk.ticket, "AWAITING_REQUESTER").await;
    let own = &give(&desk, "engineer", pause, "运营商故障单.png").await;
    let against = &give(&desk, "operator", pause, "运营商回函.png").await;
    desk.attach("engineer", "现场.png", "PUBLIC").await;
    let fields = "pauses { id evidenceFiles { id name state uploadedBy canWithdraw downloadUrl } }";
    for who in ["manager", "vendor_manager", "clerk", "regulator"] {
        let seen = desk.look(who, fields).await;
        let pauses = seen["pauses"].as_array().expect("pauses");
        let of = |id: &str| pauses.iter().find(|of| of["id"] == json!(id)).expect("a pause")["evidenceFiles"].clone();
        let told = |file: &Value| json!([file["id"], file["name"], file["uploadedBy"], file["canWithdraw"]]);
        let files: Vec<Value> = of(pause).as_array().expect("files").iter().map(told).collect();
        let expected = [
            json!([own, "运营商故障单.png", "engineer", false]),
            json!([against, "运营商回函.png", "operator", false]),
        ];
        assert_eq!(files, expected, "{who}");
        assert_eq!(of(other), json!([]), "each about its own pause");
        let url = of(pause)[0]["downloadUrl"].as_str().expect("an address").to_owned();
        assert_eq!(desk.get(&url).await.2, PNG, "{who}");
    }
    let all = desk.look("clerk", "attachments { nodes { name pauseId } }").await;
    let expected = json!([
        { "name": "运营商故障单.png", "pauseId": pause }, { "name": "运营商回函.png", "pauseId": pause },
        { "name": "现场.png", "pauseId": null },
    ]);
    assert_eq!(all["attachments"]["nodes"], expected, "they are files of the ticket");
    let log = desk.look("engineer", "events { type pauseId fileName }").await;
    let told = json!({ "type": "ATTACHED", "pauseId": pause, "fileName": "运营商故障单.png" });
    assert!(log["events"].as_array().expect("events").contains(&told), "{log}");
    let take = json!({ "ticketAttachmentId": own, "reason": "误传" });
    for who in ["engineer", "vendor_manager"] {
        let refused = desk.as_(who).refused("withdrawTicketAttachment", take.clone()).await;
        assert_eq!(refused, one("WRONG_STATE", "ticketAttachmentId"), "{who}");
    }
    // After the decision as well: the other side may still object.
    story.act("operator", "acceptPause", &desk.ticket, json!({ "pauseId": pause })).await;
    give(&desk, "operator", pause, "事后核查.png").await;
    story.end().await;
}

async fn evidence_that_is_not_taken(backend: Backend) {
    let desk = Desk::open(backend).await;
    let story = &desk.story;
    let pause = &story.hold("engineer", &desk.ticket, "THIRD_PARTY").await;
    let input = || announced(&desk, pause, "a.png");
    for (who, code) in [("clerk", "FORBIDDEN"), ("regulator", "FORBIDDEN"), ("lz_manager", "NOT_FOUND")] {
        assert_eq!(desk.as_(who).refused("preparePauseEvidence", input()).await[0].0, code, "{who}");
    }
    let ticket = &story.raise(crate::tickets::story::P3).await;
    let mut foreign = input();
    foreign["ticketId"] = json!(ticket);
    story.act("vendor_manager", "assignTicket", ticket, json!({})).await;
    let refused = desk.as_("engineer").refused("preparePauseEvidence", foreign).await;
    assert_eq!(refused, one("UNKNOWN_PAUSE", "pauseId"), "another ticket's pause");
    let mut page = input();
    page["mediaType"] = json!("text/html");
    assert_eq!(desk.as_("engineer").refused("preparePauseEvidence", page).await, one("MEDIA_TYPE", "mediaType"));
    // Who lost the role meanwhile sends nothing.
    let prepared = desk.as_("operator").must("preparePauseEvidence", input(), "upload { url }").await;
    desk.dismiss("operator").await;
    assert_eq!(desk.put(prepared["upload"]["url"].as_str().expect("an address"), PNG).await.status.as_u16(), 404);
    assert_eq!(
        desk.look("manager", "pauses { evidenceFiles { id } }").await,
        json!({ "pauses": [{ "evidenceFiles": [] }] })
    );
    story.end().await;
}

both! { either_side_gives_files_as_evidence_and_they_stay, evidence_that_is_not_taken }
