//! A lot that was cast for seats of a review; append-only.

use domain::Instant;
use domain::ids::{ReviewId, UserId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "review_draw")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub review_id: ReviewId,
    /// 1 for the first.
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i32,
    pub seed: String,
    /// Everybody who could be drawn, in the order of their ids.
    #[sea_orm(column_type = "JsonBinary")]
    pub candidates: serde_json::Value,
    /// Those who were, in the order of their lots.
    #[sea_orm(column_type = "JsonBinary")]
    pub drawn: serde_json::Value,
    pub drawn_by: Option<UserId>,
    pub drawn_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
