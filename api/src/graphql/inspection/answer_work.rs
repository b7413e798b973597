//! Mutations on inspections: recording what was found, and raising an incident of what failed.

use std::borrow::Cow;

use app::TicketRow;
use app::inspection::{RaiseIncident, RecordAnswers, raise_incident, record_answers};
use async_graphql::{Context, ID, InputObject, Object};
use domain::Instant;
use domain::inspection::GivenAnswer;

use crate::error::{ApiError, UserError};
use crate::graphql::node_id::NodeType;
use crate::graphql::setup::{Outcome, Read};
use crate::graphql::ticket::Ticket;
use crate::graphql::words::{Impact, InspectionOutcome, Urgency};

/// An answer to an item of a checklist.
#[derive(Debug, InputObject)]
pub struct InspectionAnswerInput {
    /// The key of the item.
    item: String,
    /// PASS_FAIL: what was found. NOT_APPLICABLE for any item, with a note. Otherwise computed.
    outcome: Option<InspectionOutcome>,
    /// NUMBER: what was measured, as a decimal such as 22.5.
    measured: Option<String>,
    /// TEXT: what there is to say, up to 2,000 characters.
    text: Option<String>,
    /// More about it, up to 2,000 characters.
    note: Option<String>,
    /// Files of the ticket that show it, at most 20; a PHOTO needs a picture among them.
    evidence_ids: Option<Vec<ID>>,
    /// When it was looked at, if not now: after the ticket was raised.
    occurred_at: Option<Instant>,
}

/// What was found in an inspection.
#[derive(Debug, InputObject)]
pub struct RecordInspectionAnswersInput {
    /// The inspection's ticket.
    pub ticket_id: ID,
    /// 1 to 100, each item once. An item that has an answer gets another in its place.
    pub answers: Vec<InspectionAnswerInput>,
}

/// An incident of an item that failed.
#[derive(Debug, InputObject)]
pub struct RaiseInspectionIncidentInput {
    /// The inspection's ticket.
    pub ticket_id: ID,
    /// The key of the item, whose answer is FAIL.
    pub item: String,
    /// One line, up to 200 characters; made of the item when left out.
    pub title: Option<String>,
    /// What is wrong, up to 10,000 characters; what was answered when left out.
    pub description: Option<String>,
    /// How much is affected.
    pub impact: Impact,
    /// How fast the effect grows.
    pub urgency: Urgency,
}

macro_rules! payloads {
    ($($about:literal $(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        pub struct $name(Outcome<TicketRow>);

        impl From<Outcome<TicketRow>> for $name {
            fn from(outcome: Outcome<TicketRow>) -> Self {
                Self(outcome)
            }
        }

        $(#[$doc])*
        #[Object]
        impl $name {
            #[doc = $about]
            async fn ticket(&self) -> Option<Ticket<'_>> {
                let (row, request) = self.0.changed()?;
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
    "The inspection's ticket after it; null when nothing was changed."
    /// What became of recordInspectionAnswers.
    RecordInspectionAnswersPayload,
    "The incident; null when none was raised."
    /// What became of raiseInspectionIncident.
    RaiseInspectionIncidentPayload,
}

/// The mutations on inspections.
#[derive(Default)]
pub struct InspectionWork;

/// The mutations on inspections.
#[Object]
impl InspectionWork {
    /// Record what was found at items of an inspection's checklist, many at once: all are taken or none. Mistakes are
    /// named by place, such as answers.2. Needs inspection.record at the ticket's vendor.
    async fn record_inspection_answers(
        &self,
        ctx: &Context<'_>,
        input: RecordInspectionAnswersInput,
    ) -> Result<RecordInspectionAnswersPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let ticket = read.id(NodeType::Ticket, &input.ticket_id, "ticketId");
        let mut answers = Vec::with_capacity(input.answers.len());
        for given in input.answers {
            let files = given.evidence_ids.unwrap_or_default();
            answers.push(GivenAnswer {
                item: given.item,
                outcome: given.outcome.map(Into::into),
                number: given.measured,
                text: given.text,
                note: given.note,
                evidence: files.iter().map(|id| read.id(NodeType::Attachment, id, "answers")).collect(),
                occurred_at: given.occurred_at,
            });
        }
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(record_answers(op, &RecordAnswers { ticket, answers }).await)
    }

    /// Raise an incident of an item that failed, related to the inspection's ticket; once an item. Needs ticket.raise and
    /// ticket.link.
    async fn raise_inspection_incident(
        &self,
        ctx: &Context<'_>,
        input: RaiseInspectionIncidentInput,
    ) -> Result<RaiseInspectionIncidentPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let asked = RaiseIncident {
            ticket: read.id(NodeType::Ticket, &input.ticket_id, "ticketId"),
            item: input.item,
            title: input.title,
            description: input.description,
            impact: input.impact.into(),
            urgency: input.urgency.into(),
        };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(raise_incident(op, &asked).await)
    }
}
