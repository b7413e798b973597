//! A step of a contract's life; append-only.

use chrono::NaiveDate;
use domain::Instant;
use domain::contract::{ContractState, ContractStep};
use domain::ids::{ContractId, UserId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "contract_step")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub contract_id: ContractId,
    /// The version of the contract after the step.
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i64,
    pub step: ContractStep,
    pub from_state: ContractState,
    pub to_state: ContractState,
    pub effective_on: NaiveDate,
    pub reason: Option<String>,
    pub terms_number: Option<i32>,
    pub actor_id: Option<UserId>,
    pub actor_name: String,
    pub recorded_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}
