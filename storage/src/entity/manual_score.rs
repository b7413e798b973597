//! A score that somebody gave for a criterion and a period; append-only.

use chrono::NaiveDate;
use domain::Instant;
use domain::ids::{AgencyId, ContractId, ManualScoreId, SchemeId, UserId, VendorId};
use domain::scorecard::PeriodKind;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "manual_score")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ManualScoreId,
    pub contract_id: ContractId,
    pub agency_id: AgencyId,
    pub vendor_id: VendorId,
    /// The version of the scheme whose criterion it is.
    pub scheme_id: SchemeId,
    pub criterion: String,
    pub period_kind: PeriodKind,
    pub period_start: NaiveDate,
    /// 1 for the first of the criterion and period; the accepted one with the highest number counts.
    pub number: i32,
    /// An exact fraction from 0 to 1, such as `19/20`.
    pub rate: String,
    pub evidence: String,
    pub given_by: Option<UserId>,
    pub giver: String,
    pub given_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
