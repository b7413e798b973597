//! Who reviews: drawn for a contract or an amendment, and drawn anew for whoever declines.

use domain::contract::{AmendmentState, ContractState};
use domain::ids::{AmendmentId, ChecklistId, ContractId, ReviewId, UserId};
use domain::review::{REVIEWERS_MAX, ReviewState, ReviewStep, SeatState, is_seat_count, next};
use storage::entity::{compliance_review, review_seat, review_terms};
use storage::query::setup::{insert, update};

use super::checklist::chosen;
use super::lot::{able, cast};
use super::seen::{reviewed, under_review};
use super::{seen, tell};
use crate::mistakes::{Mistakes, REASON_MAX};
use crate::setup::reach::{CONVENING, REVIEW};
use crate::setup::write::{Snapshot, Write};
use crate::{Contract, Error, Op, Result};

/// What is to be reviewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewSubject {
    Contract(ContractId),
    Amendment(AmendmentId),
}

/// A review to be convened.
#[derive(Clone, Copy, Debug)]
pub struct Convening {
    pub subject: ReviewSubject,
    /// How many reviewers: 1, 3, 5 or 7.
    pub count: i32,
    /// None: the newest of the buyer, else of the agency next above it that has one, else the shipped one.
    pub checklist: Option<ChecklistId>,
}

/// Draws reviewers for a contract that was handed in, or for an amendment that is being decided. Needs `review.convene`
/// at the buyer or over it.
///
/// # Errors
/// `INVALID` for the count; `WRONG_STATE`; `REVIEW_EXISTS` when a review of it counts; `NOT_FOUND` for the checklist;
/// `NO_CANDIDATES` when fewer experts belong to neither party.
pub async fn draw_reviewers(op: &Op, asked: &Convening) -> Result<ReviewId> {
    op.require(CONVENING.manage)?;
    // Who belongs to a party stands in the other snapshot.
    op.app().refresh().await?;
    let write = Write::begin(op, Snapshot::Coverage).await?;
    let (contract, amendment) = subject(&write, asked.subject)?;
    CONVENING.write_row(&write, Some(contract.row.agency_id), Some(contract.row.vendor_id))?;
    let field = if amendment.is_some() { "amendmentId" } else { "contractId" };
    let number = amendment.map_or(contract.covers.original.number, |(_, number)| number);
    let mut mistakes = Mistakes::default();
    is_reviewable(&mut mistakes, field, &contract, number);
    if !is_seat_count(asked.count) {
        let en = format!("reviewers are 1, 3, 5 or {REVIEWERS_MAX}, not {}", asked.count);
        let zh = format!("评审专家人数须为不超过 {REVIEWERS_MAX} 的奇数，而不是 {}", asked.count);
        mistakes.add("INVALID", "count", en, zh);
    }
    let checklist = chosen(&write, contract.row.agency_id, asked.checklist);
    let checklist = mistakes.found("checklistId", ("checklist for this agency", "可用的审查清单"), checklist);
    let candidates = able(&write, &contract);
    if mistakes.is_empty() {
        enough(&mut mistakes, "count", candidates.len(), asked.count);
    }
    let checklist = mistakes.finish(checklist)?;
    let agreed = under_review(&contract, number).ok_or(Error::NotFound(CONVENING.what))?;
    let terms = reviewed(&write, &contract, agreed);
    let row = compliance_review::Model {
        id: write.id(),
        contract_id: contract.row.id,
        amendment_id: amendment.map(|(id, _)| id),
        terms_number: number,
        checklist_id: checklist,
        fingerprint: terms.fingerprint(),
        state: ReviewState::Convened,
        verdict: None,
        convened_by: write.actor().user(),
        convened_at: write.now(),
        decided_at: None,
        withdrawn_at: None,
    };
    let id = row.id;
    insert(write.transaction(), row).await?;
    insert(write.transaction(), review_terms::Model { review_id: id, terms: serde_json::to_value(&terms)? }).await?;
    let seats: Vec<i32> = (1..=asked.count).collect();
    let drawn = cast(&write, id, &seats, &candidates).await?;
    tell(&write, "review.convened", &contract, false, serde_json::json!({ "reviewId": id, "terms": number })).await?;
    let users: Vec<UserId> = drawn.iter().map(|seat| seat.user_id).collect();
    let detail = serde_json::json!({
        "contract": contract.row.number, "terms": number, "checklistId": checklist, "reviewers": users,
    });
    end(write, "review.convene", id, detail).await?;
    Ok(id)
}

