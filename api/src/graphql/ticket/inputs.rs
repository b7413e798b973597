//! The inputs of the mutations of tickets.

use async_graphql::{ID, InputObject};
use domain::Instant;

use super::outcome::{Happened, Seen};
use crate::graphql::words::{Impact, PauseReason, TicketKind, Urgency, Visibility};

/// A ticket to be raised.
#[derive(Debug, InputObject)]
pub struct RaiseTicketInput {
    /// The system that needs work.
    pub system_id: ID,
    /// For which agency, if neither the system's owner nor your own.
    pub agency_id: Option<ID>,
    /// What sort of work.
    pub kind: TicketKind,
    /// One line, 1 to 200 characters.
    pub title: String,
    /// What is asked for, up to 10,000 characters.
    pub description: Option<String>,
    /// How much is affected.
    pub impact: Impact,
    /// How fast the effect grows.
    pub urgency: Urgency,
    /// When work was asked for, if not now; at most 7 days ago.
    pub raised_at: Option<Instant>,
    /// Why it is written down only now; needed when that was more than 5 minutes ago.
    pub late_reason: Option<String>,
    /// The service item that is asked for: active, of the agency or one above it, and of the same kind.
    pub service_item_id: Option<ID>,
    /// The answers to its fields. Mistakes are named by place, such as answers.2.value.
    pub answers: Option<Vec<ServiceItemAnswerInput>>,
}

/// An answer to a field of a service item.
#[derive(Debug, InputObject)]
pub struct ServiceItemAnswerInput {
    /// The key of the field.
    pub field: String,
    /// The answer as text: 2.5, 2026-11-29, true or false, a choice, or any text. A blank one counts as none.
    pub value: String,
}

/// Whom to give a ticket to.
#[derive(Debug, InputObject)]
pub struct AssignTicketInput {
    /// The ticket.
    pub ticket_id: ID,
    /// The version of it that you have seen.
    #[graphql(flatten)]
    pub seen: Seen,
    /// The vendor; the present one when left out. Only the agency may name one.
    pub vendor_id: Option<ID>,
    /// The engineer of that vendor; its queue when left out.
    pub engineer_id: Option<ID>,
    /// When it happened.
    #[graphql(flatten)]
    pub happened: Happened,
}

/// To which team a ticket is moved.
#[derive(Debug, InputObject)]
pub struct RouteTicketInput {
    /// The ticket.
    pub ticket_id: ID,
    /// The version of it that you have seen.
    #[graphql(flatten)]
    pub seen: Seen,
    /// An active team of the ticket's vendor; its common queue when left out.
    pub team_id: Option<ID>,
    /// Why, up to 2,000 characters.
    pub reason: Option<String>,
}

/// Of which ticket notice is taken.
#[derive(Debug, InputObject)]
pub struct AcknowledgeTicketInput {
    /// The ticket.
    pub ticket_id: ID,
    /// The version of it that you have seen.
    #[graphql(flatten)]
    pub seen: Seen,
    /// When it happened.
    #[graphql(flatten)]
    pub happened: Happened,
}

/// For which ticket an engineer is on site.
#[derive(Debug, InputObject)]
pub struct RecordArrivalInput {
    /// The ticket.
    pub ticket_id: ID,
    /// The version of it that you have seen.
    #[graphql(flatten)]
    pub seen: Seen,
    /// When it happened.
    #[graphql(flatten)]
    pub happened: Happened,
}

/// A pause to be declared.
#[derive(Debug, InputObject)]
pub struct HoldTicketInput {
    /// The ticket.
    pub ticket_id: ID,
    /// The version of it that you have seen.
    #[graphql(flatten)]
    pub seen: Seen,
    /// Why.
    pub reason: PauseReason,
    /// More about it, up to 2,000 characters.
    pub note: Option<String>,
    /// When it happened.
    #[graphql(flatten)]
    pub happened: Happened,
}

/// A pause that ends.
#[derive(Debug, InputObject)]
pub struct ResumeTicketInput {
    /// The ticket.
    pub ticket_id: ID,
    /// The version of it that you have seen.
    #[graphql(flatten)]
    pub seen: Seen,
    /// The pause.
    pub pause_id: ID,
    /// When it happened.
    #[graphql(flatten)]
    pub happened: Happened,
}

/// A pause that the agency accepts.
#[derive(Debug, InputObject)]
pub struct AcceptPauseInput {
    /// The ticket.
    pub ticket_id: ID,
    /// The version of it that you have seen.
    #[graphql(flatten)]
    pub seen: Seen,
    /// The pause.
    pub pause_id: ID,
}

