//! The change feed: by pages, and as where a listener begins.

use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};
use storage::Store;
use storage::write::number_outbox;

use super::Pair;
use crate::support::both;
use crate::support::client::Client;
use crate::support::db::{Backend, connect};
use crate::support::world::World;

both! {
    the_feed_is_read_by_pages_by_those_it_concerns,
    remarks_inside_one_side_are_not_told_to_the_other,
    who_comes_back_hears_what_was_missed_once_and_then_goes_on,
    a_hint_that_is_lost_is_made_up_for_in_order,
    who_is_too_far_behind_is_told_to_read_anew,
    a_page_passes_over_what_concerns_others,
}

/// Everything that somebody finds behind `after`, by pages of `first`: number and topic.
async fn all(client: &Client, mut after: i64, first: u64) -> Vec<(i64, String)> {
    let document = "query($first: Int, $after: String) {
        changes(first: $first, after: $after) {
            edges { cursor node { seq } } nodes { seq topic messageId recordedAt ticketId ticket { number } }
            pageInfo { hasNextPage endCursor } readTo upTo } }";
    let mut found = Vec::new();
    loop {
        let answer = client.gql(document, json!({ "first": first, "after": after.to_string() })).await;
        let page = answer.at("/changes");
        for node in page["nodes"].as_array().expect("nodes") {
            assert!(node["ticket"]["number"].is_string() && node["messageId"].is_string(), "{node}");
            found
                .push((node["seq"].as_i64().expect("a number"), node["topic"].as_str().unwrap_or_default().to_owned()));
        }
        assert!(page["nodes"].as_array().map_or(0, Vec::len) as u64 <= first);
        assert_eq!(page["pageInfo"]["endCursor"], page["readTo"].to_string());
        assert_eq!(page["pageInfo"]["hasNextPage"], json!(page["readTo"] != page["upTo"]));
        after = page["readTo"].as_i64().expect("a number");
        if page["readTo"] == page["upTo"] {
            return found;
        }
    }
}

fn topics(found: &[(i64, String)]) -> Vec<&str> {
    found.iter().map(|(_, topic)| topic.as_str()).collect()
}

async fn the_feed_is_read_by_pages_by_those_it_concerns(backend: Backend) {
    let pair = Pair::new(backend).await;
    let begin = pair.head().await;
    let ticket = pair.raised("operator", "NN-OA", "收文失败").await;
    pair.raised("lz_operator", "LZ-OA", "柳州收文失败").await;
    for _ in 0..3 {
        pair.commented("engineer", &ticket, "PUBLIC").await;
    }
    // Above both agencies, the other one's ticket is there as well.
    for (login, tickets) in [("clerk", 1), ("engineer", 1), ("supervisor", 2)] {
        let expected = [vec!["ticket.raised"; tickets], vec!["ticket.commented"; 3]].concat();
        for first in [1, 2, 500] {
            let found = all(&pair.world.as_(login), begin, first).await;
            assert_eq!(topics(&found), expected, "{login} by {first}");
            assert!(found.is_sorted_by(|one, next| one.0 < next.0), "{found:?}");
        }
    }
    assert_eq!(topics(&all(&pair.world.as_("lz_operator"), begin, 2).await), ["ticket.raised"]);
    assert_eq!(all(&pair.world.as_("county_clerk"), begin, 2).await, []);
    refused(&pair.world).await;
}

async fn refused(world: &World) {
    let code = async |login: &str, arguments: &str| {
        let document = format!("{{ changes{arguments} {{ upTo }} }}");
        world.as_(login).gql(&document, json!({})).await.code()
    };
    assert_eq!(code("clerk", "(first: 0)").await, "LIMIT_PAGE_SIZE");
    assert_eq!(code("clerk", "(first: 501)").await, "LIMIT_PAGE_SIZE");
    assert_eq!(code("clerk", "(after: \"x\")").await, "INVALID_CURSOR");
    assert_eq!(code("clerk", "(after: \"-1\")").await, "INVALID_CURSOR");
    assert_eq!(code("system_admin", "").await, "FORBIDDEN");
}

