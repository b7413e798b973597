//! What the agency said of a booking; append-only.

use domain::Instant;
use domain::ids::{QuotaUseId, UserId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "quota_decision")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub use_id: QuotaUseId,
    pub accepted: bool,
    pub note: Option<String>,
    pub decided_by: Option<UserId>,
    pub decider: String,
    pub recorded_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
