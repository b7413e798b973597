//! Several hands on one ticket at once: each lands in order or is told so, and nothing is lost (S2).

use std::collections::BTreeMap;

use serde_json::{Value, json};
use tokio::task::JoinSet;

use super::story::{P2, Story, at};
use crate::support::both;
use crate::support::client::Client;
use crate::support::db::Backend;

/// The code of a refusal; `DONE` when it landed.
async fn outcome(client: Client, mutation: &'static str, input: Value) -> String {
    let answer = client.mutate(mutation, input, "").await;
    let errors = answer.at(&format!("/{mutation}/errors"));
    errors
        .as_array()
        .expect("errors")
        .first()
        .map_or("DONE".to_owned(), |error| error["code"].as_str().expect("a code").to_owned())
}

/// Sends everything at once; how often each outcome came.
async fn at_once(story: &Story, acts: Vec<(&str, &'static str, Value)>) -> BTreeMap<String, usize> {
    let mut running = JoinSet::new();
    for (who, mutation, input) in acts {
        running.spawn(outcome(story.world.as_(who), mutation, input));
    }
    let mut outcomes = BTreeMap::new();
    while let Some(one) = running.join_next().await {
        *outcomes.entry(one.expect("an answer")).or_default() += 1;
    }
    outcomes
}

async fn log(story: &Story, ticket: &str) -> Vec<(i64, String)> {
    let seen = story.look("operator", ticket, "version events { seq type }").await;
    let event =
        |event: &Value| (event["seq"].as_i64().expect("seq"), event["type"].as_str().expect("a type").to_owned());
    let log: Vec<_> = seen["events"].as_array().expect("events").iter().map(event).collect();
    assert!(log.iter().map(|event| event.0).eq(1..=log.len() as i64), "a gap in {log:?}");
    log
}

async fn of_many_at_once_none_is_lost(backend: Backend) {
    let story = Story::open(backend).await;
    let ticket = &story.raise(P2).await;
    story.act("operator", "assignTicket", ticket, json!({})).await;
    for round in 0..4 {
        let before = log(&story, ticket).await.len();
        let comment = |who, body: &str| {
            (who, "commentTicket", json!({ "ticketId": ticket, "visibility": "PUBLIC", "body": body }))
        };
        let acts = vec![
            comment("clerk", "一"),
            comment("operator", "二"),
            comment("engineer", "三"),
            comment("vendor_manager", "四"),
            ("engineer", "reportProgress", json!({ "ticketId": ticket })),
        ];
        let outcomes = at_once(&story, acts).await;
        let done = outcomes.get("DONE").copied().unwrap_or(0);
        let conflicts = outcomes.get("CONFLICT").copied().unwrap_or(0);
        assert_eq!(done + conflicts, 5, "{outcomes:?}");
        assert!(done >= 2, "each round somebody is first, and one retry is for everybody: {outcomes:?}");
        assert_eq!(log(&story, ticket).await.len(), before + done, "round {round}: {outcomes:?}");
        story.pass_minutes(7);
    }
    story.relay().await;
    story.end().await;
}

async fn of_two_at_once_both_land(backend: Backend) {
    let story = Story::open(backend).await;
    let ticket = &story.raise(P2).await;
    story.act("operator", "assignTicket", ticket, json!({})).await;
    let acts = vec![
        (
            "operator",
            "changePriority",
            json!({ "ticketId": ticket, "impact": "MEDIUM", "urgency": "MEDIUM", "reason": "范围缩小" }),
        ),
        ("engineer", "recordArrival", json!({ "ticketId": ticket })),
    ];
    assert_eq!(at_once(&story, acts).await, BTreeMap::from([("DONE".to_owned(), 2)]), "the second is decided anew");
    assert_eq!(log(&story, ticket).await.len(), 5, "an arrival begins a visit");
    let seen = story.look("clerk", ticket, "state priority").await;
    assert_eq!(seen, json!({ "state": "IN_PROGRESS", "priority": "P3" }));
    story.end().await;
}

async fn what_is_done_once_is_done_by_one(backend: Backend) {
    let story = Story::open(backend).await;
    let ticket = &story.raise(P2).await;
    let take = |who| (who, "acknowledgeTicket", json!({ "ticketId": ticket }));
    let outcomes = at_once(&story, vec![take("engineer"), take("vendor_manager"), take("engineer")]).await;
    assert_eq!(outcomes.get("DONE"), Some(&1), "{outcomes:?}");
    assert_eq!(log(&story, ticket).await.len(), 2);
    assert_eq!(story.clock(ticket, "RESPONSE").await.verdicts.len(), 1);
    story.end().await;
}

async fn a_sweep_and_a_hand_meet(backend: Backend) {
    let story = Story::open(backend).await;
    for minute in 0..4 {
        let ticket = &story.raise(P2).await;
        let from = story.world.app.clock().now();
        story.pass_minutes(31);
        let op = story.world.system_op();
        let hand = outcome(story.world.as_("engineer"), "acknowledgeTicket", json!({ "ticketId": ticket }));
        let (swept, hand) = tokio::join!(app::sla::sweep(&op), hand);
        swept.expect("a sweep");
        assert_eq!(hand, "DONE", "{minute}");
        story.sweep().await;
        let response = story.clock(ticket, "RESPONSE").await;
        let due = from + chrono::TimeDelta::minutes(30);
        assert_eq!((response.state.as_str(), response.breached_at), ("BREACHED", Some(due)), "whoever came first");
        assert_eq!(response.stopped_at, Some(due + chrono::TimeDelta::minutes(1)));
        assert_eq!(story.told(ticket, "sla.breach").await, 1);
        assert_eq!(response.judged().first().map(|first| first.0), Some("BREACHED"));
        story.end().await;
    }
    assert!(story.world.app.clock().now() > at(2, "03:00"));
}

async fn numbers_of_a_day_are_given_once(backend: Backend) {
    let story = Story::open(backend).await;
    let raise = |who, title: &str| (who, "raiseTicket", story.request("NN-OA", title, P2));
    let acts =
        (0..8).map(|_| raise("clerk", "公文收不到")).chain((0..4).map(|_| raise("operator", "打不开"))).collect();
    assert_eq!(at_once(&story, acts).await, BTreeMap::from([("DONE".to_owned(), 12)]));
    let page =
        story.world.as_("operator").gql("{ tickets(orderBy: CREATED_ASC) { nodes { number } } }", json!({})).await;
    let mut numbers: Vec<String> = page
        .at("/tickets/nodes")
        .as_array()
        .expect("nodes")
        .iter()
        .filter_map(|node| Some(node["number"].as_str()?.to_owned()))
        .collect();
    numbers.sort_unstable();
    let expected: Vec<String> = (1..=12).map(|last| format!("NNDSJ-20260302-{last:04}")).collect();
    assert_eq!(numbers, expected);
    story.end().await;
}

both! {
    of_many_at_once_none_is_lost,
    of_two_at_once_both_land,
    what_is_done_once_is_done_by_one,
    a_sweep_and_a_hand_meet,
    numbers_of_a_day_are_given_once,
}
