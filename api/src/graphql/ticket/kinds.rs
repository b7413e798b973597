//! Mutations about the plan of a change, and about ending a ticket that is not solved.

use async_graphql::{Context, ID, InputObject, Object};
use domain::Instant;
use domain::ticket::{ChangePlan, Command};

use super::outcome::{
    AcceptTicketEndPayload, ApproveChangePlanPayload, ProposeTicketEndPayload, RejectChangePlanPayload,
    RejectTicketEndPayload, Seen, SubmitChangePlanPayload, WithdrawTicketEndPayload, act,
};
use crate::error::ApiError;
use crate::graphql::words::EndKind;

/// The plan of a change.
#[derive(Debug, InputObject)]
pub struct SubmitChangePlanInput {
    /// The ticket, of kind CHANGE.
    pub ticket_id: ID,
    /// The version of it that you have seen.
    #[graphql(flatten)]
    pub seen: Seen,
    /// What is done, up to 10,000 characters.
    pub what: String,
    /// What may go wrong, up to 10,000 characters.
    pub risk: String,
    /// How to go back, up to 10,000 characters.
    pub rollback: String,
    /// When the work begins.
    pub window_from: Instant,
    /// When it is over: after its beginning, and not past yet.
    pub window_to: Instant,
}

/// A plan that the agency approves.
#[derive(Debug, InputObject)]
pub struct ApproveChangePlanInput {
    /// The ticket.
    pub ticket_id: ID,
    /// The version of it that you have seen.
    #[graphql(flatten)]
    pub seen: Seen,
    /// More about it, up to 2,000 characters.
    pub note: Option<String>,
}

/// A plan that the agency rejects.
#[derive(Debug, InputObject)]
pub struct RejectChangePlanInput {
    /// The ticket.
    pub ticket_id: ID,
    /// The version of it that you have seen.
    #[graphql(flatten)]
    pub seen: Seen,
    /// Why, up to 2,000 characters.
    pub reason: String,
}

/// A proposal to end a ticket.
#[derive(Debug, InputObject)]
pub struct ProposeTicketEndInput {
    /// The ticket.
    pub ticket_id: ID,
    /// The version of it that you have seen.
    #[graphql(flatten)]
    pub seen: Seen,
    /// How it shall end; NOT_OURS is the vendor's to say.
    pub kind: EndKind,
    /// Why, up to 2,000 characters.
    pub reason: String,
    /// NOT_OURS: whose it is, up to 200 characters.
    pub whose: Option<String>,
}

/// A proposal that is agreed to.
#[derive(Debug, InputObject)]
pub struct AcceptTicketEndInput {
    /// The ticket.
    pub ticket_id: ID,
    /// The version of it that you have seen.
    #[graphql(flatten)]
    pub seen: Seen,
    /// More about it, up to 2,000 characters.
    pub note: Option<String>,
}

/// A proposal that is not agreed to.
#[derive(Debug, InputObject)]
pub struct RejectTicketEndInput {
    /// The ticket.
    pub ticket_id: ID,
    /// The version of it that you have seen.
    #[graphql(flatten)]
    pub seen: Seen,
    /// Why, up to 2,000 characters.
    pub reason: String,
}

/// A proposal that is taken back.
#[derive(Debug, InputObject)]
pub struct WithdrawTicketEndInput {
    /// The ticket.
    pub ticket_id: ID,
    /// The version of it that you have seen.
    #[graphql(flatten)]
    pub seen: Seen,
}

/// The mutations about plans and ends.
#[derive(Default)]
pub struct TicketKinds;

