//! Compliance reviews: nothing comes into force that reviewers from outside have not passed.

mod answer;
mod available;
mod checklist;
mod decide;
mod expert;
mod lot;
mod read;
mod seats;
mod seen;

pub use answer::answer_review;
pub use available::available_review_steps;
pub use checklist::{NewChecklist, SHIPPED_CHECKLIST, create_checklist};
pub use expert::{ExpertChange, NewExpert, add_expert, update_expert};
pub use read::{AnswerView, DrawView, FindingView, Parts, parts, shows_answers, shows_reviewers};
pub use seats::{Convening, ReviewSubject, decline_review, draw_reviewers, fill_review_seats, may_draw_reviewers};

pub(crate) use decide::{Judged, Judgement};
pub(crate) use lot::able;
pub(super) use seats::withdraw_review;
pub(super) use seen::outcome;
pub(crate) use seen::reviewed;

use domain::ids::{OutboxId, ReviewId};
use storage::entity::outbox;
use storage::query::setup::insert;

use super::reach::REVIEW;
use super::write::Write;
use crate::{Contract, Error, Op, Result, Review};

/// A review that the actor may see, and its contract.
fn seen(op: &Op, id: ReviewId) -> Result<(Contract, Review)> {
    let coverage = op.coverage();
    let (contract, review) = coverage.review(id).ok_or(Error::NotFound(REVIEW.what))?;
    let sight = crate::Sight::of(op, REVIEW.view, &coverage);
    if sight.review(contract, review) {
        Ok((contract.clone(), review.clone()))
    } else {
        Err(Error::NotFound(REVIEW.what))
    }
}

/// Tells of a step of a review, whose payload names nobody; the vendor hears of it unless `agency_only`.
async fn tell(
    write: &Write,
    topic: &str,
    contract: &Contract,
    agency_only: bool,
    mut payload: serde_json::Value,
) -> Result<()> {
    payload["contractId"] = serde_json::json!(contract.row.id);
    payload["number"] = serde_json::json!(contract.row.number);
    let message = outbox::Model {
        id: write.id::<OutboxId>(),
        feed_seq: None,
        topic: topic.to_owned(),
        ticket_id: None,
        agency_id: Some(contract.row.agency_id),
        vendor_id: (!agency_only).then_some(contract.row.vendor_id),
        payload,
        created_at: write.now(),
    };
    insert(write.transaction(), message).await?;
    Ok(())
}
