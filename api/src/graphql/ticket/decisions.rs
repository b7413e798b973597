//! Mutations that ask, decide and judge: they take effect when they are made.

use app::ticket::{Answered, Raise};
use async_graphql::{Context, ID, Object};
use domain::catalogue::Answer;
use domain::ids::UserId;
use domain::ticket::{Command, RaiseInput};

use super::inputs::{
    AcceptPauseInput, CancelTicketInput, ChangePriorityInput, CommentTicketInput, ConfirmTicketInput, RaiseTicketInput,
    RateTicketInput, RejectPauseInput, RejectSolutionInput, ReopenTicketInput,
};
use super::outcome::{
    AcceptPausePayload, CancelTicketPayload, ChangePriorityPayload, CommentTicketPayload, ConfirmTicketPayload,
    Outcome, RaiseTicketPayload, RateTicketPayload, RejectPausePayload, RejectSolutionPayload, ReopenTicketPayload,
    act,
};
use crate::error::{ApiError, UserError};
use crate::graphql::node_id::NodeType;
use crate::graphql::request::{Language, Request, request};

/// The mutations that ask, decide and judge.
#[derive(Default)]
pub struct TicketDecisions;

/// The mutations that ask, decide and judge.
#[Object]
impl TicketDecisions {
    /// Raise a ticket: contract, policy and deadlines follow from the system. For a service item, its fields are answered.
    /// NOT_COVERED when no contract covers the system on that day, and NO_PUBLISHED_VERSION when its contract promises
    /// nothing that is published. Needs ticket.raise.
    async fn raise_ticket(&self, ctx: &Context<'_>, input: RaiseTicketInput) -> Result<RaiseTicketPayload, ApiError> {
        let (request, mut input) = (request(ctx)?, input);
        let language = request.language();
        let read = answered(&mut input, language).and_then(|item| Ok((raised(input, language)?, item)));
        let outcome = match read {
            Ok((asked, None)) => Outcome::of(request, app::ticket::raise(request.op(), &asked).await)?,
            Ok((asked, Some(item))) => {
                Outcome::of(request, app::ticket::raise_for_item(request.op(), &asked, &item).await)?
            }
            Err(error) => Outcome::refused(error),
        };
        Ok(outcome.into())
    }

    /// Agree with the solution: closes the ticket. Needs ticket.confirm.
    async fn confirm_ticket(
        &self,
        ctx: &Context<'_>,
        input: ConfirmTicketInput,
    ) -> Result<ConfirmTicketPayload, ApiError> {
        let outcome = act(ctx, &input.ticket_id, input.seen, |_| Ok(Command::Confirm));
        outcome.await.map(ConfirmTicketPayload::from)
    }

    /// Disagree with the solution: a new cycle begins. Needs ticket.reject_solution.
    async fn reject_solution(
        &self,
        ctx: &Context<'_>,
        input: RejectSolutionInput,
    ) -> Result<RejectSolutionPayload, ApiError> {
        let RejectSolutionInput { ticket_id, seen, reason } = input;
        let outcome = act(ctx, &ticket_id, seen, |_| Ok(Command::RejectSolution { reason }));
        outcome.await.map(RejectSolutionPayload::from)
    }

    /// Open a closed ticket again, because the fault came back: a new cycle begins. Needs ticket.reopen.
    async fn reopen_ticket(
        &self,
        ctx: &Context<'_>,
        input: ReopenTicketInput,
    ) -> Result<ReopenTicketPayload, ApiError> {
        let ReopenTicketInput { ticket_id, seen, reason } = input;
        let outcome = act(ctx, &ticket_id, seen, |_| Ok(Command::Reopen { reason }));
        outcome.await.map(ReopenTicketPayload::from)
    }

    /// Withdraw a ticket: every clock is cancelled. Needs ticket.cancel.
    async fn cancel_ticket(
        &self,
        ctx: &Context<'_>,
        input: CancelTicketInput,
    ) -> Result<CancelTicketPayload, ApiError> {
        let CancelTicketInput { ticket_id, seen, reason } = input;
        let outcome = act(ctx, &ticket_id, seen, |_| Ok(Command::Cancel { reason }));
        outcome.await.map(CancelTicketPayload::from)
    }

