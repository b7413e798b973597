//! Amendments: which tickets they bind, and what they must not say.

use app::setup::policy::{NewPolicy, NewTarget, VersionTerms, create_policy, publish_policy_version};
use domain::sla::{Metric, TargetDuration};
use domain::ticket::Priority;
use serde_json::{Value, json};

use super::office::{Office, one};
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::ledger::Ledger;
use crate::tickets::story::{P2, at, global_id};

/// A published policy of the region that promises a response to P2 within ten minutes: its global id.
async fn stricter(office: &Office) -> String {
    let world = &office.story.world;
    let op = world.op("region_manager");
    let calendars = world.app.coverage();
    let calendar = calendars.calendars.values().find(|row| row.code == "7X24").expect("it ships").id;
    let target = NewTarget::of(Metric::Response, Priority::P2, TargetDuration::RealTime(600), calendar);
    let terms = VersionTerms::of(vec![target]);
    let owner = Some(world.agency("GXDSJ"));
    let new = NewPolicy { owner, code: "GX-STRICT".to_owned(), name: "加严".to_owned(), base: None, terms };
    let written = create_policy(&op, &new).await.expect("a policy");
    publish_policy_version(&op, written.version).await.expect("published");
    global_id("SlaPolicy", written.policy.0)
}

/// Drafts an amendment: its global id.
async fn amend(office: &Office, more: Value) -> String {
    let input = office.input(more).await;
    let fields = "contract { amendments { id } }";
    let payload = office.as_("manager").must("createContractAmendment", input, fields).await;
    let all = payload["contract"]["amendments"].as_array().expect("amendments");
    all.last().expect("one")["id"].as_str().expect("an id").to_owned()
}

async fn an_amendment_binds_the_tickets_of_its_days(backend: Backend) {
    let office = Office::open(backend).await;
    let story = &office.story;
    let policy = stricter(&office).await;
    let before = &story.raise(P2).await;
    story.act("engineer", "acknowledgeTicket", before, json!({})).await;
    let verdicts = story.ledger().await.verdicts().await;
    let clocks = story.clocks(before).await;
    let change = json!({ "reason": "服务加严", "effectiveOn": "2026-03-03", "policyId": policy,
        "amount": "180000.00", "endsOn": "2027-03-31" });
    let amendment = amend(&office, change).await;
    let seen = office.look("supervisor", "terms { number } amendments { state availableActions }").await;
    assert_eq!(seen["terms"], json!([{ "number": 1 }]), "a draft binds nothing");
    assert_eq!(seen["amendments"], json!([{ "state": "DRAFT", "availableActions": [] }]), "nor is it reviewed");
    assert!(!office.may("manager").await.contains("AMEND"), "one at a time");
    office.amendment_reviewed(&amendment).await;
    let seen = office.look("supervisor", "amendments { availableActions canDrawReviewers }").await;
    let open = json!([{ "availableActions": ["ACTIVATE_AMENDMENT"], "canDrawReviewers": false }]);
    assert_eq!(seen["amendments"], open);
    office.step("supervisor", "activateContractAmendment", json!({ "amendmentId": amendment })).await;

    // 3 March begins in Nanning at 16:00 UTC.
    story.until(2, "15:59:59");
    let last = &story.raise(P2).await;
    story.until(2, "16:00");
    let first = &story.raise(P2).await;
    let due = async |ticket: &str| story.clock(ticket, "RESPONSE").await.due_at;
    assert_eq!((due(last).await, due(first).await), (Some(at(2, "16:29:59")), Some(at(2, "16:10"))));
    let fields = "contractTerms { number effectiveOn policy { code } } binding { day zone sentences }";
    let bound = story.look("operator", first, fields).await;
    let terms = json!({ "number": 2, "effectiveOn": "2026-03-03", "policy": { "code": "GX-STRICT" } });
    assert_eq!((&bound["contractTerms"], &bound["binding"]["day"]), (&terms, &json!("2026-03-03")));
    let sentences = bound["binding"]["sentences"].to_string();
    for fact in ["NN-2026", "NN-OA", "Version 2", "GX-STRICT", "2027-03-31"] {
        assert!(sentences.contains(fact), "{fact}: {sentences}");
    }
    let mut late = story.request("NN-OA", "前一日的故障", P2);
    late["raisedAt"] = json!(at(2, "15:40"));
    late["lateReason"] = json!("电话报障");
    let late = &story.raise_as("clerk", late).await;
    let number = async |ticket: &str| {
        story.look("vendor_manager", ticket, "contractTerms { number }").await["contractTerms"]["number"].clone()
    };
    assert_eq!((number(late).await, number(last).await), (json!(1), json!(1)), "the terms of their own day");
    assert_eq!(story.look("engineer", first, fields).await["contractTerms"], json!(null), "needs contract.view");

    // I3: what was computed by the old terms stays.
    assert_eq!(story.clocks(before).await[0].due_at, clocks[0].due_at);
    assert_eq!(story.ledger().await.verdicts().await, verdicts);
    let fields = "endsOn amount policy { code } termsInForce { number } terms { number effectiveOn endsOn amount }";
    let seen = office.look("vendor_manager", fields).await;
    assert_eq!((&seen["endsOn"], &seen["amount"]), (&json!("2027-03-31"), &json!("180000.00")));
    assert_eq!((&seen["policy"]["code"], &seen["termsInForce"]["number"]), (&json!("GX-STRICT"), &json!(2)));
    assert_eq!(seen["terms"][0]["endsOn"], "2026-12-31", "what was signed stays readable");
    assert_eq!(office.told("contract.amended").await, 1);
    story.end().await;
}

