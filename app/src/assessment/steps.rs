//! What people do with an assessment: score it again, comment, decide or send back, object, sign.

use domain::assessment::{AssessmentRefusal, AssessmentStep, check_days, check_decider, check_signature, four_eyes};
use domain::ids::AssessmentId;
use domain::ticket::ActorSide;
use serde::{Deserialize, Serialize};

use super::due::{comments_end, signing_ends};
use super::read::{deciders, record};
use super::scored::{rules, scored};
use super::writing::Writing;
use crate::mistakes::REASON_MAX;
use crate::{Op, Result};

/// What is said of one criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CriterionRemark {
    /// Its code.
    pub criterion: String,
    /// What is said.
    pub remark: String,
}

/// What a vendor says of a draft, or against a decision.
#[derive(Clone, Debug, Default)]
pub struct Remarks {
    /// Of the whole.
    pub note: String,
    /// Of single criteria.
    pub criteria: Vec<CriterionRemark>,
}

/// The most remarks on single criteria.
const MOST_REMARKS: usize = 50;

/// Scores a draft again, with what is known now; the vendor's days begin anew. Needs `assessment.score` at the buyer or
/// over it.
///
/// # Errors
/// `REQUIRED` for the reason; `WRONG_STATE`; CONFLICT.
pub async fn rescore_assessment(op: &Op, id: AssessmentId, version: i64, reason: &str) -> Result<AssessmentId> {
    let mut writing = Writing::begin(op, id, AssessmentStep::Rescore, version).await?;
    let note = writing.mistakes.text("reason", reason, REASON_MAX);
    let record = scored(&writing.held, &writing.row).await?;
    writing.score(&record)?;
    writing.take(AssessmentStep::Rescore, Some(note), None);
    await_comments(&mut writing)?;
    writing.commit().await
}

/// Says what the vendor thinks of a draft; that it agrees is said as well. Needs `assessment.comment` at the vendor.
///
/// # Errors
/// `REQUIRED` for the note; `NOT_FOUND` for a criterion; `WRONG_STATE`, also once the days are over; CONFLICT.
pub async fn comment_assessment(op: &Op, id: AssessmentId, version: i64, remarks: &Remarks) -> Result<AssessmentId> {
    let mut writing = Writing::begin(op, id, AssessmentStep::Comment, version).await?;
    let (note, detail) = read(&mut writing, "note", remarks)?;
    writing.check_days()?;
    writing.take(AssessmentStep::Comment, Some(note), detail);
    writing.row.acts_at = None;
    writing.commit().await
}

/// Objects to a decision: somebody above the buyer, or an assessor, decides for good. Needs `assessment.comment` at the
/// vendor.
///
/// # Errors
/// `REQUIRED` for the reason; `FINAL` after a first objection; `SIGNED` once the vendor has signed; `WRONG_STATE`, also once
/// the days are over; CONFLICT.
pub async fn object_to_assessment(op: &Op, id: AssessmentId, version: i64, remarks: &Remarks) -> Result<AssessmentId> {
    let mut writing = Writing::begin(op, id, AssessmentStep::Object, version).await?;
    let (note, detail) = read(&mut writing, "reason", remarks)?;
    if writing.row.objected {
        writing.mistakes.extend([AssessmentRefusal::ObjectedBefore.into()]);
    }
    let signed = writing.signatures().await?.into_iter().find(|of| of.side == ActorSide::Vendor);
    if let Some(of) = signed {
        writing.mistakes.extend([AssessmentRefusal::Signed(of.side).into()]);
    }
    writing.check_days()?;
    writing.take(AssessmentStep::Object, Some(note), detail);
    writing.row.objected = true;
    writing.row.acts_at = None;
    writing.commit().await
}

/// Decides an assessment as it was scored last: both sides sign it then. Needs `assessment.decide` at the buyer or over
/// it; after an objection over the buyer, or as an assessor.
///
/// # Errors
/// `SAME_PERSON` for who had a hand in the score, or decided before; `OWN_SIDE` after an objection; `WRONG_STATE`; CONFLICT.
pub async fn decide_assessment(op: &Op, id: AssessmentId, version: i64, note: Option<&str>) -> Result<AssessmentId> {
    let mut writing = Writing::begin(op, id, AssessmentStep::Decide, version).await?;
    let note = writing.mistakes.optional("note", note, REASON_MAX);
    check_judge(op, &mut writing, AssessmentStep::Decide).await?;
    writing.take(AssessmentStep::Decide, note, None);
    writing.row.decided_at = Some(writing.held.now());
    writing.row.decided_seq = Some(writing.row.version);
    writing.row.acts_at = signing_ends(&writing.held.coverage(), &writing.row)?;
    writing.commit().await
}

