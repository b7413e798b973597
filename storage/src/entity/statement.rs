//! A statement of what a frozen period pays.

use chrono::NaiveDate;
use domain::Instant;
use domain::ids::{AgencyId, AssessmentId, ContractId, CreditTermsId, MilestoneId, StatementId, UserId, VendorId};
use domain::scorecard::PeriodKind;
use domain::statement::StatementState;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "statement")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: StatementId,
    pub contract_id: ContractId,
    pub agency_id: AgencyId,
    pub vendor_id: VendorId,
    pub assessment_id: AssessmentId,
    pub terms_id: CreditTermsId,
    pub milestone_id: Option<MilestoneId>,
    pub period_kind: PeriodKind,
    pub period_start: NaiveDate,
    pub fee_fen: i64,
    pub credit_fen: i64,
    pub earned_back_fen: i64,
    pub reward_fen: i64,
    pub payable_fen: i64,
    pub due_fen: i64,
    /// A `domain::statement::StatementRecord`.
    #[sea_orm(column_type = "JsonBinary")]
    pub record: serde_json::Value,
    pub input_hash: String,
    pub state: StatementState,
    pub prepared_by: Option<UserId>,
    pub preparer: String,
    pub version: i64,
    pub created_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
