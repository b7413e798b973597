//! The vendor does not agree with a score that somebody gave.

use std::collections::HashSet;
use std::slice::from_ref;

use domain::Instant;
use domain::access::{Action, ReadScope};
use domain::dispute::DisputeSubject;
use domain::ids::ManualScoreId;
use storage::ConnectionTrait;
use storage::entity::manual_score;
use storage::query::{dispute as query, manual_score as scores};

use super::DisputeView;
use super::appeal::{hold, lodge, words};
use super::known::{Known, in_time};
use super::record::About;
use crate::mistakes::Mistakes;
use crate::scorecard::{ManualScoreView, last_of_each};
use crate::setup::contract::held::Held;
use crate::ticket::rows::missing;
use crate::{Contract, Coverage, Error, Op, Result};

/// A score that a vendor does not agree with.
#[derive(Clone, Debug)]
pub struct AppealScore {
    pub score: ManualScoreId,
    pub reason: String,
    pub evidence: Option<String>,
}

/// Appeals a score that counts. Needs `dispute.appeal` at the contract's vendor.
///
/// # Errors
/// NOT_FOUND and FORBIDDEN; `NOT_COUNTED` for what nobody has accepted, and for what a later score replaced;
/// `ALREADY_DISPUTED`; `TOO_LATE` with the end of the days for it; `REQUIRED` for the reason.
pub async fn appeal_manual_score(op: &Op, appeal: &AppealScore) -> Result<DisputeView> {
    op.require(Action::DisputeAppeal)?;
    let found = scores::some(op.app().store.read(), &ReadScope::Everything, &[appeal.score]).await?.pop();
    let score = found.ok_or(Error::NotFound("manual score"))?;
    let held = hold(op, &op.coverage(), score.contract_id, "manual score").await?;
    let mut mistakes = Mistakes::default();
    let words = words(&mut mistakes, &appeal.reason, appeal.evidence.as_deref());
    let review = scores::reviews(&held.transaction, &[score.id]).await?.remove(&score.id);
    let counts = counting(&held.transaction, from_ref(&score)).await?.contains(&score.id);
    let about = match review.filter(|_| counts) {
        None => {
            let en = "only a score that was accepted, and that no later one replaced, can be disputed";
            mistakes.add("NOT_COUNTED", "manualScoreId", en, "仅可对已复核通过且未被替代的评分提出申诉");
            None
        }
        Some(review) => Some(About {
            subject: DisputeSubject::ManualScore,
            id: score.id.0,
            known: known((&held.coverage(), &held.contract), &score, review.reviewed_at)?,
            key: score.criterion,
            found_by: score.given_by,
            reviewed_by: review.reviewed_by,
            verdict: None,
        }),
    };
    lodge(held, (about, "manualScoreId"), words, mistakes).await
}

fn known(of: (&Coverage, &Contract), score: &manual_score::Model, reviewed_at: Instant) -> Result<Known> {
    Known::on(of, score.period_start, (reviewed_at, score.scheme_id))
}

/// The score that a dispute is about.
pub(super) async fn disputed_score(held: &Held, row: &DisputeView) -> Result<manual_score::Model> {
    let id = ManualScoreId(row.subject_id);
    let found = scores::some(&held.transaction, &ReadScope::Everything, &[id]).await?.pop();
    found.ok_or_else(|| missing("the score of a dispute"))
}

/// The scores that count for the criteria and periods of these.
async fn counting(db: &impl ConnectionTrait, rows: &[manual_score::Model]) -> Result<HashSet<ManualScoreId>> {
    let accepted = scores::accepted_beside(db, rows).await?;
    Ok(last_of_each(accepted).into_iter().map(|row| row.id).collect())
}

/// Which of these scores count and were not disputed: nobody asks but for a vendor, which could.
pub(crate) async fn disputable_scores(op: &Op, rows: &[manual_score::Model]) -> Result<HashSet<ManualScoreId>> {
    if rows.is_empty() || !op.actor().may(Action::DisputeAppeal) {
        return Ok(HashSet::new());
    }
    let db = op.app().store.read();
    let mut found = counting(db, rows).await?;
    let subjects: Vec<_> = rows.iter().map(|row| row.id.0).collect();
    for disputed in query::disputed(db, DisputeSubject::ManualScore, &subjects).await? {
        found.remove(&ManualScoreId(disputed));
    }
    Ok(found)
}

/// Whether the actor may appeal a score now.
pub fn may_appeal_score(op: &Op, score: &ManualScoreView) -> bool {
    let (row, review) = (&score.row, score.review.as_ref().filter(|_| score.disputable));
    review.is_some_and(|review| {
        in_time(op, row.contract_id, |coverage, contract| known((coverage, contract), row, review.reviewed_at))
    })
}
