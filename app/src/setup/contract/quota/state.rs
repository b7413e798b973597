//! Stating the quotas of a contract: with the draft, and with an amendment.

use std::collections::HashSet;

use domain::contract::{ContractStep, QUANTITY_MAX, Quota};
use domain::ids::ContractId;
use storage::Transaction;
use storage::entity::contract_quota;
use storage::query::setup::{insert_all, update};

use crate::mistakes::Mistakes;
use crate::setup::contract::change::Change;
use crate::{Op, Result};

/// States the quotas of a draft, in place of those before. Needs `contract.manage` at the buyer or over it.
///
/// # Errors
/// `INVALID` for an amount; `TAKEN` for a kind and period that is named twice; `WRONG_STATE` unless it is a draft: later,
/// quotas change with an amendment; CONFLICT.
pub async fn set_contract_quotas(op: &Op, contract: ContractId, version: i64, quotas: &[Quota]) -> Result<()> {
    let Change { write, found, mut mistakes, .. } = Change::begin(op, ContractStep::Update, contract, version).await?;
    check(&mut mistakes, quotas);
    mistakes.refuse()?;
    let mut row = found.row;
    row.version += 1;
    let detail = serde_json::json!({ "number": row.number, "version": row.version, "quotas": told(quotas) });
    update(write.transaction(), row).await?;
    storage::query::quota::clear_stated(write.transaction(), contract, 1).await?;
    states(&write, write.transaction(), (contract, 1), quotas).await?;
    write.commit("contract.set_quotas", ("contract", contract.0), detail).await
}

/// Notes what is wrong with stated quotas.
pub(in crate::setup::contract) fn check(mistakes: &mut Mistakes, quotas: &[Quota]) {
    let mut seen = HashSet::new();
    for quota in quotas {
        let name = format!("{} {}", quota.kind, quota.period);
        if !(1..=QUANTITY_MAX).contains(&quota.amount) {
            let en = format!("the amount of {name} is {}: 1 to {QUANTITY_MAX}", quota.amount);
            let zh = format!("{name} 的数量为 {}，须为 1 至 {QUANTITY_MAX}", quota.amount);
            mistakes.add("INVALID", "quotas", en, zh);
        }
        if !seen.insert((quota.kind, quota.period)) {
            mistakes.add("TAKEN", "quotas", format!("{name} is named twice"), format!("{name} 重复"));
        }
    }
}

/// Writes the quotas that a version of terms states.
pub(in crate::setup::contract) async fn states(
    op: &Op,
    transaction: &Transaction,
    (contract_id, terms_number): (ContractId, i32),
    quotas: &[Quota],
) -> Result<()> {
    let row = |quota: &Quota| contract_quota::Model {
        id: op.id(),
        contract_id,
        terms_number,
        kind: quota.kind,
        period: quota.period,
        amount: quota.amount,
    };
    Ok(insert_all(transaction, quotas.iter().map(row).collect()).await?)
}

fn told(quotas: &[Quota]) -> Vec<serde_json::Value> {
    let one = |quota: &Quota| serde_json::json!({ "kind": quota.kind, "period": quota.period, "amount": quota.amount });
    quotas.iter().map(one).collect()
}
