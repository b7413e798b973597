//! Mutations of the talk: watching, the work log, the vendor's rating.

use app::ticket::LogWork;
use async_graphql::{Context, ID, Object};
use domain::ids::{TicketId, UserId, WorkEntryId};
use domain::ticket::Command;

use super::inputs::{LogWorkInput, RateCooperationInput, ReverseWorkInput, UnwatchTicketInput, WatchTicketInput};
use crate::error::{ApiError, UserError};
use crate::graphql::node_id::NodeType;
use crate::graphql::request::{Request, request};
use crate::graphql::ticket::outcome::{
    LogWorkPayload, Outcome, RateCooperationPayload, ReverseWorkPayload, UnwatchTicketPayload, WatchTicketPayload, act,
};

/// The mutations of the talk.
#[derive(Default)]
pub struct TicketTalkMutation;

/// The mutations of the talk.
#[Object]
impl TicketTalkMutation {
    /// Watch a ticket, or let people of your own side watch it: they are notified of what happens to it. Needs ticket.view;
    /// for others ticket.moderate as well.
    async fn watch_ticket(&self, ctx: &Context<'_>, input: WatchTicketInput) -> Result<WatchTicketPayload, ApiError> {
        let request = request(ctx)?;
        let outcome = match people(request, &input.ticket_id, input.user_ids) {
            Ok((ticket, users)) => Outcome::of(request, app::ticket::watch(request.op(), ticket, &users).await)?,
            Err(error) => Outcome::refused(error),
        };
        Ok(outcome.into())
    }

    /// Watch a ticket no longer, or take people of your own side away from those who do. Needs ticket.view; for others
    /// ticket.moderate as well.
    async fn unwatch_ticket(
        &self,
        ctx: &Context<'_>,
        input: UnwatchTicketInput,
    ) -> Result<UnwatchTicketPayload, ApiError> {
        let request = request(ctx)?;
        let outcome = match people(request, &input.ticket_id, input.user_ids) {
            Ok((ticket, users)) => Outcome::of(request, app::ticket::unwatch(request.op(), ticket, &users).await)?,
            Err(error) => Outcome::refused(error),
        };
        Ok(outcome.into())
    }

    /// Write down work that you have done; never counts as a response. Needs ticket.log_work.
    async fn log_work(&self, ctx: &Context<'_>, input: LogWorkInput) -> Result<LogWorkPayload, ApiError> {
        let request = request(ctx)?;
        let ticket = match NodeType::Ticket.input(&input.ticket_id, "ticketId", request.language()) {
            Ok(ticket) => ticket,
            Err(error) => return Ok(Outcome::refused(error).into()),
        };
        let LogWorkInput { started_at, minutes, summary, billable, visibility, .. } = input;
        let new = LogWork { ticket, started_at, minutes, billable, summary, visibility: visibility.into() };
        Outcome::of(request, app::ticket::log_work(request.op(), new).await).map(LogWorkPayload::from)
    }

    /// Take an entry of the work log back by a counter-entry, once. Needs ticket.log_work; for another's entry
    /// ticket.moderate as well.
    async fn reverse_work(&self, ctx: &Context<'_>, input: ReverseWorkInput) -> Result<ReverseWorkPayload, ApiError> {
        let request = request(ctx)?;
        let entry: WorkEntryId = match NodeType::WorkEntry.input(&input.entry_id, "entryId", request.language()) {
            Ok(entry) => entry,
            Err(error) => return Ok(Outcome::refused(error).into()),
        };
        let reversed = app::ticket::reverse_work(request.op(), entry, &input.reason).await;
        Outcome::of(request, reversed).map(ReverseWorkPayload::from)
    }

    /// Rate the agency's cooperation, once a cycle. Needs ticket.rate_cooperation.
    async fn rate_cooperation(
        &self,
        ctx: &Context<'_>,
        input: RateCooperationInput,
    ) -> Result<RateCooperationPayload, ApiError> {
        // What does not fit is out of range as well, and 0 stars are refused by the rule.
        let stars = u8::try_from(input.stars).unwrap_or(0);
        let remark = input.remark.unwrap_or_default();
        let command = Command::RateCooperation { stars, remark };
        let outcome = act(ctx, &input.ticket_id, input.seen, |_| Ok(command));
        outcome.await.map(RateCooperationPayload::from)
    }
}

fn people(request: &Request, ticket: &ID, users: Option<Vec<ID>>) -> Result<(TicketId, Vec<UserId>), UserError> {
    let language = request.language();
    let ticket = NodeType::Ticket.input(ticket, "ticketId", language)?;
    let users = users.into_iter().flatten().map(|id| NodeType::User.input(&id, "userIds", language));
    Ok((ticket, users.collect::<Result<_, _>>()?))
}
