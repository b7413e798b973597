//! What a contract covers, as it was signed and as amended, and what still hangs on it.

use domain::ids::{AmendmentId, ContractId, SystemId};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter};

use crate::entity::{amendment_system, contract_system, ticket};

/// Makes the covered systems of a contract exactly these.
pub async fn cover(db: &impl ConnectionTrait, contract: ContractId, systems: &[SystemId]) -> Result<(), DbErr> {
    contract_system::Entity::delete_many().filter(contract_system::Column::ContractId.eq(contract)).exec(db).await?;
    let row = |system: &SystemId| contract_system::Model { contract_id: contract, system_id: *system };
    super::insert_all(db, systems.iter().map(row).collect()).await
}

/// Writes the covered systems of a new amendment.
pub async fn cover_amended(
    db: &impl ConnectionTrait,
    amendment: AmendmentId,
    systems: &[SystemId],
) -> Result<(), DbErr> {
    let row = |system: &SystemId| amendment_system::Model { amendment_id: amendment, system_id: *system };
    super::insert_all(db, systems.iter().map(row).collect()).await
}

/// How many tickets that a contract bound are still open.
pub async fn open_tickets(db: &impl ConnectionTrait, contract: ContractId) -> Result<u64, DbErr> {
    ticket::Entity::find()
        .filter(ticket::Column::ContractId.eq(contract))
        .filter(ticket::Column::IsOpen.eq(true))
        .count(db)
        .await
}
