//! Contracts: between whom, for which systems, on which terms, and what becomes of them.

mod alerts;
mod amendment;
mod available;
mod change;
mod check;
mod copy;
mod draft;
mod expire;
pub(crate) mod held;
mod key_dates;
mod life;
pub mod payment;
mod precedence;
pub mod quota;

use chrono::NaiveDate;
use domain::change::ObjectKind;
use domain::ids::{AgencyId, ContractId, PolicyId, SchemeId, SystemId, VendorId};
use domain::money::Fen;

pub use alerts::{AlertReport, alert_contract_dates};
pub use amendment::{NewAmendment, activate_amendment, create_amendment, withdraw_amendment};
pub use available::{available_amendment_steps, available_steps};
pub use copy::{ContractCopy, copy_contract};
pub use draft::{create_contract, update_contract};
pub use expire::{ExpireReport, expire_contracts};
pub use key_dates::{KeyDatesChange, set_key_dates};
pub use life::{
    accept_contract, activate_contract, approve_contract, resume_contract, submit_contract, suspend_contract,
    terminate_contract, withdraw_contract,
};
pub use precedence::set_precedence;

pub(super) use draft::{Drafted, draft};
pub(super) use key_dates::check as check_key_date;

use super::reach::{CONTRACT, Reach};
use super::write::Write;
use crate::change::stale;
use crate::{Contract, Error, Result};

/// A new contract, a draft until it is submitted.
#[derive(Clone, Debug)]
pub struct NewContract {
    /// As it stands on the paper; unique, and it stays for good.
    pub number: String,
    /// The buyer, for good.
    pub agency: AgencyId,
    pub terms: ContractTerms,
}

/// What may be changed as long as the contract is a draft.
#[derive(Clone, Debug)]
pub struct ContractTerms {
    pub name: String,
    pub vendor: VendorId,
    /// First and last day, both inclusive, in the contract's zone.
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
    /// Not negative.
    pub amount: Fen,
    /// Readable at the buyer, with a published version.
    pub policy: PolicyId,
    /// None: the newest version of the shipped scheme.
    pub scheme: Option<SchemeId>,
    /// IANA name of the zone of the contract's civil dates.
    pub zone: String,
    /// Of the buyer, or of agencies under it.
    pub systems: Vec<SystemId>,
}

/// The terms of a draft, written over the present ones.
#[derive(Clone, Debug)]
pub struct ContractChange {
    pub contract: ContractId,
    /// As it was read: somebody else's change in between makes it CONFLICT.
    pub version: i64,
    pub terms: ContractTerms,
}

/// The contract, within the actor's reach and in the version that they have read.
async fn writable(write: &Write, reach: Reach, contract: ContractId, version: i64) -> Result<Contract> {
    let found = write.coverage().contracts.get(&contract).cloned().ok_or(Error::NotFound(CONTRACT.what))?;
    reach.write_row(write, Some(found.row.agency_id), Some(found.row.vendor_id))?;
    if found.row.version == version {
        return Ok(found);
    }
    Err(stale(write, write.transaction(), (ObjectKind::Contract, contract.0), version).await)
}
