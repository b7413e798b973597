//! Something that has to be mended.

use std::borrow::Cow;

use app::rectification::{available_rectification_steps, is_overdue};
use app::{RectificationRow, RectificationStepRow};
use async_graphql::{ID, Object};
use chrono::NaiveDate;
use domain::Instant;
use domain::access::Action;
use domain::ids::ReviewId;

use super::ComplianceReview;
use super::checklist::{ReviewChecklist, ReviewChecklistItem};
use crate::error::ApiError;
use crate::graphql::connection::Listed;
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::promise::ServiceContract;
use crate::graphql::request::Request;
use crate::graphql::words::{
    FindingSeverity, RectificationState, RectificationStep, RectificationSubject, ResponsibleParty,
};

/// A rectification of the use case.
pub struct Rectification<'a> {
    pub row: Cow<'a, RectificationRow>,
    pub request: &'a Request,
}

impl Rectification<'_> {
    /// The order of every list of rectifications.
    pub const BY_DEADLINE: &'static str = "rectifications.due";
}

/// A finding that a party has to mend by a day, and that somebody else finds mended (整改). Needs rectification.view at
/// either party or above the buyer, or a seat in the review that found it.
#[Object(serial)]
impl<'a> Rectification<'a> {
    /// Global id.
    pub async fn id(&self) -> ID {
        NodeType::Rectification.id(self.row.id.0)
    }

    /// What it comes from.
    async fn subject(&self) -> RectificationSubject {
        self.row.subject.into()
    }

    /// The review that found it; null when you do not see it.
    async fn review(&self) -> Option<ComplianceReview<'a>> {
        let (contract, review) = self.request.coverage().review(ReviewId(self.row.subject_id))?;
        let seen = self.request.sight(Action::ReviewView).review(contract, review);
        seen.then(|| ComplianceReview::new(review, contract, self.request))
    }

    /// The contract; null for a reviewer.
    async fn contract(&self) -> Option<ServiceContract<'a>> {
        ServiceContract::seen(self.request, self.row.contract_id)
    }

    /// The contract's number.
    async fn contract_number(&self) -> Option<&'a str> {
        self.request.coverage().contracts.get(&self.row.contract_id).map(|contract| contract.row.number.as_str())
    }

    /// The item of the checklist that it is about; null when it comes from something else.
    async fn item(&self) -> Option<Result<ReviewChecklistItem, ApiError>> {
        let coverage = self.request.coverage();
        let (_, review) = coverage.review(ReviewId(self.row.subject_id))?;
        let row = coverage.checklists.get(&review.row.checklist_id)?;
        let item = |list: domain::review::Checklist| list.item(&self.row.item).cloned();
        let found = ReviewChecklist::written(row).map(item).transpose()?;
        Some(found.map(|item| ReviewChecklistItem::of(item, self.request.language())))
    }

    /// What was found: the reviewers' words as they wrote them, or what was computed, in the language of the request.
    async fn finding(&self) -> &str {
        let said = self.row.finding.as_str();
        self.request.language().choose(self.row.finding_en.as_deref().unwrap_or(said), said)
    }

    /// How grave it is.
    async fn severity(&self) -> FindingSeverity {
        self.row.severity.into()
    }

    /// Who has to mend it.
    async fn party(&self) -> ResponsibleParty {
        self.row.party.into()
    }

    /// The last day for handing in, in the contract's zone.
    async fn due_on(&self) -> NaiveDate {
        self.row.due_on
    }

    /// Whether that day has passed and nothing is handed in.
    async fn overdue(&self) -> bool {
        is_overdue(self.request.op(), &self.row)
    }

    /// Where it stands.
    async fn state(&self) -> RectificationState {
        self.row.state.into()
    }

    /// Grows with each change.
    async fn version(&self) -> i64 {
        self.row.version
    }

    /// When it was found.
    async fn created_at(&self) -> Instant {
        self.row.created_at
    }

    /// What was done to it, in order.
    #[graphql(complexity = "5 + child_complexity")]
    async fn history(&self) -> Result<Vec<RectificationHistoryEntry>, ApiError> {
        let steps = self.request.reviews().history(self.request.op(), self.row.id).await?;
        Ok(steps.iter().cloned().map(RectificationHistoryEntry).collect())
    }

    /// What you may do with it now.
    async fn available_actions(&self) -> Vec<RectificationStep> {
        let steps = available_rectification_steps(self.request.op(), &self.row);
        steps.into_iter().map(Into::into).collect()
    }
}

impl Listed for Rectification<'_> {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        Cursor { order, key: self.row.due_on.to_string(), id: self.row.id.0 }
    }
}

/// A row of the history.
pub struct RectificationHistoryEntry(RectificationStepRow);

/// A step in the life of a rectification; the history is append-only.
#[Object(serial)]
impl RectificationHistoryEntry {
    /// The version of the rectification after it.
    async fn version(&self) -> i64 {
        self.0.seq
    }

    /// What was done.
    async fn step(&self) -> RectificationStep {
        self.0.step.into()
    }

    /// The state after it.
    async fn to(&self) -> RectificationState {
        self.0.to_state.into()
    }

    /// The evidence, or why.
    async fn note(&self) -> &str {
        &self.0.note
    }

    /// The deadline after it.
    async fn due_on(&self) -> NaiveDate {
        self.0.due_on
    }

    /// Who did it.
    async fn actor_name(&self) -> &str {
        &self.0.actor_name
    }

    /// When it was done.
    async fn recorded_at(&self) -> Instant {
        self.0.recorded_at
    }
}
