//! What a dispute made of a score that somebody gave; append-only.

use domain::Instant;
use domain::ids::{DisputeId, ManualScoreId, UserId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "manual_score_revision")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub score_id: ManualScoreId,
    /// The dispute that decided it.
    pub dispute_id: DisputeId,
    /// The exact fraction that counts in its place; none: nothing does.
    pub rate: Option<String>,
    pub reason: String,
    pub decided_by: Option<UserId>,
    pub decider: String,
    pub revised_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
