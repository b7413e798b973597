//! What a mutation of a ticket answers with.

use std::borrow::Cow;

use app::TicketRow;
use app::ticket::Act;
use async_graphql::{Context, ID, InputObject, Object};
use domain::Instant;
use domain::ticket::Command;

use super::Ticket;
use crate::error::{ApiError, UserError};
use crate::graphql::node_id::NodeType;
use crate::graphql::refusal::refusals;
use crate::graphql::request::{Request, request};

/// When something happened, where it may be recorded later.
#[derive(Clone, Debug, Default, InputObject)]
pub struct Happened {
    /// When it happened, if not now; cut to the second.
    pub occurred_at: Option<Instant>,
    /// Why it is recorded only now; needed when it happened more than 5 minutes ago.
    pub late_reason: Option<String>,
}

/// The ticket after a change, or why there was none.
pub struct Outcome {
    changed: Option<(TicketRow, Request)>,
    errors: Vec<UserError>,
}

impl Outcome {
    /// From what a use case answered.
    ///
    /// # Errors
    /// Authentication, limits and outages.
    pub fn of(request: &Request, result: app::Result<TicketRow>) -> Result<Self, ApiError> {
        match result {
            Ok(row) => Ok(Self { changed: Some((row, request.after_change())), errors: Vec::new() }),
            Err(error) => Ok(Self { changed: None, errors: refusals(error, request.language())? }),
        }
    }

    /// Refused before the use case was asked.
    pub fn refused(error: UserError) -> Self {
        Self { changed: None, errors: vec![error] }
    }

    fn ticket(&self) -> Option<Ticket<'_>> {
        let (row, request) = self.changed.as_ref()?;
        Some(Ticket { row: Cow::Borrowed(row), request })
    }
}

/// Carries out a command that may have happened before; `command` reads the input and may refuse it.
pub async fn act(
    ctx: &Context<'_>,
    ticket: &ID,
    when: Happened,
    command: impl FnOnce(&Request) -> Result<Command, UserError>,
) -> Result<Outcome, ApiError> {
    let request = request(ctx)?;
    let read = NodeType::Ticket.input(ticket, "ticketId", request.language());
    let (ticket, command) = match read.and_then(|ticket| command(request).map(|command| (ticket, command))) {
        Ok(read) => read,
        Err(error) => return Ok(Outcome::refused(error)),
    };
    let asked = Act { ticket, command, occurred_at: when.occurred_at, late_reason: when.late_reason };
    Outcome::of(request, app::ticket::act(request.op(), &asked).await)
}

macro_rules! payloads {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        pub struct $name(Outcome);

        impl From<Outcome> for $name {
            fn from(outcome: Outcome) -> Self {
                Self(outcome)
            }
        }

        $(#[$doc])*
        #[Object]
        impl $name {
            /// The ticket after it; null when nothing was changed.
            async fn ticket(&self) -> Option<Ticket<'_>> {
                self.0.ticket()
            }

            /// Why nothing was changed; empty on success.
            async fn errors(&self) -> &[UserError] {
                &self.0.errors
            }
        }
    )+};
}

payloads! {
    /// What became of raiseTicket.
    RaiseTicketPayload,
    /// What became of assignTicket.
    AssignTicketPayload,
    /// What became of routeTicket.
    RouteTicketPayload,
    /// What became of acknowledgeTicket.
    AcknowledgeTicketPayload,
    /// What became of recordArrival.
    RecordArrivalPayload,
    /// What became of holdTicket.
    HoldTicketPayload,
    /// What became of resumeTicket.
    ResumeTicketPayload,
    /// What became of acceptPause.
    AcceptPausePayload,
    /// What became of rejectPause.
    RejectPausePayload,
    /// What became of recordRestoration.
    RecordRestorationPayload,
    /// What became of resolveTicket.
    ResolveTicketPayload,
    /// What became of confirmTicket.
    ConfirmTicketPayload,
    /// What became of rejectSolution.
    RejectSolutionPayload,
    /// What became of reopenTicket.
    ReopenTicketPayload,
    /// What became of cancelTicket.
    CancelTicketPayload,
    /// What became of changePriority.
    ChangePriorityPayload,
    /// What became of rateTicket.
    RateTicketPayload,
    /// What became of commentTicket.
    CommentTicketPayload,
    /// What became of reportProgress.
    ReportProgressPayload,
    /// What became of proposeHandOver.
    ProposeHandOverPayload,
    /// What became of acceptHandOver.
    AcceptHandOverPayload,
    /// What became of declineHandOver.
    DeclineHandOverPayload,
}
