//! What was found is recorded item by item, corrected by another answer, shown by files, and followed by an incident.

use poem::Body;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::desk::{Desk, one, text};
use crate::support::both;
use crate::support::db::Backend;
use crate::talk::desk::PNG;
use crate::tickets::ledger::Ledger;

both! {
    an_inspection_is_not_solved_while_a_required_item_is_unanswered,
    a_cancelled_inspection_leaves_its_checklist_as_it_was,
    a_correction_is_another_answer_and_files_show_it,
    what_fails_and_is_critical_asks_for_an_incident,
}

/// A raised inspection with the checklist.
async fn raised(backend: Backend) -> (Desk, String) {
    let desk = Desk::open(backend).await;
    desk.checked_plan("FREQ=WEEKLY;BYDAY=TU", "SKIP").await;
    desk.until("2026-03-03 09:30");
    desk.raise().await;
    let ticket = desk.tickets().await.remove(0);
    (desk, ticket)
}

const ITEMS: &str = "inspection { checklist { unanswered complete takesAnswers
    items { item { key } asksForIncident incidentId
    answer { number outcome measured note actorName occurredAt recordedAt evidenceIds }
    earlierAnswers { number outcome measured } } } }";

async fn items(desk: &Desk, who: &str, ticket: &str) -> Value {
    desk.story.look(who, ticket, ITEMS).await["inspection"]["checklist"].clone()
}

async fn an_inspection_is_not_solved_while_a_required_item_is_unanswered(backend: Backend) {
    let (desk, ticket) = raised(backend).await;
    let engineer = desk.as_("engineer");
    desk.story.act("engineer", "acknowledgeTicket", &ticket, json!({})).await;
    let solve = json!({ "ticketId": ticket, "cause": "定期巡检", "solution": "正常" });
    let mut expected = one("UNANSWERED", "ticketId");
    expected.extend(one("UNANSWERED", "ticketId"));
    let ledger = desk.story.ledger().await;
    let before = ledger.contents().await;
    assert_eq!(engineer.refused("resolveTicket", solve.clone()).await, expected, "door and heat");
    let answers = |answers: Value| json!({ "ticketId": ticket, "answers": answers });
    for (given, code, field) in [
        (json!([]), "REQUIRED", "answers"),
        (json!([{ "item": "door" }]), "REQUIRED", "answers.0"),
        (
            json!([{ "item": "door", "outcome": "PASS" }, { "item": "heat", "measured": "很热" }]),
            "INVALID",
            "answers.1",
        ),
        (json!([{ "item": "fire", "outcome": "PASS" }]), "INVALID", "answers.0"),
        (json!([{ "item": "heat", "measured": "22", "outcome": "FAIL" }]), "INVALID", "answers.0"),
        (json!([{ "item": "rack" }]), "REQUIRED", "answers.0"),
        (json!([{ "item": "door", "outcome": "NOT_APPLICABLE" }]), "REQUIRED", "answers.0"),
        (
            json!([{ "item": "door", "outcome": "PASS", "occurredAt": "2026-03-03T01:29:59Z" }]),
            "BEFORE_RAISED",
            "answers.0",
        ),
        (
            json!([{ "item": "door", "outcome": "PASS", "occurredAt": "2026-03-03T03:00:00Z" }]),
            "IN_FUTURE",
            "answers.0",
        ),
    ] {
        let refused = engineer.refused("recordInspectionAnswers", answers(given.clone())).await;
        assert_eq!(refused, one(code, field), "{given}");
    }
    for (who, code) in [("clerk", "FORBIDDEN"), ("operator", "FORBIDDEN"), ("lz_engineer", "NOT_FOUND")] {
        let refused = desk.as_(who).refused("recordInspectionAnswers", answers(json!([]))).await;
        assert_eq!(refused[0].0, code, "{who}");
    }
    Ledger::assert_same(&before, &ledger.contents().await, "refused");
    let stands = async || {
        let found = items(&desk, "clerk", &ticket).await;
        (found["complete"] == true, found["takesAnswers"] == true)
    };
    assert_eq!(stands().await, (false, true));
    desk.answer(&ticket, json!([{ "item": "door", "outcome": "PASS" }])).await;
    assert_eq!(engineer.refused("resolveTicket", solve).await, one("UNANSWERED", "ticketId"), "heat");
    desk.answer(&ticket, json!([{ "item": "heat", "outcome": "NOT_APPLICABLE", "note": "空调检修" }])).await;
    assert_eq!(stands().await, (true, true));
    assert_eq!(desk.solve(&ticket).await, "RESOLVED");
    assert_eq!(stands().await, (true, false));
    assert_eq!(desk.story.told(&ticket, "inspection.answered").await, 2);
    let late =
        engineer.refused("recordInspectionAnswers", answers(json!([{ "item": "door", "outcome": "FAIL" }]))).await;
    assert_eq!(late, one("WRONG_STATE", "ticketId"), "what was solved stands");
    let incident = desk.story.raise(crate::tickets::story::P2).await;
    let other = json!({ "ticketId": incident, "answers": [{ "item": "door", "outcome": "PASS" }] });
    assert_eq!(engineer.refused("recordInspectionAnswers", other).await, one("WRONG_KIND", "ticketId"));
    assert_eq!(desk.story.look("clerk", &incident, ITEMS).await, json!({ "inspection": null }));
    desk.story.end().await;
}

