//! A contract made from another one: next year's, or a neighbour's.

use chrono::NaiveDate;
use domain::ids::{ContractId, SystemId};
use domain::money::Fen;

use super::draft::{commit, draft};
use super::{ContractTerms, NewContract};
use crate::mistakes::Mistakes;
use crate::setup::reach::CONTRACT;
use crate::setup::write::{Snapshot, Write};
use crate::{Error, Op, Result};

/// What to copy, and what is another in the copy.
#[derive(Clone, Debug)]
pub struct ContractCopy {
    pub contract: ContractId,
    /// As it stands on the paper; unique.
    pub number: String,
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
    /// None: the same name.
    pub name: Option<String>,
    /// None: the same amount.
    pub amount: Option<Fen>,
    /// None: the same systems.
    pub systems: Option<Vec<SystemId>>,
}

/// Drafts a contract with the parties, systems, policy, scheme, zone and key dates of another one, as last agreed,
/// amendments included. Needs `contract.manage` at the buyer or over it.
///
/// # Errors
/// As for a new contract: what has been locked or retired since is named.
pub async fn copy_contract(op: &Op, asked: &ContractCopy) -> Result<ContractId> {
    op.require(CONTRACT.manage)?;
    let write = Write::begin(op, Snapshot::Coverage).await?;
    let coverage = write.coverage();
    let from = coverage.contracts.get(&asked.contract).ok_or(Error::NotFound(CONTRACT.what))?;
    CONTRACT.write_row(&write, Some(from.row.agency_id), Some(from.row.vendor_id))?;
    let agreed = from.covers.latest();
    let new = NewContract {
        number: asked.number.clone(),
        agency: from.row.agency_id,
        terms: ContractTerms {
            name: asked.name.clone().unwrap_or_else(|| from.row.name.clone()),
            vendor: from.row.vendor_id,
            starts_on: asked.starts_on,
            ends_on: asked.ends_on,
            amount: asked.amount.unwrap_or(agreed.amount),
            policy: agreed.policy,
            scheme: Some(agreed.scheme),
            zone: from.row.zone.clone(),
            systems: asked.systems.clone().unwrap_or_else(|| agreed.systems.clone()),
        },
    };
    let mut mistakes = Mistakes::default();
    let taken = |number: &str| coverage.contracts.values().any(|other| other.row.number == number);
    let drafted = draft(&write, &mut mistakes, &new, taken);
    let mut drafted = mistakes.finish(drafted)?;
    drafted.row.notice_days = from.row.notice_days;
    drafted.row.renewal_days = from.row.renewal_days;
    commit(write, drafted, Some(("copiedFrom", serde_json::json!(asked.contract)))).await
}
