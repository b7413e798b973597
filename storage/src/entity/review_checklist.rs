//! One version of a checklist; append-only.

use domain::Instant;
use domain::ids::{AgencyId, ChecklistId, UserId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "review_checklist")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ChecklistId,
    pub owner_id: Option<AgencyId>,
    pub code: String,
    pub version: i32,
    pub name: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub spec: serde_json::Value,
    pub created_by: Option<UserId>,
    pub created_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
