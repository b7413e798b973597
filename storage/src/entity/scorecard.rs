//! A scorecard of a contract or vendor for a period.

use chrono::NaiveDate;
use domain::Instant;
use domain::ids::{AgencyId, SchemeId, ScorecardId, VendorId};
use domain::scorecard::{PeriodKind, SubjectKind};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "scorecard")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ScorecardId,
    pub subject_kind: SubjectKind,
    pub subject_id: Uuid,
    pub agency_id: Option<AgencyId>,
    pub vendor_id: VendorId,
    pub scheme_id: SchemeId,
    pub period_kind: PeriodKind,
    pub period_start: NaiveDate,
    pub score_hundredths: Option<i64>,
    pub grade: Option<String>,
    #[sea_orm(column_type = "JsonBinary")]
    pub counters: serde_json::Value,
    #[sea_orm(column_type = "JsonBinary")]
    pub terms: serde_json::Value,
    /// None on cards from before there was a ledger.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub ledger: Option<serde_json::Value>,
    pub computed_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
