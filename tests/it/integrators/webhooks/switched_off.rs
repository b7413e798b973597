//! An endpoint is switched off when its receiver is gone, when nothing but failure is heard of it for five days, or by hand; and
//! those are told who can do something about it.

use app::webhook::WebhookReport;
use chrono::TimeDelta;
use serde_json::{Value, json};

use super::desk::{Desk, Endpoint, NOTHING};
use super::receiver::{Receiver, Reply};
use crate::support::both;
use crate::support::db::Backend;
use crate::support::world::start_of_story;
use crate::tickets::story::P4;

both! {
    a_receiver_that_is_gone_gets_nothing_more,
    five_days_of_nothing_but_failure_are_enough,
    what_is_switched_off_by_hand_hears_nothing_until_it_is_on_again,
}

const STANDING: &str = "active disabledReason disabledAt version availableActions";

impl Desk {
    /// The endpoints of which somebody's inbox says that they were switched off.
    async fn told_off(&self, who: &str) -> Vec<Value> {
        let document = "{ viewer { notifications { nodes { kind ticket { id } webhookEndpoint { id active } } } } }";
        let found = self.world().as_(who).gql(document, json!({})).await.at("/viewer/notifications/nodes");
        let nodes = found.as_array().expect("nodes").iter();
        nodes.filter(|node| node["kind"] == "WEBHOOK_DISABLED").map(|node| node["webhookEndpoint"].clone()).collect()
    }

    async fn set_active(&self, endpoint: &Endpoint, active: bool) -> Value {
        let input = json!({ "endpointId": endpoint.id, "active": active });
        let fields = format!("endpoint {{ {STANDING} }}");
        self.admin().must("setWebhookEndpointActive", input, &fields).await["endpoint"].clone()
    }
}

async fn a_receiver_that_is_gone_gets_nothing_more(backend: Backend) {
    let desk = Desk::open(backend).await;
    let receiver = Receiver::open().await;
    let endpoint = desk.endpoint(desk.agency("NNDSJ"), &receiver, &["ticket.raised"]).await;
    receiver.answers_next(Reply::status(500));
    desk.story.raise(P4).await;
    assert_eq!(desk.send().await, WebhookReport { made: 1, failed: 1, ..NOTHING });
    receiver.answers(Reply::status(410));
    desk.test(&endpoint).await;
    assert_eq!(desk.send().await, WebhookReport { failed: 1, switched_off: 1, ..NOTHING });

    let standing = desk.look(&endpoint, STANDING).await;
    let actions = ["UPDATE_WEBHOOK_ENDPOINT", "ROTATE_WEBHOOK_SECRET", "SET_WEBHOOK_ENDPOINT_ACTIVE"];
    assert_eq!(
        standing,
        json!({
            "active": false, "disabledReason": "GONE", "disabledAt": "2026-03-02T01:00:00+00:00", "version": 2,
            "availableActions": actions,
        })
    );
    let log = desk.log(&endpoint).await;
    let states: Vec<&Value> = log.iter().map(|delivery| &delivery["state"]).collect();
    assert_eq!(states, ["FAILED", "FAILED"], "what was still to be tried is not");
    assert!(log.iter().all(|delivery| delivery["availableActions"] == json!([])));
    for (mutation, input, field) in [
        ("sendTestWebhook", json!({ "endpointId": endpoint.id }), "endpointId"),
        ("replayWebhookDelivery", json!({ "webhookDeliveryId": log[0]["id"] }), "webhookDeliveryId"),
        ("replayWebhookDeliveries", json!({ "endpointId": endpoint.id, "since": start_of_story() }), "endpointId"),
    ] {
        let refused = desk.admin().refused(mutation, input).await;
        assert_eq!(refused, [("WRONG_STATE".to_owned(), Some(field.to_owned()))], "{mutation}");
    }

    // Whoever manages it, or the contracts of the organisation, is told once.
    desk.story.relay().await;
    for _ in 0..2 {
        app::notice::deliver(&desk.world().system_op()).await.expect("delivered");
    }
    for who in ["security_admin", "manager"] {
        assert_eq!(desk.told_off(who).await, [json!({ "id": endpoint.id, "active": false })], "{who}");
    }
    for who in ["lz_manager", "operator", "clerk", "vendor_manager", "system_admin"] {
        assert_eq!(desk.told_off(who).await, [Value::Null; 0], "{who}");
    }
    let document = "{ auditEntries(filter: { action: \"webhook.disable\" }) { nodes { by objectType objectId } } }";
    let entries = desk.world().as_("audit_admin").gql(document, json!({})).await.at("/auditEntries/nodes");
    assert_eq!(entries, json!([{ "by": "system: test", "objectType": "webhook_endpoint", "objectId": endpoint.id }]));

    // On again it hears of what happens from then on; what failed is sent again by hand.
    desk.story.raise(P4).await;
    assert_eq!(desk.send().await, NOTHING);
    receiver.answers(Reply::status(204));
    let ids: Vec<String> = receiver.take().iter().map(|got| got.header("webhook-id").to_owned()).collect();
    let standing = desk.set_active(&endpoint, true).await;
    assert_eq!((&standing["active"], &standing["disabledReason"]), (&json!(true), &Value::Null));
    assert_eq!(desk.send().await, NOTHING);
    let input = json!({ "endpointId": endpoint.id, "since": start_of_story() });
    let replayed = desk.admin().must("replayWebhookDeliveries", input, "replayed").await;
    assert_eq!(replayed["replayed"], json!(2));
    assert_eq!(desk.send().await, WebhookReport { delivered: 2, ..NOTHING });
    let mut again: Vec<String> = receiver.received().iter().map(|got| got.header("webhook-id").to_owned()).collect();
    again.sort_by_key(|id| ids.iter().position(|of| of == id));
    assert_eq!(again, ids, "under the ids that they had");
    desk.story.raise(P4).await;
    assert_eq!(desk.send().await, WebhookReport { made: 1, delivered: 1, ..NOTHING });
    desk.end().await;
}

