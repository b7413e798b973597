//! What the feed tells is posted: once, signed, to whom it concerns, and none waits for another.

use std::collections::{BTreeMap, BTreeSet};

use app::webhook::{WebhookReport, send_webhooks};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use storage::coord::Coord;

use super::desk::{Desk, assert_signed};
use super::receiver::{Receiver, Reply};
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::{P2, P4, uuid_of};

both! {
    what_the_feed_tells_is_posted_once_and_signed,
    nobody_hears_of_another_tenant,
    an_endpoint_gets_the_topics_that_it_chose,
    an_endpoint_hears_of_what_happens_from_then_on,
    two_workers_at_once_send_once,
    a_slow_endpoint_delays_no_other,
}

const CHANGES: &str = "query($after: String) { changes(after: $after) { upTo nodes {
    seq topic messageId recordedAt occurredAt eventSeq ticketId metric dueAt } } }";

/// What somebody reads of the feed behind a number.
async fn changes(desk: &Desk, who: &str, after: i64) -> Vec<Value> {
    let answer = desk.world().as_(who).gql(CHANGES, json!({ "after": after.to_string() })).await;
    answer.at("/changes/nodes").as_array().expect("nodes").clone()
}

async fn head(desk: &Desk) -> i64 {
    desk.world().as_("operator").gql(CHANGES, json!({})).await.at("/changes/upTo").as_i64().expect("a number")
}

fn time(value: &Value) -> Option<DateTime<Utc>> {
    serde_json::from_value(value.clone()).expect("a time, or none")
}

async fn what_the_feed_tells_is_posted_once_and_signed(backend: Backend) {
    let desk = Desk::open(backend).await;
    let (inside, outside) = (Receiver::open().await, Receiver::open().await);
    let agency = desk.endpoint(desk.agency("NNDSJ"), &inside, &[]).await;
    let vendor = desk.endpoint(desk.vendor("八桂运维"), &outside, &[]).await;
    let head = head(&desk).await;
    let ticket = desk.story.raise(P2).await;
    let note = |visibility: &str| json!({ "body": "只在本单位说", "visibility": visibility });
    desk.story.act("operator", "commentTicket", &ticket, note("AGENCY_INTERNAL")).await;
    desk.pass_seconds(7);
    let report = desk.send().await;
    let (told, told_outside) = (changes(&desk, "operator", head).await, changes(&desk, "vendor_manager", head).await);
    assert_eq!(told.len(), told_outside.len() + 1, "the remark stays inside");
    let all = (told.len() + told_outside.len()) as u64;
    assert_eq!(report, WebhookReport { made: all, delivered: all, ..WebhookReport::default() });

    for (receiver, endpoint, told) in [(&inside, &agency, &told), (&outside, &vendor, &told_outside)] {
        let mut received = receiver.received();
        received.sort_by_key(|got| got.body()["data"]["seq"].as_i64());
        assert_eq!(received.len(), told.len());
        for (got, change) in received.iter().zip(told) {
            assert_signed(got, &[&endpoint.secret]);
            assert_eq!(json!(got.header("webhook-id")), change["messageId"]);
            let now = desk.world().app.clock().now();
            assert_eq!(got.header("webhook-timestamp"), now.timestamp().to_string(), "when it was sent");
            assert_eq!(got.header("content-type"), "application/json");
            let (body, data) = (got.body(), &got.body()["data"]);
            assert_eq!(body["type"], change["topic"]);
            assert_eq!(time(&body["timestamp"]), time(&change["recordedAt"]), "when it was written down");
            assert_eq!((&data["seq"], &data["ticketId"]), (&change["seq"], &change["ticketId"]));
            assert_eq!(data["eventSeq"], change["eventSeq"]);
            assert_eq!(time(&data["occurredAt"]), time(&change["occurredAt"]));
            assert!(!got.text.contains("只在本单位说") && !got.text.contains("公文收不到"), "{}", got.text);
        }
        let ids: BTreeSet<&str> = received.iter().map(|got| got.header("webhook-id")).collect();
        assert_eq!(ids.len(), received.len());
        for delivery in desk.log(endpoint).await {
            assert_eq!((&delivery["state"], &delivery["nextAt"]), (&json!("SUCCEEDED"), &Value::Null), "{delivery}");
            let attempts = delivery["attempts"].as_array().expect("attempts");
            let [attempt] = attempts.as_slice() else { panic!("{delivery}") };
            assert_eq!((&attempt["number"], &attempt["status"]), (&json!(1), &json!(204)));
            assert_eq!((&attempt["failure"], &attempt["nextAt"]), (&Value::Null, &Value::Null));
        }
    }

    let before = (inside.take().len(), outside.take().len());
    assert_eq!(desk.send().await, WebhookReport::default(), "a second run sends nothing");
    let job = worker::run_once(desk.world().app.clone(), "send_webhooks").await.expect("a job");
    assert_eq!(job, json!({ "made": 0, "delivered": 0, "failed": 0, "switchedOff": 0 }));
    assert_eq!((inside.received().len(), outside.received().len()), (0, 0), "{before:?} were all");
    desk.end().await;
}

