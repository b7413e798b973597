//! Mutations of rankings.

use app::Op;
use app::ranking::{self as life, Audience, NewRanking, RankingView};
use async_graphql::{Context, Object};
use domain::ids::RankingId;

use super::RankingPublication;
use super::inputs::{
    AnnounceRankingInput, AnswerObjectionInput, CorrectRankingInput, DraftRankingInput, ObjectToRankingInput,
    PublishRankingInput, RedraftRankingInput,
};
use crate::error::{ApiError, UserError};
use crate::graphql::node_id::NodeType;
use crate::graphql::request::Request;
use crate::graphql::setup::{Outcome, Read, payloads};

fn ranking<'r>(view: &RankingView, request: &'r Request) -> Option<RankingPublication<'r>> {
    Some(RankingPublication::alone(view.clone(), request))
}

payloads! {
    ranking: RankingPublication, "The ranking after it; null when nothing was changed.", ranking(RankingView);
    /// What became of draftRanking.
    DraftRankingPayload,
    /// What became of redraftRanking.
    RedraftRankingPayload,
    /// What became of announceRanking.
    AnnounceRankingPayload,
    /// What became of objectToRanking.
    ObjectToRankingPayload,
    /// What became of answerObjection.
    AnswerObjectionPayload,
    /// What became of publishRanking.
    PublishRankingPayload,
    /// What became of correctRanking.
    CorrectRankingPayload,
}

/// The mutations of rankings.
#[derive(Default)]
pub struct RankingMutation;

/// The mutations of rankings.
#[Object]
impl RankingMutation {
    /// Work a ranking out from the frozen assessments of a period that is over, or from agencies' own duties in it. Needs
    /// ranking.draft at the agency or above.
    async fn draft_ranking(
        &self,
        ctx: &Context<'_>,
        input: DraftRankingInput,
    ) -> Result<DraftRankingPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let new = NewRanking {
            agency: read.id(NodeType::Agency, &input.agency_id, "agencyId"),
            kind: input.kind.into(),
            period: input.period.into(),
            day: input.day,
            min_sample: input.min_sample,
            objection_days: input.objection_days,
        };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(after(op, life::draft_ranking(op, &new).await).await)
    }

    /// Work a ranking out again with what is frozen by now: a new version, and an announced one is taken back. Needs
    /// ranking.draft at its agency or above.
    async fn redraft_ranking(
        &self,
        ctx: &Context<'_>,
        input: RedraftRankingInput,
    ) -> Result<RedraftRankingPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let id = read.id(NodeType::RankingPublication, &input.ranking_id, "rankingId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        let done = life::redraft_ranking(op, id, input.expected_version, &input.reason).await;
        read.answer(after(op, done).await)
    }

    /// Show whoever is ranked where they stand; the objection period begins. Needs ranking.publish at its agency or above.
    async fn announce_ranking(
        &self,
        ctx: &Context<'_>,
        input: AnnounceRankingInput,
    ) -> Result<AnnounceRankingPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let id = read.id(NodeType::RankingPublication, &input.ranking_id, "rankingId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        let done = life::announce_ranking(op, id, input.expected_version).await;
        read.answer(after(op, done).await)
    }

    /// Object to where one stands, within the objection period, once a version. WRONG_STATE unless you see it ANNOUNCED.
    /// Needs ranking.object at the vendor, or at the agency where agencies are ranked.
    async fn object_to_ranking(
        &self,
        ctx: &Context<'_>,
        input: ObjectToRankingInput,
    ) -> Result<ObjectToRankingPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let id = read.id(NodeType::RankingPublication, &input.ranking_id, "rankingId");
        let vendor = read.optional_id(NodeType::Vendor, input.vendor_id.as_ref(), "vendorId");
        let agency = read.optional_id(NodeType::Agency, input.agency_id.as_ref(), "agencyId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        let done = life::object_to_ranking(op, id, input.expected_version, (vendor.or(agency), &input.reason)).await;
        read.answer(after(op, done).await)
    }

    /// Answer an objection; one that is accepted keeps the version from being published. SAME_PERSON for who worked it out,
    /// and for who wrote the objection. Needs ranking.publish at the ranking's agency or above.
    async fn answer_objection(
        &self,
        ctx: &Context<'_>,
        input: AnswerObjectionInput,
    ) -> Result<AnswerObjectionPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let id = read.id(NodeType::RankingObjection, &input.objection_id, "objectionId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        let answer = (input.outcome.into(), input.reason.as_str());
        let done = life::answer_objection(op, id, input.expected_version, answer).await;
        read.answer(after(op, done).await)
    }

    /// Publish the announced version, once its objection period is over and every objection was answered. SAME_PERSON for who
    /// worked it out. Needs ranking.publish at its agency or above.
    async fn publish_ranking(
        &self,
        ctx: &Context<'_>,
        input: PublishRankingInput,
    ) -> Result<PublishRankingPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let id = read.id(NodeType::RankingPublication, &input.ranking_id, "rankingId");
        let agencies = input.agency_ids.iter().map(|id| read.id(NodeType::Agency, id, "agencyIds")).collect();
        let audience = Audience { agencies, public: input.public };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        let how = (&audience, input.note.as_deref());
        let done = life::publish_ranking(op, id, input.expected_version, how).await;
        read.answer(after(op, done).await)
    }

    /// Begin a correction of a published ranking: a new version that goes the same way, and what it changes is visible; until
    /// then the published one stands. Needs ranking.draft at its agency or above.
    async fn correct_ranking(
        &self,
        ctx: &Context<'_>,
        input: CorrectRankingInput,
    ) -> Result<CorrectRankingPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let id = read.id(NodeType::RankingPublication, &input.ranking_id, "rankingId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        let done = life::correct_ranking(op, id, input.expected_version, &input.reason).await;
        read.answer(after(op, done).await)
    }
}

/// The ranking as it stands after what was done.
async fn after(op: &Op, done: app::Result<RankingId>) -> app::Result<RankingView> {
    life::find_ranking(op, done?).await
}
