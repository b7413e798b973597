//! Mutations of compliance reviews: reviewers are drawn, decline, answer.

use app::setup::review as cases;
use app::setup::review::{Convening, ReviewSubject};
use async_graphql::{Context, Object};
use domain::ids::ReviewId;

use super::outcome::{Outcome, payloads};
use super::read::Read;
use super::review_inputs::{AnswerReviewInput, DeclineReviewInput, DrawReviewersInput, FillReviewSeatsInput};
use crate::error::{ApiError, UserError};
use crate::graphql::node_id::NodeType;
use crate::graphql::request::Request;
use crate::graphql::review::ComplianceReview;

fn review<'r>(id: &ReviewId, request: &'r Request) -> Option<ComplianceReview<'r>> {
    let (contract, review) = request.coverage().review(*id)?;
    Some(ComplianceReview::new(review, contract, request))
}

payloads! {
    review: ComplianceReview, "The review after it; null when nothing was changed.", review(ReviewId);
    /// What became of drawReviewers.
    DrawReviewersPayload,
    /// What became of fillReviewSeats.
    FillReviewSeatsPayload,
    /// What became of declineReview.
    DeclineReviewPayload,
    /// What became of answerReview.
    AnswerReviewPayload,
}

/// The mutations of compliance reviews.
#[derive(Default)]
pub struct ReviewMutation;

/// The mutations of compliance reviews.
#[Object]
impl ReviewMutation {
    /// Convene the compliance review of a contract that was handed in, or of an amendment that is being decided: its
    /// reviewers are drawn by lot from the experts who belong to neither party. NO_CANDIDATES when there are fewer;
    /// REVIEW_EXISTS when it has its review. Needs review.convene at the buyer or above: not who wrote it.
    async fn draw_reviewers(
        &self,
        ctx: &Context<'_>,
        input: DrawReviewersInput,
    ) -> Result<DrawReviewersPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let contract = read.optional_id(NodeType::ServiceContract, input.contract_id.as_ref(), "contractId");
        let amendment = read.optional_id(NodeType::ContractAmendment, input.amendment_id.as_ref(), "amendmentId");
        let checklist = read.optional_id(NodeType::ReviewChecklist, input.checklist_id.as_ref(), "checklistId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        // Whoever may not convene one is not told what is wrong with it either.
        if let Err(error) = op.require(domain::access::Action::ReviewConvene) {
            return read.answer(Err::<ReviewId, _>(error));
        }
        let subject = match (contract, amendment) {
            (Some(contract), None) => ReviewSubject::Contract(contract),
            (None, Some(amendment)) => ReviewSubject::Amendment(amendment),
            _ => {
                read.refuse("contractId", "give the contract or the amendment", "合同和补充协议须且只须给出一个");
                return Ok(read.refused());
            }
        };
        read.answer(cases::draw_reviewers(op, &Convening { subject, count: input.count, checklist }).await)
    }

    /// Draw for seats that nobody holds, or whose holder cannot review any more. Needs review.convene at the buyer or
    /// above.
    async fn fill_review_seats(
        &self,
        ctx: &Context<'_>,
        input: FillReviewSeatsInput,
    ) -> Result<FillReviewSeatsPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let id = read.id(NodeType::ComplianceReview, &input.review_id, "reviewId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(cases::fill_review_seats(op, id).await)
    }

    /// Give a seat back before you have answered: another expert is drawn for it at once. Needs review.decide and the
    /// seat.
    async fn decline_review(
        &self,
        ctx: &Context<'_>,
        input: DeclineReviewInput,
    ) -> Result<DeclineReviewPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let id = read.id(NodeType::ComplianceReview, &input.review_id, "reviewId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(cases::decline_review(op, id, &input.reason).await)
    }

    /// Answer every item of a review that you were drawn for, once and for all; with the last reviewer's answers there is
    /// a verdict, and each finding becomes a rectification. Needs review.decide and the seat.
    async fn answer_review(
        &self,
        ctx: &Context<'_>,
        input: AnswerReviewInput,
    ) -> Result<AnswerReviewPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let id = read.id(NodeType::ComplianceReview, &input.review_id, "reviewId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        let answers: Vec<_> = input.answers.into_iter().map(Into::into).collect();
        read.answer(cases::answer_review(op, id, &answers).await)
    }
}
