//! Points of a closed assessment that were booked into a later one; append-only.

use domain::Instant;
use domain::assessment::AdjustmentCause;
use domain::ids::{AdjustmentId, AssessmentId, UserId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "assessment_adjustment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AdjustmentId,
    /// Booked into.
    pub assessment_id: AssessmentId,
    /// The closed one that it is about.
    pub about_id: AssessmentId,
    pub cause: AdjustmentCause,
    pub points_hundredths: i64,
    pub reason: String,
    /// The terms that changed and the verdicts that were revised.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub detail: Option<serde_json::Value>,
    pub author_id: Option<UserId>,
    pub author_name: String,
    pub recorded_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
