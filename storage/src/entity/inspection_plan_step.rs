//! A step in the life of an inspection plan; append-only.

use domain::Instant;
use domain::ids::{InspectionPlanId, UserId};
use domain::inspection::PlanStep;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "inspection_plan_step")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub plan_id: InspectionPlanId,
    /// The version of the plan after it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i64,
    pub step: PlanStep,
    /// Perhaps empty.
    pub reason: String,
    pub actor_id: Option<UserId>,
    pub actor_name: String,
    pub recorded_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
