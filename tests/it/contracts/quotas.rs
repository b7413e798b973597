//! Visits and hours of a contract: stated, booked by the vendor, confirmed by the agency, and told of when they run out.

use serde_json::{Value, json};

use super::office::{Office, one};
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::P3;

const SHOWN: &str = "quotas { kind period amount from until used pending remaining exhaustedAt termsNumber }";

/// A contract of March 2026 with five visits a month and ten hours in all.
async fn with_quotas(backend: Backend) -> Office {
    let office = Office::open(backend).await;
    let draft = office.draft("NN-2026-B", "八桂运维", "NN-OLD", ("2026-03-01", "2026-04-30"));
    let id = office.drafted(draft).await;
    let office = office.at(id);
    let quota = |kind: &str, period: &str, amount: i64| json!({ "kind": kind, "period": period, "amount": amount });
    let wrong =
        json!({ "quotas": [quota("VISITS", "MONTH", 0), quota("HOURS", "YEAR", 1), quota("HOURS", "YEAR", 2)] });
    let errors = office.refused("manager", "setContractQuotas", wrong).await;
    assert_eq!(errors, [one("INVALID", "quotas"), one("TAKEN", "quotas")].concat());
    let quotas = json!({ "quotas": [quota("VISITS", "MONTH", 5), quota("HOURS", "CONTRACT", 600)] });
    office.step("manager", "setContractQuotas", quotas.clone()).await;
    office.step("manager", "submitContractForReview", json!({})).await;
    assert_eq!(office.refused("manager", "setContractQuotas", quotas).await, one("WRONG_STATE", "contractId"));
    office.reviewed().await;
    office.step("supervisor", "approveContract", json!({})).await;
    office.step("manager", "activateContract", json!({})).await;
    office
}

fn visits(office: &Office, quantity: i64, day: &str) -> Value {
    json!({ "contractId": office.contract, "kind": "VISITS", "quantity": quantity, "occurredOn": day })
}

/// Books as the engineer: the booking.
async fn book(office: &Office, input: Value) -> Value {
    office.as_("engineer").must("bookQuotaUse", input, "quotaUse { id state bookedBy }").await["quotaUse"].clone()
}

async fn decide(office: &Office, booking: &Value, accept: bool, note: Option<&str>) -> Value {
    let input = json!({ "quotaUseId": booking["id"], "accept": accept, "note": note });
    office.as_("manager").must("decideQuotaUse", input, "quotaUse { id state decidedBy }").await["quotaUse"].clone()
}

/// Used, pending and remaining visits of March.
async fn march(office: &Office) -> [i64; 3] {
    let seen = office.look("vendor_manager", "quotas(on: \"2026-03-05\") { kind used pending remaining }").await;
    let visits = seen["quotas"].as_array().expect("quotas").iter().find(|of| of["kind"] == "VISITS").expect("visits");
    ["used", "pending", "remaining"].map(|name| visits[name].as_i64().expect("a figure"))
}

/// How often each threshold was told of.
async fn warned(office: &Office) -> (usize, usize) {
    (office.told("contract.quota_near").await, office.told("contract.quota_exhausted").await)
}

