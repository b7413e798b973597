//! Mutations of policies.

use app::setup::policy::{
    NewPolicy, add_policy_version, create_policy, publish_policy_version, retire_policy, update_policy_version,
    withdraw_policy_version,
};
use async_graphql::{Context, Object};
use domain::ids::PolicyId;

use super::outcome::{Outcome, payloads};
use super::policy_inputs::{
    AddPolicyVersionInput, CreatePolicyInput, PublishPolicyVersionInput, RetirePolicyInput, UpdatePolicyVersionInput,
    WithdrawPolicyVersionInput,
};
use super::read::Read;
use crate::error::{ApiError, UserError};
use crate::graphql::node_id::NodeType;
use crate::graphql::promise::SlaPolicy;
use crate::graphql::request::Request;

pub(super) fn policy<'r>(id: &PolicyId, request: &'r Request) -> Option<SlaPolicy<'r>> {
    request.coverage().policies.get(id).map(|row| SlaPolicy { row, request })
}

payloads! {
    policy: SlaPolicy, "The policy after it; null when nothing was changed.", policy(PolicyId);
    /// What became of createPolicy.
    CreatePolicyPayload,
    /// What became of addPolicyVersion.
    AddPolicyVersionPayload,
    /// What became of updatePolicyVersion.
    UpdatePolicyVersionPayload,
    /// What became of publishPolicyVersion.
    PublishPolicyVersionPayload,
    /// What became of withdrawPolicyVersion.
    WithdrawPolicyVersionPayload,
    /// What became of retirePolicy.
    RetirePolicyPayload,
}

/// The mutations of policies.
#[derive(Default)]
pub struct PolicyMutation;

/// The mutations of policies.
#[Object]
impl PolicyMutation {
    /// Write a policy with a draft of its first version, perhaps on the base of one from above: then only what differs is
    /// stated. CONTRADICTION when an earlier milestone has longer than a later one, or a guard period more time than
    /// outside it. Needs policy.manage at the owner.
    async fn create_policy(
        &self,
        ctx: &Context<'_>,
        input: CreatePolicyInput,
    ) -> Result<CreatePolicyPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let new = NewPolicy {
            owner: Some(read.id(NodeType::Agency, &input.owner_id, "ownerId")),
            code: input.code,
            name: input.name,
            base: read.optional_id(NodeType::SlaPolicy, input.base_policy_id.as_ref(), "basePolicyId"),
            terms: input.terms.read(&mut read),
        };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(create_policy(op, &new).await.map(|written| written.policy))
    }

    /// Add a draft of the next version. Needs policy.manage at the owner.
    async fn add_policy_version(
        &self,
        ctx: &Context<'_>,
        input: AddPolicyVersionInput,
    ) -> Result<AddPolicyVersionPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let policy = read.id(NodeType::SlaPolicy, &input.policy_id, "policyId");
        let terms = input.terms.read(&mut read);
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(add_policy_version(op, policy, &terms).await.map(|written| written.policy))
    }

    /// Write a draft anew. Needs policy.manage at the owner.
    async fn update_policy_version(
        &self,
        ctx: &Context<'_>,
        input: UpdatePolicyVersionInput,
    ) -> Result<UpdatePolicyVersionPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let version = read.id(NodeType::SlaPolicyVersion, &input.version_id, "versionId");
        let terms = input.terms.read(&mut read);
        let Some(op) = read.op_on(input.expected_version) else { return Ok(read.refused()) };
        read.answer(update_policy_version(&op, version, &terms).await.map(|written| written.policy))
    }

    /// Publish a draft, with what its base policy says now: it binds tickets raised from now on and never changes again; the version before is retired, and
    /// clocks that run keep it. Needs policy.manage at the owner.
    async fn publish_policy_version(
        &self,
        ctx: &Context<'_>,
        input: PublishPolicyVersionInput,
    ) -> Result<PublishPolicyVersionPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let version = read.id(NodeType::SlaPolicyVersion, &input.version_id, "versionId");
        let Some(op) = read.op_on(input.expected_version) else { return Ok(read.refused()) };
        read.answer(publish_policy_version(&op, version).await.map(|written| written.policy))
    }

    /// Take a draft back: it stays to be read and is never published. Needs policy.manage at the owner.
    async fn withdraw_policy_version(
        &self,
        ctx: &Context<'_>,
        input: WithdrawPolicyVersionInput,
    ) -> Result<WithdrawPolicyVersionPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let version = read.id(NodeType::SlaPolicyVersion, &input.version_id, "versionId");
        let Some(op) = read.op_on(input.expected_version) else { return Ok(read.refused()) };
        read.answer(withdraw_policy_version(&op, version).await.map(|written| written.policy))
    }

    /// Retire a policy: it binds no new ticket. IN_USE while a contract in force rests on it; nothing deletes one.
    /// Needs policy.manage at the owner.
    async fn retire_policy(
        &self,
        ctx: &Context<'_>,
        input: RetirePolicyInput,
    ) -> Result<RetirePolicyPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let policy: PolicyId = read.id(NodeType::SlaPolicy, &input.policy_id, "policyId");
        let Some(op) = read.op_on(input.expected_version) else { return Ok(read.refused()) };
        read.answer(retire_policy(&op, policy).await.map(|()| policy))
    }
}