/// Gives a seat back: another expert is drawn for it at once, as long as there is one. Needs `review.decide` and the seat.
///
/// # Errors
/// `REQUIRED` for the reason; `WRONG_STATE` once one has answered, or the review is over.
pub async fn decline_review(op: &Op, id: ReviewId, reason: &str) -> Result<ReviewId> {
    let (write, contract, review, seat) = taken(op, id, ReviewStep::Decline).await?;
    let mut mistakes = Mistakes::default();
    let reason = mistakes.text("reason", reason, REASON_MAX);
    mistakes.refuse()?;
    let left = review_seat::Model { reason: Some(reason.clone()), ..settled(&write, &seat, SeatState::Declined) };
    let number = left.seat;
    update(write.transaction(), left).await?;
    let candidates = others(able(&write, &contract), &review.seats);
    let drawn = cast(&write, id, &[number], &candidates).await?;
    let vacant = drawn.is_empty();
    tell(&write, "review.declined", &contract, true, serde_json::json!({ "reviewId": id, "vacant": vacant })).await?;
    let detail =
        serde_json::json!({ "contract": contract.row.number, "seat": number, "reason": reason, "vacant": vacant });
    end(write, "review.decline", id, detail).await?;
    Ok(id)
}

/// Draws for seats that nobody holds, or whose holder cannot review any more. Needs `review.convene` at the buyer or over
/// it.
///
/// # Errors
/// `WRONG_STATE` once the review is over; `NO_VACANT_SEAT`; `NO_CANDIDATES`.
pub async fn fill_review_seats(op: &Op, id: ReviewId) -> Result<ReviewId> {
    op.require(REVIEW.manage)?;
    op.app().refresh().await?;
    let write = Write::begin(op, Snapshot::Coverage).await?;
    let (contract, review) = seen(&write, id)?;
    REVIEW.write_row(&write, Some(contract.row.agency_id), Some(contract.row.vendor_id))?;
    possible(review.row.state, ReviewStep::FillSeats)?;
    let able = able(&write, &contract);
    let gone: Vec<&review_seat::Model> =
        review.seats.iter().filter(|seat| seat.state == SeatState::Asked && !able.contains(&seat.user_id)).collect();
    let mut vacant = review.vacant();
    vacant.extend(gone.iter().map(|seat| seat.seat));
    let mut mistakes = Mistakes::default();
    if vacant.is_empty() {
        mistakes.add("NO_VACANT_SEAT", "reviewId", "every seat is held", "没有空缺的席位");
    }
    let candidates = others(able, &review.seats);
    let wanted = i32::try_from(vacant.len()).unwrap_or(i32::MAX);
    enough(&mut mistakes, "reviewId", candidates.len(), wanted);
    mistakes.refuse()?;
    for seat in gone {
        update(write.transaction(), settled(&write, seat, SeatState::Replaced)).await?;
    }
    cast(&write, id, &vacant, &candidates).await?;
    let detail = serde_json::json!({ "contract": contract.row.number, "seats": vacant });
    end(write, "review.fill_seats", id, detail).await?;
    Ok(id)
}

/// Withdraws the review of a version of terms that is being taken back; there need not be one.
pub(in crate::setup) async fn withdraw_review(write: &Write, contract: &Contract, terms: i32) -> Result<()> {
    let Some(review) = contract.review_of(terms) else { return Ok(()) };
    let state = next(review.row.state, ReviewStep::Withdraw).unwrap_or(review.row.state);
    let row = compliance_review::Model { state, withdrawn_at: Some(write.now()), ..review.row.clone() };
    update(write.transaction(), row).await?;
    let payload = serde_json::json!({ "reviewId": review.row.id, "terms": terms });
    tell(write, "review.withdrawn", contract, false, payload).await
}

