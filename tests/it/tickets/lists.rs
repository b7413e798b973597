//! The list of tickets: who finds what, in which order, page by page.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::story::{P1, P2, P3, P4, Story, at, global_id};
use crate::support::both;
use crate::support::db::Backend;

/// Seven tickets of three agencies. In the city: `fast` (P2, assigned), `slow` (P3, a request), `idle` (P4), `free`
/// (P1, promised nothing), `gone` (P4, cancelled); `county` (P2, its response breached); `liuzhou` (P2).
async fn seven_tickets(story: &Story) {
    let raise = async |who: &str, system: &str, title: &str, rank, kind: &str| {
        let mut request = story.request(system, title, rank);
        request["kind"] = json!(kind);
        story.raise_as(who, request).await
    };
    raise("county_clerk", "QX-HALL", "county", P2, "INCIDENT").await;
    story.until(2, "01:31");
    story.sweep().await;
    let fast = raise("clerk", "NN-OA", "fast", P2, "INCIDENT").await;
    // At the same moment: their order rests on their ids.
    raise("clerk", "NN-OA", "slow", P3, "REQUEST").await;
    raise("operator", "NN-OA", "idle", P4, "INCIDENT").await;
    raise("lz_operator", "LZ-OA", "liuzhou", P2, "INCIDENT").await;
    story.pass_minutes(1);
    raise("operator", "NN-OA", "free", P1, "PROBLEM").await;
    let gone = raise("operator", "NN-OA", "gone", P4, "INCIDENT").await;
    let engineer = global_id("User", story.world.user("engineer").0);
    story.act("operator", "assignTicket", &fast, json!({ "engineerId": engineer })).await;
    story.act("operator", "cancelTicket", &gone, json!({ "reason": "误报" })).await;
}

async fn filters_find_what_they_say(backend: Backend) {
    let story = Story::open(backend).await;
    seven_tickets(&story).await;
    let found = async |who: &str, filter: Value| {
        let document = "query($filter: TicketFilter) { tickets(filter: $filter) { totalCount nodes { title } } }";
        let page = story.world.as_(who).gql(document, json!({ "filter": filter })).await.at("/tickets");
        let titles: BTreeSet<String> = page["nodes"]
            .as_array()
            .expect("nodes")
            .iter()
            .filter_map(|node| Some(node["title"].as_str()?.to_owned()))
            .collect();
        assert_eq!(page["totalCount"], json!(titles.len()), "{filter}");
        titles.into_iter().collect::<Vec<_>>().join(" ")
    };
    let world = &story.world;
    let id = |of: &str, id: uuid::Uuid| json!(global_id(of, id));
    let all = "region_manager";
    assert_eq!(found(all, json!({})).await, "county fast free gone idle liuzhou slow");
    assert_eq!(found(all, json!({ "states": ["NEW"] })).await, "county free idle liuzhou slow");
    assert_eq!(found(all, json!({ "states": ["ASSIGNED", "CANCELLED"] })).await, "fast gone");
    assert_eq!(found(all, json!({ "open": true, "priorities": ["P4"] })).await, "idle");
    assert_eq!(found(all, json!({ "priorities": ["P1", "P3"] })).await, "free slow");
    assert_eq!(found(all, json!({ "kinds": ["REQUEST", "PROBLEM"] })).await, "free slow");
    let agency = |code: &str| json!({ "agencyId": id("Agency", world.agency(code).0) });
    assert_eq!(found(all, agency("GXDSJ")).await, "county fast free gone idle liuzhou slow", "the whole tree");
    assert_eq!(found(all, agency("NNDSJ")).await, "county fast free gone idle slow", "the city and its county");
    assert_eq!(found(all, agency("NNQX")).await, "county");
    assert_eq!(found(all, json!({ "vendorId": id("Vendor", world.vendor("桂北信息").0) })).await, "liuzhou");
    assert_eq!(found(all, json!({ "systemId": id("ManagedSystem", world.system("QX-HALL").0) })).await, "county");
    assert_eq!(
        found(all, json!({ "contractId": id("ServiceContract", world.contract("LZ-2026").0) })).await,
        "liuzhou"
    );
    assert_eq!(found(all, json!({ "assigneeId": id("User", world.user("engineer").0) })).await, "fast");
    let raised_by = |who: &str| json!({ "raisedById": id("User", world.user(who).0) });
    assert_eq!(found(all, raised_by("clerk")).await, "fast slow");
    assert_eq!(found("operator", raised_by("operator")).await, "free gone idle");
    assert_eq!(found(all, json!({ "breached": true })).await, "county");
    assert_eq!(found(all, json!({ "breached": false, "kinds": ["INCIDENT"] })).await, "fast gone idle liuzhou");
    // The county's response was due at 01:30, the others' at 02:01, 03:31 and in the afternoon.
    assert_eq!(found(all, json!({ "dueBefore": at(2, "02:00") })).await, "county");
    assert_eq!(found(all, json!({ "dueBefore": at(2, "02:01") })).await, "county", "before, not at");
    assert_eq!(found(all, json!({ "dueBefore": at(2, "02:01:01") })).await, "county fast liuzhou");
    // The same filters never reach beyond the scope (I7).
    assert_eq!(found("operator", json!({})).await, "county fast free gone idle slow");
    assert_eq!(found("county_clerk", json!({})).await, "county");
    assert_eq!(found("engineer", json!({ "breached": false })).await, "fast free gone idle slow");
    assert_eq!(found("lz_engineer", json!({})).await, "liuzhou");
    assert_eq!(found("lz_operator", agency("NNDSJ")).await, "");
    assert_eq!(found("lz_operator", raised_by("clerk")).await, "");
    assert_eq!(found("system_admin", json!({})).await, "");
    story.end().await;
}

