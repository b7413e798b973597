//! A declared pause of a ticket.

use std::sync::Arc;

use app::ticket::{PauseView, evidence_of};
use async_graphql::{ID, Object};
use domain::Instant;
use domain::access::Action;
use domain::ids::{PolicyVersionId, UserId};
use domain::ticket::PauseDecision as Decision;

use super::TicketParts;
use super::correction::PauseEvidence;
use crate::error::ApiError;
use crate::graphql::node_id::NodeType;
use crate::graphql::party::User;
use crate::graphql::promise::Attachment;
use crate::graphql::request::Request;
use crate::graphql::words::{ObjectAction, PauseDecision, PauseParty, PauseReason};

/// A pause of the list that a loader brought.
pub struct TicketPause<'a> {
    list: Arc<Vec<PauseView>>,
    at: usize,
    terms: PolicyVersionId,
    parts: Arc<TicketParts>,
    request: &'a Request,
}

impl<'a> TicketPause<'a> {
    pub(super) fn new(
        list: Arc<Vec<PauseView>>,
        at: usize,
        (parts, terms): (Arc<TicketParts>, PolicyVersionId),
        request: &'a Request,
    ) -> Self {
        Self { list, at, terms, parts, request }
    }

    fn row(&self) -> &PauseView {
        &self.list[self.at]
    }

    fn person(&self, id: Option<UserId>) -> Option<Result<User<'a>, ApiError>> {
        Some(self.request.user(id?).map(|of| User { of, request: self.request }))
    }
}

/// A declared pause. It holds from its declaration unless the vendor answers for its reason; the agency accepts or
/// rejects it.
#[Object(serial)]
impl<'a> TicketPause<'a> {
    /// Global id.
    async fn id(&self) -> ID {
        NodeType::TicketPause.id(self.row().id.0)
    }

    /// Why.
    async fn reason(&self) -> PauseReason {
        self.row().reason.into()
    }

    /// Who answers for it.
    async fn party(&self) -> PauseParty {
        self.row().party.into()
    }

    /// What was written about it; perhaps empty.
    async fn note(&self) -> &str {
        &self.row().note
    }

    /// From when.
    async fn from(&self) -> Instant {
        self.row().from_at
    }

    /// Until when, exclusive; null while open.
    async fn to(&self) -> Option<Instant> {
        self.row().to_at
    }

    /// Who declared it; null for an import.
    async fn declared_by(&self) -> Option<Result<User<'a>, ApiError>> {
        self.person(self.row().declared_by)
    }

    /// What the agency thinks of it.
    async fn decision(&self) -> PauseDecision {
        self.row().decision.into()
    }

    /// Who decided; null before.
    async fn decided_by(&self) -> Option<Result<User<'a>, ApiError>> {
        self.person(self.row().decided_by)
    }

    /// When it was decided; null before.
    async fn decided_at(&self) -> Option<Instant> {
        self.row().decided_at
    }

    /// When it stops holding by itself, unless it ends before, because the policy lets no pause last longer; null without
    /// such a limit.
    async fn lapses_at(&self) -> Option<Instant> {
        self.row().lapses_at
    }

    /// When the agency's silence becomes a decision, unless it decides before; null where silence means nothing by the
    /// policy.
    async fn silent_at(&self) -> Option<Instant> {
        self.row().silent_at
    }

    /// Evidence for and against it, in the order it was given.
    #[graphql(complexity = "10 + 2 * child_complexity")]
    async fn evidence(&self) -> Result<Vec<PauseEvidence<'a>>, ApiError> {
        let log = self.parts.events(self.row().ticket_id).await?;
        let request = self.request;
        Ok(evidence_of(&log, self.row().id).into_iter().map(|of| PauseEvidence { of, request }).collect())
    }

    /// Files as evidence for and against it, the oldest first; at most 100, because a ticket has no more.
    #[graphql(complexity = "10 + 5 * child_complexity")]
    async fn evidence_files(&self) -> Result<Vec<Attachment<'a>>, ApiError> {
        let (row, request) = (self.row(), self.request);
        let files = self.parts.attachments(row.ticket_id).await?;
        let about = files.iter().filter(|file| file.pause_id == Some(row.id));
        Ok(about.map(|file| Attachment { row: file.clone(), request, ticket: None }).collect())
    }

    /// Why it was rejected; null otherwise.
    async fn decision_reason(&self) -> Option<&str> {
        self.row().decision_reason.as_deref()
    }

    /// What you may do with it now.
    #[graphql(complexity = 10)]
    async fn available_actions(&self) -> Result<Vec<ObjectAction>, ApiError> {
        let row = self.row();
        let of_ticket = self.request.parts(row.ticket_id, self.terms).actions(row.ticket_id).await?;
        let decides = of_ticket.contains(&Action::TicketDecidePause);
        let possible = [
            (ObjectAction::ResumeTicket, row.to_at.is_none() && of_ticket.contains(&Action::TicketResume)),
            (ObjectAction::AcceptPause, decides && row.decision != Decision::Accepted),
            (ObjectAction::RejectPause, decides && row.decision != Decision::Rejected),
        ];
        Ok(possible.into_iter().filter(|(_, possible)| *possible).map(|(action, _)| action).collect())
    }
}