/// A pause that the agency rejects.
#[derive(Debug, InputObject)]
pub struct RejectPauseInput {
    /// The ticket.
    pub ticket_id: ID,
    /// The version of it that you have seen.
    #[graphql(flatten)]
    pub seen: Seen,
    /// The pause.
    pub pause_id: ID,
    /// Why, up to 2,000 characters.
    pub reason: String,
}

/// For which ticket the service works again.
#[derive(Debug, InputObject)]
pub struct RecordRestorationInput {
    /// The ticket.
    pub ticket_id: ID,
    /// The version of it that you have seen.
    #[graphql(flatten)]
    pub seen: Seen,
    /// Whether nobody had to come; then arrival is not needed once the agency agrees. Not so when left out.
    pub remote: Option<bool>,
    /// When it happened.
    #[graphql(flatten)]
    pub happened: Happened,
}

/// Cause and solution of a ticket.
#[derive(Debug, InputObject)]
pub struct ResolveTicketInput {
    /// The ticket.
    pub ticket_id: ID,
    /// The version of it that you have seen.
    #[graphql(flatten)]
    pub seen: Seen,
    /// What was wrong, up to 10,000 characters.
    pub cause: String,
    /// What was done, up to 10,000 characters.
    pub solution: String,
    /// Published knowledge notes that the solution used, at most 20.
    pub note_ids: Option<Vec<ID>>,
    /// When it happened.
    #[graphql(flatten)]
    pub happened: Happened,
}

/// With which solution the agency agrees.
#[derive(Debug, InputObject)]
pub struct ConfirmTicketInput {
    /// The ticket.
    pub ticket_id: ID,
    /// The version of it that you have seen.
    #[graphql(flatten)]
    pub seen: Seen,
}

/// With which solution the agency does not agree.
#[derive(Debug, InputObject)]
pub struct RejectSolutionInput {
    /// The ticket.
    pub ticket_id: ID,
    /// The version of it that you have seen.
    #[graphql(flatten)]
    pub seen: Seen,
    /// Why, up to 2,000 characters.
    pub reason: String,
}

/// Which fault came back.
#[derive(Debug, InputObject)]
pub struct ReopenTicketInput {
    /// The ticket.
    pub ticket_id: ID,
    /// The version of it that you have seen.
    #[graphql(flatten)]
    pub seen: Seen,
    /// Why, up to 2,000 characters.
    pub reason: String,
}

/// A ticket to be withdrawn.
#[derive(Debug, InputObject)]
pub struct CancelTicketInput {
    /// The ticket.
    pub ticket_id: ID,
    /// The version of it that you have seen.
    #[graphql(flatten)]
    pub seen: Seen,
    /// Why, up to 2,000 characters.
    pub reason: String,
}

/// Another rank for a ticket.
#[derive(Debug, InputObject)]
pub struct ChangePriorityInput {
    /// The ticket.
    pub ticket_id: ID,
    /// The version of it that you have seen.
    #[graphql(flatten)]
    pub seen: Seen,
    /// How much is affected.
    pub impact: Impact,
    /// How fast the effect grows.
    pub urgency: Urgency,
    /// Why, up to 2,000 characters.
    pub reason: String,
}

/// What the agency thinks of the service.
#[derive(Debug, InputObject)]
pub struct RateTicketInput {
    /// The ticket.
    pub ticket_id: ID,
    /// The version of it that you have seen.
    #[graphql(flatten)]
    pub seen: Seen,
    /// 1 to 5.
    pub stars: i32,
    /// What is to be said of it, up to 2,000 characters.
    pub remark: Option<String>,
}

/// Something to be written on a ticket.
#[derive(Debug, InputObject)]
pub struct CommentTicketInput {
    /// The ticket.
    pub ticket_id: ID,
    /// The version of it that you have seen.
    #[graphql(flatten)]
    pub seen: Seen,
    /// The text, up to 10,000 characters.
    pub body: String,
    /// Who may read it.
    pub visibility: Visibility,
    /// People it is written to, 20 at most: each must see the ticket and be able to read it, is notified, and watches the
    /// ticket from then on.
    pub mention_ids: Option<Vec<ID>>,
}

/// A report on the progress of a ticket.
#[derive(Debug, InputObject)]
pub struct ReportProgressInput {
    /// The ticket.
    pub ticket_id: ID,
    /// The version of it that you have seen.
    #[graphql(flatten)]
    pub seen: Seen,
    /// When it happened.
    #[graphql(flatten)]
    pub happened: Happened,
}
