//! What a service item asks for and is ranked as; never changes.

use domain::Instant;
use domain::ids::{ServiceItemId, UserId};
use domain::ticket::{Impact, TicketKind, Urgency};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "service_item_version")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub item_id: ServiceItemId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i32,
    pub name: String,
    pub kind: TicketKind,
    pub impact: Impact,
    pub urgency: Urgency,
    pub description_template: String,
    /// A list of [`domain::catalogue::ItemField`].
    #[sea_orm(column_type = "JsonBinary")]
    pub fields: serde_json::Value,
    pub created_by: Option<UserId>,
    pub created_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
