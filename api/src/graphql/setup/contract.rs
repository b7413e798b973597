//! Mutations of contracts.

use app::setup::contract::{
    ContractChange, ContractTerms, KeyDatesChange, NewContract, create_contract, set_key_dates, update_contract,
};
use async_graphql::{Context, ID, InputObject, Object};
use chrono::NaiveDate;
use domain::ids::{ContractId, SystemId};

use super::outcome::{Outcome, payloads};
use super::read::Read;
use crate::error::{ApiError, UserError};
use crate::graphql::money::Money;
use crate::graphql::node_id::NodeType;
use crate::graphql::promise::ServiceContract;
use crate::graphql::request::Request;

/// A contract to be drafted.
#[derive(Debug, InputObject)]
pub struct CreateContractInput {
    /// As it stands on the paper, unique; it stays for good.
    number: String,
    /// The buyer.
    agency_id: ID,
    /// What is agreed.
    #[graphql(flatten)]
    terms: ContractTermsInput,
}

/// A draft to be written anew: every term is replaced.
#[derive(Debug, InputObject)]
pub struct UpdateContractInput {
    /// The contract.
    contract_id: ID,
    /// Its version as you read it: CONFLICT when somebody changed it since.
    version: i64,
    /// What is agreed.
    #[graphql(flatten)]
    terms: ContractTermsInput,
}

/// What is agreed in a contract.
#[derive(Debug, InputObject)]
pub struct ContractTermsInput {
    /// Name, up to 200 characters.
    name: String,
    /// The vendor.
    vendor_id: ID,
    /// First day, in the contract's zone.
    starts_on: NaiveDate,
    /// Last day, inclusive.
    ends_on: NaiveDate,
    /// Amount, not negative.
    amount: Money,
    /// The SLA policy: the buyer's, one from above it, or a shared one, with a published version.
    policy_id: ID,
    /// The scoring scheme, chosen likewise; the shipped one when left out.
    scheme_id: Option<ID>,
    /// The zone (IANA) of its dates and of the month in which a clock counts.
    #[graphql(default = "Asia/Shanghai")]
    zone: String,
    /// The systems covered: of the buyer or of agencies below it.
    system_ids: Vec<ID>,
}

/// When notice and renewal are due: both are replaced.
#[derive(Debug, InputObject)]
pub struct SetContractKeyDatesInput {
    /// The contract.
    contract_id: ID,
    /// Its version as you read it: CONFLICT when somebody changed it since.
    version: i64,
    /// So many days before its last day notice is due that it shall not go on, 1 to 730; left out when nothing is
    /// agreed.
    notice_days: Option<i32>,
    /// So many days before its last day it must be decided whether it is renewed, 1 to 730; left out when it cannot be.
    renewal_days: Option<i32>,
}

impl ContractTermsInput {
    fn read(self, read: &mut Read<'_>) -> ContractTerms {
        let systems: Vec<SystemId> =
            self.system_ids.iter().map(|id| read.id(NodeType::ManagedSystem, id, "systemIds")).collect();
        ContractTerms {
            name: self.name,
            vendor: read.id(NodeType::Vendor, &self.vendor_id, "vendorId"),
            starts_on: self.starts_on,
            ends_on: self.ends_on,
            amount: self.amount.0,
            policy: read.id(NodeType::SlaPolicy, &self.policy_id, "policyId"),
            scheme: read.optional_id(NodeType::ScoringScheme, self.scheme_id.as_ref(), "schemeId"),
            zone: self.zone,
            systems,
        }
    }
}

pub(super) fn contract<'r>(id: &ContractId, request: &'r Request) -> Option<ServiceContract<'r>> {
    request.coverage().contracts.get(id).map(|of| ServiceContract { of, request })
}

payloads! {
    contract: ServiceContract, "The contract after it; null when nothing was changed.", contract(ContractId);
    /// What became of createContract.
    CreateContractPayload,
    /// What became of updateContract.
    UpdateContractPayload,
    /// What became of setContractKeyDates.
    SetContractKeyDatesPayload,
}

/// The mutations that write contracts down.
#[derive(Default)]
pub struct ContractMutation;

/// The mutations that write contracts down.
#[Object]
impl ContractMutation {
    /// Draft a contract. Needs contract.manage at the buyer or above.
    async fn create_contract(
        &self,
        ctx: &Context<'_>,
        input: CreateContractInput,
    ) -> Result<CreateContractPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let new = NewContract {
            number: input.number,
            agency: read.id(NodeType::Agency, &input.agency_id, "agencyId"),
            terms: input.terms.read(&mut read),
        };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(create_contract(op, &new).await)
    }

    /// Write a draft anew. Needs contract.manage at the buyer or above.
    async fn update_contract(
        &self,
        ctx: &Context<'_>,
        input: UpdateContractInput,
    ) -> Result<UpdateContractPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let change = ContractChange {
            contract: read.id(NodeType::ServiceContract, &input.contract_id, "contractId"),
            version: input.version,
            terms: input.terms.read(&mut read),
        };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(update_contract(op, &change).await.map(|()| change.contract))
    }

    /// Say when notice and renewal are due, so that messages tell of it in time. Needs contract.manage at the buyer or
    /// above.
    async fn set_contract_key_dates(
        &self,
        ctx: &Context<'_>,
        input: SetContractKeyDatesInput,
    ) -> Result<SetContractKeyDatesPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let change = KeyDatesChange {
            contract: read.id(NodeType::ServiceContract, &input.contract_id, "contractId"),
            version: input.version,
            notice_days: input.notice_days,
            renewal_days: input.renewal_days,
        };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(set_key_dates(op, &change).await.map(|()| change.contract))
    }
}
