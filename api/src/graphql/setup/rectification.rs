//! Mutations of rectifications: handed in, accepted, sent back.

use std::borrow::Cow;

use app::rectification::{Decision, Submission, decide_rectification, find_rectification, submit_rectification};
use app::{Op, RectificationRow};
use async_graphql::{Context, Object};
use domain::ids::RectificationId;

use super::outcome::{Outcome, payloads};
use super::read::Read;
use super::review_inputs::{AcceptRectificationInput, ReopenRectificationInput, SubmitRectificationInput};
use crate::error::{ApiError, UserError};
use crate::graphql::node_id::NodeType;
use crate::graphql::request::Request;
use crate::graphql::review::Rectification;

fn rectification<'r>(row: &'r RectificationRow, request: &'r Request) -> Option<Rectification<'r>> {
    Some(Rectification { row: Cow::Borrowed(row), request })
}

payloads! {
    rectification: Rectification, "The rectification after it; null when nothing was changed.",
    rectification(RectificationRow);
    /// What became of submitRectification.
    SubmitRectificationPayload,
    /// What became of acceptRectification.
    AcceptRectificationPayload,
    /// What became of reopenRectification.
    ReopenRectificationPayload,
}

/// The mutations of rectifications.
#[derive(Default)]
pub struct RectificationMutation;

/// The mutations of rectifications.
#[Object]
impl RectificationMutation {
    /// Say that something is mended, with evidence. Needs rectification.submit on the side that has to mend it.
    async fn submit_rectification(
        &self,
        ctx: &Context<'_>,
        input: SubmitRectificationInput,
    ) -> Result<SubmitRectificationPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let asked = Submission {
            rectification: read.id(NodeType::Rectification, &input.rectification_id, "rectificationId"),
            version: input.version,
            evidence: input.evidence,
        };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(after(op, submit_rectification(op, &asked).await).await)
    }

    /// Find it mended. OWN_SIDE for whoever stands on the side that had to mend it. Needs rectification.decide over the
    /// buyer (for what the vendor had to mend, at the buyer as well), or a seat in the review that found it.
    async fn accept_rectification(
        &self,
        ctx: &Context<'_>,
        input: AcceptRectificationInput,
    ) -> Result<AcceptRectificationPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let asked = Decision {
            rectification: read.id(NodeType::Rectification, &input.rectification_id, "rectificationId"),
            version: input.version,
            accept: true,
            note: input.note,
            due_on: None,
        };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(after(op, decide_rectification(op, &asked).await).await)
    }

    /// Find it not mended and send it back, with a reason and a deadline. Needs rectification.decide, as for accepting.
    async fn reopen_rectification(
        &self,
        ctx: &Context<'_>,
        input: ReopenRectificationInput,
    ) -> Result<ReopenRectificationPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let asked = Decision {
            rectification: read.id(NodeType::Rectification, &input.rectification_id, "rectificationId"),
            version: input.version,
            accept: false,
            note: Some(input.reason),
            due_on: input.due_on,
        };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(after(op, decide_rectification(op, &asked).await).await)
    }
}

/// The rectification as it stands after what was done.
async fn after(op: &Op, done: app::Result<RectificationId>) -> app::Result<RectificationRow> {
    find_rectification(op, done?).await
}
