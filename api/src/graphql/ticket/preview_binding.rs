//! What would bind a ticket, told to whoever may raise it.

use app::sla::Preview;
use async_graphql::Object;
use chrono::NaiveDate;
use domain::contract::Terms;

use crate::error::ApiError;
use crate::graphql::party::Vendor;
use crate::graphql::request::Request;

/// The contract, and the policy version of a preview.
pub struct PreviewBinding<'a> {
    contract: &'a app::Contract,
    terms: &'a Terms,
    day: NaiveDate,
    policy: &'a app::Policy,
    version: &'a app::PolicyVersion,
    request: &'a Request,
}

impl<'a> PreviewBinding<'a> {
    /// None where the asker is not told.
    pub fn of(preview: &Preview, request: &'a Request) -> Option<Self> {
        let (of, coverage) = (preview.binding?, request.coverage());
        let contract = coverage.contracts.get(&of.contract)?;
        let terms = contract.covers.version(of.terms_number)?;
        let version = coverage.versions.get(&preview.version)?;
        let policy = coverage.policies.get(&version.policy_id)?;
        Some(Self { contract, terms, day: of.day, policy, version, request })
    }
}

/// What binds a ticket of the system asked about, in plain words: whoever asks for work knows by whom, and under which
/// contract, it is done. Needs ticket.raise for that system, or contract.view at the contract.
#[Object(serial)]
impl<'a> PreviewBinding<'a> {
    /// The civil day of raising, in the contract's zone: the terms of that day bind.
    async fn day(&self) -> NaiveDate {
        self.day
    }

    /// The contract's zone (IANA).
    async fn zone(&self) -> &str {
        self.contract.zone.name()
    }

    /// The number of the contract that covers the system on that day.
    async fn contract_number(&self) -> &str {
        &self.contract.row.number
    }

    /// Its name.
    async fn contract_name(&self) -> &str {
        &self.contract.row.name
    }

    /// Its last day, by the terms of that day.
    async fn contract_ends_on(&self) -> NaiveDate {
        self.terms.ends_on
    }

    /// The vendor that the ticket is given to.
    async fn vendor(&self) -> Result<Vendor<'a>, ApiError> {
        Ok(Vendor { row: self.request.vendor(self.contract.row.vendor_id)? })
    }

    /// The name of the policy that the contract promises.
    async fn policy_name(&self) -> &str {
        &self.policy.name
    }

    /// The number of its version: the one published then, or piloted at the ticket's agency.
    async fn policy_version_number(&self) -> i32 {
        self.version.number
    }
}
