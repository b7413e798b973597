//! Who manages endpoints and who sees them; secrets; having one delivery sent again; how long the log is kept.

use std::collections::BTreeMap;

use app::retention::{RetentionReport, prune};
use app::webhook::WebhookReport;
use chrono::TimeDelta;
use serde_json::{Value, json};

use super::desk::{Desk, NOTHING, assert_signed};
use super::receiver::{Receiver, Reply};
use crate::sql_counts::Counted;
use crate::support::both;
use crate::support::db::Backend;
use crate::tickets::story::P4;

both! {
    a_new_secret_signs_beside_the_old_one_for_a_day,
    a_secret_is_shown_once_and_stands_in_no_record,
    a_delivery_is_sent_again_under_its_id,
    each_organisation_sees_its_own_and_the_security_administrator_changes_them,
    a_list_tells_the_newest_delivery_to_each_in_four_statements,
    a_change_is_made_on_what_was_seen,
    what_has_ended_is_forgotten_after_its_time,
    the_feed_is_kept_for_an_endpoint_that_is_behind,
}

async fn a_new_secret_signs_beside_the_old_one_for_a_day(backend: Backend) {
    let desk = Desk::open(backend).await;
    let receiver = Receiver::open().await;
    let endpoint = desk.endpoint(desk.agency("NNDSJ"), &receiver, &[]).await;
    let input = json!({ "endpointId": endpoint.id });
    let rotated = desk.admin().must("rotateWebhookSecret", input, "secret endpoint { oldSecretUntil version }").await;
    let fresh = rotated["secret"].as_str().expect("a secret");
    assert_ne!(fresh, endpoint.secret);
    assert_eq!(rotated["endpoint"], json!({ "oldSecretUntil": "2026-03-03T01:00:00+00:00", "version": 2 }));
    for (passing, secrets) in
        [(0, vec![fresh, &endpoint.secret]), (86_399, vec![fresh, &endpoint.secret]), (1, vec![fresh])]
    {
        desk.pass_seconds(passing);
        desk.test(&endpoint).await;
        assert_eq!(desk.send().await, WebhookReport { delivered: 1, ..NOTHING });
        assert_signed(&receiver.take()[0], &secrets);
    }
}

async fn a_secret_is_shown_once_and_stands_in_no_record(backend: Backend) {
    let desk = Desk::open(backend).await;
    let receiver = Receiver::open().await;
    let document = "mutation($input: CreateWebhookEndpointInput!) {
        createWebhookEndpoint(input: $input) { endpoint { id } secret errors { code } } }";
    let mut new = desk.agency("NNDSJ");
    new["url"] = json!(receiver.url());
    let create = async || desk.admin().gql_once("hook", document, json!({ "input": new })).await;
    let first = create().await;
    let secret = first.at("/createWebhookEndpoint/secret").as_str().expect("a secret").to_owned();
    let again = create().await;
    assert_eq!(again.code(), "IDEMPOTENCY_ANSWER_GONE");
    assert_eq!(
        again.body["errors"][0]["extensions"]["objects"],
        json!([first.at("/createWebhookEndpoint/endpoint/id")])
    );

    let id = first.at("/createWebhookEndpoint/endpoint/id");
    let rotate = "mutation($input: RotateWebhookSecretInput!) {
        rotateWebhookSecret(input: $input) { secret errors { code } } }";
    let rotated = desk.admin().gql_once("renew", rotate, json!({ "input": { "endpointId": id } })).await;
    let fresh = rotated.at("/rotateWebhookSecret/secret").as_str().expect("a secret").to_owned();
    let ledger = desk.story.ledger().await;
    for table in ["idempotency_key", "audit_entry", "object_change", "outbox", "webhook_delivery"] {
        let kept = ledger.rows(table).await.join("\n");
        assert!(!kept.contains(&secret) && !kept.contains(&fresh), "{table} holds a secret: {kept}");
    }
    let kept = ledger.rows("webhook_endpoint").await.join("\n");
    assert!(kept.contains(&secret) && kept.contains(&fresh), "what signs is kept to sign with");
    let history = "query($id: ID!) { objectHistory(id: $id) { nodes { by fields { field to } } } }";
    let history = desk.world().as_("audit_admin").gql(history, json!({ "id": id })).await.at("/objectHistory/nodes");
    let fields = history[0]["fields"].as_array().expect("fields");
    assert!(fields.contains(&json!({ "field": "url", "to": receiver.url() })), "{history}");
    assert!(!history.to_string().contains("whsec_"), "{history}");
}

