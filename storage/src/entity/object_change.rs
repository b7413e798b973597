//! What one write made of the fields of an object of the set-up.

use domain::Instant;
use domain::change::ObjectKind;
use domain::ids::{AuditId, UserId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "object_change")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AuditId,
    pub kind: ObjectKind,
    pub object_id: Uuid,
    /// The object's version after it.
    pub version: i64,
    pub actor_id: Option<UserId>,
    pub actor_name: String,
    pub occurred_at: Instant,
    pub recorded_at: Instant,
    /// A list of `domain::change::Difference`.
    #[sea_orm(column_type = "JsonBinary")]
    pub fields: serde_json::Value,
}

impl ActiveModelBehavior for ActiveModel {}
