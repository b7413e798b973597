//! A compliance review.

use std::borrow::Cow;
use std::sync::Arc;

use app::setup::review::{Parts, available_review_steps, shows_reviewers};
use async_graphql::{ID, Object};
use domain::Instant;
use domain::access::Action;

use super::checklist::ReviewChecklist;
use super::draw::ReviewDraw;
use super::item::ReviewItem;
use super::rectification::Rectification;
use super::seat::ReviewSeat;
use super::terms::ReviewedTerms;
use crate::error::ApiError;
use crate::graphql::connection::Listed;
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::promise::ServiceContract;
use crate::graphql::request::Request;
use crate::graphql::words::{ReviewState, ReviewStep, ReviewVerdict};

/// A review of the coverage snapshot.
#[derive(Clone, Copy)]
pub struct ComplianceReview<'a> {
    of: &'a app::Review,
    contract: &'a app::Contract,
    request: &'a Request,
}

/// What the parts of a review cost to read.
const PARTS: usize = 20;

impl<'a> ComplianceReview<'a> {
    /// The order of every list of reviews.
    pub const NEWEST: &'static str = "complianceReviews.newest";

    /// A review that the actor may see.
    pub fn new(of: &'a app::Review, contract: &'a app::Contract, request: &'a Request) -> Self {
        request.reviews().note(of.row.id);
        Self { of, contract, request }
    }

    async fn parts(&self) -> Result<Arc<Parts>, ApiError> {
        self.request.reviews().of(self.request.op(), self.of.row.id).await
    }

    fn checklist_row(&self) -> Result<&'a app::Checklist, ApiError> {
        let found = self.request.coverage().checklists.get(&self.of.row.checklist_id);
        found.ok_or_else(|| ApiError::internal(&"a review without its checklist"))
    }
}

/// The compliance review of a contract or an amendment by reviewers drawn from the list of experts (合规审查). Needs
/// review.view at either party or above the buyer, or a seat in it.
#[Object(serial)]
impl<'a> ComplianceReview<'a> {
    /// Global id.
    pub async fn id(&self) -> ID {
        NodeType::ComplianceReview.id(self.of.row.id.0)
    }

    /// The contract; null for a reviewer, who reads its terms here.
    async fn contract(&self) -> Option<ServiceContract<'a>> {
        let seen = self.request.sight(Action::ContractView).contract(self.contract);
        seen.then_some(ServiceContract { of: self.contract, request: self.request })
    }

    /// Which version of the contract's terms it is about: 1 for the contract itself, an amendment's number else.
    async fn terms_number(&self) -> i32 {
        self.of.row.terms_number
    }

    /// The terms as they were when it was convened.
    #[graphql(complexity = "PARTS + child_complexity")]
    async fn terms(&self) -> Result<Option<ReviewedTerms>, ApiError> {
        Ok(self.parts().await?.terms.clone().map(ReviewedTerms))
    }

    /// Names exactly the terms that it saw: others do not come into force by it.
    async fn fingerprint(&self) -> &str {
        &self.of.row.fingerprint
    }

    /// The checklist, in the version of then.
    async fn checklist(&self) -> Result<ReviewChecklist<'a>, ApiError> {
        Ok(ReviewChecklist { row: self.checklist_row()?, request: self.request })
    }

    /// Where it stands.
    async fn state(&self) -> ReviewState {
        self.of.row.state.into()
    }

    /// What it found; null before every reviewer has answered.
    async fn verdict(&self) -> Option<ReviewVerdict> {
        self.of.row.verdict.map(Into::into)
    }

    /// How many reviewers have to answer.
    async fn reviewer_count(&self) -> i32 {
        self.of.size()
    }

    /// How many have answered.
    async fn answered_count(&self) -> usize {
        self.of.answered()
    }

    /// Who was drawn, those who declined included; null for the vendor before there is a verdict.
    async fn seats(&self) -> Option<Vec<ReviewSeat<'a>>> {
        let shown = shows_reviewers(self.request.op(), self.contract, self.of);
        shown.then(|| self.of.seats.iter().map(|row| ReviewSeat { row, request: self.request }).collect())
    }

    /// How they were drawn, so that anybody can draw again; null for the vendor before there is a verdict.
    #[graphql(complexity = "PARTS + child_complexity")]
    async fn draws(&self) -> Option<Result<Vec<ReviewDraw<'a>>, ApiError>> {
        if !shows_reviewers(self.request.op(), self.contract, self.of) {
            return None;
        }
        let draws = |parts: Arc<Parts>| {
            parts.draws.iter().map(|row| ReviewDraw { row: row.clone(), request: self.request }).collect()
        };
        Some(self.parts().await.map(draws))
    }

    /// The items of the checklist, each with its answers and what it came to.
    #[graphql(complexity = "PARTS + child_complexity")]
    async fn items(&self) -> Result<Vec<ReviewItem<'a>>, ApiError> {
        let (parts, review, request) = (self.parts().await?, self.of, self.request);
        let items = ReviewChecklist::written(self.checklist_row()?)?.items.into_iter();
        Ok(items.map(|item| ReviewItem { item, parts: parts.clone(), review, request }).collect())
    }

    /// What has to be rectified because of it, the earliest deadline first.
    #[graphql(complexity = "PARTS + child_complexity")]
    async fn rectifications(&self) -> Result<Vec<Rectification<'a>>, ApiError> {
        let rows = self.request.reviews().rectifications(self.request.op(), self.of.row.id).await?;
        Ok(rows.iter().map(|row| Rectification { row: Cow::Owned(row.clone()), request: self.request }).collect())
    }

    /// When reviewers were drawn.
    async fn convened_at(&self) -> Instant {
        self.of.row.convened_at
    }

    /// When the last of them had answered; null before.
    async fn decided_at(&self) -> Option<Instant> {
        self.of.row.decided_at
    }

    /// When what it was about was taken back; null when it was not.
    async fn withdrawn_at(&self) -> Option<Instant> {
        self.of.row.withdrawn_at
    }

    /// What you may do with it now.
    async fn available_actions(&self) -> Vec<ReviewStep> {
        let steps = available_review_steps(self.request.op(), self.contract, self.of);
        steps.into_iter().map(Into::into).collect()
    }
}

impl Listed for ComplianceReview<'_> {
    type Order = &'static str;

    /// The newest first: ids are in the order of time, and complements turn it round.
    fn place(&self, order: &'static str) -> Cursor {
        let id = self.of.row.id.0;
        Cursor { order, key: format!("{:032x}", !id.as_u128()), id }
    }
}
