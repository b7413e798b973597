//! What a ticket asks for of the catalogue, and what was answered.

use domain::ids::{ServiceItemId, TicketId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ticket_service_item")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub ticket_id: TicketId,
    pub item_id: ServiceItemId,
    /// The version of the item that was answered.
    pub version: i32,
    /// A list of [`domain::catalogue::Answer`].
    #[sea_orm(column_type = "JsonBinary")]
    pub answers: serde_json::Value,
}

impl ActiveModelBehavior for ActiveModel {}