async fn a_delivery_is_sent_again_under_its_id(backend: Backend) {
    let desk = Desk::open(backend).await;
    let receiver = Receiver::open().await;
    let endpoint = desk.endpoint(desk.agency("NNDSJ"), &receiver, &["ticket.raised"]).await;
    desk.story.raise(P4).await;
    desk.send().await;
    let delivery = desk.log(&endpoint).await.pop().expect("a delivery");
    assert_eq!(delivery["availableActions"], json!(["REPLAY_WEBHOOK_DELIVERY"]));
    desk.pass_seconds(60);
    let input = json!({ "webhookDeliveryId": delivery["id"] });
    let replayed =
        desk.admin().must("replayWebhookDelivery", input.clone(), "delivery { state availableActions }").await;
    assert_eq!(replayed["delivery"], json!({ "state": "PENDING", "availableActions": [] }));
    let refused = desk.admin().refused("replayWebhookDelivery", input).await;
    assert_eq!(refused, [("WRONG_STATE".to_owned(), Some("webhookDeliveryId".to_owned()))]);
    receiver.answers_next(Reply::status(502));
    assert_eq!(desk.send().await, WebhookReport { failed: 1, ..NOTHING });
    desk.pass_seconds(6);
    assert_eq!(desk.send().await, WebhookReport { delivered: 1, ..NOTHING }, "it begins the schedule anew");
    let received = receiver.received();
    assert_eq!(received.len(), 3);
    for got in &received {
        assert_eq!(json!(got.header("webhook-id")), delivery["messageId"]);
        assert_eq!(got.text, received[0].text);
    }
    let after = desk.log(&endpoint).await.pop().expect("a delivery");
    let attempts = after["attempts"].as_array().expect("attempts").iter();
    let told: Vec<_> = attempts.map(|attempt| (attempt["number"].as_i64(), attempt["status"].as_i64())).collect();
    assert_eq!(told, [(Some(1), Some(204)), (Some(2), Some(502)), (Some(3), Some(204))]);
    desk.end().await;
}

async fn each_organisation_sees_its_own_and_the_security_administrator_changes_them(backend: Backend) {
    let desk = Desk::open(backend).await;
    let receiver = Receiver::open().await;
    let agency = desk.endpoint(desk.agency("NNDSJ"), &receiver, &[]).await;
    let vendor = desk.endpoint(desk.vendor("八桂运维"), &receiver, &[]).await;
    desk.test(&agency).await;
    let list = "{ webhookEndpoints { totalCount nodes { id agency { shortCode } vendor { name } availableActions } } }";
    let both = [&agency.id, &vendor.id];
    for (who, seen) in [
        ("security_admin", both.as_slice()),
        ("system_admin", &both),
        ("operator", &both[..1]),
        ("manager", &both[..1]),
        ("region_manager", &both[..1]),
        ("vendor_manager", &both[1..]),
        ("lz_operator", &[]),
    ] {
        let answer = desk.world().as_(who).gql(list, json!({})).await;
        let nodes = answer.at("/webhookEndpoints/nodes");
        let mut ids: Vec<&str> =
            nodes.as_array().expect("nodes").iter().filter_map(|node| node["id"].as_str()).collect();
        ids.sort_by_key(|id| both.iter().position(|of| of == id));
        assert_eq!(ids, seen.to_vec(), "{who}");
        let offered = nodes.as_array().expect("nodes").iter().any(|node| node["availableActions"] != json!([]));
        assert_eq!(offered, who == "security_admin", "{who}");
    }
    for who in ["clerk", "engineer", "supervisor", "regulator", "audit_admin"] {
        assert_eq!(desk.world().as_(who).gql(list, json!({})).await.code(), "FORBIDDEN", "{who}");
    }
    let log = "query($id: ID!) { webhookDeliveries(endpointId: $id) { totalCount nodes { topic seq } } }";
    for (who, code) in
        [("operator", ""), ("system_admin", ""), ("lz_operator", "NOT_FOUND"), ("vendor_manager", "NOT_FOUND")]
    {
        let answer = desk.world().as_(who).gql(log, json!({ "id": agency.id })).await;
        match code {
            "" => assert_eq!(
                answer.at("/webhookDeliveries/nodes"),
                json!([{ "topic": "webhook.test", "seq": null }]),
                "{who}"
            ),
            code => assert_eq!(answer.code(), code, "{who}"),
        }
    }
    for who in ["operator", "manager", "system_admin"] {
        let refused = desk.world().as_(who).refused("sendTestWebhook", json!({ "endpointId": agency.id })).await;
        assert_eq!(refused, [("FORBIDDEN".to_owned(), None)], "{who}");
    }
    let mut new = desk.agency("NNDSJ");
    new["url"] = json!(receiver.url());
    assert_eq!(desk.world().as_("manager").refused("createWebhookEndpoint", new).await[0].0, "FORBIDDEN");
}

