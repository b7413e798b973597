//! A system covered by a contract.

use domain::ids::{ContractId, SystemId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "contract_system")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub contract_id: ContractId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub system_id: SystemId,
}

impl ActiveModelBehavior for ActiveModel {}
