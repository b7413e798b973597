//! Mutations of links between tickets and of major incidents.

use std::borrow::Cow;

use app::TicketRow;
use app::ticket::{
    Duplicate, LinkTickets, ResolveChildren, link_tickets, mark_duplicate, resolve_children, withdraw_link,
};
use async_graphql::{Context, ID, Object};
use domain::ids::TicketLinkId;
use domain::ticket::Command;

use super::Ticket;
use super::link_inputs::{
    DeclareMajorIncidentInput, LinkTicketsInput, MarkTicketDuplicateInput, MergeTicketsInput, ResolveChildTicketsInput,
    WithdrawTicketLinkInput,
};
use super::outcome::{DeclareMajorIncidentPayload, act};
use crate::error::{ApiError, UserError};
use crate::graphql::node_id::NodeType;
use crate::graphql::refusal::refusals;
use crate::graphql::request::{Request, request};
use crate::graphql::setup::{Outcome, Read};

/// Both tickets after a change.
type Pair = [TicketRow; 2];

macro_rules! payloads {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        pub struct $name(Outcome<Pair>);

        impl From<Outcome<Pair>> for $name {
            fn from(outcome: Outcome<Pair>) -> Self {
                Self(outcome)
            }
        }

        $(#[$doc])*
        #[Object]
        impl $name {
            /// The ticket that the relation is said of, after it; null when nothing was changed.
            async fn ticket(&self) -> Option<Ticket<'_>> {
                let ([row, _], request) = self.0.changed()?;
                Some(Ticket { row: Cow::Borrowed(row), request })
            }

            /// The other ticket after it; null when nothing was changed.
            async fn other_ticket(&self) -> Option<Ticket<'_>> {
                let ([_, row], request) = self.0.changed()?;
                Some(Ticket { row: Cow::Borrowed(row), request })
            }

            /// Why nothing was changed; empty on success.
            async fn errors(&self) -> &[UserError] {
                self.0.errors()
            }
        }
    )+};
}

payloads! {
    /// What became of linkTickets.
    LinkTicketsPayload,
    /// What became of withdrawTicketLink.
    WithdrawTicketLinkPayload,
    /// What became of markTicketDuplicate.
    MarkTicketDuplicatePayload,
    /// What became of mergeTickets.
    MergeTicketsPayload,
}

/// What became of the tickets of a major incident.
pub struct Resolved {
    parent: TicketRow,
    results: Vec<(TicketRow, Vec<UserError>)>,
    more: bool,
}

/// What became of resolveChildTickets.
pub struct ResolveChildTicketsPayload(Outcome<Resolved>);

impl From<Outcome<Resolved>> for ResolveChildTicketsPayload {
    fn from(outcome: Outcome<Resolved>) -> Self {
        Self(outcome)
    }
}

/// What became of resolveChildTickets.
#[Object]
impl ResolveChildTicketsPayload {
    /// The major incident; null when nothing was asked of its tickets.
    async fn ticket(&self) -> Option<Ticket<'_>> {
        let (resolved, request) = self.0.changed()?;
        Some(Ticket { row: Cow::Borrowed(&resolved.parent), request })
    }

    /// Each ticket that was not solved, the oldest first, at most 100; null when nothing was asked of them.
    async fn results(&self) -> Option<Vec<ChildTicketResult<'_>>> {
        let (resolved, request) = self.0.changed()?;
        Some(resolved.results.iter().map(|(row, errors)| ChildTicketResult { row, errors, request }).collect())
    }

    /// Whether others wait: ask once more.
    async fn more(&self) -> bool {
        self.0.changed().is_some_and(|(resolved, _)| resolved.more)
    }

    /// Why nothing was asked of its tickets; empty on success.
    async fn errors(&self) -> &[UserError] {
        self.0.errors()
    }
}

/// What became of one ticket of a major incident.
pub struct ChildTicketResult<'a> {
    row: &'a TicketRow,
    errors: &'a [UserError],
    request: &'a Request,
}

/// What became of one ticket of a major incident.
#[Object(serial)]
impl<'a> ChildTicketResult<'a> {
    /// The ticket as it is now.
    async fn ticket(&self) -> Ticket<'a> {
        Ticket { row: Cow::Borrowed(self.row), request: self.request }
    }

    /// Why it was not solved; empty when it was.
    async fn errors(&self) -> &[UserError] {
        self.errors
    }
}

/// The mutations of links and major incidents.
#[derive(Default)]
pub struct TicketLinking;

