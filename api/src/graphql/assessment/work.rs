//! Mutations of assessment periods.

use app::assessment::{self as life, NewAdjustment};
use app::{AssessmentRow, Op};
use async_graphql::{Context, Object};
use domain::ids::AssessmentId;

use super::AssessmentPeriod;
use super::inputs::{
    AdjustAssessmentInput, CommentAssessmentInput, CorrectAssessmentInput, DecideAssessmentInput,
    ObjectToAssessmentInput, RescoreAssessmentInput, SendBackAssessmentInput, SignAssessmentInput, remarks,
};
use crate::error::{ApiError, UserError};
use crate::graphql::node_id::NodeType;
use crate::graphql::request::Request;
use crate::graphql::setup::{Outcome, Read, payloads};

fn assessment<'r>(row: &AssessmentRow, request: &'r Request) -> Option<AssessmentPeriod<'r>> {
    AssessmentPeriod::new(row.clone(), request).ok()
}

payloads! {
    assessment: AssessmentPeriod, "The assessment after it; null when nothing was changed.", assessment(AssessmentRow);
    /// What became of rescoreAssessment.
    RescoreAssessmentPayload,
    /// What became of commentAssessment.
    CommentAssessmentPayload,
    /// What became of objectToAssessment.
    ObjectToAssessmentPayload,
    /// What became of decideAssessment.
    DecideAssessmentPayload,
    /// What became of sendBackAssessment.
    SendBackAssessmentPayload,
    /// What became of signAssessment.
    SignAssessmentPayload,
    /// What became of adjustAssessment: the open assessment that was booked into.
    AdjustAssessmentPayload,
    /// What became of correctAssessment: the new revision.
    CorrectAssessmentPayload,
}

/// The mutations of assessment periods.
#[derive(Default)]
pub struct AssessmentMutation;

/// The mutations of assessment periods.
#[Object]
impl AssessmentMutation {
    /// Score a draft again with what is known now; the vendor's days begin anew. Needs assessment.score at the buyer or
    /// above.
    async fn rescore_assessment(
        &self,
        ctx: &Context<'_>,
        input: RescoreAssessmentInput,
    ) -> Result<RescoreAssessmentPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let id = read.id(NodeType::AssessmentPeriod, &input.assessment_id, "assessmentId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        let done = life::rescore_assessment(op, id, input.version, &input.reason).await;
        read.answer(after(op, done).await)
    }

    /// Say what the vendor thinks of a draft; that it is right is said as well. WRONG_STATE once the vendor's days are over.
    /// Needs assessment.comment at the vendor.
    async fn comment_assessment(
        &self,
        ctx: &Context<'_>,
        input: CommentAssessmentInput,
    ) -> Result<CommentAssessmentPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let id = read.id(NodeType::AssessmentPeriod, &input.assessment_id, "assessmentId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        let said = remarks(input.note, input.criteria);
        let done = life::comment_assessment(op, id, input.version, &said).await;
        read.answer(after(op, done).await)
    }

    /// Object to a decision: somebody above the buyer decides, or an assessor, for good. FINAL after a first objection,
    /// WRONG_STATE once the vendor's days are over. Needs assessment.comment at the vendor.
    async fn object_to_assessment(
        &self,
        ctx: &Context<'_>,
        input: ObjectToAssessmentInput,
    ) -> Result<ObjectToAssessmentPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let id = read.id(NodeType::AssessmentPeriod, &input.assessment_id, "assessmentId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        let said = remarks(input.reason, input.criteria);
        let done = life::object_to_assessment(op, id, input.version, &said).await;
        read.answer(after(op, done).await)
    }

    /// Decide an assessment as it was scored last; both sides sign it then. SAME_PERSON for who had a hand in the score or
    /// decided before; OWN_SIDE at the buyer once the vendor has objected. Needs assessment.decide at the buyer or above.
    async fn decide_assessment(
        &self,
        ctx: &Context<'_>,
        input: DecideAssessmentInput,
    ) -> Result<DecideAssessmentPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let id = read.id(NodeType::AssessmentPeriod, &input.assessment_id, "assessmentId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        let done = life::decide_assessment(op, id, input.version, input.note.as_deref()).await;
        read.answer(after(op, done).await)
    }

    /// Return a draft to who scores it; the vendor may comment anew. Needs assessment.decide, as for deciding.
    async fn send_back_assessment(
        &self,
        ctx: &Context<'_>,
        input: SendBackAssessmentInput,
    ) -> Result<SendBackAssessmentPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let id = read.id(NodeType::AssessmentPeriod, &input.assessment_id, "assessmentId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        let done = life::send_back_assessment(op, id, input.version, &input.reason).await;
        read.answer(after(op, done).await)
    }

    /// Sign for one's side; the second signature closes the period, and so does the agency's once the vendor has let its
    /// days pass. Needs assessment.sign at the buyer or above, or at the vendor.
    async fn sign_assessment(
        &self,
        ctx: &Context<'_>,
        input: SignAssessmentInput,
    ) -> Result<SignAssessmentPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let id = read.id(NodeType::AssessmentPeriod, &input.assessment_id, "assessmentId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        let done = life::sign_assessment(op, id, input.version).await;
        read.answer(after(op, done).await)
    }

    /// Book points about a frozen assessment into the next open one of the contract. NO_OPEN_PERIOD when none follows: then
    /// it takes a correction. Needs assessment.score at the buyer or above.
    async fn adjust_assessment(
        &self,
        ctx: &Context<'_>,
        input: AdjustAssessmentInput,
    ) -> Result<AdjustAssessmentPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let about = read.id(NodeType::AssessmentPeriod, &input.assessment_id, "assessmentId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        let new = NewAdjustment { about, version: input.version, points: input.points, reason: input.reason };
        read.answer(after(op, life::adjust_assessment(op, &new).await).await)
    }

    /// Make a new revision of a frozen assessment, scored by what is known now; the frozen one stays as it is. Needs
    /// assessment.score at the buyer or above.
    async fn correct_assessment(
        &self,
        ctx: &Context<'_>,
        input: CorrectAssessmentInput,
    ) -> Result<CorrectAssessmentPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let id = read.id(NodeType::AssessmentPeriod, &input.assessment_id, "assessmentId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        let done = life::correct_assessment(op, id, input.version, &input.reason).await;
        read.answer(after(op, done).await)
    }
}

/// The assessment as it stands after what was done.
async fn after(op: &Op, done: app::Result<AssessmentId>) -> app::Result<AssessmentRow> {
    life::find_assessment(op, done?).await
}
