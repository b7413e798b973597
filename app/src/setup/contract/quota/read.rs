//! Reading what was booked.

use std::collections::HashMap;

use domain::access::Action;
use domain::ids::ContractId;
use storage::Transaction;
use storage::query::quota;

use super::QuotaUseView;
use crate::{Contract, Op, Result};

/// What was booked on contracts that the actor sees, the oldest first.
pub async fn quota_uses(op: &Op, contracts: &[ContractId]) -> Result<HashMap<ContractId, Vec<QuotaUseView>>> {
    let (scope, coverage) = (op.read_scope(Action::ContractView), op.coverage());
    let seen = |id: &ContractId| {
        let row = coverage.contracts.get(id).map(|contract| &contract.row);
        row.is_some_and(|row| scope.covers(Some(row.agency_id), Some(row.vendor_id)))
    };
    let seen: Vec<ContractId> = contracts.iter().copied().filter(seen).collect();
    let mut found: HashMap<ContractId, Vec<QuotaUseView>> = HashMap::new();
    for (row, decision) in quota::uses_of(op.app().store.read(), &seen).await? {
        found.entry(row.contract_id).or_default().push(QuotaUseView { row, decision });
    }
    Ok(found)
}

/// Whether the actor may decide on bookings of a contract that they see.
pub fn available_decision(op: &Op, contract: &Contract) -> bool {
    op.read_scope(Action::QuotaDecide).covers(Some(contract.row.agency_id), None)
}

/// All that was booked on a contract, inside the transaction that holds it.
pub(super) async fn all(transaction: &Transaction, contract: ContractId) -> Result<Vec<QuotaUseView>> {
    let rows = quota::uses_of(transaction, &[contract]).await?;
    Ok(rows.into_iter().map(|(row, decision)| QuotaUseView { row, decision }).collect())
}