async fn nobody_hears_of_another_tenant(backend: Backend) {
    let desk = Desk::open(backend).await;
    let mut posts = Vec::new();
    for code in ["GXDSJ", "NNDSJ", "NNQX", "LZDSJ"] {
        let receiver = Receiver::open().await;
        desk.endpoint(desk.agency(code), &receiver, &[]).await;
        posts.push((code, receiver));
    }
    for name in ["八桂运维", "桂北信息", "南国网络"] {
        let receiver = Receiver::open().await;
        desk.endpoint(desk.vendor(name), &receiver, &[]).await;
        posts.push((name, receiver));
    }
    let nanning = desk.story.raise(P4).await;
    let county = desk.story.raise_as("county_clerk", desk.story.request("QX-HALL", "大厅叫号机停了", P4)).await;
    let liuzhou = desk.story.raise_as("lz_operator", desk.story.request("LZ-OA", "公文发不出", P4)).await;
    desk.send().await;
    let heard: BTreeMap<&str, BTreeSet<String>> = posts
        .iter()
        .map(|(of, receiver)| {
            let ticket =
                |got: super::receiver::Received| got.body()["data"]["ticketId"].as_str().expect("an id").to_owned();
            (*of, receiver.received().into_iter().map(ticket).collect())
        })
        .collect();
    let tickets = |ids: &[&String]| ids.iter().map(|id| (*id).clone()).collect::<BTreeSet<_>>();
    let expected = BTreeMap::from([
        ("GXDSJ", tickets(&[&nanning, &county, &liuzhou])),
        ("NNDSJ", tickets(&[&nanning, &county])),
        ("NNQX", tickets(&[&county])),
        ("LZDSJ", tickets(&[&liuzhou])),
        ("八桂运维", tickets(&[&nanning, &county])),
        ("桂北信息", tickets(&[&liuzhou])),
        ("南国网络", tickets(&[])),
    ]);
    assert_eq!(heard, expected);
    // An address that a receiver got leads to the ticket, for who may see it.
    let document = "query($id: ID!) { node(id: $id) { ... on Ticket { id } } }";
    let found = desk.world().as_("clerk").gql(document, json!({ "id": heard["NNQX"].first() })).await;
    assert_eq!(uuid_of(found.at("/node/id").as_str().expect("an id")), uuid_of(&county));
    desk.end().await;
}

async fn an_endpoint_gets_the_topics_that_it_chose(backend: Backend) {
    let desk = Desk::open(backend).await;
    let (promises, raised) = (Receiver::open().await, Receiver::open().await);
    desk.endpoint(desk.agency("NNDSJ"), &promises, &["sla"]).await;
    desk.endpoint(desk.agency("NNDSJ"), &raised, &["ticket.raised", "ticket.cancelled"]).await;
    let head = head(&desk).await;
    desk.story.raise(P2).await;
    desk.story.pass_minutes(31);
    desk.story.sweep().await;
    desk.send().await;
    let types = |receiver: &Receiver| {
        let mut types: Vec<Value> = receiver.received().iter().map(|got| got.body()["type"].clone()).collect();
        types.sort_by_key(Value::to_string);
        types
    };
    assert_eq!(types(&raised), ["ticket.raised"]);
    let told = changes(&desk, "operator", head).await;
    let mut expected: Vec<Value> = told.iter().map(|change| change["topic"].clone()).collect();
    expected.retain(|topic| topic.as_str().is_some_and(|topic| topic.starts_with("sla.")));
    expected.sort_by_key(Value::to_string);
    assert!(expected.contains(&json!("sla.breach")), "{expected:?}");
    assert_eq!(types(&promises), expected);
    let breach = promises.received().into_iter().map(|got| got.body()).find(|body| body["type"] == "sla.breach");
    let data = breach.expect("a breach")["data"].clone();
    let change = told.iter().find(|change| change["seq"] == data["seq"]).expect("the same change");
    assert_eq!((&data["metric"], &change["metric"]), (&json!("RESPONSE"), &json!("RESPONSE")));
    assert_eq!(time(&data["dueAt"]), time(&change["dueAt"]));
    desk.end().await;
}

