//! What the agency's silence about a pause means, and evidence for and against one.

use app::sla::SilenceReport;
use serde_json::{Value, json};

use super::desk::Desk;
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::{P2, Story, at};

async fn at_work(desk: &Desk, silence: Value) -> String {
    desk.agreed(desk.usual(json!({ "pauseRules": { "silence": silence } }))).await;
    let ticket = desk.story.raise(P2).await;
    desk.story.act("operator", "assignTicket", &ticket, json!({})).await;
    desk.story.act("engineer", "recordArrival", &ticket, json!({})).await;
    ticket
}

/// Runs the job twice: the second run finds nothing.
async fn settle(story: &Story) -> SilenceReport {
    let report = app::sla::settle_silence(&story.world.system_op()).await.expect("a run");
    let again = app::sla::settle_silence(&story.world.system_op()).await.expect("another run");
    assert_eq!(again, SilenceReport::default(), "each pause is decided once");
    report
}

fn hours(count: i64, means: &str) -> Value {
    json!({ "durationKind": "REAL_TIME", "duration": count * 3_600, "means": means })
}

async fn e22_silence_rejects_where_the_policy_says_so(backend: Backend) {
    let desk = Desk::open(backend).await;
    let story = &desk.story;
    let ticket = &at_work(&desk, hours(4, "REJECTED")).await;
    story.until(2, "02:00");
    story.hold("engineer", ticket, "THIRD_PARTY").await;
    let seen = story.look("engineer", ticket, "pauses { silentAt decision }").await;
    assert_eq!(seen["pauses"][0]["silentAt"], json!("2026-03-02T06:00:00+00:00"));
    story.until(2, "05:59:59");
    assert_eq!(settle(story).await, SilenceReport::default());
    assert_eq!(story.clock(ticket, "RESTORE").await.stands(), ("PAUSED", None));
    story.until(2, "10:00");
    assert_eq!(settle(story).await, SilenceReport { rejected: 1, ..SilenceReport::default() });
    let restore = story.clock(ticket, "RESTORE").await;
    assert_eq!((restore.breached_at, restore.breach_known_at), (Some(at(2, "09:00")), Some(at(2, "10:00"))));
    assert_eq!(restore.judged(), [("BREACHED", "PAUSE_REJECTED")]);
    let seen = story.look("clerk", ticket, "state events { type side reason actor { name } }").await;
    let decided = seen["events"].as_array().expect("events").iter().find(|of| of["type"] == json!("PAUSE_REJECTED"));
    let decided = decided.expect("a decision");
    assert_eq!(
        (&decided["side"], &decided["actor"], &seen["state"]),
        (&json!("SYSTEM"), &Value::Null, &json!("IN_PROGRESS"))
    );
    story.end().await;
}

async fn e22_silence_accepts_where_the_policy_says_so_and_a_decision_comes_before(backend: Backend) {
    let desk = Desk::open(backend).await;
    let story = &desk.story;
    let ticket = &at_work(&desk, hours(4, "ACCEPTED")).await;
    story.until(2, "02:00");
    let decided = &story.hold("engineer", ticket, "THIRD_PARTY").await;
    story.until(2, "02:01");
    let own = &story.hold("engineer", ticket, "VENDOR_INTERNAL").await;
    let reject = json!({ "pauseId": decided, "reason": "运营商并未中断" });
    story.act("manager", "rejectPause", ticket, reject).await;
    assert_eq!(story.clock(ticket, "RESTORE").await.stands(), ("RUNNING", Some(at(2, "09:00"))));
    story.until(2, "06:01");
    assert_eq!(settle(story).await, SilenceReport { accepted: 1, ..SilenceReport::default() });
    assert_eq!(
        story.clock(ticket, "RESTORE").await.stands(),
        ("PAUSED", None),
        "the vendor's own holds from its start"
    );
    let seen = story.look("engineer", ticket, "pauses { id decision decidedBy { name } }").await;
    let pauses = seen["pauses"].as_array().expect("pauses");
    let of = |id: &str| pauses.iter().find(|pause| pause["id"] == json!(id)).expect("a pause").clone();
    assert_eq!(of(own), json!({ "id": own, "decision": "ACCEPTED", "decidedBy": null }));
    assert_eq!(of(decided)["decision"], json!("REJECTED"), "decided is decided");
    // The agency may still turn what its silence came to.
    let turn = json!({ "pauseId": own, "reason": "备件应自备" });
    story.act("operator", "rejectPause", ticket, turn).await;
    story.end().await;
}

