//! The signature of one side under an assessment; append-only.

use domain::Instant;
use domain::ids::{AssessmentId, UserId};
use domain::ticket::ActorSide;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "assessment_signature")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub assessment_id: AssessmentId,
    /// The version of the assessment after it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i64,
    pub side: ActorSide,
    /// Of the inputs that were signed.
    pub input_hash: String,
    pub signer_id: Option<UserId>,
    pub signer_name: String,
    pub signed_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
