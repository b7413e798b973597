//! A message on its way to an endpoint: once for each of the two.

use domain::Instant;
use domain::ids::{OutboxId, WebhookDeliveryId, WebhookEndpointId};
use domain::webhook::DeliveryState;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "webhook_delivery")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: WebhookDeliveryId,
    pub endpoint_id: WebhookEndpointId,
    /// The same in each attempt.
    pub message_id: OutboxId,
    /// The place of the message in the feed; none for a test.
    pub feed_seq: Option<i64>,
    pub topic: String,
    /// As it is sent.
    pub body: String,
    pub state: DeliveryState,
    /// How many were begun.
    pub attempts: i32,
    /// How many of them since it was last to be sent from the beginning: the place in the schedule.
    pub step: i32,
    /// When it is due; while it is being sent, when somebody else may take it up. None when it is not awaited.
    pub next_at: Option<Instant>,
    pub created_at: Instant,
    /// When it succeeded or failed for good.
    pub ended_at: Option<Instant>,
}

impl ActiveModelBehavior for ActiveModel {}
