//! Mutations of amendments of contracts.

use app::setup::contract::{NewAmendment, activate_amendment, create_amendment, withdraw_amendment};
use async_graphql::{Context, ID, InputObject, Object};
use chrono::NaiveDate;
use domain::ids::AmendmentId;

use super::outcome::{Outcome, payloads};
use super::quota::QuotaInput;
use super::read::Read;
use crate::error::{ApiError, UserError};
use crate::graphql::money::Money;
use crate::graphql::node_id::NodeType;
use crate::graphql::promise::ServiceContract;
use crate::graphql::request::Request;

/// An amendment to be drafted. What is left out stays as the version before has it.
#[derive(Debug, InputObject)]
pub struct CreateContractAmendmentInput {
    /// The contract.
    contract_id: ID,
    /// Its version as you read it: CONFLICT when somebody changed it since.
    version: i64,
    /// Why, up to 2,000 characters.
    reason: String,
    /// The first day on which it holds, in the contract's zone: today at the earliest, after the version before it, and
    /// within the contract.
    effective_on: NaiveDate,
    /// The contract's new last day.
    ends_on: Option<NaiveDate>,
    /// The new amount of the whole contract, not negative.
    amount: Option<Money>,
    /// Another SLA policy for tickets raised from then on.
    policy_id: Option<ID>,
    /// Another scoring scheme for periods that begin from then on.
    scheme_id: Option<ID>,
    /// Every system that is covered from then on.
    system_ids: Option<Vec<ID>>,
    /// Every quota that holds from then on, one at least; as it was when left out.
    quotas: Option<Vec<QuotaInput>>,
}

/// An amendment to be agreed.
#[derive(Debug, InputObject)]
pub struct ActivateContractAmendmentInput {
    /// The amendment, a draft.
    amendment_id: ID,
    /// The contract's version as you read it: CONFLICT when somebody changed it since.
    version: i64,
}

/// An amendment to be taken back.
#[derive(Debug, InputObject)]
pub struct WithdrawContractAmendmentInput {
    /// The amendment, which has not taken effect.
    amendment_id: ID,
    /// The contract's version as you read it: CONFLICT when somebody changed it since.
    version: i64,
    /// Why, up to 2,000 characters.
    reason: Option<String>,
}

fn amended<'r>(id: &AmendmentId, request: &'r Request) -> Option<ServiceContract<'r>> {
    request.coverage().amendment(*id).map(|(of, _)| ServiceContract { of, request })
}

payloads! {
    contract: ServiceContract, "The contract after it; null when nothing was changed.", amended(AmendmentId);
    /// What became of createContractAmendment.
    CreateContractAmendmentPayload,
    /// What became of activateContractAmendment.
    ActivateContractAmendmentPayload,
    /// What became of withdrawContractAmendment.
    WithdrawContractAmendmentPayload,
}

/// The mutations of amendments.
#[derive(Default)]
pub struct ContractAmendmentMutation;

/// The mutations of amendments.
#[Object]
impl ContractAmendmentMutation {
    /// Draft an amendment of a contract that is in force or suspended. OPEN_AMENDMENT while another is being decided.
    /// Needs contract.manage at the buyer or above.
    async fn create_contract_amendment(
        &self,
        ctx: &Context<'_>,
        input: CreateContractAmendmentInput,
    ) -> Result<CreateContractAmendmentPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let systems = input
            .system_ids
            .as_ref()
            .map(|ids| ids.iter().map(|id| read.id(NodeType::ManagedSystem, id, "systemIds")).collect::<Vec<_>>());
        let new = NewAmendment {
            contract: read.id(NodeType::ServiceContract, &input.contract_id, "contractId"),
            version: input.version,
            reason: input.reason,
            effective_on: input.effective_on,
            ends_on: input.ends_on,
            amount: input.amount.map(|amount| amount.0),
            policy: read.optional_id(NodeType::SlaPolicy, input.policy_id.as_ref(), "policyId"),
            scheme: read.optional_id(NodeType::ScoringScheme, input.scheme_id.as_ref(), "schemeId"),
            systems,
            quotas: input.quotas.map(|quotas| quotas.into_iter().map(Into::into).collect()),
        };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(create_amendment(op, &new).await)
    }

    /// Agree with an amendment: its terms bind tickets raised from its day on, and no other; verdicts and running clocks
    /// stay. OVERLAPPING_COVERAGE, NO_REVIEW and the like as for a contract. Needs contract.approve at the buyer or above: not who wrote it.
    async fn activate_contract_amendment(
        &self,
        ctx: &Context<'_>,
        input: ActivateContractAmendmentInput,
    ) -> Result<ActivateContractAmendmentPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let amendment: AmendmentId = read.id(NodeType::ContractAmendment, &input.amendment_id, "amendmentId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(activate_amendment(op, amendment, input.version).await.map(|()| amendment))
    }

    /// Take an amendment back before it takes effect. Needs contract.manage at the buyer or above.
    async fn withdraw_contract_amendment(
        &self,
        ctx: &Context<'_>,
        input: WithdrawContractAmendmentInput,
    ) -> Result<WithdrawContractAmendmentPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let amendment: AmendmentId = read.id(NodeType::ContractAmendment, &input.amendment_id, "amendmentId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        let done = withdraw_amendment(op, amendment, input.version, input.reason.as_deref()).await;
        read.answer(done.map(|()| amendment))
    }
}