/// Returns a draft to who scores it; once scored again, or as it is, the vendor may comment anew. Needs
/// `assessment.decide`, as for deciding.
///
/// # Errors
/// `REQUIRED` for the reason; `SAME_PERSON`; `OWN_SIDE`; `WRONG_STATE`; CONFLICT.
pub async fn send_back_assessment(op: &Op, id: AssessmentId, version: i64, reason: &str) -> Result<AssessmentId> {
    let mut writing = Writing::begin(op, id, AssessmentStep::SendBack, version).await?;
    let note = writing.mistakes.text("reason", reason, REASON_MAX);
    check_judge(op, &mut writing, AssessmentStep::SendBack).await?;
    writing.take(AssessmentStep::SendBack, Some(note), None);
    await_comments(&mut writing)?;
    writing.commit().await
}

/// Signs for one's side; the second signature closes the period. The agency's closes it as well once the vendor has let
/// its days pass. Needs `assessment.sign` at the buyer or over it, or at the vendor.
///
/// # Errors
/// `SIGNED`; `SAME_PERSON`; `WRONG_STATE`; CONFLICT.
pub async fn sign_assessment(op: &Op, id: AssessmentId, version: i64) -> Result<AssessmentId> {
    let mut writing = Writing::begin(op, id, AssessmentStep::Sign, version).await?;
    let given = writing.signatures().await?;
    let signers: Vec<_> = given.iter().map(|of| (of.side, of.signer_id)).collect();
    let side = writing.side;
    if let Err(refusal) = check_signature(side, op.actor().user(), &signers) {
        writing.mistakes.extend([refusal.into()]);
    }
    writing.take(AssessmentStep::Sign, None, None);
    writing.sign(side);
    let ends = signing_ends(&writing.held.coverage(), &writing.row)?;
    if !given.is_empty() || (side == ActorSide::Agency && check_days(ends, writing.held.now()).is_err()) {
        freeze(&mut writing, None);
    }
    writing.commit().await
}

/// Closes an assessment for good.
pub(super) fn freeze(writing: &mut Writing, note: Option<String>) {
    writing.row.acts_at = None;
    writing.row.frozen_at = Some(writing.held.now());
    writing.take(AssessmentStep::Freeze, note, None);
}

/// From now on the vendor has its days.
pub(super) fn await_comments(writing: &mut Writing) -> Result<()> {
    let coverage = writing.held.coverage();
    let rules = rules(&coverage, writing.row.scheme_id)?;
    let ends = comments_end((&coverage, &writing.held.contract), &rules, writing.held.now());
    writing.row.acts_at = ends;
    Ok(())
}

async fn check_judge(op: &Op, writing: &mut Writing, step: AssessmentStep) -> Result<()> {
    let refusals = [
        check_decider(writing.row.objected, &deciders(op, &writing.row)),
        four_eyes(step, op.actor().user(), &writing.hands().await?),
    ];
    writing.mistakes.extend(refusals.into_iter().filter_map(|done| done.err()).map(Into::into));
    Ok(())
}

/// The remarks of a vendor, with what is wrong with them noted.
fn read(writing: &mut Writing, field: &'static str, remarks: &Remarks) -> Result<(String, Option<serde_json::Value>)> {
    let note = writing.mistakes.text(field, &remarks.note, REASON_MAX);
    if remarks.criteria.len() > MOST_REMARKS {
        let en = format!("at most {MOST_REMARKS} criteria are remarked on at once");
        writing.mistakes.add("TOO_MANY", "criteria", en, format!("一次最多对 {MOST_REMARKS} 项指标提出意见"));
    }
    let terms = record(&writing.row)?.map(|record| record.card.terms).unwrap_or_default();
    let mut read = Vec::new();
    for remark in remarks.criteria.iter().take(MOST_REMARKS) {
        if !terms.iter().any(|term| term.code == remark.criterion) {
            let code = &remark.criterion;
            let en = format!("the assessment has no criterion {code}");
            writing.mistakes.add("NOT_FOUND", "criteria", en, format!("该考核没有指标 {code}"));
        }
        let said = writing.mistakes.text("criteria", &remark.remark, REASON_MAX);
        read.push(CriterionRemark { criterion: remark.criterion.clone(), remark: said });
    }
    let detail = if read.is_empty() { None } else { Some(serde_json::to_value(read)?) };
    Ok((note, detail))
}
