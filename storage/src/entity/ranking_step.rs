//! A step of a ranking's life; append-only.

use domain::Instant;
use domain::ids::{RankingId, UserId};
use domain::ranking::{RankingState, RankingStep};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ranking_step")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub ranking_id: RankingId,
    /// The `version` of the publication after the step.
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i64,
    /// The version of the ranking that it concerns.
    pub number: i32,
    pub step: RankingStep,
    pub from_state: RankingState,
    pub to_state: RankingState,
    pub note: Option<String>,
    pub actor_id: Option<UserId>,
    pub actor_name: String,
    pub recorded_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
