//! A scorecard of a contract or vendor for a period: what was counted. Terms and score are computed when it is read.

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
    /// Of a month; longer periods are the sum of theirs.
    #[sea_orm(column_type = "JsonBinary")]
    pub counters: serde_json::Value,
    /// When a month was last counted; of a longer period it is that of its months.
    pub computed_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
