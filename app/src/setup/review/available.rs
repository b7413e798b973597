//! What somebody may do with a review now, so that clients hold no rules.

use domain::review::{ReviewStep, SeatState, available_steps};

use super::lot::able;
use crate::setup::reach::REVIEW;
use crate::{Contract, Op, Review};

/// The steps that the actor may take with a review that they see.
pub fn available_review_steps(op: &Op, contract: &Contract, review: &Review) -> Vec<ReviewStep> {
    let mut steps = available_steps(op.actor(), review.row.state);
    let seat = op.actor().user().and_then(|user| review.seat_of(user));
    let asked = seat.is_some_and(|seat| seat.state == SeatState::Asked);
    let reached = op.read_scope(REVIEW.manage).covers(Some(contract.row.agency_id), None);
    steps.retain(|step| match step {
        ReviewStep::Answer | ReviewStep::Decline => asked,
        _ => reached && has_vacancy(op, contract, review),
    });
    steps
}

/// Whether a seat is held by nobody, or by somebody who cannot review any more.
fn has_vacancy(op: &Op, contract: &Contract, review: &Review) -> bool {
    let able = able(op, contract);
    let gone = review.seats.iter().any(|seat| seat.state == SeatState::Asked && !able.contains(&seat.user_id));
    gone || !review.vacant().is_empty()
}
