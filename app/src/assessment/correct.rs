//! Corrections: a frozen assessment is never edited, a new revision is made of it.

use domain::assessment::{AssessmentState, AssessmentStep};
use domain::ids::AssessmentId;
use storage::query::assessment as query;

use super::scored::scored;
use super::steps::await_comments;
use super::writing::Writing;
use crate::mistakes::REASON_MAX;
use crate::{AssessmentRow, Op, Result};

/// Makes a new revision of a frozen assessment, scored by what is known now; it goes the whole way again, and the frozen
/// one stays as it is. Needs `assessment.score` at the buyer or over it.
///
/// # Errors
/// `REQUIRED` for the reason; `WRONG_STATE` unless it is frozen; `SUPERSEDED` when a newer revision is there; CONFLICT.
pub async fn correct_assessment(op: &Op, id: AssessmentId, version: i64, reason: &str) -> Result<AssessmentId> {
    let mut writing = Writing::begin(op, id, AssessmentStep::Correct, version).await?;
    let reason = writing.mistakes.text("reason", reason, REASON_MAX);
    if writing.row.state != AssessmentState::Frozen {
        let en = "only what is frozen is corrected; what is not is scored again";
        writing.mistakes.add("WRONG_STATE", "assessmentId", en, "仅可更正已归档的考核周期，未归档的请重新评分");
    }
    if !query::superseded(&writing.held.transaction, &[writing.row.id]).await?.is_empty() {
        let en = "there is a newer revision of this assessment";
        writing.mistakes.add("SUPERSEDED", "assessmentId", en, "该考核周期已有更新的版本");
    }
    let row = AssessmentRow {
        id: writing.held.id(),
        revision: writing.row.revision + 1,
        corrects_id: Some(writing.row.id),
        reason: Some(reason.clone()),
        state: AssessmentState::Open,
        objected: false,
        acts_at: None,
        decided_at: None,
        decided_seq: None,
        frozen_at: None,
        version: 0,
        created_at: writing.held.now(),
        ..writing.row.clone()
    };
    let mut writing = writing.anew(row);
    let record = scored(&writing.held, &writing.row).await?;
    writing.score(&record)?;
    writing.take(AssessmentStep::Correct, Some(reason), None);
    await_comments(&mut writing)?;
    writing.commit().await
}
