//! A score that somebody gave.

use app::dispute::may_appeal_score;
use app::scorecard::{ManualScoreView, may_review};
use async_graphql::{ID, Object};
use chrono::NaiveDate;
use domain::Instant;

use crate::error::ApiError;
use crate::graphql::connection::Listed;
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::party::Vendor;
use crate::graphql::promise::ServiceContract;
use crate::graphql::request::Request;
use crate::graphql::words::{ManualScoreState, ObjectAction, PeriodKind};

/// A score of the use case.
pub struct ManualScore<'a> {
    pub of: ManualScoreView,
    pub request: &'a Request,
}

impl ManualScore<'_> {
    /// The order of every list of scores.
    pub const LATEST: &'static str = "manual_scores.latest";
}

/// The score of a criterion for a period that a person gave, with evidence (人工评分); it counts once another person has
/// accepted it. Needs scorecard.view at either party or above the agency.
#[Object(serial)]
impl<'a> ManualScore<'a> {
    /// Global id.
    pub async fn id(&self) -> ID {
        NodeType::ManualScore.id(self.of.row.id.0)
    }

    /// The contract; null without contract.view there.
    async fn contract(&self) -> Option<ServiceContract<'a>> {
        ServiceContract::seen(self.request, self.of.row.contract_id)
    }

    /// The vendor.
    async fn vendor(&self) -> Result<Vendor<'a>, ApiError> {
        Ok(Vendor { row: self.request.vendor(self.of.row.vendor_id)? })
    }

    /// The global id of the version of the scoring scheme whose criterion it is.
    async fn scheme_id(&self) -> ID {
        NodeType::ScoringScheme.id(self.of.row.scheme_id.0)
    }

    /// The criterion's code.
    async fn criterion(&self) -> &str {
        &self.of.row.criterion
    }

    /// How long its period is.
    async fn period(&self) -> PeriodKind {
        self.of.row.period_kind.into()
    }

    /// The first day of its period.
    async fn starts_on(&self) -> NaiveDate {
        self.of.row.period_start
    }

    /// 1 for the first of the criterion and period; the accepted one with the highest number counts.
    async fn number(&self) -> i32 {
        self.of.row.number
    }

    /// An exact fraction from 0 to 1 in lowest terms, such as 19/20, as it was given.
    async fn score(&self) -> &str {
        &self.of.row.rate
    }

    /// What it rests on.
    async fn evidence(&self) -> &str {
        &self.of.row.evidence
    }

    /// Who gave it.
    async fn giver_name(&self) -> &str {
        &self.of.row.giver
    }

    /// When it was given.
    async fn given_at(&self) -> Instant {
        self.of.row.given_at
    }

    /// What became of it.
    async fn state(&self) -> ManualScoreState {
        self.of.state().into()
    }

    /// What another person said of it; null while nobody has reviewed it.
    async fn review(&self) -> Option<ManualScoreReview<'_>> {
        self.of.review.as_ref().map(ManualScoreReview)
    }

    /// What a dispute made of it; null where none did, or upheld it.
    async fn revision(&self) -> Option<ManualScoreRevision<'_>> {
        self.of.revision.as_ref().map(ManualScoreRevision)
    }

    /// What you may do with it now.
    async fn available_actions(&self) -> Vec<ObjectAction> {
        let reviews = may_review(self.request.op(), &self.of).then_some(ObjectAction::ReviewManualScore);
        let appeals = may_appeal_score(self.request.op(), &self.of).then_some(ObjectAction::AppealManualScore);
        reviews.into_iter().chain(appeals).collect()
    }
}

impl Listed for ManualScore<'_> {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        Cursor { order, key: self.of.row.period_start.to_string(), id: self.of.row.id.0 }
    }
}

/// A review, borrowed from its score.
pub struct ManualScoreReview<'a>(&'a app::ManualScoreReviewRow);

/// What another person said of a score.
#[Object(serial)]
impl ManualScoreReview<'_> {
    /// Whether it counts.
    async fn accepted(&self) -> bool {
        self.0.accepted
    }

    /// What was said of it, if anything.
    async fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }

    /// Who reviewed it.
    async fn reviewer_name(&self) -> &str {
        &self.0.reviewer
    }

    /// When.
    async fn reviewed_at(&self) -> Instant {
        self.0.reviewed_at
    }
}

/// What a dispute made of it, borrowed from its score.
pub struct ManualScoreRevision<'a>(&'a app::ManualScoreRevisionRow);

/// What a dispute made of a score; the score itself stays as it was given.
#[Object(serial)]
impl ManualScoreRevision<'_> {
    /// The exact fraction that counts in its place; null: nothing does, and its weight is shared out.
    async fn score(&self) -> Option<&str> {
        self.0.rate.as_deref()
    }

    /// Why.
    async fn reason(&self) -> &str {
        &self.0.reason
    }

    /// Who decided.
    async fn decider_name(&self) -> &str {
        &self.0.decider
    }

    /// When it became final.
    async fn revised_at(&self) -> Instant {
        self.0.revised_at
    }

    /// The global id of the dispute. Reading it needs dispute.view there.
    async fn dispute_id(&self) -> ID {
        NodeType::BreachDispute.id(self.0.dispute_id.0)
    }
}
