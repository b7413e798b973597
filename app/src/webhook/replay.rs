//! Having messages sent again, and trying an endpoint out.

use domain::Instant;
use domain::ids::{OutboxId, WebhookDeliveryId, WebhookEndpointId};
use storage::Transaction;
use storage::entity::webhook_endpoint;
use storage::query::setup::insert;
use storage::query::webhook as query;

use super::body::{TEST, of_test};
use super::follow::new;
use super::read::find_delivery;
use super::work::managed;
use crate::{Error, Op, Result};

/// Sends a delivery that has ended from the beginning of its schedule, under the id that it had. Needs `webhook.manage`.
///
/// # Errors
/// NOT_FOUND; `WRONG_STATE` while it is on its way, and while its endpoint is switched off.
pub async fn replay_delivery(op: &Op, id: WebhookDeliveryId) -> Result<WebhookDeliveryId> {
    let delivery = find_delivery(op, id).await?;
    let (transaction, endpoint) = begin(op, delivery.endpoint.id, "webhookDeliveryId").await?;
    if !query::replay(&transaction, id, op.now()).await? {
        let en = "it is on its way already";
        return Err(Error::invalid("WRONG_STATE", "webhookDeliveryId", en, "该投递尚在进行"));
    }
    let detail = serde_json::json!({ "deliveryId": id, "topic": delivery.row.topic });
    finish(op, transaction, "webhook.replay", &endpoint, detail).await?;
    Ok(id)
}

/// Sends everything again that was to be delivered to an endpoint since a time and failed; how many there are. Needs
/// `webhook.manage`.
///
/// # Errors
/// NOT_FOUND; `WRONG_STATE` while the endpoint is switched off.
pub async fn replay_deliveries(op: &Op, id: WebhookEndpointId, since: Instant) -> Result<u64> {
    let (transaction, endpoint) = begin(op, id, "endpointId").await?;
    let count = query::replay_failed(&transaction, id, since, op.now()).await?;
    let detail = serde_json::json!({ "since": since, "deliveries": count });
    finish(op, transaction, "webhook.replay", &endpoint, detail).await?;
    Ok(count)
}

/// Sends a message that says nothing, to try an endpoint out. Needs `webhook.manage`.
///
/// # Errors
/// NOT_FOUND; `WRONG_STATE` while the endpoint is switched off.
pub async fn send_test(op: &Op, id: WebhookEndpointId) -> Result<WebhookDeliveryId> {
    let (transaction, endpoint) = begin(op, id, "endpointId").await?;
    let row = new(op, id, (op.id::<OutboxId>(), None), TEST, of_test(id, op.now())?);
    let delivery = row.id;
    query::create(&transaction, vec![row]).await?;
    let detail = serde_json::json!({ "deliveryId": delivery });
    finish(op, transaction, "webhook.test", &endpoint, detail).await?;
    Ok(delivery)
}

/// An endpoint that takes messages, held.
async fn begin(op: &Op, id: WebhookEndpointId, field: &'static str) -> Result<(Transaction, webhook_endpoint::Model)> {
    managed(op, id).await?;
    let transaction = op.begin().await?;
    let endpoint = query::hold(&transaction, id).await?.ok_or(Error::NotFound("webhook endpoint"))?;
    if !endpoint.active {
        let en = "the endpoint is switched off: activate it first";
        return Err(Error::invalid("WRONG_STATE", field, en, "该端点已停用，请先启用"));
    }
    Ok((transaction, endpoint))
}

async fn finish(
    op: &Op,
    transaction: Transaction,
    action: &str,
    endpoint: &webhook_endpoint::Model,
    detail: serde_json::Value,
) -> Result<()> {
    insert(&transaction, op.audit(action, ("webhook_endpoint", endpoint.id.0), detail)).await?;
    Ok(transaction.commit().await?)
}
