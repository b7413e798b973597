//! The answer to an objection; append-only.

use domain::Instant;
use domain::ids::{ObjectionId, UserId};
use domain::ranking::ObjectionOutcome;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ranking_answer")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub objection_id: ObjectionId,
    pub outcome: ObjectionOutcome,
    pub reason: String,
    pub author_id: Option<UserId>,
    pub author_name: String,
    pub answered_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
