//! Who sees how much of a review, and when.

use serde_json::{Value, json};

use super::bench::{Bench, answers, deviates};
use crate::support::both;
use crate::support::db::Backend;

async fn a_reviewer_sees_what_they_were_drawn_for_and_nothing_else(backend: Backend) {
    let mut bench = Bench::open(backend).await;
    bench.convene(3).await;
    let asked = bench.asked().await;
    let fields = "terms { contractNumber buyerName vendorName endsOn amount noticeDays policyCode \
                  systems { code name ownerName protectionLevel } targets { metric priority calendarCode duration { value } } } \
                  checklist { code version items { code clause requirement } } contract { number } availableActions";
    let seen = bench.look(&asked[0], fields).await;
    assert_eq!(seen["contract"], json!(null), "the contract itself is not theirs to see");
    assert_eq!(seen["availableActions"], json!(["ANSWER", "DECLINE"]));
    let terms = &seen["terms"];
    let named = [&terms["contractNumber"], &terms["vendorName"], &terms["amount"], &terms["systems"][0]["code"]];
    assert_eq!(named, [&json!("NN-2026-B"), &json!("八桂运维"), &json!("1000.00"), &json!("NN-OLD")]);
    assert_eq!(terms["targets"].as_array().map(Vec::len), Some(10));
    assert_eq!(seen["checklist"]["code"], "OUTSOURCED-OM");

    let reviewer = bench.as_(&asked[0]);
    let lists = "{ contracts { totalCount } systems { totalCount } tickets { totalCount } mine: complianceReviews(mine: true) \
                 { nodes { id } } all: complianceReviews { totalCount } }";
    let lists = reviewer.gql(lists, json!({})).await.body["data"].clone();
    assert_eq!((&lists["contracts"]["totalCount"], &lists["systems"]["totalCount"]), (&json!(0), &json!(0)));
    assert_eq!(lists["tickets"]["totalCount"], 0);
    assert!(lists["mine"]["nodes"].as_array().expect("nodes").contains(&json!({ "id": bench.review })), "{lists}");
    let node = "query($id: ID!) { node(id: $id) { id } }";
    let contract = reviewer.gql(node, json!({ "id": bench.office.contract })).await;
    assert_eq!(contract.code(), "NOT_FOUND");
    let outsiders = ["expert", "reviewer1", "reviewer2", "reviewer3", "reviewer4"];
    for other in outsiders.into_iter().filter(|other| !asked.contains(&(*other).to_owned())) {
        let found = bench.as_(other).gql(node, json!({ "id": bench.review })).await;
        assert_eq!(found.code(), "NOT_FOUND", "{other} was not drawn");
    }
}

/// The reviewers who have said something about an item, as somebody sees it.
async fn heard(bench: &Bench, who: &str) -> Vec<Value> {
    let seen = bench.look(who, "items { item { code } answers { answer reviewer { name } } }").await;
    let items = seen["items"].as_array().expect("items");
    let staff = items.iter().find(|item| item["item"]["code"] == "STAFF-ACCESS").expect("an item");
    staff["answers"].as_array().expect("answers").clone()
}

async fn nobody_is_swayed_before_there_is_a_verdict(backend: Backend) {
    let mut bench = Bench::open(backend).await;
    bench.convene(3).await;
    let asked = bench.asked().await;
    bench.answer(&asked[0], answers(&[("STAFF-ACCESS", deviates("没有保密协议"))])).await;
    assert_eq!(heard(&bench, &asked[0]).await.len(), 1, "one's own");
    for who in [asked[1].as_str(), "manager", "supervisor", "regulator", "vendor_manager"] {
        assert_eq!(heard(&bench, who).await.len(), 0, "{who}");
    }
    let names = "seats { seat } draws { number } reviewerCount";
    let vendor = bench.look("vendor_manager", names).await;
    assert_eq!(vendor, json!({ "seats": null, "draws": null, "reviewerCount": 3 }), "whom to call on is not told");
    assert!(bench.look("manager", names).await["seats"].is_array());
    bench.decide(&[]).await;
    for who in [asked[1].as_str(), "manager", "vendor_manager"] {
        assert_eq!(heard(&bench, who).await.len(), 3, "{who}");
    }
    assert_eq!(bench.look("vendor_manager", names).await["seats"].as_array().map(Vec::len), Some(3));
}

both! {
    a_reviewer_sees_what_they_were_drawn_for_and_nothing_else,
    nobody_is_swayed_before_there_is_a_verdict,
}
