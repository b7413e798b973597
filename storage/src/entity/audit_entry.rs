//! An entry of the audit log.

use domain::Instant;
use domain::ids::{AuditId, UserId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_entry")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AuditId,
    pub at: Instant,
    pub actor_id: Option<UserId>,
    pub actor_name: String,
    pub action: String,
    pub object_type: String,
    pub object_id: Option<Uuid>,
    #[sea_orm(column_type = "JsonBinary")]
    pub detail: serde_json::Value,
}

impl ActiveModelBehavior for ActiveModel {}
