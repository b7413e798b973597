//! Mutations of guard periods.

use app::setup::guard::{NewGuardPeriod, declare_guard_period, withdraw_guard_period};
use async_graphql::{Context, ID, InputObject, Object};
use domain::Instant;
use domain::ids::GuardPeriodId;

use super::outcome::{Outcome, payloads};
use super::read::Read;
use crate::error::{ApiError, UserError};
use crate::graphql::node_id::NodeType;
use crate::graphql::promise::GuardPeriod;
use crate::graphql::request::Request;

/// A guard period to be declared.
#[derive(Debug, InputObject)]
pub struct DeclareGuardPeriodInput {
    /// The agency whose tickets it is for, and those of everything under it.
    owner_id: ID,
    /// What people call it, up to 200 characters; it stands in the explanation of each ticket that it binds.
    name: String,
    /// Tickets raised from then on; now at the earliest.
    from: Instant,
    /// Until then, exclusive; at most 366 days later.
    until: Instant,
    /// Why, up to 2,000 characters.
    reason: String,
}

/// A guard period to be taken back.
#[derive(Debug, InputObject)]
pub struct WithdrawGuardPeriodInput {
    /// The guard period.
    guard_period_id: ID,
    /// Why, up to 2,000 characters.
    reason: String,
}

fn guard_period<'r>(id: &GuardPeriodId, request: &'r Request) -> Option<GuardPeriod<'r>> {
    request.coverage().guards.get(id).map(|of| GuardPeriod { of, request })
}

payloads! {
    guard_period: GuardPeriod, "The guard period after it; null when nothing was changed.", guard_period(GuardPeriodId);
    /// What became of declareGuardPeriod.
    DeclareGuardPeriodPayload,
    /// What became of withdrawGuardPeriod.
    WithdrawGuardPeriodPayload,
}

/// The mutations of guard periods.
#[derive(Default)]
pub struct GuardMutation;

/// The mutations of guard periods.
#[Object]
impl GuardMutation {
    /// Declare a guard period (重保): tickets raised in it are bound by the stricter targets of their policies.
    /// TOO_EARLY for a beginning in the past. Needs policy.manage at the owner.
    async fn declare_guard_period(
        &self,
        ctx: &Context<'_>,
        input: DeclareGuardPeriodInput,
    ) -> Result<DeclareGuardPeriodPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let new = NewGuardPeriod {
            owner: read.id(NodeType::Agency, &input.owner_id, "ownerId"),
            name: input.name,
            from: input.from,
            until: input.until,
            reason: input.reason,
        };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(declare_guard_period(op, &new).await)
    }

    /// Take a guard period back, from now on: what was raised in it stays bound by it. Needs policy.manage at the owner.
    async fn withdraw_guard_period(
        &self,
        ctx: &Context<'_>,
        input: WithdrawGuardPeriodInput,
    ) -> Result<WithdrawGuardPeriodPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let id: GuardPeriodId = read.id(NodeType::GuardPeriod, &input.guard_period_id, "guardPeriodId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(withdraw_guard_period(op, id, &input.reason).await)
    }
}
