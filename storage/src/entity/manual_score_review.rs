//! What another person said of a score that somebody gave; append-only.

use domain::Instant;
use domain::ids::{ManualScoreId, UserId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "manual_score_review")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub score_id: ManualScoreId,
    pub accepted: bool,
    pub note: Option<String>,
    pub reviewed_by: Option<UserId>,
    pub reviewer: String,
    pub reviewed_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
