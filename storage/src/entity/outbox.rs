//! A message on its way out.

use domain::Instant;
use domain::ids::{AgencyId, OutboxId, TicketId, VendorId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OutboxId,
    pub feed_seq: Option<i64>,
    pub topic: String,
    pub ticket_id: Option<TicketId>,
    pub agency_id: Option<AgencyId>,
    pub vendor_id: Option<VendorId>,
    #[sea_orm(column_type = "JsonBinary")]
    pub payload: serde_json::Value,
    pub created_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
