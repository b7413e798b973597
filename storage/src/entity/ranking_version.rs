//! A version of a ranking; append-only.

use domain::Instant;
use domain::ids::{RankingId, UserId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ranking_version")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub ranking_id: RankingId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i32,
    /// A `domain::ranking::RankingSheet`: what may be published.
    #[sea_orm(column_type = "JsonBinary")]
    pub sheet: serde_json::Value,
    /// A `domain::ranking::RankingBasis`: what may not.
    #[sea_orm(column_type = "JsonBinary")]
    pub basis: serde_json::Value,
    pub input_hash: String,
    /// Why it was worked out anew.
    pub reason: Option<String>,
    pub drafter_id: Option<UserId>,
    pub drafter_name: String,
    pub drafted_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