async fn remarks_inside_one_side_are_not_told_to_the_other(backend: Backend) {
    let pair = Pair::new(backend).await;
    let begin = pair.head().await;
    let ticket = pair.raised("operator", "NN-OA", "收文失败").await;
    pair.commented("operator", &ticket, "AGENCY_INTERNAL").await;
    pair.commented("engineer", &ticket, "VENDOR_INTERNAL").await;
    pair.commented("engineer", &ticket, "PUBLIC").await;
    // What is said below to the clerk's ears, the vendor's people may read as well.
    for (login, remarks) in [("clerk", 2), ("engineer", 4)] {
        let found = all(&pair.world.as_(login), begin, 2).await;
        let expected = [vec!["ticket.raised"], vec!["ticket.commented"; remarks]].concat();
        assert_eq!(topics(&found), expected, "{login}");
        let mut ears = pair.since(login, begin).await;
        for (seq, topic) in &found {
            let heard = ears.change().await;
            assert_eq!((&heard["seq"], &heard["topic"]), (&json!(seq), &json!(topic)), "{login}");
        }
        // What is said now is told as what was.
        let other = if login == "clerk" { ("engineer", "VENDOR_INTERNAL") } else { ("operator", "AGENCY_INTERNAL") };
        pair.commented(other.0, &ticket, other.1).await;
        pair.commented("engineer", &ticket, "PUBLIC").await;
        let heard = ears.change().await;
        assert_eq!(heard["seq"], json!(pair.head().await), "{login} hears the second only: {heard}");
    }
}

async fn who_comes_back_hears_what_was_missed_once_and_then_goes_on(backend: Backend) {
    let pair = Pair::new(backend).await;
    let mut clerk = pair.listener("clerk", "operator", "NN-OA").await;
    let ticket = pair.raised("operator", "NN-OA", "收文失败").await;
    let last = clerk.change().await["seq"].as_i64().expect("a number");
    drop(clerk);
    for _ in 0..3 {
        pair.commented("engineer", &ticket, "PUBLIC").await;
    }
    let mut clerk = pair.since("clerk", last).await;
    pair.commented("engineer", &ticket, "PUBLIC").await;
    let mut heard = Vec::new();
    for _ in 0..4 {
        let change = clerk.change().await;
        assert_eq!(change["topic"], "ticket.commented");
        heard.push(change["seq"].as_i64().expect("a number"));
    }
    let found = all(&pair.world.as_("clerk"), last, 500).await;
    assert_eq!(heard, found.iter().map(|(seq, _)| *seq).collect::<Vec<_>>());
}

async fn a_hint_that_is_lost_is_made_up_for_in_order(backend: Backend) {
    let pair = Pair::new(backend).await;
    let mut clerk = pair.listener("clerk", "operator", "NN-OA").await;
    let silent = Store::connect(&pair.world.db.config).await.expect("connecting");
    let mut expected: Vec<Value> = Vec::new();
    for title in ["甲", "乙", "丙"] {
        let input = json!({
            "systemId": crate::access::stage::global("ManagedSystem", pair.world.system("NN-OA").0), "title": title,
            "kind": "INCIDENT", "impact": "LOW", "urgency": "LOW",
        });
        let raised = pair.there("operator").must("raiseTicket", input, "ticket { id }").await;
        expected.push(raised["ticket"]["id"].clone());
        // Numbered by a relay that dies before it tells anybody.
        assert!(!number_outbox(&silent, 500).await.expect("numbered").is_empty());
    }
    expected.push(pair.raised("operator", "NN-OA", "丁").await["id"].clone());
    for id in expected {
        assert_eq!(clerk.change().await["ticketId"], id);
    }
    silent.close().await.expect("closing");
}

async fn who_is_too_far_behind_is_told_to_read_anew(backend: Backend) {
    let pair = Pair::new(backend).await;
    far_on(&pair.world, 60_000).await;
    let mut clerk = pair.since("clerk", 0).await;
    let told = clerk.change().await;
    assert_eq!((&told["resync"], &told["seq"], &told["topic"]), (&json!(true), &json!(60_000), &Value::Null));
    let next = pair.raised("operator", "NN-OA", "之后").await;
    let heard = clerk.change().await;
    assert_eq!((&heard["ticketId"], &heard["seq"]), (&next["id"], &json!(60_001)));
}

async fn a_page_passes_over_what_concerns_others(backend: Backend) {
    let pair = Pair::new(backend).await;
    let begin = pair.head().await;
    far_on(&pair.world, 45_000).await;
    pair.raised("operator", "NN-OA", "之后").await;
    let found = all(&pair.world.as_("clerk"), begin, 500).await;
    assert_eq!(found, [(45_001, "ticket.raised".to_owned())]);
}

/// As if so many messages had been numbered.
async fn far_on(world: &World, number: i64) {
    let db = connect(&world.db.config.url).await;
    let sql = format!("UPDATE epoch SET value = {number} WHERE name = 'feed'");
    db.execute_raw(Statement::from_string(db.get_database_backend(), sql)).await.expect("set");
    db.close().await.expect("closing");
}