async fn what_an_amendment_must_not_say(backend: Backend) {
    let office = Office::open(backend).await;
    let world = &office.story.world;
    let before = office.story.ledger().await.contents().await;
    let foreign = global_id("ManagedSystem", world.system("LZ-OA").0);
    let with = |name: &str, value: Value| {
        let mut input = json!({ "reason": "顺延", "effectiveOn": "2026-07-01", "endsOn": "2027-03-31" });
        input[name] = value;
        input
    };
    for (input, code, field) in [
        (with("reason", json!(" ")), "REQUIRED", "reason"),
        (with("effectiveOn", json!("2026-03-01")), "OUTSIDE_PERIOD", "effectiveOn"),
        (with("effectiveOn", json!("2027-01-01")), "OUTSIDE_PERIOD", "effectiveOn"),
        (with("endsOn", json!("2026-06-30")), "PERIOD", "endsOn"),
        (with("endsOn", json!("2126-06-30")), "PERIOD", "endsOn"),
        (with("endsOn", json!("2026-12-31")), "NO_CHANGE", "contractId"),
        (with("amount", json!("-0.01")), "NEGATIVE", "amount"),
        (with("policyId", json!("x")), "NOT_FOUND", "policyId"),
        (with("policyId", json!(global_id("SlaPolicy", uuid::Uuid::nil()))), "NOT_FOUND", "policyId"),
        (with("schemeId", json!(global_id("ScoringScheme", uuid::Uuid::nil()))), "NOT_FOUND", "schemeId"),
        (with("systemIds", json!([foreign])), "NOT_FOUND", "systemIds"),
        (with("systemIds", json!([])), "NO_SYSTEMS", "systemIds"),
    ] {
        let refused = office.refused("manager", "createContractAmendment", input.clone()).await;
        assert_eq!(refused, one(code, field), "{input}");
    }
    Ledger::assert_same(&before, &office.story.ledger().await.contents().await, "refused amendments");
    let amendment = amend(&office, with("reason", json!("顺延"))).await;
    let second = office.refused("manager", "createContractAmendment", with("reason", json!("再次顺延"))).await;
    assert_eq!(second, one("OPEN_AMENDMENT", "contractId"));
    for mutation in ["activateContractAmendment", "withdrawContractAmendment"] {
        let unknown = office.refused("region_manager", mutation, json!({ "amendmentId": "x" })).await;
        assert_eq!(unknown, one("NOT_FOUND", "amendmentId"), "{mutation}");
        let foreign =
            office.as_("lz_manager").refused(mutation, json!({ "amendmentId": amendment, "version": 5 })).await;
        assert!(["FORBIDDEN", "NOT_FOUND"].contains(&foreign[0].0.as_str()), "{mutation}: {foreign:?}");
    }
    let own = office.refused("manager", "activateContractAmendment", json!({ "amendmentId": amendment })).await;
    assert_eq!(own, vec![("FORBIDDEN".to_owned(), None)], "who writes does not approve");
    // It waited too long.
    office.amendment_reviewed(&amendment).await;
    office.until("2026-07-02T01:00:00Z");
    let late = office.refused("supervisor", "activateContractAmendment", json!({ "amendmentId": amendment })).await;
    assert_eq!(late, one("OUTSIDE_PERIOD", "effectiveOn"));
    office.step("manager", "withdrawContractAmendment", json!({ "amendmentId": amendment })).await;
    let again = office.refused("manager", "withdrawContractAmendment", json!({ "amendmentId": amendment })).await;
    assert_eq!(again, one("WRONG_STATE", "amendmentId"));
    let again = office.refused("supervisor", "activateContractAmendment", json!({ "amendmentId": amendment })).await;
    assert_eq!(again, one("WRONG_STATE", "amendmentId"));
    let mut next = with("reason", json!("三次顺延"));
    next["effectiveOn"] = json!("2026-08-01");
    amend(&office, next).await;
    let seen = office.look("manager", "amendments { number state }").await;
    let numbers = json!([{ "number": 2, "state": "WITHDRAWN" }, { "number": 3, "state": "DRAFT" }]);
    assert_eq!(seen["amendments"], numbers, "no number is used twice");
}

