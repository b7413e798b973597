//! Requests for uncovered systems: who sees them, what is refused, and what comes to nothing.

use serde_json::{Value, json};

use super::uncovered::{filed, look, on};
use crate::contracts::office::{Office, one};
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::ledger::Ledger;
use crate::tickets::story::{P2, P3, global_id};

const LIST: &str = "query($after: String, $states: [UncoveredState!]) {
    uncoveredRequests(first: 2, after: $after, states: $states) {
        totalCount nodes { title } pageInfo { endCursor hasNextPage } } }";

fn titles(list: &Value) -> Vec<&str> {
    list["nodes"].as_array().expect("nodes").iter().filter_map(|node| node["title"].as_str()).collect()
}

async fn the_queue_is_for_the_agencys_side_and_no_vendor(backend: Backend) {
    let office = Office::open(backend).await;
    for title in ["一", "二", "三"] {
        filed(&office, "clerk", title).await;
    }
    let ask = async |who: &str, variables: Value| office.as_(who).gql(LIST, variables).await;
    let first = ask("manager", json!({})).await.at("/uncoveredRequests");
    assert_eq!((titles(&first), &first["totalCount"]), (vec!["一", "二"], &json!(3)), "the oldest first");
    let rest = ask("manager", json!({ "after": first["pageInfo"]["endCursor"] })).await.at("/uncoveredRequests");
    assert_eq!((titles(&rest), &rest["pageInfo"]["hasNextPage"]), (vec!["三"], &json!(false)));
    let request = &filed(&office, "operator", "四").await;
    let dismiss = json!({ "requestId": request, "reason": "系统将下线" });
    let fields = "request { state reason waitedSeconds availableActions }";
    let dismissed = office.as_("manager").must("dismissUncoveredRequest", dismiss.clone(), fields).await;
    let expected = json!({ "state": "DISMISSED", "reason": "系统将下线", "waitedSeconds": 0, "availableActions": [] });
    assert_eq!(dismissed["request"], expected);
    assert_eq!(office.told("uncovered.dismissed").await, 1);
    let wrong = one("WRONG_STATE", "requestId");
    assert_eq!(office.as_("manager").refused("dismissUncoveredRequest", dismiss).await, wrong);
    let of = async |who: &str, state: &str| {
        let answer = ask(who, json!({ "states": [state] })).await;
        answer.at("/uncoveredRequests/totalCount").as_i64().expect("a count")
    };
    for who in ["clerk", "operator", "manager", "supervisor", "region_manager", "regulator"] {
        assert_eq!((of(who, "WAITING").await, of(who, "DISMISSED").await), (3, 1), "{who}");
    }
    for who in ["county_clerk", "lz_manager", "lz_operator"] {
        assert_eq!((of(who, "WAITING").await, of(who, "DISMISSED").await), (0, 0), "{who} has nothing to do with it");
        let node = office.as_(who).gql("query($id: ID!) { node(id: $id) { id } }", json!({ "id": request })).await;
        assert_eq!(node.code(), "NOT_FOUND", "{who}");
    }
    for who in ["vendor_manager", "engineer", "system_admin", "assessor"] {
        assert_eq!(ask(who, json!({})).await.code(), "FORBIDDEN", "{who}");
        let node = office.as_(who).gql("query($id: ID!) { node(id: $id) { id } }", json!({ "id": request })).await;
        assert_eq!(node.code(), "NOT_FOUND", "{who}");
    }
}

async fn what_must_not_be_filed_or_decided(backend: Backend) {
    let office = Office::open(backend).await;
    let story = &office.story;
    let request = &filed(&office, "clerk", "旧门户打不开").await;
    let before = story.ledger().await.contents().await;
    let refuse = async |who: &str, mutation: &str, input: Value, expected: &[(&str, Option<&str>)]| {
        let refused = office.as_(who).refused(mutation, input.clone()).await;
        let refused: Vec<_> = refused.iter().map(|(code, field)| (code.as_str(), field.as_deref())).collect();
        assert_eq!(refused, expected, "{mutation} {input} by {who}");
    };
    let file = "fileUncoveredRequest";
    refuse("clerk", file, story.request("NN-OA", "公文收不到", P3), &[("COVERED", Some("systemId"))]).await;
    let mut every = story.request("NN-OA", " ", P3);
    every["raisedAt"] = json!("2026-03-02T00:00:00Z");
    let all = [("REQUIRED", Some("title")), ("REASON_REQUIRED", Some("lateReason")), ("COVERED", Some("systemId"))];
    refuse("clerk", file, every, &all).await;
    refuse("clerk", file, story.request("LZ-OA", "柳州的", P2), &[("NOT_FOUND", Some("systemId"))]).await;
    let mut unknown = story.request("NN-OLD", "不存在", P2);
    unknown["systemId"] = json!("42");
    refuse("clerk", file, unknown, &[("NOT_FOUND", Some("systemId"))]).await;
    for who in ["manager", "engineer", "regulator"] {
        refuse(who, file, story.request("NN-OLD", "旧门户", P2), &[("FORBIDDEN", None)]).await;
    }
    let dismiss = |reason: &str| json!({ "requestId": request, "reason": reason });
    for who in ["clerk", "operator", "supervisor", "regulator"] {
        refuse(who, "dismissUncoveredRequest", dismiss("不办"), &[("FORBIDDEN", None)]).await;
        refuse(who, "routeUncoveredRequest", on(request), &[("FORBIDDEN", None)]).await;
    }
    for who in ["lz_manager", "vendor_manager", "county_clerk"] {
        refuse(who, "dismissUncoveredRequest", dismiss("不办"), &[("NOT_FOUND", None)]).await;
        refuse(who, "routeUncoveredRequest", on(request), &[("NOT_FOUND", None)]).await;
    }
    refuse("manager", "dismissUncoveredRequest", dismiss(" "), &[("REQUIRED", Some("reason"))]).await;
    let long = "长".repeat(2_001);
    refuse("manager", "dismissUncoveredRequest", dismiss(&long), &[("TOO_LONG", Some("reason"))]).await;
    let ticket = global_id("Ticket", uuid::Uuid::nil());
    refuse("manager", "routeUncoveredRequest", on(&ticket), &[("NOT_FOUND", Some("requestId"))]).await;
    Ledger::assert_same(&before, &story.ledger().await.contents().await, "refused requests");
    // Of a day without a contract that is written down late, as a ticket would be.
    let mut late = story.request("NN-OLD", "周末就打不开", P2);
    late["raisedAt"] = json!("2026-02-28T02:00:00Z");
    late["lateReason"] = json!("周末电话");
    let fields = "request { id askedAt filedAt lateReason number }";
    let filed = office.as_("clerk").must(file, late, fields).await;
    assert_eq!(filed["request"]["askedAt"], json!("2026-02-28T02:00:00+00:00"));
    assert_eq!(filed["request"]["lateReason"], json!("周末电话"));
    assert_eq!(filed["request"]["number"], json!("NNDSJ-U20260302-0002"));
    assert_eq!(look(&office, "clerk", request, "state").await, json!({ "state": "WAITING" }));
}

both! {
    the_queue_is_for_the_agencys_side_and_no_vendor,
    what_must_not_be_filed_or_decided,
}