async fn pages_of_two_lose_and_repeat_nothing(backend: Backend) {
    let story = Story::open(backend).await;
    seven_tickets(&story).await;
    for (column, key) in [("CREATED", "createdAt"), ("DUE", "nextDueAt"), ("PRIORITY", "priority")] {
        let up = walk(&story, &format!("{column}_ASC")).await;
        let mut down = walk(&story, &format!("{column}_DESC")).await;
        assert_eq!(up.len(), 7);
        let ids: BTreeSet<&str> = up.iter().filter_map(|node| node["id"].as_str()).collect();
        assert_eq!(ids.len(), 7, "{column}: none twice");
        // No deadline sorts behind every deadline.
        let keys: Vec<String> = up.iter().map(|node| node[key].as_str().unwrap_or("9999").to_owned()).collect();
        assert!(keys.is_sorted(), "{column}: {keys:?}");
        down.reverse();
        assert_eq!(up, down, "{column}: backwards is the same list");
    }
    let newest = walk(&story, "CREATED_DESC").await;
    assert_eq!(newest, pages(&story, "CREATED_DESC", 100).await, "one page holds the same");
    story.end().await;
}

async fn a_new_ticket_moves_no_page(backend: Backend) {
    let story = Story::open(backend).await;
    seven_tickets(&story).await;
    let before = walk(&story, "CREATED_DESC").await;
    let first = page(&story, "CREATED_DESC", 2, None).await;
    story.pass_minutes(1);
    story.raise(P2).await;
    let second = page(&story, "CREATED_DESC", 2, Some(&first["pageInfo"]["endCursor"])).await;
    let second = second["nodes"].as_array().expect("nodes");
    assert_eq!(second[..], before[2..4], "with offsets one would come twice");
}

/// Every page of two, one behind the other.
async fn walk(story: &Story, order: &str) -> Vec<Value> {
    pages(story, order, 2).await
}

async fn pages(story: &Story, order: &str, size: usize) -> Vec<Value> {
    let mut all: Vec<Value> = Vec::new();
    let mut after: Option<Value> = None;
    loop {
        let page = page(story, order, size, after.as_ref()).await;
        let nodes = page["nodes"].as_array().expect("nodes");
        assert_eq!(page["totalCount"], json!(7));
        assert_eq!(page["pageInfo"]["hasPreviousPage"], json!(!all.is_empty()));
        let cursors: Vec<&Value> =
            page["edges"].as_array().expect("edges").iter().map(|edge| &edge["cursor"]).collect();
        assert_eq!(cursors.first().copied(), Some(&page["pageInfo"]["startCursor"]));
        assert_eq!(cursors.last().copied(), Some(&page["pageInfo"]["endCursor"]));
        all.extend(nodes.iter().cloned());
        let more = page["pageInfo"]["hasNextPage"] == json!(true);
        assert_eq!(more, all.len() < 7);
        if !more {
            return all;
        }
        assert_eq!(nodes.len(), size, "a page before the last is full");
        after = Some(page["pageInfo"]["endCursor"].clone());
    }
}

async fn page(story: &Story, order: &str, size: usize, after: Option<&Value>) -> Value {
    let document = "query($order: TicketOrder!, $size: Int!, $after: String) {
        tickets(orderBy: $order, first: $size, after: $after) {
            totalCount nodes { id title createdAt nextDueAt priority } edges { cursor }
            pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }";
    let variables = json!({ "order": order, "size": size, "after": after });
    story.world.as_("region_manager").gql(document, variables).await.at("/tickets")
}

both! {
    filters_find_what_they_say,
    pages_of_two_lose_and_repeat_nothing,
    a_new_ticket_moves_no_page,
}
