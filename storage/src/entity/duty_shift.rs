//! A line of a duty roster: a single turn has its instants, a weekly one its zone, day and time of day.

use chrono::NaiveDate;
use domain::Instant;
use domain::dispatch::DutyRole;
use domain::ids::{ShiftId, TeamId, UserId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "duty_shift")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ShiftId,
    pub team_id: TeamId,
    pub user_id: UserId,
    pub role: DutyRole,
    pub from_at: Option<Instant>,
    pub until_at: Option<Instant>,
    pub zone: Option<String>,
    /// Days after Monday.
    pub weekday: Option<i32>,
    /// `HH:MM`.
    pub starts: Option<String>,
    pub minutes: Option<i32>,
    pub first_on: Option<NaiveDate>,
    pub last_on: Option<NaiveDate>,
    pub created_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
