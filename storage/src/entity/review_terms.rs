//! The terms that a review saw; append-only.

use domain::ids::ReviewId;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "review_terms")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub review_id: ReviewId,
    #[sea_orm(column_type = "JsonBinary")]
    pub terms: serde_json::Value,
}

impl ActiveModelBehavior for ActiveModel {}