async fn a_list_tells_the_newest_delivery_to_each_in_four_statements(backend: Backend) {
    let desk = Desk::open(backend).await;
    let receiver = Receiver::open().await;
    let counted = Counted::of(desk.world(), "security_admin");
    let list = "{ webhookEndpoints { nodes { id lastDelivery { id state attempts { status } availableActions } } } }";
    let mut expected = BTreeMap::new();
    for messages in 0..3 {
        let endpoint = desk.endpoint(desk.agency("NNDSJ"), &receiver, &[]).await;
        for _ in 0..messages {
            desk.pass_seconds(1);
            desk.test(&endpoint).await;
            assert_eq!(desk.send().await, WebhookReport { delivered: 1, ..NOTHING });
        }
        let last = desk.log(&endpoint).await.first().map_or(Value::Null, |newest| {
            json!({
                "id": newest["id"], "state": "SUCCEEDED", "attempts": [{ "status": 204 }],
                "availableActions": ["REPLAY_WEBHOOK_DELIVERY"],
            })
        });
        assert_eq!(last.is_null(), messages == 0);
        expected.insert(endpoint.id, last);
        let nodes = counted.client.gql(list, json!({})).await.at("/webhookEndpoints/nodes");
        // The endpoints, those of them that are asked, their newest deliveries, the attempts at these.
        assert_eq!(counted.last(), 4, "{nodes}");
        let told = |node: &Value| (node["id"].as_str().expect("an id").to_owned(), node["lastDelivery"].clone());
        assert_eq!(nodes.as_array().expect("nodes").iter().map(told).collect::<BTreeMap<_, _>>(), expected);
    }
}

async fn a_change_is_made_on_what_was_seen(backend: Backend) {
    let desk = Desk::open(backend).await;
    let (there, elsewhere) = (Receiver::open().await, Receiver::open().await);
    let endpoint = desk.endpoint(desk.agency("NNDSJ"), &there, &[]).await;
    desk.test(&endpoint).await;
    let change = json!({
        "endpointId": endpoint.id, "expectedVersion": 1, "url": elsewhere.url(), "description": "  大屏  ",
        "topics": ["ticket.raised", "sla", "sla"],
    });
    let fields = "endpoint { url description topics version updatedAt }";
    desk.pass_seconds(60);
    let changed = desk.admin().must("updateWebhookEndpoint", change.clone(), fields).await;
    let expected = json!({
        "url": elsewhere.url(), "description": "大屏", "topics": ["sla", "ticket.raised"], "version": 2,
        "updatedAt": "2026-03-02T01:01:00+00:00",
    });
    assert_eq!(changed["endpoint"], expected);
    assert_eq!(desk.admin().refused("updateWebhookEndpoint", change).await, [("CONFLICT".to_owned(), None)]);
    for mutation in ["rotateWebhookSecret", "setWebhookEndpointActive"] {
        let mut input = json!({ "endpointId": endpoint.id, "expectedVersion": 1 });
        if mutation == "setWebhookEndpointActive" {
            input["active"] = json!(false);
        }
        assert_eq!(desk.admin().refused(mutation, input).await, [("CONFLICT".to_owned(), None)], "{mutation}");
    }
    assert_eq!(desk.send().await, WebhookReport { delivered: 1, ..NOTHING });
    assert_eq!(
        (there.received().len(), elsewhere.received().len()),
        (0, 1),
        "what is on its way goes to the new address"
    );
}

async fn what_has_ended_is_forgotten_after_its_time(backend: Backend) {
    let desk = Desk::open(backend).await;
    let receiver = Receiver::open().await;
    let endpoint = desk.endpoint(desk.agency("NNDSJ"), &receiver, &[]).await;
    desk.test(&endpoint).await;
    desk.send().await;
    receiver.answers(Reply::status(500));
    desk.test(&endpoint).await;
    desk.send().await;
    desk.world().pass(TimeDelta::days(30));
    let prune = async || prune(&desk.world().system_op()).await.expect("a run");
    assert_eq!(prune().await, RetentionReport::default(), "30 days are not over");
    desk.pass_seconds(1);
    let report = RetentionReport { webhook_deliveries: 1, ..RetentionReport::default() };
    assert_eq!(prune().await, report);
    assert_eq!(prune().await, RetentionReport::default());
    let log = desk.log(&endpoint).await;
    let states: Vec<&Value> = log.iter().map(|delivery| &delivery["state"]).collect();
    assert_eq!(states, ["PENDING"], "what is still to be sent stays");
}

async fn the_feed_is_kept_for_an_endpoint_that_is_behind(backend: Backend) {
    let desk = Desk::open(backend).await;
    let receiver = Receiver::open().await;
    let endpoint = desk.endpoint(desk.agency("NNDSJ"), &receiver, &["ticket.raised"]).await;
    desk.story.raise(P4).await;
    desk.story.relay().await;
    let ledger = desk.story.ledger().await;
    ledger.run("UPDATE epoch SET value = 60000 WHERE name IN ('feed', 'notified', 'search')").await.expect("far on");
    desk.world().pass(TimeDelta::days(401));
    let prune = async || prune(&desk.world().system_op()).await.expect("a run").messages;
    assert_eq!(prune().await, 0, "somebody has not heard of it");
    let sent = app::webhook::send_webhooks(&desk.world().system_op()).await.expect("a run");
    assert_eq!(sent, WebhookReport { made: 1, delivered: 1, ..NOTHING });
    assert!(prune().await > 0, "everybody has");
    desk.admin().must("setWebhookEndpointActive", json!({ "endpointId": endpoint.id, "active": false }), "").await;
}
