//! A world whose webhooks may call this machine, and somebody who manages them.

use app::webhook::{WebhookReport, send_webhooks};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::TimeDelta;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use storage::coord::Coord;

use super::receiver::{Received, Receiver};
use crate::support::client::Client;
use crate::support::db::Backend;
use crate::support::world::World;
use crate::tickets::story::{Story, global_id};

pub struct Desk {
    pub story: Story,
}

/// An endpoint, and the secret that was shown with it.
#[derive(Clone, Debug)]
pub struct Endpoint {
    pub id: String,
    pub secret: String,
}

/// Of a run that did nothing.
pub const NOTHING: WebhookReport = WebhookReport { made: 0, delivered: 0, failed: 0, switched_off: 0 };

const LOG: &str = "query($endpoint: ID!, $state: WebhookDeliveryState) {
    webhookDeliveries(endpointId: $endpoint, state: $state) { totalCount nodes {
        id messageId seq topic state nextAt endedAt availableActions
        attempts { number at status failure nextAt } } } }";

impl Desk {
    /// Attempts may take a second.
    pub async fn open(backend: Backend) -> Self {
        Self::patient(backend, 1).await
    }

    /// Attempts may take so many seconds.
    pub async fn patient(backend: Backend, seconds: u32) -> Self {
        let world = World::adjusted(World::furnished(backend).await, Coord::memory(), |config| {
            config.webhooks.allow_http = true;
            config.webhooks.allowed_networks = vec!["127.0.0.0/8".parse().expect("a network")];
            config.webhooks.timeout_seconds = seconds;
        });
        Self { story: Story { world: world.await } }
    }

    pub fn world(&self) -> &World {
        &self.story.world
    }

    /// Whoever manages webhooks.
    pub fn admin(&self) -> Client {
        self.world().as_("security_admin")
    }

    pub fn agency(&self, code: &str) -> Value {
        json!({ "agencyId": global_id("Agency", self.world().agency(code).0) })
    }

    pub fn vendor(&self, name: &str) -> Value {
        json!({ "vendorId": global_id("Vendor", self.world().vendor(name).0) })
    }

    /// An endpoint of an organisation at a receiver, for some topics.
    pub async fn endpoint(&self, of: Value, receiver: &Receiver, topics: &[&str]) -> Endpoint {
        let mut new = of;
        new["url"] = json!(receiver.url());
        new["topics"] = json!(topics);
        let made = self.admin().must("createWebhookEndpoint", new, "endpoint { id } secret").await;
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        Endpoint { id: text(&made["endpoint"]["id"]), secret: text(&made["secret"]) }
    }

    /// What there is to tell is numbered and sent.
    pub async fn send(&self) -> WebhookReport {
        self.story.relay().await;
        send_webhooks(&self.world().system_op()).await.expect("a run")
    }

    pub fn pass_seconds(&self, seconds: i64) {
        self.world().pass(TimeDelta::seconds(seconds));
    }

    /// What was, or is to be, delivered, as the manager sees it, the newest first.
    pub async fn log(&self, endpoint: &Endpoint) -> Vec<Value> {
        let answer = self.admin().gql(LOG, json!({ "endpoint": endpoint.id })).await;
        let nodes = answer.at("/webhookDeliveries/nodes");
        nodes.as_array().expect("nodes").clone()
    }

    /// Fields of the endpoint, as the manager sees it.
    pub async fn look(&self, endpoint: &Endpoint, fields: &str) -> Value {
        let document = format!("query($id: ID!) {{ node(id: $id) {{ ... on WebhookEndpoint {{ {fields} }} }} }}");
        self.admin().gql(&document, json!({ "id": endpoint.id })).await.at("/node")
    }

    /// Sends it a test that is due at once.
    pub async fn test(&self, endpoint: &Endpoint) {
        self.admin().must("sendTestWebhook", json!({ "endpointId": endpoint.id }), "").await;
    }

    pub async fn end(&self) {
        self.story.end().await;
    }
}

/// Asserts that a message bears the signatures of these secrets, in their order, for what it says of itself.
#[track_caller]
pub fn assert_signed(received: &Received, secrets: &[&str]) {
    let (id, timestamp) = (received.header("webhook-id"), received.header("webhook-timestamp"));
    let content = format!("{id}.{timestamp}.{}", received.text);
    let signatures = secrets.iter().map(|secret| {
        let key = STANDARD.decode(secret.strip_prefix("whsec_").expect("a prefix")).expect("base64");
        format!("v1,{}", STANDARD.encode(hmac(&key, content.as_bytes())))
    });
    assert_eq!(received.header("webhook-signature"), signatures.collect::<Vec<_>>().join(" "));
}

/// HMAC-SHA256, written out as RFC 2104 has it, for a key of no more than a block.
fn hmac(key: &[u8], content: &[u8]) -> Vec<u8> {
    let padded = |pad: u8| {
        let mut block = [pad; 64];
        block.iter_mut().zip(key).for_each(|(byte, key)| *byte ^= key);
        block
    };
    let inner = Sha256::new().chain_update(padded(0x36)).chain_update(content).finalize();
    Sha256::new().chain_update(padded(0x5c)).chain_update(inner).finalize().to_vec()
}
