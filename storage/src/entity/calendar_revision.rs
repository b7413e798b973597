//! An immutable snapshot of a calendar.

use domain::Instant;
use domain::ids::{CalendarId, UserId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "calendar_revision")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub revision: i64,
    pub calendar_id: CalendarId,
    #[sea_orm(column_type = "JsonBinary")]
    pub spec: serde_json::Value,
    pub reason: String,
    pub created_by: Option<UserId>,
    pub created_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
