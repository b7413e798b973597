//! A step of a payment milestone; append-only.

use chrono::NaiveDate;
use domain::Instant;
use domain::contract::{PaymentState, PaymentStep};
use domain::ids::{MilestoneId, UserId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "payment_step")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub milestone_id: MilestoneId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i64,
    pub step: PaymentStep,
    pub from_state: PaymentState,
    pub to_state: PaymentState,
    pub note: Option<String>,
    pub payment_reference: Option<String>,
    pub paid_on: Option<NaiveDate>,
    pub actor_id: Option<UserId>,
    pub actor_name: String,
    pub recorded_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
