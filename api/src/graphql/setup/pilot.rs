//! Mutations of pilots.

use app::setup::pilot::{NewPilot, promote_pilot, start_pilot, withdraw_pilot};
use async_graphql::{Context, ID, InputObject, Object};
use domain::Instant;
use domain::ids::PilotId;

use super::outcome::{Outcome, payloads};
use super::read::Read;
use crate::error::{ApiError, UserError};
use crate::graphql::node_id::NodeType;
use crate::graphql::request::Request;
use crate::graphql::trial::Pilot;

/// A pilot to be started.
#[derive(Debug, InputObject)]
pub struct StartPilotInput {
    /// A draft of a policy with a published version.
    policy_version_id: ID,
    /// The `version` of that version as you read it: CONFLICT, with what changed and by whom, when somebody changed it since. Without it the
    /// change is made whatever happened.
    expected_version: Option<i64>,
    /// The agencies that take part, each with everything under it: at most 100, at or under the policy's owner.
    agency_ids: Vec<ID>,
    /// Tickets raised at this time or later are bound; now when left out, never earlier.
    from: Option<Instant>,
    /// Tickets raised before this time are bound: at most 366 days later.
    until: Instant,
    /// Why, up to 2,000 characters.
    reason: String,
}

/// A pilot to be given up.
#[derive(Debug, InputObject)]
pub struct WithdrawPilotInput {
    /// The pilot.
    pilot_id: ID,
    /// Why, up to 2,000 characters.
    reason: String,
}

/// A pilot whose version is to be published.
#[derive(Debug, InputObject)]
pub struct PromotePilotInput {
    /// The pilot.
    pilot_id: ID,
}

fn pilot<'r>(id: &PilotId, request: &'r Request) -> Option<Pilot<'r>> {
    request.coverage().pilot(*id).map(|of| Pilot { of, request })
}

payloads! {
    pilot: Pilot, "The pilot after it; null when nothing was changed.", pilot(PilotId);
    /// What became of startPilot.
    StartPilotPayload,
    /// What became of withdrawPilot.
    WithdrawPilotPayload,
    /// What became of promotePilot.
    PromotePilotPayload,
}

/// The mutations of pilots.
#[derive(Default)]
pub struct PilotMutation;

/// The mutations of pilots.
#[Object]
impl PilotMutation {
    /// Let a draft of a policy bind the tickets that some agencies raise in some time, instead of the published version;
    /// from then on it is never edited. OVERLAPPING_PILOT when another one of the policy binds there then; IN_PAST when
    /// it would reach back. Needs policy.manage at the policy's owner.
    async fn start_pilot(&self, ctx: &Context<'_>, input: StartPilotInput) -> Result<StartPilotPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let new = NewPilot {
            version: read.id(NodeType::SlaPolicyVersion, &input.policy_version_id, "policyVersionId"),
            agencies: input.agency_ids.iter().map(|id| read.id(NodeType::Agency, id, "agencyIds")).collect(),
            from: input.from,
            until: input.until,
            reason: input.reason,
        };
        let Some(op) = read.op_on(input.expected_version) else { return Ok(read.refused()) };
        read.answer(start_pilot(&op, &new).await)
    }

    /// Give a pilot up: from now on the published version binds new tickets, those that the pilot bound keep its version.
    /// Needs policy.manage at the policy's owner.
    async fn withdraw_pilot(
        &self,
        ctx: &Context<'_>,
        input: WithdrawPilotInput,
    ) -> Result<WithdrawPilotPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let id = read.id(NodeType::Pilot, &input.pilot_id, "pilotId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(withdraw_pilot(op, id, &input.reason).await)
    }

    /// Publish a pilot's version for everybody and end the pilot: it binds tickets raised from now on, the version before
    /// is retired. Needs policy.manage at the policy's owner.
    async fn promote_pilot(
        &self,
        ctx: &Context<'_>,
        input: PromotePilotInput,
    ) -> Result<PromotePilotPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let id = read.id(NodeType::Pilot, &input.pilot_id, "pilotId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(promote_pilot(op, id).await)
    }
}