    /// Accept a pause: it holds from its declaration. Needs ticket.decide_pause.
    async fn accept_pause(&self, ctx: &Context<'_>, input: AcceptPauseInput) -> Result<AcceptPausePayload, ApiError> {
        let AcceptPauseInput { ticket_id, seen, pause_id } = input;
        let outcome = act(ctx, &ticket_id, seen, |request| {
            let pause = NodeType::TicketPause.input(&pause_id, "pauseId", request.language())?;
            Ok(Command::AcceptPause { pause })
        });
        outcome.await.map(AcceptPausePayload::from)
    }

    /// Reject a pause: it never held, and clocks are computed again. Needs ticket.decide_pause.
    async fn reject_pause(&self, ctx: &Context<'_>, input: RejectPauseInput) -> Result<RejectPausePayload, ApiError> {
        let RejectPauseInput { ticket_id, seen, pause_id, reason } = input;
        let outcome = act(ctx, &ticket_id, seen, |request| {
            let pause = NodeType::TicketPause.input(&pause_id, "pauseId", request.language())?;
            Ok(Command::RejectPause { pause, reason })
        });
        outcome.await.map(RejectPausePayload::from)
    }

    /// Set impact and urgency, and so the priority. Needs ticket.change_priority.
    async fn change_priority(
        &self,
        ctx: &Context<'_>,
        input: ChangePriorityInput,
    ) -> Result<ChangePriorityPayload, ApiError> {
        let ChangePriorityInput { ticket_id, seen, impact, urgency, reason } = input;
        let command = Command::ChangePriority { impact: impact.into(), urgency: urgency.into(), reason };
        let outcome = act(ctx, &ticket_id, seen, |_| Ok(command));
        outcome.await.map(ChangePriorityPayload::from)
    }

    /// Rate the service, once a cycle. Needs ticket.rate.
    async fn rate_ticket(&self, ctx: &Context<'_>, input: RateTicketInput) -> Result<RateTicketPayload, ApiError> {
        // What does not fit is out of range as well, and 0 stars are refused by the rule.
        let stars = u8::try_from(input.stars).unwrap_or(0);
        let remark = input.remark.unwrap_or_default();
        let outcome = act(ctx, &input.ticket_id, input.seen, |_| Ok(Command::Rate { stars, remark }));
        outcome.await.map(RateTicketPayload::from)
    }

    /// Write something on a ticket, perhaps to people in particular; never counts as a response. CANNOT_READ names whoever
    /// could not read what is written to them. Needs ticket.comment.
    async fn comment_ticket(
        &self,
        ctx: &Context<'_>,
        input: CommentTicketInput,
    ) -> Result<CommentTicketPayload, ApiError> {
        let CommentTicketInput { ticket_id, seen, body, visibility, mention_ids } = input;
        let outcome = act(ctx, &ticket_id, seen, |request| {
            let mentions = mentioned(mention_ids.as_deref(), request)?;
            Ok(Command::Comment { visibility: visibility.into(), body, mentions })
        });
        outcome.await.map(CommentTicketPayload::from)
    }
}

/// Those whom a comment is written to.
pub(super) fn mentioned(ids: Option<&[ID]>, request: &Request) -> Result<Vec<UserId>, UserError> {
    let ids = ids.unwrap_or_default().iter();
    ids.map(|id| NodeType::User.input(id, "mentionIds", request.language())).collect()
}

/// The service item that is asked for, if any.
fn answered(input: &mut RaiseTicketInput, language: Language) -> Result<Option<Answered>, UserError> {
    let item = NodeType::ServiceItem.optional_input(input.service_item_id.as_ref(), "serviceItemId", language)?;
    let given = input.answers.take().unwrap_or_default();
    let Some(item) = item else {
        let (en, zh) = ("answers are given for a service item: name it", "请指定答复所属的服务项");
        let none = given.is_empty();
        return if none { Ok(None) } else { Err(UserError::at("answers", "INVALID", language.choose(en, zh))) };
    };
    let answers = given.into_iter().map(|of| Answer { field: of.field, value: of.value }).collect();
    Ok(Some(Answered { item, answers }))
}

/// What is asked for, as the input says it.
pub(super) fn raised(input: RaiseTicketInput, language: Language) -> Result<Raise, UserError> {
    Ok(Raise {
        system: NodeType::ManagedSystem.input(&input.system_id, "systemId", language)?,
        agency: NodeType::Agency.optional_input(input.agency_id.as_ref(), "agencyId", language)?,
        input: RaiseInput {
            kind: input.kind.into(),
            title: input.title,
            description: input.description.unwrap_or_default(),
            impact: input.impact.into(),
            urgency: input.urgency.into(),
        },
        raised_at: input.raised_at,
        late_reason: input.late_reason,
    })
}
