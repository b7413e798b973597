//! A standing order of a report.

use domain::Instant;
use domain::export::{FileFormat, FileLanguage};
use domain::ids::{ReportScheduleId, UserId};
use domain::report::schedule::CadenceKind;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "report_schedule")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ReportScheduleId,
    pub owner_id: UserId,
    /// Unique for its owner.
    pub name: String,
    /// Which report, without its period; the use case gives it its form.
    #[sea_orm(column_type = "JsonBinary")]
    pub report: serde_json::Value,
    pub format: FileFormat,
    pub language: FileLanguage,
    pub cadence: CadenceKind,
    /// Of the month, or of the week with Monday as 1.
    pub day: i32,
    /// The full hour of the zone's clocks.
    pub hour: i32,
    /// By its name in the tz database.
    pub zone: String,
    pub active: bool,
    /// The next time to be delivered; none while it is not active.
    pub next_at: Option<Instant>,
    pub created_at: Instant,
    pub updated_at: Instant,
    /// Grows with each change by its owner; deliveries leave it.
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}
