//! Somebody of the list of experts.

use domain::Instant;
use domain::ids::UserId;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "review_expert")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: UserId,
    pub organisation: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub specialities: serde_json::Value,
    pub active: bool,
    pub created_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