async fn what_is_confirmed_counts_and_each_threshold_is_told_of_once(backend: Backend) {
    let office = with_quotas(backend).await;
    let seen = office.look("supervisor", SHOWN).await;
    assert_eq!(
        seen["quotas"],
        json!([
            { "kind": "VISITS", "period": "MONTH", "amount": 5, "from": "2026-03-01", "until": "2026-03-31", "used": 0,
                "pending": 0, "remaining": 5, "exhaustedAt": null, "termsNumber": 1 },
            { "kind": "HOURS", "period": "CONTRACT", "amount": 600, "from": "2026-03-01", "until": "2026-04-30",
                "used": 0, "pending": 0, "remaining": 600, "exhaustedAt": null, "termsNumber": 1 },
        ])
    );
    let first = book(&office, visits(&office, 3, "2026-03-02")).await;
    assert_eq!((&first["state"], &first["bookedBy"]), (&json!("PENDING"), &json!("engineer")));
    assert_eq!(march(&office).await, [0, 3, 5], "nothing counts before it is confirmed");
    assert_eq!(decide(&office, &first, true, None).await["state"], "CONFIRMED");
    assert_eq!((march(&office).await, warned(&office).await), ([3, 0, 2], (0, 0)));
    let second = book(&office, visits(&office, 1, "2026-03-01")).await;
    decide(&office, &second, true, None).await;
    assert_eq!((march(&office).await, warned(&office).await), ([4, 0, 1], (1, 0)), "80 %");
    office.story.until(3, "02:00");
    let third = book(&office, visits(&office, 2, "2026-03-03")).await;
    decide(&office, &third, true, None).await;
    assert_eq!((march(&office).await, warned(&office).await), ([6, 0, -1], (1, 1)), "it informs, it does not stop");
    let fourth = book(&office, visits(&office, 1, "2026-03-03")).await;
    decide(&office, &fourth, true, None).await;
    assert_eq!((march(&office).await, warned(&office).await), ([7, 0, -2], (1, 1)), "and not again");
    let exhausted = office.look("manager", "quotas { kind exhaustedAt }").await;
    assert_eq!(exhausted["quotas"][0]["exhaustedAt"], "2026-03-03T02:00:00+00:00");
    // The next month begins anew, with messages of its own.
    office.until("2026-04-01T02:00:00Z");
    let april = book(&office, visits(&office, 5, "2026-04-01")).await;
    decide(&office, &april, true, None).await;
    assert_eq!((march(&office).await, warned(&office).await), ([7, 0, -2], (2, 2)));
    let pages =
        "quotas(on: \"2026-03-31\") { uses(first: 3) { totalCount pageInfo { hasNextPage } nodes { quantity } } }";
    let pages = office.look("regulator", pages).await;
    let uses = &pages["quotas"][0]["uses"];
    assert_eq!((&uses["totalCount"], &uses["pageInfo"]["hasNextPage"]), (&json!(4), &json!(true)));
    assert_eq!(uses["nodes"], json!([{ "quantity": 3 }, { "quantity": 1 }, { "quantity": 2 }]));
}

async fn a_booking_is_never_changed_but_rejected_or_taken_back(backend: Backend) {
    let office = with_quotas(backend).await;
    let (manager, engineer) = (office.as_("manager"), office.as_("engineer"));
    let wrong = book(&office, visits(&office, 4, "2026-03-02")).await;
    let reject = |note: Option<&str>| json!({ "quotaUseId": wrong["id"], "accept": false, "note": note });
    assert_eq!(manager.refused("decideQuotaUse", reject(None)).await, one("REQUIRED", "note"));
    assert_eq!(engineer.refused("decideQuotaUse", reject(Some("否"))).await[0].0, "FORBIDDEN", "not one's own");
    assert_eq!(decide(&office, &wrong, false, Some("当日无人到场")).await["state"], "REJECTED");
    assert_eq!(manager.refused("decideQuotaUse", reject(Some("否"))).await, one("WRONG_STATE", "quotaUseId"));
    assert_eq!((march(&office).await, warned(&office).await), ([0, 0, 5], (0, 0)));

    let twice = book(&office, visits(&office, 4, "2026-03-02")).await;
    let correct = json!({ "quotaUseId": twice["id"], "note": "重复登记" });
    assert_eq!(engineer.refused("correctQuotaUse", correct.clone()).await, one("WRONG_STATE", "quotaUseId"));
    decide(&office, &twice, true, None).await;
    assert_eq!((march(&office).await, warned(&office).await), ([4, 0, 1], (1, 0)));
    let fields = "quotaUse { id quantity state correctsId }";
    let counter = engineer.must("correctQuotaUse", correct.clone(), fields).await["quotaUse"].clone();
    assert_eq!((&counter["quantity"], &counter["correctsId"]), (&json!(-4), &twice["id"]));
    assert_eq!(engineer.refused("correctQuotaUse", correct.clone()).await, one("TAKEN", "quotaUseId"));
    assert_eq!(march(&office).await, [4, -4, 1], "it counts once it is confirmed, as any other");
    decide(&office, &counter, false, Some("确已到场")).await;
    let counter = engineer.must("correctQuotaUse", correct, fields).await["quotaUse"].clone();
    decide(&office, &counter, true, None).await;
    assert_eq!((march(&office).await, warned(&office).await), ([0, 0, 5], (1, 0)));
    let again = json!({ "quotaUseId": counter["id"], "note": "再冲销" });
    assert_eq!(engineer.refused("correctQuotaUse", again).await, one("WRONG_STATE", "quotaUseId"));
    let more = book(&office, visits(&office, 4, "2026-03-02")).await;
    decide(&office, &more, true, None).await;
    assert_eq!(warned(&office).await, (1, 0), "told of once in a month, whatever is taken back");

    let ledger = office.story.ledger().await;
    for (table, column) in [("quota_use", "quantity"), ("quota_decision", "accepted")] {
        for sql in [format!("UPDATE {table} SET {column} = {column}"), format!("DELETE FROM {table}")] {
            let error = ledger.run(&sql).await.expect_err(&sql).to_string();
            assert!(error.contains(&format!("{table} is append-only")), "{sql}: {error}");
        }
    }
}

