//! A step of an assessment's life; append-only.

use domain::Instant;
use domain::assessment::{AssessmentState, AssessmentStep};
use domain::ids::{AssessmentId, UserId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "assessment_step")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub assessment_id: AssessmentId,
    /// The version of the assessment after the step.
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i64,
    pub step: AssessmentStep,
    pub from_state: AssessmentState,
    pub to_state: AssessmentState,
    pub note: Option<String>,
    /// What was said of single criteria.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub detail: Option<serde_json::Value>,
    /// The score and the hash of its inputs after the step.
    pub score_hundredths: Option<i64>,
    pub input_hash: Option<String>,
    pub actor_id: Option<UserId>,
    pub actor_name: String,
    pub recorded_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
