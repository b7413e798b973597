//! An entry of a contract's deduction ledger; append-only.

use chrono::NaiveDate;
use domain::Instant;
use domain::ids::{AgencyId, ContractId, LedgerEntryId, SchemeId, TicketId, UserId, VendorId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ledger_entry")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LedgerEntryId,
    pub contract_id: ContractId,
    pub agency_id: AgencyId,
    pub vendor_id: VendorId,
    /// The version of the scheme whose item it is.
    pub scheme_id: SchemeId,
    pub item: String,
    /// As the item said when it was booked: below 0 a deduction, above 0 a bonus.
    pub points_hundredths: i64,
    /// In the contract's zone.
    pub occurred_on: NaiveDate,
    pub ticket_id: Option<TicketId>,
    pub evidence: String,
    pub booked_by: Option<UserId>,
    pub booker: String,
    pub booked_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
