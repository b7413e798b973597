//! The teams of vendors: who is in them, and what they serve.

use domain::ids::{ContractId, SystemId, TeamId, UserId};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use crate::entity::{contract_system_team, contract_team, vendor_team_member};

/// Makes the members of a team exactly these.
pub async fn replace_members(db: &impl ConnectionTrait, team: TeamId, members: &[UserId]) -> Result<(), DbErr> {
    vendor_team_member::Entity::delete_many().filter(vendor_team_member::Column::TeamId.eq(team)).exec(db).await?;
    let row = |user: &UserId| vendor_team_member::Model { team_id: team, user_id: *user };
    super::insert_all(db, members.iter().map(row).collect()).await
}

/// Says which team serves a contract; none: no team in particular.
pub async fn serve_contract(
    db: &impl ConnectionTrait,
    contract: ContractId,
    team: Option<TeamId>,
) -> Result<(), DbErr> {
    contract_team::Entity::delete_by_id(contract).exec(db).await?;
    let row = |team_id| contract_team::Model { contract_id: contract, team_id };
    super::insert_all(db, team.map(row).into_iter().collect()).await
}

/// Says which team serves one system of a contract; none: the contract's.
pub async fn serve_system(
    db: &impl ConnectionTrait,
    (contract, system): (ContractId, SystemId),
    team: Option<TeamId>,
) -> Result<(), DbErr> {
    contract_system_team::Entity::delete_by_id((contract, system)).exec(db).await?;
    let row = |team_id| contract_system_team::Model { contract_id: contract, system_id: system, team_id };
    super::insert_all(db, team.map(row).into_iter().collect()).await
}
