//! Mutations of the life of contracts: handed in, approved, in force, halted, ended, accepted.

use app::setup::contract as life;
use async_graphql::{Context, ID, InputObject, Object};
use chrono::NaiveDate;
use domain::ids::ContractId;

use super::contract::contract;
use super::outcome::{Outcome, payloads};
use super::read::Read;
use crate::error::{ApiError, UserError};
use crate::graphql::node_id::NodeType;
use crate::graphql::promise::ServiceContract;

/// A draft to be handed in for review.
#[derive(Debug, InputObject)]
pub struct SubmitContractForReviewInput {
    /// The contract.
    contract_id: ID,
    /// Its version as you read it: CONFLICT when somebody changed it since.
    version: i64,
}

/// A contract to be taken back.
#[derive(Debug, InputObject)]
pub struct WithdrawContractInput {
    /// The contract.
    contract_id: ID,
    /// Its version as you read it: CONFLICT when somebody changed it since.
    version: i64,
    /// Why, up to 2,000 characters.
    reason: Option<String>,
}

/// A contract to be approved.
#[derive(Debug, InputObject)]
pub struct ApproveContractInput {
    /// The contract.
    contract_id: ID,
    /// Its version as you read it: CONFLICT when somebody changed it since.
    version: i64,
}

/// An approved contract to be put into force.
#[derive(Debug, InputObject)]
pub struct ActivateContractInput {
    /// The contract.
    contract_id: ID,
    /// Its version as you read it: CONFLICT when somebody changed it since.
    version: i64,
}

/// A contract to be halted.
#[derive(Debug, InputObject)]
pub struct SuspendContractInput {
    /// The contract.
    contract_id: ID,
    /// Its version as you read it: CONFLICT when somebody changed it since.
    version: i64,
    /// Why, up to 2,000 characters.
    reason: String,
}

/// A halted contract that shall go on.
#[derive(Debug, InputObject)]
pub struct ResumeContractInput {
    /// The contract.
    contract_id: ID,
    /// Its version as you read it: CONFLICT when somebody changed it since.
    version: i64,
}

/// A contract to be ended early.
#[derive(Debug, InputObject)]
pub struct TerminateContractInput {
    /// The contract.
    contract_id: ID,
    /// Its version as you read it: CONFLICT when somebody changed it since.
    version: i64,
    /// Why, up to 2,000 characters.
    reason: String,
    /// The first day on which it is not in force any more, in its zone: from today to its last day; today when left out.
    terminates_on: Option<NaiveDate>,
}

/// A contract that is over, to be accepted.
#[derive(Debug, InputObject)]
pub struct AcceptContractInput {
    /// The contract.
    contract_id: ID,
    /// Its version as you read it: CONFLICT when somebody changed it since.
    version: i64,
    /// What is to be said of it, up to 2,000 characters.
    note: Option<String>,
}

payloads! {
    contract: ServiceContract, "The contract after it; null when nothing was changed.", contract(ContractId);
    /// What became of submitContractForReview.
    SubmitContractForReviewPayload,
    /// What became of withdrawContract.
    WithdrawContractPayload,
    /// What became of approveContract.
    ApproveContractPayload,
    /// What became of activateContract.
    ActivateContractPayload,
    /// What became of suspendContract.
    SuspendContractPayload,
    /// What became of resumeContract.
    ResumeContractPayload,
    /// What became of terminateContract.
    TerminateContractPayload,
    /// What became of acceptContract.
    AcceptContractPayload,
}

/// The mutations of the life of contracts.
#[derive(Default)]
pub struct ContractLifeMutation;

/// The mutations of the life of contracts.
#[Object]
impl ContractLifeMutation {
    /// Hand a draft in for review. NO_SYSTEMS and NO_PUBLISHED_VERSION when it is not complete. Needs contract.manage at
    /// the buyer or above.
    async fn submit_contract_for_review(
        &self,
        ctx: &Context<'_>,
        input: SubmitContractForReviewInput,
    ) -> Result<SubmitContractForReviewPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let contract: ContractId = read.id(NodeType::ServiceContract, &input.contract_id, "contractId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        let done = life::submit_contract(op, contract, input.version).await;
        read.answer(done.map(|()| contract))
    }