async fn a_cancelled_inspection_leaves_its_checklist_as_it_was(backend: Backend) {
    let (desk, ticket) = raised(backend).await;
    desk.answer(&ticket, json!([{ "item": "door", "outcome": "PASS" }])).await;
    desk.story.act("clerk", "cancelTicket", &ticket, json!({ "reason": "机房停电检修" })).await;
    let left = items(&desk, "engineer", &ticket).await;
    assert_eq!(left["unanswered"], json!(["heat"]));
    assert_eq!((&left["complete"], &left["takesAnswers"]), (&json!(false), &json!(false)));
}

async fn a_correction_is_another_answer_and_files_show_it(backend: Backend) {
    let (desk, ticket) = raised(backend).await;
    desk.until("2026-03-03 10:00");
    let at = json!("2026-03-03T01:45:00Z");
    desk.answer(&ticket, json!([{ "item": "heat", "measured": "29.0", "occurredAt": at }])).await;
    desk.until("2026-03-03 10:30");
    desk.answer(&ticket, json!([{ "item": "heat", "measured": "24.50", "note": "读错了表" }])).await;
    let found = items(&desk, "clerk", &ticket).await;
    let heat = &found["items"][1];
    assert_eq!(heat["earlierAnswers"], json!([{ "number": 1, "outcome": "FAIL", "measured": "29" }]));
    let answer = json!({
        "number": 2, "outcome": "PASS", "measured": "24.5", "note": "读错了表", "actorName": "engineer",
        "occurredAt": "2026-03-03T02:30:00+00:00", "recordedAt": "2026-03-03T02:30:00+00:00", "evidenceIds": [],
    });
    assert_eq!(heat["answer"], answer);
    // A picture of this ticket, and of no other, that both sides may read.
    let picture = attach(&desk, &ticket, "PUBLIC").await;
    let other = attach(&desk, &desk.story.raise(crate::tickets::story::P2).await, "PUBLIC").await;
    let inner = attach(&desk, &ticket, "VENDOR_INTERNAL").await;
    let shown = |file: &str| json!({ "ticketId": ticket, "answers": [{ "item": "rack", "evidenceIds": [file] }] });
    let mut expected = one("INVALID", "answers.0");
    expected.extend(one("REQUIRED", "answers.0"));
    for file in [&other, &inner] {
        assert_eq!(desk.as_("engineer").refused("recordInspectionAnswers", shown(file)).await, expected);
    }
    let offered = async || {
        let files = "attachments { nodes { id canWithdraw availableActions } }";
        desk.story.look("engineer", &ticket, files).await["attachments"]["nodes"].clone()
    };
    let takes_back =
        |file: &str| json!({ "id": file, "canWithdraw": true, "availableActions": ["WITHDRAW_TICKET_ATTACHMENT"] });
    assert_eq!(offered().await, json!([takes_back(&picture), takes_back(&inner)]));
    desk.as_("engineer").must("recordInspectionAnswers", shown(&picture), "ticket { id }").await;
    let stays = json!({ "id": picture, "canWithdraw": false, "availableActions": [] });
    assert_eq!(offered().await, json!([stays, takes_back(&inner)]));
    let found = items(&desk, "operator", &ticket).await;
    assert_eq!(found["items"][2]["answer"]["evidenceIds"], json!([picture]));
    // What is recorded stays as it was recorded, and so does what shows it.
    let withdraw = json!({ "ticketAttachmentId": picture, "reason": "传错了" });
    let refused = desk.as_("engineer").refused("withdrawTicketAttachment", withdraw).await;
    assert_eq!(refused, one("WRONG_STATE", "ticketAttachmentId"));
    let ledger = desk.story.ledger().await;
    for sql in ["UPDATE inspection_answer SET note = ''", "DELETE FROM inspection_answer"] {
        let error = ledger.run(sql).await.expect_err(sql).to_string();
        assert!(error.contains("inspection_answer is append-only"), "{error}");
    }
    desk.story.end().await;
}

