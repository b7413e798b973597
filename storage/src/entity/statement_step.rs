//! A step of a statement's life; append-only.

use domain::Instant;
use domain::ids::{StatementId, UserId};
use domain::statement::{StatementState, StatementStep};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "statement_step")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub statement_id: StatementId,
    /// The version of the statement after the step.
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i64,
    pub step: StatementStep,
    pub from_state: StatementState,
    pub to_state: StatementState,
    pub note: Option<String>,
    pub actor_id: Option<UserId>,
    pub actor_name: String,
    pub recorded_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
