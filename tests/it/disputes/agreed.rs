//! The working days of each step are data of the scoring scheme, and stand in the explanation of each deadline.

use app::dispute::{LapseReport, lapse_disputes};
use serde_json::{Value, json};

use super::desk::one;
use super::scored::{Scored, appeal, scheme};
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::global_id;

/// Shorter than usual, each its own.
fn agreed() -> Value {
    json!({ "appeal": 3, "agency": 6, "escalate": 2, "supervisor": 4 })
}

async fn lapse(scored: &Scored) -> LapseReport {
    lapse_disputes(&scored.desk.world().system_op()).await.expect("a run")
}

async fn each_step_has_the_days_that_the_scheme_gives(backend: Backend) {
    let scored = Scored::open(backend, Some(agreed())).await;
    let story = &scored.desk.story;
    // Accepted on Monday the 2nd: three working days are over on Thursday at six in the evening.
    let late = scored.accepted("1/4").await;
    let offered = async |score: &str| scored.look("vendor_manager", score, "availableActions").await;
    story.until(5, "10:00");
    let open = json!({ "availableActions": ["APPEAL_MANUAL_SCORE"] });
    assert_eq!(offered(&late).await, open, "the last second is in time");
    story.until(5, "10:00:01");
    assert_eq!(offered(&late).await, json!({ "availableActions": [] }));
    let refused = scored.as_("vendor_manager").refused("appealManualScore", appeal(&late)).await;
    assert_eq!(refused, one("TOO_LATE", "manualScoreId"));

    let score = scored.accepted("1/2").await;
    story.until(6, "02:00");
    let dispute = scored.appeal(&score).await;
    let look = async |fields: &str| {
        let query = format!("query($id: ID!) {{ node(id: $id) {{ ... on BreachDispute {{ {fields} }} }} }}");
        scored.as_("vendor_manager").gql(&query, json!({ "id": dispute })).await.at("/node")
    };
    let fields = "state dueAt dueWithinDays agreedDays { appeal agency escalate supervisor }";
    let appealed = json!({
        "state": "APPEALED", "dueAt": "2026-03-16T10:00:00+00:00", "dueWithinDays": 6, "agreedDays": agreed(),
    });
    assert_eq!(look(fields).await, appealed);
    story.until(16, "10:00");
    assert_eq!(lapse(&scored).await, LapseReport::default(), "the last second is in time");
    story.until(16, "10:00:01");
    assert_eq!(lapse(&scored).await, LapseReport { passed_on: 1, ..LapseReport::default() });
    let passed_on = json!({
        "state": "ESCALATED", "dueAt": "2026-03-23T10:00:00+00:00", "dueWithinDays": 4, "agreedDays": agreed(),
    });
    assert_eq!(look(fields).await, passed_on);
    let said = [
        "Version 1 of the scoring scheme NN-SCORE gives the vendor 3 working days to appeal, the agency 6 to decide, the \
         vendor 2 to go further, and whoever stands over the agency 4 to decide for good.",
        "It was known at 2026-03-05 18:00:01, so that an appeal was in time until 2026-03-11 18:00:00.",
        "Whoever stands over the agency has 4 working days from 2026-03-16 18:00:01: they end with the closing at \
         2026-03-23 18:00:00.",
    ];
    assert_eq!(look("deadlineExplanation").await, json!({ "deadlineExplanation": said }));
    let upheld = json!({ "outcome": "UPHOLD", "reason": "与签到表一致" });
    assert_eq!(scored.take("supervisor", "decideDispute", &dispute, upheld).await, "FINAL");
    assert_eq!(look("dueAt deadlineExplanation").await, json!({ "dueAt": null, "deadlineExplanation": said[..2] }));
}

