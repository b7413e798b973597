//! Casting lots for the seats of a review, and writing down how.

use domain::ids::{ReviewId, UserId};
use domain::review::{Candidate, SeatState, draw, eligible};
use storage::entity::{review_draw, review_seat};
use storage::query::review::latest_draw;
use storage::query::setup::{insert, insert_all};

use crate::setup::write::Write;
use crate::{Contract, Op, Result};

/// Everybody of the list who may review a contract now: assessors who belong to neither party and had no part in it.
pub(crate) fn able(op: &Op, contract: &Contract) -> Vec<UserId> {
    let (directory, coverage) = (op.directory(), op.coverage());
    let (buyer, vendor) = (contract.row.agency_id, contract.row.vendor_id);
    let family = [directory.above(buyer), directory.below(buyer)].concat();
    let listed = coverage.experts.values().filter(|expert| expert.active).map(|expert| expert.user_id);
    listed
        .filter(|user| {
            let Some(actor) = directory.actor(*user, op.now()) else { return false };
            eligible(Candidate { actor: &actor, took_part: took_part(contract, *user) }, &family, vendor)
        })
        .collect()
}

fn took_part(contract: &Contract, user: UserId) -> bool {
    let by = Some(user);
    contract.steps.iter().any(|step| step.actor_id == by)
        || contract.amendments.iter().any(|amendment| amendment.row.created_by == by || amendment.row.decided_by == by)
}

/// Draws for these seats among the candidates and writes lot and seats down; a seat stays vacant when there are not
/// enough. Answers with the new seats.
pub(super) async fn cast(
    write: &Write,
    review: ReviewId,
    seats: &[i32],
    candidates: &[UserId],
) -> Result<Vec<review_seat::Model>> {
    let seed = hex::encode(rand::random::<[u8; 16]>());
    let lot = draw(&seed, candidates, seats.len());
    let number = latest_draw(write.transaction(), review).await? + 1;
    let drawn: Vec<review_seat::Model> = lot
        .drawn
        .iter()
        .zip(seats)
        .map(|(user, seat)| review_seat::Model {
            id: write.id(),
            review_id: review,
            seat: *seat,
            user_id: *user,
            draw: number,
            state: SeatState::Asked,
            reason: None,
            settled_at: None,
        })
        .collect();
    let row = review_draw::Model {
        review_id: review,
        number,
        seed,
        candidates: serde_json::to_value(&lot.candidates)?,
        drawn: serde_json::to_value(&lot.drawn)?,
        drawn_by: write.actor().user(),
        drawn_at: write.now(),
    };
    insert(write.transaction(), row).await?;
    insert_all(write.transaction(), drawn.clone()).await?;
    Ok(drawn)
}