async fn an_agreed_amendment_is_taken_back_only_before_its_day(backend: Backend) {
    let office = Office::open(backend).await;
    let story = &office.story;
    let hall = global_id("ManagedSystem", story.world.system("QX-HALL").0);
    let without_oa = |on: &str| json!({ "reason": "缩小范围", "effectiveOn": on, "systemIds": [hall] });
    let first = amend(&office, without_oa("2026-03-05")).await;
    office.amendment_reviewed(&first).await;
    let first = json!({ "amendmentId": first });
    office.step("supervisor", "activateContractAmendment", first.clone()).await;
    let second = json!({ "amendmentId": amend(&office, json!({ "reason": "降价", "effectiveOn": "2026-03-09", "amount": "1.00" })).await });
    let resting = office.refused("manager", "withdrawContractAmendment", first.clone()).await;
    assert_eq!(resting, one("WRONG_STATE", "amendmentId"), "another rests on it");
    office.step("manager", "withdrawContractAmendment", second).await;
    let may = office.look("manager", "amendments { state availableActions }").await;
    assert_eq!(may["amendments"][0], json!({ "state": "IN_FORCE", "availableActions": ["WITHDRAW_AMENDMENT"] }));
    office.step("manager", "withdrawContractAmendment", first).await;
    story.until(5, "01:00");
    story.raise(P2).await;

    let third = amend(&office, without_oa("2026-03-06")).await;
    office.amendment_reviewed(&third).await;
    let third = json!({ "amendmentId": third });
    office.step("supervisor", "activateContractAmendment", third.clone()).await;
    story.until(6, "01:00");
    let request = story.request("NN-OA", "公文收不到", P2);
    assert_eq!(office.as_("clerk").refused("raiseTicket", request).await, one("NOT_COVERED", "systemId"));
    let refused = office.refused("manager", "withdrawContractAmendment", third).await;
    assert_eq!(refused, one("WRONG_STATE", "amendmentId"), "it holds");
    let seen =
        office.look("manager", "systems { nodes { code } } termsInForce { number systems { totalCount } }").await;
    assert_eq!(seen["systems"]["nodes"], json!([{ "code": "QX-HALL" }]));
    assert_eq!(seen["termsInForce"], json!({ "number": 4, "systems": { "totalCount": 1 } }));

    // What it gave up is free for another contract, from that day on and not before.
    let other = |from: &str, number: &str| office.draft(number, "桂北信息", "NN-OA", (from, "2026-12-31"));
    let (_, early) = office.approved(other("2026-03-05", "NN-2026-E")).await;
    let overlap = one("OVERLAPPING_COVERAGE", "contractId");
    assert_eq!(office.as_("manager").refused("activateContract", early).await, overlap);
    office.in_force(other("2026-03-06", "NN-2026-F")).await;
    let oa = global_id("ManagedSystem", story.world.system("NN-OA").0);
    let back = json!({ "reason": "恢复范围", "effectiveOn": "2026-04-01", "systemIds": [hall, oa] });
    let back = amend(&office, back).await;
    office.amendment_reviewed(&back).await;
    let back = json!({ "amendmentId": back });
    let refused = office.refused("supervisor", "activateContractAmendment", back).await;
    assert_eq!(refused, one("OVERLAPPING_COVERAGE", "amendmentId"), "and not to be had back");
    story.end().await;
}

both! {
    an_amendment_binds_the_tickets_of_its_days,
    what_an_amendment_must_not_say,
    an_agreed_amendment_is_taken_back_only_before_its_day,
}
