//! What hangs on a ranking: its versions, history, objections.

use app::RankingStepRow;
use app::ranking::{ObjectionView, VersionView};
use async_graphql::{ID, Object};
use domain::Instant;
use domain::ranking::RankingKind;

use super::basis::{RankingAgencyBasis, RankingVendorBasis};
use super::sheet::{RankedList, RankingChange, lists, name_en};
use crate::graphql::node_id::NodeType;
use crate::graphql::request::Request;
use crate::graphql::words::{RankingObjectionOutcome, RankingState, RankingStep};

/// A version of the use case.
pub struct RankingVersion<'a> {
    pub(super) of: VersionView,
    pub(super) request: &'a Request,
}

/// A version of a ranking; append-only. What one sees of it is what one sees of the ranking.
#[Object(serial)]
impl<'a> RankingVersion<'a> {
    /// 1 for the first; not every one was published.
    async fn number(&self) -> i32 {
        self.of.row.number
    }

    /// Its lists.
    #[graphql(complexity = "3 * child_complexity")]
    async fn lists(&self) -> Vec<RankedList<'a>> {
        lists(&self.of.sheet, Some(self.request))
    }

    /// Why it was worked out anew; null for the first, and for those who do not rank.
    async fn reason(&self) -> Option<&str> {
        self.of.row.reason.as_deref()
    }

    /// Who worked it out: a person, or the platform.
    async fn drafter_name(&self) -> &str {
        &self.of.row.drafter_name
    }

    /// The person; null for the platform.
    async fn user_id(&self) -> Option<ID> {
        self.of.row.drafter_id.map(|id| NodeType::User.id(id.0))
    }

    /// When.
    async fn drafted_at(&self) -> Instant {
        self.of.row.drafted_at
    }

    /// The SHA-256 of everything that it rests on.
    async fn input_hash(&self) -> &str {
        &self.of.row.input_hash
    }

    /// When it was published; null when it was not.
    async fn published_at(&self) -> Option<Instant> {
        self.of.release.as_ref().map(|release| release.published_at)
    }

    /// What was said with its publication.
    async fn note(&self) -> Option<&str> {
        self.of.release.as_ref()?.note.as_deref()
    }

    /// Who stands elsewhere than in the version published before.
    #[graphql(complexity = "20 * child_complexity")]
    async fn changes(&self) -> Vec<RankingChange<'a>> {
        let request = Some(self.request);
        self.of.changes.iter().cloned().map(|of| RankingChange { of, request }).collect()
    }

    /// What vendors' places rest on: of all for those who rank, else of one's own.
    #[graphql(complexity = "20 * child_complexity")]
    async fn vendor_basis(&self) -> Vec<RankingVendorBasis<'a>> {
        let request = self.request;
        self.of.basis.vendors.iter().cloned().map(|of| RankingVendorBasis { of, request }).collect()
    }

    /// What agencies' places rest on: of all for those who rank, else of one's own.
    #[graphql(complexity = "20 * child_complexity")]
    async fn agency_basis(&self) -> Vec<RankingAgencyBasis<'a>> {
        let request = self.request;
        self.of.basis.agencies.iter().cloned().map(|of| RankingAgencyBasis { of, request }).collect()
    }
}

/// A row of the history.
pub struct RankingHistoryEntry(pub(super) RankingStepRow);

/// A step in the life of a ranking; the history is append-only.
#[Object(serial)]
impl RankingHistoryEntry {
    /// The version of the publication after it: what expectedVersion takes.
    async fn version(&self) -> i64 {
        self.0.seq
    }

    /// The version of the ranking that it concerns.
    async fn number(&self) -> i32 {
        self.0.number
    }

    /// What was done.
    async fn step(&self) -> RankingStep {
        self.0.step.into()
    }

    /// The state before it.
    async fn from(&self) -> RankingState {
        self.0.from_state.into()
    }

    /// The state after it.
    async fn to(&self) -> RankingState {
        self.0.to_state.into()
    }

    /// What was said with it; null without.
    async fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }

    /// Who did it: a person, or the platform.
    async fn actor_name(&self) -> &str {
        &self.0.actor_name
    }

    /// The person; null for the platform.
    async fn user_id(&self) -> Option<ID> {
        self.0.actor_id.map(|id| NodeType::User.id(id.0))
    }

    /// When.
    async fn recorded_at(&self) -> Instant {
        self.0.recorded_at
    }
}

/// An objection of the use case.
pub struct RankingObjection<'a> {
    pub(super) of: ObjectionView,
    pub(super) kind: RankingKind,
    pub(super) request: &'a Request,
}

/// An objection to where somebody stands, and its answer; append-only.
#[Object(serial)]
impl RankingObjection<'_> {
    /// Its id, for answerObjection.
    async fn id(&self) -> ID {
        NodeType::RankingObjection.id(self.of.row.id.0)
    }

    /// The version objected to.
    async fn number(&self) -> i32 {
        self.of.row.number
    }

    /// The name of the vendor or agency that objects.
    async fn name(&self) -> Option<&str> {
        let (directory, id) = (self.request.directory(), self.of.row.subject_id);
        match self.kind {
            RankingKind::Vendors => directory.vendors.get(&id.into()).map(|row| row.name.as_str()),
            RankingKind::Agencies => directory.agencies.get(&id.into()).map(|row| row.name.as_str()),
        }
    }

    /// The same in English; null without.
    async fn name_en(&self) -> Option<&str> {
        name_en(self.request.directory(), self.kind, self.of.row.subject_id)
    }

    /// Why.
    async fn reason(&self) -> &str {
        &self.of.row.reason
    }

    /// Who wrote it.
    async fn author_name(&self) -> &str {
        &self.of.row.author_name
    }

    /// When.
    async fn filed_at(&self) -> Instant {
        self.of.row.filed_at
    }

    /// What it came to; null while it waits.
    async fn outcome(&self) -> Option<RankingObjectionOutcome> {
        self.of.answer.as_ref().map(|answer| answer.outcome.into())
    }

    /// The answer; null while it waits.
    async fn answer(&self) -> Option<&str> {
        self.of.answer.as_ref().map(|answer| answer.reason.as_str())
    }

    /// Who answered.
    async fn answerer_name(&self) -> Option<&str> {
        self.of.answer.as_ref().map(|answer| answer.author_name.as_str())
    }

    /// When.
    async fn answered_at(&self) -> Option<Instant> {
        self.of.answer.as_ref().map(|answer| answer.answered_at)
    }
}