async fn a_vendors_silence_lasts_as_long_as_was_agreed(backend: Backend) {
    let scored = Scored::open(backend, Some(agreed())).await;
    let story = &scored.desk.story;
    let score = scored.accepted("1/2").await;
    let dispute = scored.appeal(&score).await;
    story.until(3, "02:00");
    let partly = json!({ "outcome": "PARTLY", "score": "3/4", "reason": "部分属实" });
    assert_eq!(scored.take("region_manager", "decideDispute", &dispute, partly).await, "AGENCY_DECIDED");
    // Two working days after Tuesday the 3rd.
    story.until(5, "10:00");
    assert_eq!(lapse(&scored).await, LapseReport::default());
    story.until(5, "10:00:01");
    assert_eq!(lapse(&scored).await, LapseReport { confirmed: 1, ..LapseReport::default() });
    assert_eq!(scored.card().await.0, "90.00");
    let revision = scored.look("manager", &score, "revision { deciderName reason }").await;
    let decided = json!({ "deciderName": "region_manager", "reason": "部分属实" });
    assert_eq!(revision["revision"], decided, "silence made final what somebody decided");
}

/// Breaches and deductions count by the same scheme, and are disputed within its days.
async fn breaches_and_deductions_have_the_same_days(backend: Backend) {
    let scored = Scored::open(backend, Some(agreed())).await;
    let story = &scored.desk.story;
    // Two working hours were promised.
    let ticket = scored.desk.closed(130).await;
    let clocks = story.look("vendor_manager", &ticket, "clocks { id metric appealBy }").await;
    let late = clocks["clocks"].as_array().expect("clocks").iter().find(|clock| clock["metric"] == "RESPONSE");
    let late = late.expect("RESPONSE").clone();
    assert_eq!(late["appealBy"], "2026-03-05T10:00:00+00:00");
    let event = json!({ "contractId": scored.desk.contract, "item": "FALSIFIED", "occurredOn": "2026-03-02",
        "evidence": "督查记录" });
    let entry = scored.as_("manager").must("bookLedgerEntry", event, "entry { id }").await;
    story.until(4, "02:00");
    let vendor = scored.as_("vendor_manager");
    let fields = "dispute { dueAt dueWithinDays agreedDays { appeal agency escalate supervisor } }";
    let expected = json!({ "dueAt": "2026-03-12T10:00:00+00:00", "dueWithinDays": 6, "agreedDays": agreed() });
    let breach = json!({ "clockId": late["id"], "reason": "门禁故障" });
    assert_eq!(vendor.must("appealBreach", breach, fields).await["dispute"], expected);
    let deduction = json!({ "ledgerEntryId": entry["entry"]["id"], "reason": "记录系误读" });
    assert_eq!(vendor.must("appealLedgerEntry", deduction, fields).await["dispute"], expected);
}

async fn days_out_of_range_are_refused_with_their_field(backend: Backend) {
    let scored = Scored::open(backend, Some(agreed())).await;
    let owner = global_id("Agency", scored.desk.world().agency("NNDSJ").0);
    let manager = scored.as_("manager");
    let version =
        |days: Value| json!({ "ownerId": owner, "code": "NN-SCORE", "name": "南宁考核", "spec": scheme(Some(days)) });
    for (side, days, refused) in [
        ("appeal", 0, "spec.disputeDays"),
        ("agency", 61, "spec.disputeDays"),
        ("escalate", 0, "spec.disputeDays"),
        ("supervisor", 61, "spec.disputeDays"),
        ("appeal", -1, "spec.disputeDays"),
        ("vendor", 5, "spec"),
    ] {
        let refusal = manager.refused("createScoringScheme", version(json!({ side: days }))).await;
        assert_eq!(refusal, one("INVALID", refused), "{side} {days}");
    }
    // The contract keeps the version that it named.
    let next = version(json!({ "appeal": 1, "agency": 60 }));
    let made = manager.must("createScoringScheme", next, "scheme { version spec }").await;
    assert_eq!(made["scheme"]["version"], 2);
    let whole = json!({ "appeal": 1, "agency": 60, "escalate": 5, "supervisor": 10 });
    assert_eq!(made["scheme"]["spec"]["disputeDays"], whole, "what is left out is as usual");
    let score = scored.accepted("1/2").await;
    let done =
        scored.as_("vendor_manager").must("appealManualScore", appeal(&score), "dispute { dueWithinDays }").await;
    assert_eq!(done["dispute"]["dueWithinDays"], 6);
}

both! {
    each_step_has_the_days_that_the_scheme_gives,
    a_vendors_silence_lasts_as_long_as_was_agreed,
    breaches_and_deductions_have_the_same_days,
    days_out_of_range_are_refused_with_their_field,
}
