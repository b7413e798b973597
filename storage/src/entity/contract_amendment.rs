//! An amendment of a contract: a version of its terms.

use chrono::NaiveDate;
use domain::Instant;
use domain::contract::AmendmentState;
use domain::ids::{AmendmentId, ContractId, PolicyId, SchemeId, UserId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "contract_amendment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AmendmentId,
    pub contract_id: ContractId,
    pub number: i32,
    pub state: AmendmentState,
    pub effective_on: NaiveDate,
    pub ends_on: NaiveDate,
    pub amount_fen: i64,
    pub policy_id: PolicyId,
    pub scheme_id: SchemeId,
    pub reason: String,
    pub created_by: Option<UserId>,
    pub created_at: Instant,
    pub decided_by: Option<UserId>,
    pub decided_at: Option<Instant>,
}

impl ActiveModelBehavior for ActiveModel {}
