//! A version of what a contract says of service credits; append-only.

use chrono::NaiveDate;
use domain::Instant;
use domain::ids::{AgencyId, ContractId, CreditTermsId, UserId, VendorId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "credit_terms")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CreditTermsId,
    pub contract_id: ContractId,
    pub agency_id: AgencyId,
    pub vendor_id: VendorId,
    pub number: i32,
    /// Periods that begin on this day or later are settled by it.
    pub effective_on: NaiveDate,
    /// A `domain::credit::CreditRules`.
    #[sea_orm(column_type = "JsonBinary")]
    pub rules: serde_json::Value,
    pub reason: String,
    pub proposed_by: Option<UserId>,
    pub proposer: String,
    pub created_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
