//! An objection of somebody who is ranked; append-only.

use domain::Instant;
use domain::ids::{ObjectionId, RankingId, UserId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ranking_objection")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ObjectionId,
    pub ranking_id: RankingId,
    /// The version objected to.
    pub number: i32,
    /// The vendor or agency that objects.
    pub subject_id: Uuid,
    pub reason: String,
    pub author_id: Option<UserId>,
    pub author_name: String,
    pub filed_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
