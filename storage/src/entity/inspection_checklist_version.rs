//! What a checklist of inspections asks for; never changes.

use domain::Instant;
use domain::ids::{InspectionChecklistId, UserId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "inspection_checklist_version")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub checklist_id: InspectionChecklistId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i32,
    pub name: String,
    /// A list of [`domain::inspection::InspectionItem`].
    #[sea_orm(column_type = "JsonBinary")]
    pub items: serde_json::Value,
    pub created_by: Option<UserId>,
    pub created_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
