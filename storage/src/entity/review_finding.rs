//! What a review came to on one item, written at the verdict; append-only.

use domain::Instant;
use domain::ids::ReviewId;
use domain::review::ItemOutcome;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "review_finding")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub review_id: ReviewId,
    /// The item's code.
    #[sea_orm(primary_key, auto_increment = false)]
    pub item: String,
    pub outcome: ItemOutcome,
    /// Of what was computed.
    pub evidence_en: Option<String>,
    pub evidence_zh: Option<String>,
    pub recorded_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
