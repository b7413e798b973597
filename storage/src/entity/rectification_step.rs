//! A step of a rectification's life; append-only.

use chrono::NaiveDate;
use domain::Instant;
use domain::ids::{RectificationId, UserId};
use domain::rectification::{RectificationState, RectificationStep};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "rectification_step")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub rectification_id: RectificationId,
    /// The version of the rectification after the step.
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i64,
    pub step: RectificationStep,
    pub from_state: RectificationState,
    pub to_state: RectificationState,
    /// The evidence, or why.
    pub note: String,
    /// The deadline after the step.
    pub due_on: NaiveDate,
    pub actor_id: Option<UserId>,
    pub actor_name: String,
    pub recorded_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
