//! A reviewer's answer to one item; append-only.

use chrono::NaiveDate;
use domain::Instant;
use domain::ids::{ReviewId, UserId};
use domain::review::{ItemAnswer, Severity};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "review_answer")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub review_id: ReviewId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: UserId,
    /// The item's code.
    #[sea_orm(primary_key, auto_increment = false)]
    pub item: String,
    pub answer: ItemAnswer,
    pub note: Option<String>,
    pub severity: Option<Severity>,
    pub deadline_on: Option<NaiveDate>,
    pub recorded_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
