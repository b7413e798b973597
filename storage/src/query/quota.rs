//! What was booked on the quotas of contracts, and what the agency said of it.

use std::collections::HashMap;

use domain::ids::{ContractId, QuotaUseId};
use sea_orm::sea_query::LockType;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

use crate::entity::{contract_quota, quota_decision, quota_use, service_contract};

/// A booking, and the decision on it.
pub type Use = (quota_use::Model, Option<quota_decision::Model>);

/// The contract's row, held until the end of the transaction: what is decided on its papers follows one after the
/// other. Rows that only point at the contract are written meanwhile.
pub async fn hold_contract(
    db: &impl ConnectionTrait,
    id: ContractId,
) -> Result<Option<service_contract::Model>, DbErr> {
    service_contract::Entity::find_by_id(id).lock(LockType::NoKeyUpdate).one(db).await
}

/// The bookings of contracts, the oldest first.
pub async fn uses_of(db: &impl ConnectionTrait, contracts: &[ContractId]) -> Result<Vec<Use>, DbErr> {
    let of_contracts = quota_use::Column::ContractId.is_in(contracts.iter().copied());
    let uses = quota_use::Entity::find().filter(of_contracts.clone()).order_by_asc(quota_use::Column::Id);
    let uses = uses.all(db).await?;
    if uses.is_empty() {
        return Ok(Vec::new());
    }
    let ids = quota_use::Entity::find().select_only().column(quota_use::Column::Id).filter(of_contracts).into_query();
    let decisions = quota_decision::Entity::find().filter(quota_decision::Column::UseId.in_subquery(ids));
    let mut decisions: HashMap<QuotaUseId, quota_decision::Model> =
        decisions.all(db).await?.into_iter().map(|row| (row.use_id, row)).collect();
    Ok(uses.into_iter().map(|row| (decisions.remove(&row.id), row)).map(|(decision, row)| (row, decision)).collect())
}

/// One booking.
pub async fn find(db: &impl ConnectionTrait, id: QuotaUseId) -> Result<Option<quota_use::Model>, DbErr> {
    quota_use::Entity::find_by_id(id).one(db).await
}

/// Takes away the quotas that a version of terms states, to be stated anew.
pub async fn clear_stated(db: &impl ConnectionTrait, contract: ContractId, terms: i32) -> Result<(), DbErr> {
    contract_quota::Entity::delete_many()
        .filter(contract_quota::Column::ContractId.eq(contract))
        .filter(contract_quota::Column::TermsNumber.eq(terms))
        .exec(db)
        .await
        .map(drop)
}