async fn an_endpoint_hears_of_what_happens_from_then_on(backend: Backend) {
    let desk = Desk::open(backend).await;
    let (early, late) = (Receiver::open().await, Receiver::open().await);
    desk.endpoint(desk.agency("NNDSJ"), &early, &["ticket.raised"]).await;
    let first = desk.story.raise(P4).await;
    desk.story.relay().await;
    // The one before is behind by what this one does not hear of.
    desk.endpoint(desk.agency("NNDSJ"), &late, &["ticket.raised"]).await;
    let second = desk.story.raise(P4).await;
    assert_eq!(desk.send().await, WebhookReport { made: 3, delivered: 3, ..WebhookReport::default() });
    let heard = |receiver: &Receiver| {
        let mut bodies: Vec<Value> = receiver.received().iter().map(super::receiver::Received::body).collect();
        bodies.sort_by_key(|body| body["data"]["seq"].as_i64());
        bodies.iter().map(|body| body["data"]["ticketId"].clone()).collect::<Vec<_>>()
    };
    assert_eq!((heard(&early), heard(&late)), (vec![json!(first), json!(second)], vec![json!(second)]));
    desk.end().await;
}

async fn two_workers_at_once_send_once(backend: Backend) {
    let desk = Desk::open(backend).await;
    let receiver = Receiver::open().await;
    let endpoint = desk.endpoint(desk.agency("NNDSJ"), &receiver, &["ticket.raised"]).await;
    for _ in 0..10 {
        desk.test(&endpoint).await;
    }
    desk.story.raise(P4).await;
    desk.story.raise(P4).await;
    desk.story.relay().await;
    let replica = desk.world().replica(Coord::memory()).await;
    let (one, other) = (desk.world().system_op(), replica.app.op_system("other"));
    let (one, other) = tokio::join!(send_webhooks(&one), send_webhooks(&other));
    let (one, other) = (one.expect("a run"), other.expect("a run"));
    assert_eq!((one.made + other.made, one.delivered + other.delivered), (2, 12), "{one:?} {other:?}");
    let received = receiver.received();
    let ids: BTreeSet<&str> = received.iter().map(|got| got.header("webhook-id")).collect();
    assert_eq!((received.len(), ids.len()), (12, 12));
    replica.app.close().await.expect("closing");
    desk.end().await;
}

async fn a_slow_endpoint_delays_no_other(backend: Backend) {
    let desk = Desk::patient(backend, 60).await;
    let (slow, quick) = (Receiver::open().await, Receiver::open().await);
    slow.answers(Reply::Silence);
    let tardy = desk.endpoint(desk.agency("NNDSJ"), &slow, &["ticket.raised"]).await;
    let prompt = desk.endpoint(desk.agency("NNDSJ"), &quick, &["ticket.raised"]).await;
    desk.story.raise(P4).await;
    desk.story.relay().await;
    let op = desk.world().system_op();
    let run = tokio::spawn(async move { send_webhooks(&op).await });
    slow.has_got(1).await;
    quick.has_got(1).await;
    // What happens meanwhile goes to the other as well, by the same run.
    desk.story.raise(P4).await;
    desk.story.relay().await;
    quick.has_got(2).await;
    let log = desk.log(&tardy).await;
    let oldest = log.last().expect("a delivery");
    assert_eq!((&oldest["state"], &oldest["attempts"]), (&json!("PENDING"), &json!([])), "it is still being sent");

    slow.answers(Reply::status(500));
    slow.lets_go();
    let report = run.await.expect("no panic").expect("a run");
    assert_eq!(report, WebhookReport { made: 4, delivered: 2, failed: 2, switched_off: 0 });
    let first = desk.log(&tardy).await.pop().expect("a delivery");
    assert_eq!(first["attempts"][0]["failure"], json!("CONNECTION"));
    for delivery in desk.log(&prompt).await {
        assert_eq!(delivery["state"], json!("SUCCEEDED"));
    }
    desk.end().await;
}