/// The mutations of links and major incidents.
#[Object]
impl TicketLinking {
    /// Link two tickets; both logs tell it. NOT_LINKABLE when they cannot be this to each other. CHILD_OF is for the
    /// agency to say, of a major incident. Needs ticket.link at both.
    async fn link_tickets(&self, ctx: &Context<'_>, input: LinkTicketsInput) -> Result<LinkTicketsPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let asked = LinkTickets {
            ticket: read.id(NodeType::Ticket, &input.ticket_id, "ticketId"),
            other: read.id(NodeType::Ticket, &input.other_ticket_id, "otherTicketId"),
            relation: input.relation.into(),
        };
        let Some(op) = read.op_on(input.seen.expected_version) else { return Ok(read.refused()) };
        read.answer(link_tickets(&op, &asked).await)
    }

    /// Take a link back: it stays in both logs. A duplicate stays one. Needs ticket.link at both.
    async fn withdraw_ticket_link(
        &self,
        ctx: &Context<'_>,
        input: WithdrawTicketLinkInput,
    ) -> Result<WithdrawTicketLinkPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let link: TicketLinkId = read.id(NodeType::TicketLink, &input.link_id, "linkId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(withdraw_link(op, link, &input.reason).await)
    }

    /// Withdraw a ticket as the duplicate of another of the same agency and vendor: its clocks are cancelled and do not
    /// count. Needs ticket.mark_duplicate at both.
    async fn mark_ticket_duplicate(
        &self,
        ctx: &Context<'_>,
        input: MarkTicketDuplicateInput,
    ) -> Result<MarkTicketDuplicatePayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let asked = duplicate(&mut read, &input.ticket_id, (&input.of_ticket_id, "ofTicketId"), input.reason);
        let Some(op) = read.op_on(input.seen.expected_version) else { return Ok(read.refused()) };
        read.answer(mark_duplicate(&op, &asked).await)
    }

    /// Merge a ticket into another of the same agency and vendor: as a duplicate, and the one that goes on refers to what
    /// was said on it and to those who watch it. Nothing is copied. Needs ticket.mark_duplicate at both.
    async fn merge_tickets(
        &self,
        ctx: &Context<'_>,
        input: MergeTicketsInput,
    ) -> Result<MergeTicketsPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let mut asked = duplicate(&mut read, &input.ticket_id, (&input.into_ticket_id, "intoTicketId"), input.reason);
        asked.merge = true;
        let Some(op) = read.op_on(input.seen.expected_version) else { return Ok(read.refused()) };
        read.answer(mark_duplicate(&op, &asked).await)
    }

    /// Declare an incident a major one: other incidents can be made children of it, and it is not closed before they are
    /// solved. Needs ticket.declare_major.
    async fn declare_major_incident(
        &self,
        ctx: &Context<'_>,
        input: DeclareMajorIncidentInput,
    ) -> Result<DeclareMajorIncidentPayload, ApiError> {
        let DeclareMajorIncidentInput { ticket_id, seen, reason } = input;
        let outcome = act(ctx, &ticket_id, seen, |_| Ok(Command::DeclareMajor { reason }));
        outcome.await.map(DeclareMajorIncidentPayload::from)
    }

    /// Record the cause and solution of a solved major incident on its tickets that are not solved, at most 100 at once;
    /// each is a change of its own with its own clocks, and a new one is acknowledged first. Needs ticket.resolve.
    #[graphql(complexity = "200 + child_complexity")]
    async fn resolve_child_tickets(
        &self,
        ctx: &Context<'_>,
        input: ResolveChildTicketsInput,
    ) -> Result<ResolveChildTicketsPayload, ApiError> {
        let ResolveChildTicketsInput { ticket_id, happened } = input;
        let language = request(ctx)?.language();
        let mut read = Read::of(ctx)?;
        let asked = ResolveChildren {
            ticket: read.id(NodeType::Ticket, &ticket_id, "ticketId"),
            occurred_at: happened.occurred_at,
            late_reason: happened.late_reason,
        };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        let found = match resolve_children(op, &asked).await {
            Ok(found) => found,
            Err(error) => return read.answer::<Resolved, _>(Err(error)),
        };
        let mut results = Vec::with_capacity(found.results.len());
        for (row, result) in found.results {
            results.push(match result {
                Ok(after) => (after, Vec::new()),
                Err(error) => (row, refusals(error, language)?),
            });
        }
        read.answer(Ok(Resolved { parent: found.parent, results, more: found.more }))
    }
}

fn duplicate(read: &mut Read<'_>, ticket: &ID, (of, field): (&ID, &'static str), reason: Option<String>) -> Duplicate {
    Duplicate {
        ticket: read.id(NodeType::Ticket, ticket, "ticketId"),
        of: read.id(NodeType::Ticket, of, field),
        reason: reason.unwrap_or_default(),
        merge: false,
    }
}