/// A review that the actor sits in, ready for a step of theirs.
pub(super) async fn taken(
    op: &Op,
    id: ReviewId,
    step: ReviewStep,
) -> Result<(Write, Contract, crate::Review, review_seat::Model)> {
    use domain::access::Action;
    op.require(Action::ReviewDecide)?;
    op.app().refresh().await?;
    let write = Write::begin(op, Snapshot::Coverage).await?;
    let (contract, review) = seen(&write, id)?;
    let seat = write.actor().user().and_then(|user| review.seat_of(user)).cloned();
    let seat = seat.ok_or(Error::Forbidden(Action::ReviewDecide))?;
    possible(review.row.state, step)?;
    if seat.state != SeatState::Asked {
        return Err(Error::invalid("WRONG_STATE", "reviewId", "you have answered already", "您已提交评审意见"));
    }
    Ok((write, contract, review, seat))
}

pub(super) fn settled(op: &Op, seat: &review_seat::Model, state: SeatState) -> review_seat::Model {
    review_seat::Model { state, settled_at: Some(op.now()), ..seat.clone() }
}

pub(super) async fn end(write: Write, action: &str, id: ReviewId, detail: serde_json::Value) -> Result<()> {
    let app = write.app().clone();
    write.commit(action, ("review", id.0), detail).await?;
    app.outbox_filled.notify_one();
    Ok(())
}

fn possible(state: ReviewState, step: ReviewStep) -> Result<()> {
    next(state, step)
        .map(drop)
        .map_err(|refusal| Error::invalid("WRONG_STATE", "reviewId", refusal.to_string(), refusal.zh()))
}

/// Nobody is drawn for a review a second time.
fn others(able: Vec<UserId>, seats: &[review_seat::Model]) -> Vec<UserId> {
    able.into_iter().filter(|user| seats.iter().all(|seat| seat.user_id != *user)).collect()
}

fn enough(mistakes: &mut Mistakes, field: &'static str, candidates: usize, wanted: i32) {
    if i32::try_from(candidates).unwrap_or(i32::MAX) < wanted {
        let en = format!("{candidates} experts belong to neither party and could be drawn, {wanted} are needed");
        let zh = format!("可供抽取且与双方无关的专家有 {candidates} 名，需要 {wanted} 名");
        mistakes.add("NO_CANDIDATES", field, en, zh);
    }
}

fn subject(op: &Op, subject: ReviewSubject) -> Result<(Contract, Option<(AmendmentId, i32)>)> {
    let coverage = op.coverage();
    let found = match subject {
        ReviewSubject::Contract(id) => coverage.contracts.get(&id).map(|contract| (contract.clone(), None)),
        ReviewSubject::Amendment(id) => {
            let found = coverage.amendment(id);
            found.map(|(contract, amendment)| (contract.clone(), Some((id, amendment.row.number))))
        }
    };
    found.ok_or(Error::NotFound(CONVENING.what))
}

/// Whether the actor may have reviewers drawn for a version of terms now.
pub fn may_draw_reviewers(op: &Op, contract: &Contract, terms: i32) -> bool {
    let reached = op.read_scope(CONVENING.manage).covers(Some(contract.row.agency_id), None);
    reached && waits(contract, terms) && contract.review_of(terms).is_none()
}

fn waits(contract: &Contract, number: i32) -> bool {
    let amendment = contract.amendments.iter().find(|amendment| amendment.row.number == number);
    match amendment {
        Some(amendment) => amendment.row.state == AmendmentState::Draft && contract.row.state.is_running(),
        None => contract.row.state == ContractState::InReview,
    }
}

/// Reviewed is what waits for a decision, and once: nobody is asked again until they say yes.
fn is_reviewable(mistakes: &mut Mistakes, field: &'static str, contract: &Contract, number: i32) {
    if !waits(contract, number) {
        let en = "only a contract in review and an amendment that is being decided are reviewed";
        mistakes.add("WRONG_STATE", field, en, "只有审查中的合同和待决定的补充协议才能组建审查");
    } else if contract.review_of(number).is_some() {
        let en = "it has its review already; a new one takes a new draft";
        mistakes.add("REVIEW_EXISTS", field, en, "已有合规审查；撤回修改后方可重新审查");
    }
}
