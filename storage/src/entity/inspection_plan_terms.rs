//! What a plan says from a moment on; never changes.

use chrono::NaiveDate;
use domain::Instant;
use domain::ids::{CalendarId, InspectionChecklistId, InspectionPlanId, UserId};
use domain::inspection::OffDayRule;
use domain::ticket::{Impact, Urgency};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "inspection_plan_terms")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub plan_id: InspectionPlanId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i32,
    /// They hold for what falls due from now on.
    pub effective_at: Instant,
    /// An RRULE.
    pub recurrence: String,
    pub off_day: OffDayRule,
    /// Minutes after midnight.
    pub raise_minute: i32,
    pub window_days: i32,
    /// The last date.
    pub ends_on: Option<NaiveDate>,
    pub calendar_id: CalendarId,
    /// A list of [`domain::ids::SystemId`].
    #[sea_orm(column_type = "JsonBinary")]
    pub system_ids: serde_json::Value,
    pub checklist_id: Option<InspectionChecklistId>,
    pub checklist_version: Option<i32>,
    pub impact: Impact,
    pub urgency: Urgency,
    pub created_by: Option<UserId>,
}

impl ActiveModelBehavior for ActiveModel {}
