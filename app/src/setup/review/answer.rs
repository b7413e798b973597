//! A reviewer answers; with the last answer the review is decided.

use domain::contract::ContractRefusal;
use domain::ids::ReviewId;
use domain::review::{Answered, ReviewState, ReviewStep, SeatState, check_answers};
use storage::entity::{compliance_review, review_answer};
use storage::query::setup::{insert_all, update};

use super::checklist::written;
use super::decide::decide;
use super::lot::able;
use super::seats::{end, settled, taken};
use super::seen::{reviewed, under_review};
use crate::mistakes::Mistakes;
use crate::setup::reach::REVIEW;
use crate::{Error, Op, Result, Violation};

/// Answers every item for one reviewer, once and for all. Needs `review.decide` and a seat.
///
/// # Errors
/// Every mistake of the answers, each naming its item; `REVIEW_OF_OTHER_TERMS` when the terms are not those that the
/// review was convened for; `NOT_ELIGIBLE` for whoever came to belong to a party; `WRONG_STATE`.
pub async fn answer_review(op: &Op, id: ReviewId, answers: &[Answered]) -> Result<ReviewId> {
    let (write, contract, review, seat) = taken(op, id, ReviewStep::Answer).await?;
    let coverage = write.coverage();
    let row = coverage.checklists.get(&review.row.checklist_id).ok_or(Error::NotFound(REVIEW.what))?;
    let checklist = written(row)?;
    let agreed = under_review(&contract, review.row.terms_number).ok_or(Error::NotFound(REVIEW.what))?;
    let terms = reviewed(&write, &contract, agreed);
    let mut mistakes = Mistakes::default();
    if terms.fingerprint() != review.row.fingerprint {
        mistakes.extend([Violation { field: Some("reviewId"), ..ContractRefusal::ReviewOfOtherTerms.into() }]);
    }
    if !able(&write, &contract).contains(&seat.user_id) {
        let en = "you belong to a party now, or left the list: the seat is for somebody else";
        mistakes.add("NOT_ELIGIBLE", "reviewId", en, "您已与合同一方有关联或不在专家名单中，不能评审");
    }
    let today = contract.day(write.now());
    for error in check_answers(&checklist, answers, today) {
        mistakes.add(error.code(), "answers", error.to_string(), error.zh());
    }
    mistakes.refuse()?;
    let rows = answers.iter().map(|answered| review_answer::Model {
        review_id: id,
        user_id: seat.user_id,
        item: answered.item.clone(),
        answer: answered.answer,
        note: answered.note.as_deref().map(str::trim).filter(|note| !note.is_empty()).map(str::to_owned),
        severity: answered.severity,
        deadline_on: answered.deadline,
        recorded_at: write.now(),
    });
    insert_all(write.transaction(), rows.collect()).await?;
    update(write.transaction(), settled(&write, &seat, SeatState::Answered)).await?;
    let mut row = compliance_review::Model { state: ReviewState::InProgress, ..review.row.clone() };
    let last = review.answered() + 1 == usize::try_from(review.size()).unwrap_or(0);
    if last {
        decide(&write, &contract, &mut row, (&checklist, &terms)).await?;
    }
    let detail = serde_json::json!({
        "contract": contract.row.number, "seat": seat.seat, "state": row.state, "verdict": row.verdict,
    });
    update(write.transaction(), row).await?;
    end(write, "review.answer", id, detail).await?;
    Ok(id)
}