async fn the_time_for_a_decision_is_counted_as_the_policy_says(backend: Backend) {
    let desk = Desk::open(backend).await;
    let story = &desk.story;
    let nothing = json!({ "durationKind": "WORKING_DAYS", "duration": 0, "means": "ACCEPTED" });
    let mut terms = desk.usual(json!({ "pauseRules": { "silence": nothing } }));
    terms["policyId"] = json!(desk.policy("GX-SLA"));
    let refused = story.world.as_("region_manager").refused("addPolicyVersion", terms).await;
    assert_eq!(refused[0], ("INVALID".to_owned(), Some("pauseRules".to_owned())));
    let days = json!({ "durationKind": "WORKING_DAYS", "duration": 2, "means": "ACCEPTED" });
    desk.agreed(desk.usual(json!({ "pauseRules": { "silence": days } }))).await;
    let ticket = &story.raise(P2).await;
    story.act("operator", "assignTicket", ticket, json!({})).await;
    let said =
        desk.look("manager", "GX-SLA", "versions { state pauseRules { silence { durationKind duration means } } }");
    let versions = said.await;
    let newest = versions["versions"].as_array().expect("versions").iter().find(|of| of["state"] == json!("PUBLISHED"));
    assert_eq!(newest.expect("one")["pauseRules"]["silence"], days);
    story.until(2, "02:00");
    story.hold("engineer", ticket, "THIRD_PARTY").await;
    let seen = story.look("engineer", ticket, "pauses { silentAt }").await;
    assert_eq!(seen["pauses"][0]["silentAt"], json!("2026-03-04T16:00:00+00:00"), "the end of the second day after");
    // A ticket that was withdrawn needs no decision; nobody has taken notice of it, so that this takes the agency alone.
    story.act("clerk", "cancelTicket", ticket, json!({ "reason": "误报" })).await;
    story.until(5, "00:00");
    assert_eq!(settle(story).await, SilenceReport { dropped: 1, ..SilenceReport::default() });
    story.end().await;
}

async fn either_side_gives_evidence_about_a_pause(backend: Backend) {
    let story = Story::open(backend).await;
    let ticket = &story.raise(P2).await;
    story.act("operator", "assignTicket", ticket, json!({})).await;
    let pause = &story.hold("engineer", ticket, "THIRD_PARTY").await;
    let proof = json!({ "pauseId": pause, "text": "运营商故障单", "link": "FW-2026-031" });
    assert_eq!(story.refused("clerk", "addPauseEvidence", ticket, proof.clone()).await, "FORBIDDEN");
    story.act("engineer", "addPauseEvidence", ticket, proof).await;
    let against = json!({ "pauseId": pause, "text": "运营商回函：当日无故障" });
    story.act("operator", "addPauseEvidence", ticket, against).await;
    let blank = json!({ "pauseId": pause, "text": " " });
    assert_eq!(story.refused("engineer", "addPauseEvidence", ticket, blank).await, "REQUIRED");
    let seen = story.look("manager", ticket, "pauses { evidence { text link side by { name } } }").await;
    let expected = json!([
        { "text": "运营商故障单", "link": "FW-2026-031", "side": "VENDOR", "by": { "name": "engineer" } },
        { "text": "运营商回函：当日无故障", "link": null, "side": "AGENCY", "by": { "name": "operator" } },
    ]);
    assert_eq!(seen["pauses"][0]["evidence"], expected);
    story.end().await;
}

both! {
    e22_silence_rejects_where_the_policy_says_so,
    e22_silence_accepts_where_the_policy_says_so_and_a_decision_comes_before,
    the_time_for_a_decision_is_counted_as_the_policy_says,
    either_side_gives_evidence_about_a_pause,
}
