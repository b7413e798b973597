//! Reading what hangs on reviews, and who may see how much of it before there is a verdict.

use std::collections::HashMap;

use domain::access::Action;
use domain::ids::{ReviewId, UserId};
use domain::review::ReviewedTerms;
use storage::entity::{review_answer, review_draw, review_finding};
use storage::query::review as query;

use crate::{Contract, Op, Result, Review, Sight};

/// A lot that was cast.
pub type DrawView = review_draw::Model;
/// A reviewer's answer to one item.
pub type AnswerView = review_answer::Model;
/// What a review came to on one item.
pub type FindingView = review_finding::Model;

/// What hangs on one review.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    pub terms: Option<ReviewedTerms>,
    pub draws: Vec<DrawView>,
    pub answers: Vec<AnswerView>,
    pub findings: Vec<FindingView>,
}

/// The parts of the reviews that the actor sees, read together. Needs `review.view`, or a seat in the review.
pub async fn parts(op: &Op, ids: &[ReviewId]) -> Result<HashMap<ReviewId, Parts>> {
    let coverage = op.coverage();
    let sight = Sight::of(op, Action::ReviewView, &coverage);
    let seen = |id: &ReviewId| coverage.review(*id).is_some_and(|(contract, review)| sight.review(contract, review));
    let ids: Vec<ReviewId> = ids.iter().copied().filter(seen).collect();
    let read = query::parts(op.app().store.read(), &ids).await?;
    let mut parts: HashMap<ReviewId, Parts> = HashMap::new();
    for row in read.terms {
        parts.entry(row.review_id).or_default().terms = Some(serde_json::from_value(row.terms)?);
    }
    for row in read.draws {
        parts.entry(row.review_id).or_default().draws.push(row);
    }
    for row in read.answers {
        parts.entry(row.review_id).or_default().answers.push(row);
    }
    for row in read.findings {
        parts.entry(row.review_id).or_default().findings.push(row);
    }
    Ok(parts)
}

/// Whether the actor may know who was drawn: the vendor learns it with the verdict, so that nobody is called on before.
pub fn shows_reviewers(op: &Op, contract: &Contract, review: &Review) -> bool {
    let of_agency = op.read_scope(Action::ReviewView).covers(Some(contract.row.agency_id), None);
    let sits = op.actor().user().is_some_and(|user| review.seat_of(user).is_some());
    of_agency || sits || review.row.verdict.is_some()
}

/// Whether the actor may know what a reviewer answered: their own, and all once there is a verdict, so that everybody
/// judges for themselves.
pub fn shows_answers(op: &Op, review: &Review, of: UserId) -> bool {
    review.row.verdict.is_some() || op.actor().user() == Some(of)
}
