//! The team that serves one system of a contract.

use domain::ids::{ContractId, SystemId, TeamId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "contract_system_team")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub contract_id: ContractId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub system_id: SystemId,
    pub team_id: TeamId,
}

impl ActiveModelBehavior for ActiveModel {}
