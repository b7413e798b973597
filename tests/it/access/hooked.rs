//! An address of Nanning's to which the feed goes, and a message that did not come through.

use domain::ids::{OutboxId, WebhookDeliveryId, WebhookEndpointId};
use domain::webhook::DeliveryState;
use serde_json::json;
use storage::entity::{webhook_attempt, webhook_delivery};
use storage::query::setup::insert;
use uuid::Uuid;

use super::stage::global;
use crate::support::db::connect;
use crate::support::world::World;
use crate::tickets::story::uuid_of;

/// What it is for: it stands nowhere else.
pub const HOOKED: &str = "青秀山监控大屏";

const DELIVERY: WebhookDeliveryId = WebhookDeliveryId(Uuid::from_u128(0xde11));

/// Makes it and writes the delivery: their global ids, by the names that arguments and input fields have.
pub async fn hooked(world: &World) -> Vec<(&'static str, String)> {
    let new = json!({
        "agencyId": global("Agency", world.agency("NNDSJ").0), "url": "https://hooks.example.gov.cn/gongdan",
        "description": HOOKED,
    });
    let made = world.as_("security_admin").must("createWebhookEndpoint", new, "endpoint { id }").await;
    let endpoint = made["endpoint"]["id"].as_str().expect("an id").to_owned();
    let now = world.app.clock().now();
    let row = webhook_delivery::Model {
        id: DELIVERY,
        endpoint_id: WebhookEndpointId(uuid_of(&endpoint)),
        message_id: OutboxId(Uuid::from_u128(0xde12)),
        feed_seq: Some(1),
        topic: "ticket.raised".to_owned(),
        body: "{}".to_owned(),
        state: DeliveryState::Failed,
        attempts: 1,
        step: 1,
        next_at: None,
        created_at: now,
        ended_at: Some(now),
    };
    let (at, status) = (now, Some(503));
    let tried = webhook_attempt::Model {
        delivery_id: DELIVERY,
        number: 1,
        at,
        duration_ms: 7,
        status,
        failure: None,
        next_at: None,
    };
    let db = connect(&world.db.config.url).await;
    insert(&db, row).await.expect("a delivery");
    insert(&db, tried).await.expect("an attempt");
    db.close().await.expect("closing");
    vec![("endpointId", endpoint), ("webhookDeliveryId", global("WebhookDelivery", DELIVERY.0))]
}
