//! Who sees which disputes.

use serde_json::{Value, json};

use super::desk::Desk;
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::{P2, global_id};

/// The tickets of the disputes that somebody finds, the newest first.
async fn found(desk: &Desk, who: &str, filter: Value) -> Value {
    let query = "query($filter: BreachDisputeFilter) {
        breachDisputes(filter: $filter) { totalCount nodes { ticket { id } steps { step } availableActions } } }";
    let found = desk.as_(who).gql(query, json!({ "filter": filter })).await.at("/breachDisputes");
    let nodes = found["nodes"].as_array().expect("nodes");
    assert_eq!(found["totalCount"], nodes.len());
    nodes.iter().map(|node| node["ticket"]["id"].clone()).collect()
}

async fn a_list_is_narrowed_and_never_leaves_the_scope(backend: Backend) {
    let desk = Desk::open(backend).await;
    let story = &desk.story;
    let world = &story.world;
    let first = desk.appeal().await;
    desk.decide("manager", &first, json!({ "outcome": "UPHOLD", "reason": "与记录不符" })).await;
    // A second one, whose response was late.
    let other = story.raise(P2).await;
    story.pass_minutes(31);
    story.sweep().await;
    let clocks = story.look("vendor_manager", &other, "clocks { id metric }").await;
    let clocks = clocks["clocks"].as_array().expect("clocks").clone();
    let response = clocks.iter().find(|clock| clock["metric"] == "RESPONSE").expect("RESPONSE");
    let input = json!({ "clockId": response["id"], "reason": "派单有误" });
    desk.as_("vendor_manager").must("appealBreach", input, "").await;

    let both = json!([other, desk.ticket]);
    for who in ["manager", "region_manager", "supervisor", "regulator", "assessor", "vendor_manager", "engineer"] {
        assert_eq!(found(&desk, who, json!({})).await, both, "{who}");
    }
    for who in ["lz_manager", "lz_engineer", "lz_operator"] {
        assert_eq!(found(&desk, who, json!({})).await, json!([]), "{who}");
    }
    let (first, second) = (json!([desk.ticket]), json!([other]));
    let agency = |code: &str| global_id("Agency", world.agency(code).0);
    let contract = |number: &str| global_id("ServiceContract", world.contract(number).0);
    for (filter, expected) in [
        (json!({ "states": ["AGENCY_DECIDED"] }), &first),
        (json!({ "turns": ["AGENCY", "SUPERVISOR"] }), &second),
        (json!({ "ticketId": desk.ticket }), &first),
        (json!({ "subjects": ["VERDICT"] }), &both),
        (json!({ "subjects": ["LEDGER_ENTRY", "MANUAL_SCORE"] }), &json!([])),
        (json!({ "agencyId": agency("GXDSJ") }), &both),
        (json!({ "agencyId": agency("LZDSJ") }), &json!([])),
        (json!({ "vendorId": global_id("Vendor", world.vendor("八桂运维").0) }), &both),
        (json!({ "vendorId": global_id("Vendor", world.vendor("桂北信息").0) }), &json!([])),
        (json!({ "contractId": contract("NN-2026") }), &both),
        (json!({ "contractId": contract("LZ-2026") }), &json!([])),
    ] {
        assert_eq!(found(&desk, "region_manager", filter.clone()).await, *expected, "{filter}");
    }
    let page = "query($after: String) { breachDisputes(first: 1, after: $after) {
        pageInfo { hasNextPage endCursor } nodes { ticket { id } } } }";
    let one = desk.as_("manager").gql(page, json!({})).await.at("/breachDisputes");
    assert_eq!((&one["nodes"][0]["ticket"]["id"], &one["pageInfo"]["hasNextPage"]), (&json!(other), &json!(true)));
    let next =
        desk.as_("manager").gql(page, json!({ "after": one["pageInfo"]["endCursor"] })).await.at("/breachDisputes");
    assert_eq!(
        (&next["nodes"][0]["ticket"]["id"], &next["pageInfo"]["hasNextPage"]),
        (&json!(desk.ticket), &json!(false))
    );
    assert_eq!(desk.as_("clerk").gql("{ breachDisputes { nodes { id } } }", json!({})).await.code(), "FORBIDDEN");
}

both! { a_list_is_narrowed_and_never_leaves_the_scope }
