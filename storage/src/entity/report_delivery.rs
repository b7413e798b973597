//! What was delivered of a standing order for one of its times: which file is to be made, or why none is.

use domain::Instant;
use domain::ids::{ReportDeliveryId, ReportScheduleId};
use domain::report::schedule::DeliveryOutcome;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "report_delivery")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ReportDeliveryId,
    pub schedule_id: ReportScheduleId,
    /// When it was due; once for each schedule.
    pub nominal_at: Instant,
    /// Times before it that went by undelivered.
    pub passed_over: i64,
    /// What figures count: `[covers_from, covers_before)`.
    pub covers_from: Instant,
    pub covers_before: Instant,
    /// Which file, its period fixed; the use case gives it its form.
    #[sea_orm(column_type = "JsonBinary")]
    pub file: serde_json::Value,
    /// What it was called then; none when there is none.
    pub file_name: Option<String>,
    pub outcome: DeliveryOutcome,
    /// Why there is none: for programs, and for people in English and Chinese.
    pub code: Option<String>,
    pub reason: Option<String>,
    pub reason_zh: Option<String>,
    pub delivered_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
