//! A change of a calendar: what it shall be, and how far the clocks have followed.

use domain::Instant;
use domain::calendar::CalendarChangeState;
use domain::ids::{CalendarChangeId, CalendarId, UserId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "calendar_change")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CalendarChangeId,
    pub calendar_id: CalendarId,
    pub state: CalendarChangeState,
    /// The revision that it was drafted on.
    pub base_revision: i64,
    /// The revision that it became.
    pub revision: Option<i64>,
    pub reason: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub spec: serde_json::Value,
    #[sea_orm(column_type = "JsonBinary")]
    pub gaps: serde_json::Value,
    #[sea_orm(column_type = "JsonBinary")]
    pub confirmed_years: serde_json::Value,
    pub fingerprint: String,
    pub created_by: Option<UserId>,
    pub created_at: Instant,
    /// Who activated or withdrew it.
    pub decided_by: Option<UserId>,
    pub decided_at: Option<Instant>,
    /// When the tickets to be reached were listed.
    pub listed_at: Option<Instant>,
    pub finished_at: Option<Instant>,
    /// How many were listed.
    pub tickets: i64,
}

impl ActiveModelBehavior for ActiveModel {}
