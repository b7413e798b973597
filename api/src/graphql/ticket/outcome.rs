//! What a mutation of a ticket answers with.

use std::borrow::Cow;

use app::TicketRow;
use app::ticket::Act;
use async_graphql::{Context, ID, InputObject, Object};
use domain::Instant;
use domain::ids::NoteId;
use domain::ids::TicketId;
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

/// Which version of the ticket the caller has seen.
#[derive(Clone, Copy, Debug, Default, InputObject)]
pub struct Seen {
    /// The `version` that you have seen: CONFLICT, with what changed, when something that you may see happened to the ticket
    /// since. Without it the change is made whatever happened.
    pub expected_version: Option<i64>,
}

/// When something happened, and on which version of the ticket.
#[derive(Clone, Debug, Default)]
pub struct When {
    happened: Happened,
    seen: Seen,
}

impl From<Happened> for When {
    fn from(happened: Happened) -> Self {
        Self { happened, seen: Seen::default() }
    }
}

impl From<Seen> for When {
    fn from(seen: Seen) -> Self {
        Self { happened: Happened::default(), seen }
    }
}

impl From<(Happened, Seen)> for When {
    fn from((happened, seen): (Happened, Seen)) -> Self {
        Self { happened, seen }
    }
}

impl When {
    /// A command then and there, and the version that was seen.
    pub fn asked(self, ticket: TicketId, command: Command) -> (Act, Option<i64>) {
        let Happened { occurred_at, late_reason } = self.happened;
        (Act { ticket, command, occurred_at, late_reason }, self.seen.expected_version)
    }
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
    when: impl Into<When>,
    command: impl FnOnce(&Request) -> Result<Command, UserError>,
) -> Result<Outcome, ApiError> {
    act_with(ctx, ticket, when, |request| Ok((command(request)?, Vec::new()))).await
}

/// The same, with the knowledge notes that a solution used.
pub async fn act_with(
    ctx: &Context<'_>,
    ticket: &ID,
    when: impl Into<When>,
    command: impl FnOnce(&Request) -> Result<(Command, Vec<NoteId>), UserError>,
) -> Result<Outcome, ApiError> {
    let request = request(ctx)?;
    let read = NodeType::Ticket.input(ticket, "ticketId", request.language());
    let (ticket, (command, notes)) = match read.and_then(|ticket| command(request).map(|command| (ticket, command))) {
        Ok(read) => read,
        Err(error) => return Ok(Outcome::refused(error)),
    };
    let (asked, seen) = when.into().asked(ticket, command);
    Outcome::of(request, app::ticket::act_on(request.op(), &asked, seen, &notes).await)
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
    /// What became of submitChangePlan.
    SubmitChangePlanPayload,
    /// What became of approveChangePlan.
    ApproveChangePlanPayload,
    /// What became of rejectChangePlan.
    RejectChangePlanPayload,
    /// What became of proposeTicketEnd.
    ProposeTicketEndPayload,
    /// What became of acceptTicketEnd.
    AcceptTicketEndPayload,
    /// What became of rejectTicketEnd.
    RejectTicketEndPayload,
    /// What became of withdrawTicketEnd.
    WithdrawTicketEndPayload,
    /// What became of declareMajorIncident.
    DeclareMajorIncidentPayload,
    /// What became of watchTicket.
    WatchTicketPayload,
    /// What became of unwatchTicket.
    UnwatchTicketPayload,
    /// What became of logWork.
    LogWorkPayload,
    /// What became of reverseWork.
    ReverseWorkPayload,
    /// What became of rateCooperation.
    RateCooperationPayload,
    /// What became of checkInVisit.
    CheckInVisitPayload,
    /// What became of checkOutVisit.
    CheckOutVisitPayload,
    /// What became of acceptVisit.
    AcceptVisitPayload,
    /// What became of disputeVisit.
    DisputeVisitPayload,
    /// What became of proposeCorrection.
    ProposeCorrectionPayload,
    /// What became of approveCorrection.
    ApproveCorrectionPayload,
    /// What became of rejectCorrection.
    RejectCorrectionPayload,
    /// What became of addPauseEvidence.
    AddPauseEvidencePayload,
    /// What became of proposeHandOver.
    ProposeHandOverPayload,
    /// What became of acceptHandOver.
    AcceptHandOverPayload,
    /// What became of declineHandOver.
    DeclineHandOverPayload,
    /// What became of withdrawHandOver.
    WithdrawHandOverPayload,
}
