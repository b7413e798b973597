//! One promised number of a policy version.

use domain::ids::{CalendarId, PolicyVersionId, TargetId};
use domain::sla::{Metric, TargetOrigin};
use domain::ticket::{Priority, SiteClass, TicketKind};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sla_target")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TargetId,
    pub version_id: PolicyVersionId,
    pub metric: Metric,
    pub priority: Priority,
    pub ticket_kind: Option<TicketKind>,
    pub site_class: Option<SiteClass>,
    pub duration_kind: String,
    pub duration_value: i64,
    pub calendar_id: CalendarId,
    pub pausable: bool,
    #[sea_orm(column_type = "JsonBinary")]
    pub warn_percent: serde_json::Value,
    #[sea_orm(column_type = "JsonBinary")]
    pub escalations: serde_json::Value,
    pub system_type: Option<String>,
    pub protection_from: Option<i32>,
    pub protection_to: Option<i32>,
    pub guard: bool,
    pub origin: TargetOrigin,
    /// The target of the base version that it was taken from, or that it takes the place of.
    pub base_target_id: Option<TargetId>,
    pub override_reason: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
