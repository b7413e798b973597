//! A guard period (重保).

use domain::Instant;
use domain::ids::{AgencyId, GuardPeriodId, UserId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "guard_period")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: GuardPeriodId,
    pub owner_id: AgencyId,
    pub name: String,
    pub starts_at: Instant,
    pub ends_at: Instant,
    pub reason: String,
    pub declared_by: Option<UserId>,
    pub declared_at: Instant,
    pub withdrawn_by: Option<UserId>,
    pub withdrawn_at: Option<Instant>,
    pub withdrawal_reason: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
