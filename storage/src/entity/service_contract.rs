//! A service contract.

use chrono::NaiveDate;
use domain::Instant;
use domain::contract::ContractState;
use domain::ids::{AgencyId, ContractId, PolicyId, SchemeId, VendorId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "service_contract")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ContractId,
    pub number: String,
    pub name: String,
    pub agency_id: AgencyId,
    pub vendor_id: VendorId,
    pub state: ContractState,
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
    pub amount_fen: i64,
    pub policy_id: PolicyId,
    pub scheme_id: SchemeId,
    pub zone: String,
    pub created_at: Instant,
    pub version: i64,
    pub terminates_on: Option<NaiveDate>,
    pub notice_days: Option<i32>,
    pub renewal_days: Option<i32>,
    /// Its rank among contracts that cover the same system.
    pub precedence: Option<i32>,
}

impl ActiveModelBehavior for ActiveModel {}