async fn what_no_quota_covers_is_not_booked(backend: Backend) {
    let office = with_quotas(backend).await;
    let engineer = office.as_("engineer");
    let refused = async |more: Value| {
        let mut input = visits(&office, 1, "2026-03-02");
        for (name, value) in more.as_object().expect("an object") {
            input[name] = value.clone();
        }
        engineer.refused("bookQuotaUse", input).await
    };
    assert_eq!(refused(json!({ "occurredOn": "2026-03-03" })).await, one("OUTSIDE_PERIOD", "occurredOn"), "to come");
    assert_eq!(refused(json!({ "occurredOn": "2026-02-28" })).await, one("OUTSIDE_PERIOD", "occurredOn"), "before");
    assert_eq!(refused(json!({ "quantity": 0 })).await, one("INVALID", "quantity"));
    let own = office.story.raise_as("clerk", office.story.request("NN-OLD", "门户打不开", P3)).await;
    let other = office.story.raise(P3).await;
    assert_eq!(refused(json!({ "ticketId": other })).await, one("NOT_FOUND", "ticketId"), "of another contract");
    let mut input = visits(&office, 1, "2026-03-02");
    input["ticketId"] = json!(own);
    let booked = engineer.must("bookQuotaUse", input.clone(), "quotaUse { ticketId }").await;
    assert_eq!(booked["quotaUse"]["ticketId"], json!(own));
    assert_eq!(
        office.as_("manager").refused("bookQuotaUse", input.clone()).await[0].0,
        "FORBIDDEN",
        "the vendor books"
    );
    assert_eq!(office.as_("lz_engineer").refused("bookQuotaUse", input).await[0].0, "NOT_FOUND");
    // NN-2026 states nothing until an amendment does.
    let contract = crate::tickets::story::global_id("ServiceContract", office.story.world.contract("NN-2026").0);
    let office = office.at(contract);
    let asked = visits(&office, 1, "2026-03-02");
    assert_eq!(engineer.refused("bookQuotaUse", asked.clone()).await, one("NO_QUOTA", "kind"));
    let amend = async |effective_on: &str, amount: i64| {
        let quotas = json!([{ "kind": "VISITS", "period": "YEAR", "amount": amount }]);
        let more = json!({ "reason": "约定上门次数", "effectiveOn": effective_on, "quotas": quotas });
        let input = office.input(more).await;
        let fields = "contract { amendments { id number } }";
        let made = office.as_("manager").must("createContractAmendment", input, fields).await;
        let newest = made["contract"]["amendments"].as_array().and_then(|all| all.last()).expect("one")["id"].clone();
        office.amendment_reviewed(newest.as_str().expect("an id")).await;
        office.step("supervisor", "activateContractAmendment", json!({ "amendmentId": newest })).await;
    };
    amend("2026-03-02", 2).await;
    let same = json!({ "reason": "无变化", "effectiveOn": "2026-03-03",
        "quotas": [{ "kind": "VISITS", "period": "YEAR", "amount": 2 }] });
    assert_eq!(office.refused("manager", "createContractAmendment", same).await, one("NO_CHANGE", "contractId"));
    let one_visit = book(&office, asked.clone()).await;
    decide(&office, &one_visit, true, None).await;
    let second = book(&office, asked.clone()).await;
    decide(&office, &second, true, None).await;
    assert_eq!(warned(&office).await, (1, 1));
    amend("2026-03-03", 3).await;
    assert_eq!(office.look("manager", SHOWN).await["quotas"][0]["amount"], 2, "today's terms");
    office.story.until(3, "02:00");
    let seen = office.look("manager", SHOWN).await;
    assert_eq!((&seen["quotas"][0]["amount"], &seen["quotas"][0]["remaining"]), (&json!(3), &json!(1)));
    let third = book(&office, visits(&office, 1, "2026-03-03")).await;
    decide(&office, &third, true, None).await;
    assert_eq!(warned(&office).await, (2, 2), "once for each quota that is stated");
}

both! {
    what_is_confirmed_counts_and_each_threshold_is_told_of_once,
    a_booking_is_never_changed_but_rejected_or_taken_back,
    what_no_quota_covers_is_not_booked,
}
