//! Mutations that make a contract or a policy from another one, or from a template.

use app::setup::contract::{ContractCopy, copy_contract};
use app::setup::policy::{FromTemplate, PolicyCopy, copy_policy, create_policy_from_template};
use async_graphql::{Context, ID, InputObject, Object};
use chrono::NaiveDate;
use domain::ids::{ContractId, PolicyId, SystemId};

use super::contract::contract;
use super::outcome::{Outcome, payloads};
use super::policy::policy;
use super::read::Read;
use crate::error::{ApiError, UserError};
use crate::graphql::money::Money;
use crate::graphql::node_id::NodeType;
use crate::graphql::promise::{ServiceContract, SlaPolicy};
use crate::graphql::words::CalendarRole;

/// A contract to be drafted like another one: the same buyer, vendor, policy, scheme, zone and key dates, as last agreed.
#[derive(Debug, InputObject)]
pub struct CopyContractInput {
    /// The other one.
    contract_id: ID,
    /// As it stands on the paper, unique; it stays for good.
    number: String,
    /// First day, in the contract's zone.
    starts_on: NaiveDate,
    /// Last day, inclusive.
    ends_on: NaiveDate,
    /// Name, up to 200 characters; the same when left out.
    name: Option<String>,
    /// Amount, not negative; the same when left out.
    amount: Option<Money>,
    /// The systems covered; the same when left out.
    system_ids: Option<Vec<ID>>,
}

/// A policy to be written like another one: versionId says which version of it, else policyId the published one, or the
/// newest when none is.
#[derive(Debug, InputObject)]
pub struct CopyPolicyInput {
    /// The other one.
    policy_id: Option<ID>,
    /// A version of it, whatever its state.
    version_id: Option<ID>,
    /// The agency that owns the copy; the calendars must be its own, from above it, or shared.
    owner_id: ID,
    /// 1 to 40 capital letters, digits or hyphens, unique; it stays for good.
    code: String,
    /// Name, up to 200 characters.
    name: String,
}

/// A policy to be written like a template.
#[derive(Debug, InputObject)]
pub struct CreatePolicyFromTemplateInput {
    /// The template, as policyTemplates names it.
    template_code: String,
    /// The agency that owns the policy.
    owner_id: ID,
    /// 1 to 40 capital letters, digits or hyphens, unique; it stays for good.
    code: String,
    /// Name, up to 200 characters.
    name: String,
    /// One calendar for each role of the template.
    calendars: Vec<TemplateCalendarInput>,
}

/// The calendar that stands for a role of a template.
#[derive(Debug, InputObject)]
pub struct TemplateCalendarInput {
    /// The role.
    role: CalendarRole,
    /// The owner's calendar, one from above it, or a shared one.
    calendar_id: ID,
}

payloads! {
    contract: ServiceContract, "The copy, a draft; null when nothing was written.", contract(ContractId);
    /// What became of copyContract.
    CopyContractPayload,
}

payloads! {
    policy: SlaPolicy, "The policy, with a draft of its first version; null when nothing was written.", policy(PolicyId);
    /// What became of copyPolicy.
    CopyPolicyPayload,
    /// What became of createPolicyFromTemplate.
    CreatePolicyFromTemplatePayload,
}

/// The mutations that begin from what is there.
#[derive(Default)]
pub struct CopyMutation;

/// The mutations that begin from what is there.
#[Object]
impl CopyMutation {
    /// Draft a contract like another one, of whatever state. Needs contract.manage at the buyer or above.
    async fn copy_contract(
        &self,
        ctx: &Context<'_>,
        input: CopyContractInput,
    ) -> Result<CopyContractPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let mut systems = |ids: Vec<ID>| -> Vec<SystemId> {
            ids.iter().map(|id| read.id(NodeType::ManagedSystem, id, "systemIds")).collect()
        };
        let systems = input.system_ids.map(&mut systems);
        let asked = ContractCopy {
            contract: read.id(NodeType::ServiceContract, &input.contract_id, "contractId"),
            number: input.number,
            starts_on: input.starts_on,
            ends_on: input.ends_on,
            name: input.name,
            amount: input.amount.map(|amount| amount.0),
            systems,
        };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(copy_contract(op, &asked).await)
    }

    /// Write a policy that promises the same as a version of another one; each target whose calendar the new owner
    /// cannot use is named. Needs policy.manage at the new owner, and policy.view of the other one.
    async fn copy_policy(&self, ctx: &Context<'_>, input: CopyPolicyInput) -> Result<CopyPolicyPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let asked = PolicyCopy {
            policy: read.optional_id(NodeType::SlaPolicy, input.policy_id.as_ref(), "policyId"),
            version: read.optional_id(NodeType::SlaPolicyVersion, input.version_id.as_ref(), "versionId"),
            owner: read.id(NodeType::Agency, &input.owner_id, "ownerId"),
            code: input.code,
            name: input.name,
        };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(copy_policy(op, &asked).await.map(|written| written.policy))
    }

    /// Write a policy with the targets of a template, to be changed as agreed. Needs policy.manage at the owner.
    async fn create_policy_from_template(
        &self,
        ctx: &Context<'_>,
        input: CreatePolicyFromTemplateInput,
    ) -> Result<CreatePolicyFromTemplatePayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let mut calendar = |of: TemplateCalendarInput| {
            (of.role.into(), read.id(NodeType::ServiceCalendar, &of.calendar_id, "calendars"))
        };
        let calendars = input.calendars.into_iter().map(&mut calendar).collect();
        let asked = FromTemplate {
            template: input.template_code,
            owner: read.id(NodeType::Agency, &input.owner_id, "ownerId"),
            code: input.code,
            name: input.name,
            calendars,
        };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(create_policy_from_template(op, &asked).await.map(|written| written.policy))
    }
}
