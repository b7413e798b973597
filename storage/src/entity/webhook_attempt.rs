//! What came of one attempt at a delivery. One that was cut off with its process has no row.

use domain::Instant;
use domain::ids::WebhookDeliveryId;
use domain::webhook::AttemptFailure;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "webhook_attempt")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub delivery_id: WebhookDeliveryId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i32,
    /// When it was begun, which is what was signed.
    pub at: Instant,
    pub duration_ms: i64,
    /// The status of the answer.
    pub status: Option<i32>,
    /// Why there was none.
    pub failure: Option<AttemptFailure>,
    /// When the next one is due; none when there is none to come.
    pub next_at: Option<Instant>,
}

impl ActiveModelBehavior for ActiveModel {}
