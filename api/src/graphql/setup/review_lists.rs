//! Mutations of what reviews rest on: checklists and the list of experts.

use app::setup::review::{ExpertChange, NewChecklist, NewExpert, add_expert, create_checklist, update_expert};
use async_graphql::{Context, Object};
use domain::ids::{ChecklistId, UserId};
use domain::review::Checklist;

use super::outcome::{Outcome, payloads};
use super::read::Read;
use super::review_inputs::{AddExpertInput, CreateReviewChecklistInput, UpdateExpertInput};
use crate::error::{ApiError, UserError};
use crate::graphql::node_id::NodeType;
use crate::graphql::request::Request;
use crate::graphql::review::{Expert, ReviewChecklist};

fn checklist<'r>(id: &ChecklistId, request: &'r Request) -> Option<ReviewChecklist<'r>> {
    request.coverage().checklists.get(id).map(|row| ReviewChecklist { row, request })
}

fn expert<'r>(id: &UserId, request: &'r Request) -> Option<Expert<'r>> {
    request.coverage().experts.get(id).map(|row| Expert { row, request })
}

payloads! {
    checklist: ReviewChecklist, "The checklist after it; null when nothing was changed.", checklist(ChecklistId);
    /// What became of createReviewChecklist.
    CreateReviewChecklistPayload,
}

payloads! {
    expert: Expert, "The entry after it; null when nothing was changed.", expert(UserId);
    /// What became of addExpert.
    AddExpertPayload,
    /// What became of updateExpert.
    UpdateExpertPayload,
}

/// The mutations of checklists and experts.
#[derive(Default)]
pub struct ReviewListMutation;

/// The mutations of checklists and experts.
#[Object]
impl ReviewListMutation {
    /// Write a checklist, or its next version: a review keeps the version that it was convened with. Needs
    /// checklist.manage at the owner or above.
    async fn create_review_checklist(
        &self,
        ctx: &Context<'_>,
        input: CreateReviewChecklistInput,
    ) -> Result<CreateReviewChecklistPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let new = NewChecklist {
            owner: Some(read.id(NodeType::Agency, &input.owner_id, "ownerId")),
            code: input.code,
            name: input.name,
            checklist: Checklist { items: input.items.into_iter().map(Into::into).collect() },
        };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(create_checklist(op, &new).await)
    }

    /// Put somebody on the list of experts. Needs expert.manage.
    async fn add_expert(&self, ctx: &Context<'_>, input: AddExpertInput) -> Result<AddExpertPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let user = read.id(NodeType::User, &input.user_id, "userId");
        let new = NewExpert { user, organisation: input.organisation, specialities: input.specialities };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(add_expert(op, &new).await)
    }

    /// Change an entry of the list of experts: who is not active is drawn no more. Needs expert.manage.
    async fn update_expert(
        &self,
        ctx: &Context<'_>,
        input: UpdateExpertInput,
    ) -> Result<UpdateExpertPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let change = ExpertChange {
            user: read.id(NodeType::User, &input.user_id, "userId"),
            organisation: input.organisation,
            specialities: input.specialities,
            active: input.active,
        };
        let Some(op) = read.op_on(input.expected_version) else { return Ok(read.refused()) };
        read.answer(update_expert(&op, &change).await)
    }
}