async fn attach(desk: &Desk, ticket: &str, visibility: &str) -> String {
    let input = json!({
        "ticketId": ticket, "name": "机柜.png", "visibility": visibility, "mediaType": "image/png", "size": PNG.len(),
        "sha256": hex::encode(Sha256::digest(PNG)),
    });
    let prepared = desk.as_("engineer").must("prepareTicketAttachment", input, "upload { url }").await;
    let url = text(&prepared["upload"]["url"]);
    let request = desk.story.world.endpoint.put(&url).content_type("image/png").body(Body::from(PNG));
    let bytes = request.send().await.0.take_body().into_bytes().await.expect("a body");
    let stored: Value = serde_json::from_slice(&bytes).expect("an answer");
    text(&stored["id"])
}

async fn what_fails_and_is_critical_asks_for_an_incident(backend: Backend) {
    let (desk, ticket) = raised(backend).await;
    let clerk = desk.as_("clerk");
    let raise = json!({ "ticketId": ticket, "item": "door", "impact": "HIGH", "urgency": "MEDIUM" });
    assert_eq!(clerk.refused("raiseInspectionIncident", raise.clone()).await, one("NOT_FAILED", "item"));
    let failed =
        json!([{ "item": "door", "outcome": "FAIL", "note": "门锁失灵" }, { "item": "heat", "measured": "31" }]);
    desk.answer(&ticket, failed).await;
    let found = items(&desk, "clerk", &ticket).await;
    let asks = |found: &Value| -> Vec<Value> {
        let items = found["items"].as_array().expect("items").iter();
        items.map(|item| item["asksForIncident"].clone()).collect()
    };
    assert_eq!(asks(&found), [true, false, false], "only the door is critical");
    let engineer = desk.as_("engineer").refused("raiseInspectionIncident", raise.clone()).await;
    assert_eq!(engineer[0].0, "FORBIDDEN", "the agency asks for work");
    let fields = "ticket { id kind title description priority system { code } links { relation ticket { id } } }";
    let made = clerk.must("raiseInspectionIncident", raise.clone(), fields).await["ticket"].clone();
    assert_eq!((&made["kind"], &made["title"]), (&json!("INCIDENT"), &json!("巡检不合格：机房门禁")));
    assert_eq!((&made["priority"], &made["system"]["code"]), (&json!("P2"), &json!("NN-OA")));
    assert!(text(&made["description"]).contains("门锁失灵"), "{made}");
    assert_eq!(made["links"], json!([{ "relation": "RELATES_TO", "ticket": { "id": ticket } }]));
    let found = items(&desk, "engineer", &ticket).await;
    assert_eq!(asks(&found), [false, false, false]);
    assert_eq!(found["items"][0]["incidentId"], made["id"]);
    assert_eq!(clerk.refused("raiseInspectionIncident", raise).await, one("ALREADY_DONE", "item"), "once an item");
    assert_eq!(desk.solve(&ticket).await, "RESOLVED", "a failure is a finding, not an obstacle");
    let ledger = desk.story.ledger().await;
    for (table, column) in [
        ("inspection_checklist_version", "name"),
        ("inspection_plan_terms", "recurrence"),
        ("inspection_plan_step", "reason"),
        ("inspection_incident", "item"),
    ] {
        for sql in [format!("UPDATE {table} SET {column} = {column}"), format!("DELETE FROM {table}")] {
            let error = ledger.run(&sql).await.expect_err(&sql).to_string();
            assert!(error.contains(&format!("{table} is append-only")), "{sql}: {error}");
        }
    }
    desk.story.end().await;
}
