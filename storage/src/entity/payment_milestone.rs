//! A part of a contract's amount, and what it takes to be paid.

use chrono::NaiveDate;
use domain::contract::{ContractState, PaymentState};
use domain::ids::{ContractId, MilestoneId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "payment_milestone")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MilestoneId,
    pub contract_id: ContractId,
    pub plan: i32,
    pub number: i32,
    pub name: String,
    pub due_on: Option<NaiveDate>,
    pub due_state: Option<ContractState>,
    pub share_fen: i64,
    pub requirement: String,
    pub state: PaymentState,
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}
