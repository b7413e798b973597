//! One revision of the assessment of a contract over a period.

use chrono::NaiveDate;
use domain::Instant;
use domain::assessment::AssessmentState;
use domain::ids::{AgencyId, AssessmentId, ContractId, SchemeId, VendorId};
use domain::scorecard::PeriodKind;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "assessment_period")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AssessmentId,
    pub contract_id: ContractId,
    pub agency_id: AgencyId,
    pub vendor_id: VendorId,
    pub period_kind: PeriodKind,
    pub period_start: NaiveDate,
    /// 1, and one more for each correction.
    pub revision: i32,
    /// The frozen revision that this one corrects, and why.
    pub corrects_id: Option<AssessmentId>,
    pub reason: Option<String>,
    pub state: AssessmentState,
    /// Whether the vendor has objected to a decision.
    pub objected: bool,
    pub scheme_id: SchemeId,
    pub score_hundredths: Option<i64>,
    pub grade: Option<String>,
    /// A `domain::assessment::AssessmentRecord`; none while it is open.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub record: Option<serde_json::Value>,
    pub input_hash: Option<String>,
    /// When the platform goes on by itself; none where it waits for people, or for a calendar.
    pub acts_at: Option<Instant>,
    pub scored_at: Option<Instant>,
    pub decided_at: Option<Instant>,
    /// The version after the latest decision: signatures before it do not count.
    pub decided_seq: Option<i64>,
    pub frozen_at: Option<Instant>,
    pub version: i64,
    pub created_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
