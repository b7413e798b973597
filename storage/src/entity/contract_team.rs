//! The team that serves a contract.

use domain::ids::{ContractId, TeamId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "contract_team")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub contract_id: ContractId,
    pub team_id: TeamId,
}

impl ActiveModelBehavior for ActiveModel {}
