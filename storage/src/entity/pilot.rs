//! A policy version that binds at some agencies for a time.

use domain::Instant;
use domain::ids::{PilotId, PolicyId, PolicyVersionId, UserId};
use domain::trial::PilotStep;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "pilot")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PilotId,
    pub policy_id: PolicyId,
    pub version_id: PolicyVersionId,
    pub from_at: Instant,
    pub until_at: Instant,
    pub reason: String,
    pub created_by: Option<UserId>,
    pub created_at: Instant,
    /// None until it is withdrawn or promoted.
    pub decision: Option<PilotStep>,
    pub decided_by: Option<UserId>,
    pub decided_at: Option<Instant>,
    pub decision_reason: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
