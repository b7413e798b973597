//! One step of a dispute, as it was taken.

use domain::Instant;
use domain::dispute::{DisputeState, DisputeStep};
use domain::ids::{DisputeId, UserId};
use domain::ticket::ActorSide;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "breach_dispute_step")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub dispute_id: DisputeId,
    /// From 1, without gaps.
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i32,
    pub step: DisputeStep,
    /// The state after it.
    pub state: DisputeState,
    pub side: ActorSide,
    pub actor_id: Option<UserId>,
    pub actor_name: String,
    /// Perhaps empty.
    pub reason: String,
    /// Perhaps empty.
    pub evidence: String,
    /// What was decided by it.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub ruling: Option<serde_json::Value>,
    /// By when the next one has to be taken.
    pub due_at: Option<Instant>,
    pub taken_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
