//! A deduction is disputed as a breach is; what does not hold is struck.

use serde_json::{Value, json};

use super::desk::{on, one, whole};
use crate::support::both;
use crate::support::db::Backend;
use crate::trials::desk::{Desk, text};

/// Answers alone, and a ledger of one deduction and one bonus.
fn scheme() -> Value {
    let item = |code: &str, points: &str| json!({ "code": code, "name": { "zh": code, "en": code }, "points": points });
    let criterion = json!({ "code": "RESPOND", "name": { "zh": "响应", "en": "Respond" }, "group": "RESPONSIVENESS",
        "formula": "RESPOND_IN_TIME", "target": "1", "floor": "0", "weight": "100" });
    let band = json!({ "from": "0", "name": { "zh": "合格", "en": "Qualified" } });
    json!({
        "criteria": [criterion], "bands": [band], "minRatings": 1,
        "ledger": { "items": [item("FALSIFIED", "-3"), item("BEYOND-SCOPE", "2")], "cap": "20" },
    })
}

/// What the month's scorecard comes to.
async fn score(desk: &Desk) -> Value {
    app::scorecard::refresh(&desk.world().system_op()).await.expect("scored");
    let query =
        "query($id: ID!) { scorecards(first: 2, filter: { contractId: $id, period: MONTH }) { nodes { score } } }";
    let found = desk.manager().gql(query, json!({ "id": desk.contract })).await;
    found.at("/scorecards/nodes/0/score")
}

async fn a_deduction_that_does_not_hold_is_struck(backend: Backend) {
    let desk = Desk::open(backend, Some(scheme())).await;
    let world = desk.world();
    desk.closed(10).await;
    let book = async |item: &str| {
        let event =
            json!({ "contractId": desk.contract, "item": item, "occurredOn": "2026-03-02", "evidence": "督查记录" });
        text(&desk.manager().must("bookLedgerEntry", event, "entry { id }").await["entry"]["id"])
    };
    let (entry, bonus) = (book("FALSIFIED").await, book("BEYOND-SCOPE").await);
    assert_eq!(score(&desk).await, "99.00");
    let vendor = world.as_("vendor_manager");
    let appeal = |entry: &str| json!({ "ledgerEntryId": entry, "reason": "记录系误读" });
    assert_eq!(vendor.refused("appealLedgerEntry", appeal(&bonus)).await, one("NOT_DEDUCTED", "ledgerEntryId"));
    for who in ["manager", "engineer", "supervisor"] {
        assert_eq!(world.as_(who).refused("appealLedgerEntry", appeal(&entry)).await, whole("FORBIDDEN"), "{who}");
    }
    let actions = async || {
        let query = "query($id: ID!) { node(id: $id) { ... on LedgerEntry { availableActions } } }";
        vendor.gql(query, json!({ "id": entry })).await.at("/node/availableActions")
    };
    assert_eq!(actions().await, json!(["APPEAL_LEDGER_ENTRY"]));
    let fields = "dispute { id subject ledgerEntryId ticket { id } clock { id } metric disputedRevision state dueAt }";
    let begun = vendor.must("appealLedgerEntry", appeal(&entry), fields).await["dispute"].clone();
    let dispute = text(&begun["id"]);
    let expected = json!({
        "id": dispute, "subject": "LEDGER_ENTRY", "ledgerEntryId": entry, "ticket": null, "clock": null, "metric": null,
        "disputedRevision": null, "state": "APPEALED", "dueAt": "2026-03-16T10:00:00+00:00",
    });
    assert_eq!(begun, expected);
    assert_eq!(vendor.refused("appealLedgerEntry", appeal(&entry)).await, one("ALREADY_DISPUTED", "ledgerEntryId"));
    assert_eq!(actions().await, json!([]));

    let decision = |outcome: &str| on(&dispute, json!({ "outcome": outcome, "reason": "误读属实" }));
    let own = desk.manager().refused("decideDispute", decision("UPHOLD")).await;
    assert_eq!(own, one("OWN_FINDING", "disputeId"), "whoever booked it does not decide");
    let party = on(&dispute, json!({ "outcome": "RE_ATTRIBUTE", "party": "AGENCY", "reason": "误读属实" }));
    let region = world.as_("region_manager");
    assert_eq!(region.refused("decideDispute", party).await, one("NOT_POSSIBLE", "outcome"));
    region.must("decideDispute", decision("UPHOLD"), "").await;
    assert_eq!(score(&desk).await, "99.00", "nothing is final yet");
    vendor.must("escalateDispute", on(&dispute, json!({ "reason": "请上级复核" })), "").await;
    let done = world.as_("supervisor").must("decideDispute", decision("EXCLUDE"), "dispute { state }").await;
    assert_eq!(done["dispute"]["state"], "FINAL");
    let query =
        "query($id: ID!) { node(id: $id) { ... on LedgerEntry { points strike { reason byDispute strikerName } } } }";
    let seen = vendor.gql(query, json!({ "id": entry })).await.at("/node");
    let strike = json!({ "reason": "误读属实", "byDispute": true, "strikerName": "supervisor" });
    assert_eq!(seen, json!({ "points": "-3.00", "strike": strike }), "the entry stays as it was booked");
    assert_eq!(score(&desk).await, "100.00", "100 and a bonus, held to 100");
    desk.story.end().await;
}

both! { a_deduction_that_does_not_hold_is_struck }
