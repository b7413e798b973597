//! A version of a ranking that was published; append-only.

use domain::Instant;
use domain::ids::{RankingId, UserId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ranking_release")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub ranking_id: RankingId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i32,
    pub is_public: bool,
    /// Against the version published before: a list of `domain::ranking::RankingChange`.
    #[sea_orm(column_type = "JsonBinary")]
    pub changes: serde_json::Value,
    pub note: Option<String>,
    pub publisher_id: Option<UserId>,
    pub publisher_name: String,
    pub published_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
