//! A finding that somebody has to mend.

use chrono::NaiveDate;
use domain::Instant;
use domain::ids::{AgencyId, ContractId, RectificationId, VendorId};
use domain::rectification::{Party, RectificationState, RectificationSubject};
use domain::review::Severity;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "rectification")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RectificationId,
    /// What it comes from, and which of these.
    pub subject: RectificationSubject,
    pub subject_id: Uuid,
    pub contract_id: ContractId,
    pub agency_id: AgencyId,
    pub vendor_id: VendorId,
    /// What of its subject it is about: the code of a checklist item.
    pub item: String,
    /// In the reviewers' words, or what was computed, in Chinese.
    pub finding: String,
    /// What was computed, in English; none of what reviewers wrote.
    pub finding_en: Option<String>,
    pub severity: Severity,
    pub party: Party,
    /// The last day for handing in.
    pub due_on: NaiveDate,
    pub state: RectificationState,
    pub version: i64,
    pub created_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
