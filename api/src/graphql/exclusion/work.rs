//! Mutations of exclusions.

use std::borrow::Cow;

use app::exclusion::{
    ExclusionDecision, ExclusionView, NewExclusion, Shortening, decide_exclusion, propose_exclusion, shorten_exclusion,
};
use async_graphql::{Context, ID, InputObject, Object};
use domain::Instant;

use super::ServiceExclusion;
use crate::error::{ApiError, UserError};
use crate::graphql::node_id::NodeType;
use crate::graphql::setup::{Outcome, Read};
use crate::graphql::words::ExclusionKind;

/// An exclusion to be proposed: for a contract, or for an agency and everything under it.
#[derive(Debug, InputObject)]
pub struct ProposeServiceExclusionInput {
    /// What sort.
    kind: ExclusionKind,
    /// The contract whose tickets it is for; else name an agency.
    contract_id: Option<ID>,
    /// The agency whose tickets it is for, with those of everything under it; else name a contract.
    agency_id: Option<ID>,
    /// Only for these systems, at most 50; left out for any.
    #[graphql(default)]
    system_ids: Vec<ID>,
    /// From when; at most 366 days ago, or to come.
    from: Instant,
    /// Until when, exclusive; at most 366 days later.
    to: Instant,
    /// Why, up to 2,000 characters.
    reason: String,
    /// What proves it, up to 2,000 characters.
    evidence: Option<String>,
}

/// An exclusion to be approved.
#[derive(Debug, InputObject)]
pub struct ApproveServiceExclusionInput {
    /// The exclusion.
    exclusion_id: ID,
    /// What is to be said of it, up to 2,000 characters.
    reason: Option<String>,
}

/// An exclusion to be rejected.
#[derive(Debug, InputObject)]
pub struct RejectServiceExclusionInput {
    /// The exclusion.
    exclusion_id: ID,
    /// Why, up to 2,000 characters.
    reason: String,
}

/// An earlier end of an approved exclusion.
#[derive(Debug, InputObject)]
pub struct EndServiceExclusionInput {
    /// The exclusion.
    exclusion_id: ID,
    /// Until when it holds, cut to the second: not before now, and earlier than the present end. Now when left out.
    ends_at: Option<Instant>,
    /// Why, up to 2,000 characters; it stands in the log of every ticket that it falls on.
    reason: String,
}

/// An approved exclusion to be withdrawn.
#[derive(Debug, InputObject)]
pub struct WithdrawServiceExclusionInput {
    /// The exclusion.
    exclusion_id: ID,
    /// Why, up to 2,000 characters; it stands in the log of every ticket that it was to fall on.
    reason: String,
}

macro_rules! payloads {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        pub struct $name(Outcome<ExclusionView>);

        impl From<Outcome<ExclusionView>> for $name {
            fn from(outcome: Outcome<ExclusionView>) -> Self {
                Self(outcome)
            }
        }

        $(#[$doc])*
        #[Object]
        impl $name {
            /// The exclusion after it; null when nothing was changed.
            async fn exclusion(&self) -> Option<ServiceExclusion<'_>> {
                let (row, request) = self.0.changed()?;
                Some(ServiceExclusion { row: Cow::Borrowed(row), request })
            }

            /// Why nothing was changed; empty on success.
            async fn errors(&self) -> &[UserError] {
                self.0.errors()
            }
        }
    )+};
}

payloads! {
    /// What became of proposeServiceExclusion.
    ProposeServiceExclusionPayload,
    /// What became of approveServiceExclusion.
    ApproveServiceExclusionPayload,
    /// What became of rejectServiceExclusion.
    RejectServiceExclusionPayload,
    /// What became of endServiceExclusion.
    EndServiceExclusionPayload,
    /// What became of withdrawServiceExclusion.
    WithdrawServiceExclusionPayload,
}

/// The mutations of exclusions.
#[derive(Default)]
pub struct ExclusionMutation;

/// The mutations of exclusions.
#[Object]
impl ExclusionMutation {
    /// Propose a maintenance window or force majeure; what a vendor proposes is for its own tickets only. Needs
    /// exclusion.propose at the agency or above, or at the vendor.
    async fn propose_service_exclusion(
        &self,
        ctx: &Context<'_>,
        input: ProposeServiceExclusionInput,
    ) -> Result<ProposeServiceExclusionPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let new = NewExclusion {
            kind: input.kind.into(),
            contract: read.optional_id(NodeType::ServiceContract, input.contract_id.as_ref(), "contractId"),
            agency: read.optional_id(NodeType::Agency, input.agency_id.as_ref(), "agencyId"),
            systems: input.system_ids.iter().map(|id| read.id(NodeType::ManagedSystem, id, "systemIds")).collect(),
            from: input.from,
            to: input.to,
            reason: input.reason,
            evidence: input.evidence,
        };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(propose_exclusion(op, &new).await)
    }

    /// Approve an exclusion: the platform writes it into the tickets that it falls on. OWN_PROPOSAL for whoever proposed
    /// it. Needs exclusion.decide at its agency or above.
    async fn approve_service_exclusion(
        &self,
        ctx: &Context<'_>,
        input: ApproveServiceExclusionInput,
    ) -> Result<ApproveServiceExclusionPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let decision = ExclusionDecision {
            exclusion: read.id(NodeType::ServiceExclusion, &input.exclusion_id, "exclusionId"),
            approved: true,
            reason: input.reason,
        };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(decide_exclusion(op, &decision).await)
    }

    /// Reject an exclusion. OWN_PROPOSAL for whoever proposed it. Needs exclusion.decide at its agency or above.
    async fn reject_service_exclusion(
        &self,
        ctx: &Context<'_>,
        input: RejectServiceExclusionInput,
    ) -> Result<RejectServiceExclusionPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let decision = ExclusionDecision {
            exclusion: read.id(NodeType::ServiceExclusion, &input.exclusion_id, "exclusionId"),
            approved: false,
            reason: Some(input.reason),
        };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(decide_exclusion(op, &decision).await)
    }

    /// Let an approved exclusion end earlier than planned, never before now: the platform gives the rest of its time back to
    /// the clocks of the tickets that it falls on. Needs exclusion.decide at its agency or above.
    async fn end_service_exclusion(
        &self,
        ctx: &Context<'_>,
        input: EndServiceExclusionInput,
    ) -> Result<EndServiceExclusionPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let id = read.id(NodeType::ServiceExclusion, &input.exclusion_id, "exclusionId");
        let how = Shortening::End { at: input.ends_at };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(shorten_exclusion(op, id, &how, &input.reason).await)
    }

    /// Withdraw an approved exclusion that has not begun: it takes no time out. Needs exclusion.decide at its agency or above.
    async fn withdraw_service_exclusion(
        &self,
        ctx: &Context<'_>,
        input: WithdrawServiceExclusionInput,
    ) -> Result<WithdrawServiceExclusionPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let id = read.id(NodeType::ServiceExclusion, &input.exclusion_id, "exclusionId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(shorten_exclusion(op, id, &Shortening::Withdraw, &input.reason).await)
    }
}