async fn five_days_of_nothing_but_failure_are_enough(backend: Backend) {
    let desk = Desk::open(backend).await;
    let (dead, shaky) = (Receiver::open().await, Receiver::open().await);
    dead.answers(Reply::status(500));
    let failing = desk.endpoint(desk.vendor("八桂运维"), &dead, &[]).await;
    let wavering = desk.endpoint(desk.vendor("八桂运维"), &shaky, &[]).await;
    let try_both = async || {
        desk.test(&failing).await;
        desk.test(&wavering).await;
        desk.send().await
    };
    shaky.answers_next(Reply::status(500));
    assert_eq!(try_both().await, WebhookReport { failed: 2, ..NOTHING });
    // A day later one message gets through: what failed before counts no more.
    desk.world().pass(TimeDelta::days(1));
    try_both().await;
    assert_eq!(desk.look(&wavering, "failingSince").await["failingSince"], Value::Null);

    desk.world().pass(TimeDelta::days(4) - TimeDelta::seconds(1));
    assert_eq!(try_both().await.switched_off, 0);
    shaky.answers(Reply::status(500));
    desk.pass_seconds(1);
    let report = try_both().await;
    assert_eq!(report.switched_off, 1, "{report:?}");
    let standing = desk.look(&failing, "active disabledReason failingSince").await;
    let expected = json!({ "active": false, "disabledReason": "FAILING", "failingSince": "2026-03-02T01:00:00+00:00" });
    assert_eq!(standing, expected);
    let log = desk.log(&failing).await;
    assert!(!log.is_empty() && log.iter().all(|delivery| delivery["state"] == "FAILED"), "{log:?}");
    let standing = desk.look(&wavering, "active failingSince").await;
    assert_eq!(standing, json!({ "active": true, "failingSince": "2026-03-07T01:00:00+00:00" }));

    desk.story.relay().await;
    app::notice::deliver(&desk.world().system_op()).await.expect("delivered");
    for who in ["security_admin", "vendor_manager"] {
        assert_eq!(desk.told_off(who).await, [json!({ "id": failing.id, "active": false })], "{who}");
    }
    assert_eq!(desk.told_off("manager").await, [Value::Null; 0], "it is the vendor's");
}

async fn what_is_switched_off_by_hand_hears_nothing_until_it_is_on_again(backend: Backend) {
    let desk = Desk::open(backend).await;
    let receiver = Receiver::open().await;
    let endpoint = desk.endpoint(desk.agency("NNDSJ"), &receiver, &["ticket.raised"]).await;
    desk.test(&endpoint).await;
    let standing = desk.set_active(&endpoint, false).await;
    assert_eq!((&standing["disabledReason"], &standing["version"]), (&json!("BY_HAND"), &json!(2)));
    assert_eq!(desk.set_active(&endpoint, false).await["version"], json!(2), "it is off already");
    desk.story.raise(P4).await;
    assert_eq!(desk.send().await, NOTHING);
    assert_eq!(desk.log(&endpoint).await[0]["state"], json!("FAILED"));
    desk.set_active(&endpoint, true).await;
    desk.story.raise(P4).await;
    assert_eq!(desk.send().await, WebhookReport { made: 1, delivered: 1, ..NOTHING });
    assert_eq!(receiver.received().len(), 1);
    desk.end().await;
}