    /// Take a contract back into draft before it is in force, and its compliance review with it. Needs contract.manage at the buyer or above.
    async fn withdraw_contract(
        &self,
        ctx: &Context<'_>,
        input: WithdrawContractInput,
    ) -> Result<WithdrawContractPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let contract: ContractId = read.id(NodeType::ServiceContract, &input.contract_id, "contractId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        let done = life::withdraw_contract(op, contract, input.version, input.reason.as_deref()).await;
        read.answer(done.map(|()| contract))
    }

    /// Approve a contract that its compliance review has passed. NO_REVIEW, REVIEW_UNDECIDED, REVIEW_FAILED and
    /// REVIEW_OF_OTHER_TERMS when none has. Needs contract.approve at the buyer or above: not who wrote it.
    async fn approve_contract(
        &self,
        ctx: &Context<'_>,
        input: ApproveContractInput,
    ) -> Result<ApproveContractPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let contract: ContractId = read.id(NodeType::ServiceContract, &input.contract_id, "contractId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        let done = life::approve_contract(op, contract, input.version).await;
        read.answer(done.map(|()| contract))
    }

    /// Put an approved contract into force: from now on it binds tickets raised within its period. OVERLAPPING_COVERAGE
    /// when another contract covers one of its systems on a common day; NO_REVIEW and the like as for approving. Needs contract.manage at the buyer or above.
    async fn activate_contract(
        &self,
        ctx: &Context<'_>,
        input: ActivateContractInput,
    ) -> Result<ActivateContractPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let contract: ContractId = read.id(NodeType::ServiceContract, &input.contract_id, "contractId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        let done = life::activate_contract(op, contract, input.version).await;
        read.answer(done.map(|()| contract))
    }

    /// Halt a contract: from today it binds no ticket until it is resumed. Those it bound keep their terms, and their
    /// clocks run. Needs contract.manage at the buyer or above.
    async fn suspend_contract(
        &self,
        ctx: &Context<'_>,
        input: SuspendContractInput,
    ) -> Result<SuspendContractPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let contract: ContractId = read.id(NodeType::ServiceContract, &input.contract_id, "contractId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        let done = life::suspend_contract(op, contract, input.version, &input.reason).await;
        read.answer(done.map(|()| contract))
    }

    /// Let a halted contract go on from today. OVERLAPPING_COVERAGE when another contract has taken a system over
    /// meanwhile. Needs contract.manage at the buyer or above.
    async fn resume_contract(
        &self,
        ctx: &Context<'_>,
        input: ResumeContractInput,
    ) -> Result<ResumeContractPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let contract: ContractId = read.id(NodeType::ServiceContract, &input.contract_id, "contractId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        let done = life::resume_contract(op, contract, input.version).await;
        read.answer(done.map(|()| contract))
    }

    /// End a contract early: from that day it binds no ticket, and those it bound keep their terms. Until a day to come it
    /// stays in force. Needs contract.manage at the buyer or above.
    async fn terminate_contract(
        &self,
        ctx: &Context<'_>,
        input: TerminateContractInput,
    ) -> Result<TerminateContractPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let contract: ContractId = read.id(NodeType::ServiceContract, &input.contract_id, "contractId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        let done = life::terminate_contract(op, contract, input.version, &input.reason, input.terminates_on).await;
        read.answer(done.map(|()| contract))
    }

    /// The agency's final acceptance of a contract that is over. OPEN_TICKETS while work that it bound is not done. Needs
    /// contract.approve at the buyer or above.
    async fn accept_contract(
        &self,
        ctx: &Context<'_>,
        input: AcceptContractInput,
    ) -> Result<AcceptContractPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let contract: ContractId = read.id(NodeType::ServiceContract, &input.contract_id, "contractId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        let done = life::accept_contract(op, contract, input.version, input.note.as_deref()).await;
        read.answer(done.map(|()| contract))
    }
}