/// The mutations about plans and ends.
#[Object]
impl TicketKinds {
    /// Hand in the plan of a change; it takes the place of the one before it, an approved one as well. Needs
    /// ticket.submit_plan.
    async fn submit_change_plan(
        &self,
        ctx: &Context<'_>,
        input: SubmitChangePlanInput,
    ) -> Result<SubmitChangePlanPayload, ApiError> {
        let SubmitChangePlanInput { ticket_id, seen, what, risk, rollback, window_from, window_to } = input;
        let plan = ChangePlan { what, risk, rollback, window_from, window_to };
        let outcome = act(ctx, &ticket_id, seen, |_| Ok(Command::SubmitPlan { plan }));
        outcome.await.map(SubmitChangePlanPayload::from)
    }

    /// Approve the plan of a change: the work may begin. Needs ticket.decide_plan, as somebody else than its author.
    async fn approve_change_plan(
        &self,
        ctx: &Context<'_>,
        input: ApproveChangePlanInput,
    ) -> Result<ApproveChangePlanPayload, ApiError> {
        let note = input.note.unwrap_or_default();
        let outcome = act(ctx, &input.ticket_id, input.seen, |_| Ok(Command::ApprovePlan { note }));
        outcome.await.map(ApproveChangePlanPayload::from)
    }

    /// Reject the plan of a change: another one is needed. Needs ticket.decide_plan, as somebody else than its author.
    async fn reject_change_plan(
        &self,
        ctx: &Context<'_>,
        input: RejectChangePlanInput,
    ) -> Result<RejectChangePlanPayload, ApiError> {
        let RejectChangePlanInput { ticket_id, seen, reason } = input;
        let outcome = act(ctx, &ticket_id, seen, |_| Ok(Command::RejectPlan { reason }));
        outcome.await.map(RejectChangePlanPayload::from)
    }

    /// Propose to end a ticket that is not solved: the other side decides, and the clocks go on meanwhile. Needs
    /// ticket.propose_end.
    async fn propose_ticket_end(
        &self,
        ctx: &Context<'_>,
        input: ProposeTicketEndInput,
    ) -> Result<ProposeTicketEndPayload, ApiError> {
        let ProposeTicketEndInput { ticket_id, seen, kind, reason, whose } = input;
        let command = Command::ProposeEnd { kind: kind.into(), reason, whose: whose.unwrap_or_default() };
        let outcome = act(ctx, &ticket_id, seen, |_| Ok(command));
        outcome.await.map(ProposeTicketEndPayload::from)
    }

    /// Agree with the open proposal: the ticket is cancelled; of one that never was the vendor's no clock counts. Needs
    /// ticket.decide_end on the other side, or as the contract manager about one of the agency's.
    async fn accept_ticket_end(
        &self,
        ctx: &Context<'_>,
        input: AcceptTicketEndInput,
    ) -> Result<AcceptTicketEndPayload, ApiError> {
        let note = input.note.unwrap_or_default();
        let outcome = act(ctx, &input.ticket_id, input.seen, |_| Ok(Command::AcceptEnd { note }));
        outcome.await.map(AcceptTicketEndPayload::from)
    }

    /// Disagree with the open proposal: the work goes on. Needs ticket.decide_end on the other side, or as the contract
    /// manager about one of the agency's.
    async fn reject_ticket_end(
        &self,
        ctx: &Context<'_>,
        input: RejectTicketEndInput,
    ) -> Result<RejectTicketEndPayload, ApiError> {
        let RejectTicketEndInput { ticket_id, seen, reason } = input;
        let outcome = act(ctx, &ticket_id, seen, |_| Ok(Command::RejectEnd { reason }));
        outcome.await.map(RejectTicketEndPayload::from)
    }

    /// Take back the open proposal of your own side. Needs ticket.propose_end.
    async fn withdraw_ticket_end(
        &self,
        ctx: &Context<'_>,
        input: WithdrawTicketEndInput,
    ) -> Result<WithdrawTicketEndPayload, ApiError> {
        let outcome = act(ctx, &input.ticket_id, input.seen, |_| Ok(Command::WithdrawEnd));
        outcome.await.map(WithdrawTicketEndPayload::from)
    }
}
