//! A proposal to correct a recorded time, evidence about a pause, and an exclusion that was written into a ticket.

use app::ticket::{CorrectionView, EvidenceView, ExclusionMark};
use async_graphql::{ID, Object};
use domain::Instant;
use domain::ids::UserId;

use crate::error::ApiError;
use crate::graphql::node_id::NodeType;
use crate::graphql::party::User;
use crate::graphql::request::Request;
use crate::graphql::words::{ActorSide, CorrectionAction, CorrectionState, PauseReason};

/// A proposal on a ticket that the actor may see.
pub struct TimeCorrection<'a> {
    pub of: CorrectionView,
    pub request: &'a Request,
}

impl<'a> TimeCorrection<'a> {
    fn person(&self, id: Option<UserId>) -> Option<Result<User<'a>, ApiError>> {
        Some(self.request.user(id?).map(|of| User { of, request: self.request }))
    }
}

/// A proposal to correct a recorded time. What was recorded stays beside it; once the other side approves, clocks
/// replay with the corrected time.
#[Object(serial)]
impl<'a> TimeCorrection<'a> {
    /// Global id.
    async fn id(&self) -> ID {
        NodeType::TimeCorrection.id(self.of.id.0)
    }

    /// The place in the log of the event that it is about.
    async fn seq(&self) -> i32 {
        self.of.of
    }

    /// When that happened, as it was recorded.
    async fn recorded_at(&self) -> Option<Instant> {
        self.of.recorded
    }

    /// When it happened, by the proposal.
    async fn corrected_at(&self) -> Instant {
        self.of.to
    }

    /// Why.
    async fn reason(&self) -> &str {
        &self.of.reason
    }

    /// What proves it; perhaps empty.
    async fn evidence(&self) -> &str {
        &self.of.evidence
    }

    /// What became of it.
    async fn state(&self) -> CorrectionState {
        self.of.state.into()
    }

    /// The side that proposed it: the other one decides.
    async fn side(&self) -> ActorSide {
        self.of.side.into()
    }

    /// Who proposed it; null for the platform.
    async fn proposed_by(&self) -> Option<Result<User<'a>, ApiError>> {
        self.person(self.of.proposed_by)
    }

    /// When it was proposed.
    async fn proposed_at(&self) -> Instant {
        self.of.proposed_at
    }

    /// Who decided; null before.
    async fn decided_by(&self) -> Option<Result<User<'a>, ApiError>> {
        self.person(self.of.decided_by)
    }

    /// When it was decided; null before.
    async fn decided_at(&self) -> Option<Instant> {
        self.of.decided_at
    }

    /// Why it was rejected; null otherwise.
    async fn decision_reason(&self) -> Option<&str> {
        self.of.decision_reason.as_deref()
    }

    /// What you may do with it now.
    async fn available_actions(&self) -> Vec<CorrectionAction> {
        self.of.steps.iter().copied().map(Into::into).collect()
    }
}

/// Evidence of the log.
pub struct PauseEvidence<'a> {
    pub of: EvidenceView,
    pub request: &'a Request,
}

/// Evidence for or against a pause.
#[Object(serial)]
impl<'a> PauseEvidence<'a> {
    /// What it says.
    async fn text(&self) -> &str {
        &self.of.text
    }

    /// Where the paper itself is found, as a link or a reference; null without.
    async fn link(&self) -> Option<&str> {
        self.of.link.as_deref()
    }

    /// The side that gave it.
    async fn side(&self) -> ActorSide {
        self.of.side.into()
    }

    /// Who gave it; null for the platform.
    async fn by(&self) -> Option<Result<User<'a>, ApiError>> {
        Some(self.request.user(self.of.by?).map(|of| User { of, request: self.request }))
    }

    /// When.
    async fn at(&self) -> Instant {
        self.of.at
    }
}

/// An exclusion in a ticket's log.
pub struct TicketExclusion {
    pub of: ExclusionMark,
}

/// Time that an approved maintenance window or force majeure takes out of a ticket, as an accepted pause. It counts for
/// the clocks that pause.
#[Object(serial)]
impl TicketExclusion {
    /// The exclusion. Reading it needs exclusion.view there.
    async fn exclusion_id(&self) -> ID {
        NodeType::ServiceExclusion.id(self.of.exclusion.0)
    }

    /// MAINTENANCE or FORCE_MAJEURE.
    async fn reason(&self) -> PauseReason {
        self.of.reason.into()
    }

    /// From when.
    async fn from(&self) -> Instant {
        self.of.from
    }

    /// Until when, exclusive; perhaps still to come.
    async fn to(&self) -> Instant {
        self.of.to
    }

    /// Why.
    async fn note(&self) -> &str {
        &self.of.note
    }

    /// When it was written into the ticket.
    async fn applied_at(&self) -> Instant {
        self.of.applied_at
    }
}
