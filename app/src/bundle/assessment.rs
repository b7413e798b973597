//! The bundle of a revision of an assessment, from what was recorded of it.

use domain::access::Action;
use domain::assessment::AssessmentInputs;
use domain::bundle::{
    AssessmentContents, AssessmentResult, BookedEntry, BundleSubject, GivenScore, RevisedScore, SchemeUsed, Signature,
    StepTaken, assessment_files,
};
use domain::ids::{AssessmentId, LedgerEntryId, ManualScoreId};
use domain::scorecard::Period;
use storage::query::{assessment as query, dispute as disputes, ledger, manual_score};
use uuid::Uuid;

use super::verdict::parties;
use super::{ATTEMPTS, Told, dispute};
use crate::assessment::{find_assessment, record};
use crate::export::scorecard_pages;
use crate::scorecard::fraction;
use crate::ticket::rows::missing;
use crate::{AssessmentRow, Coverage, Error, ManualScoreRevisionRow, Op, Result};

/// The files of an assessment.
///
/// # Errors
/// NOT_FOUND unless the actor sees it; `WRONG_STATE` before it was scored.
pub(super) async fn tell(op: &Op, id: AssessmentId) -> Result<Told> {
    for _ in 0..ATTEMPTS {
        let row = find_assessment(op, id).await?;
        if !op.read_scope(Action::BundleView).covers(Some(row.agency_id), Some(row.vendor_id)) {
            return Err(Error::NotFound("assessment"));
        }
        let contents = contents(op, &row).await?;
        // Whoever took a step meanwhile changed what some of the statements gave.
        if find_assessment(op, id).await?.version == row.version {
            let number = match &contents.subject {
                BundleSubject::Assessment { parties, .. } => parties.number.as_str(),
                BundleSubject::Verdict { number, .. } => number.as_str(),
            };
            let name = format!("evidence-{number}-{}-{}-{}.zip", row.period_kind, row.period_start, row.revision);
            return Ok(Told { name, files: assessment_files(&contents), pages: scorecard_pages(&contents) });
        }
    }
    Err(Error::Conflict)
}

async fn contents(op: &Op, row: &AssessmentRow) -> Result<AssessmentContents> {
    let Some(recorded) = record(row)? else {
        let en = "the assessment was not scored yet";
        return Err(Error::invalid("WRONG_STATE", "assessmentId", en, "该考核周期尚未评分"));
    };
    let coverage = op.coverage();
    let contract = coverage.contracts.get(&row.contract_id).ok_or_else(|| missing("the contract"))?;
    let (db, scope) = (op.app().store.read(), op.read_scope(Action::BundleView));
    let inputs = recorded.inputs;
    let booked = inputs.entries.iter().map(|entry| entry.id.0);
    let about: Vec<Uuid> = booked.chain(inputs.given.iter().map(|given| given.id.0)).collect();
    let rows = disputes::about_any(db, &op.read_scope(Action::DisputeView), row.contract_id, &about).await?;
    let steps = query::steps(db, &scope, &[row.id]).await?.into_iter().map(|of| StepTaken {
        seq: of.seq,
        step: of.step,
        state: of.to_state,
        by: of.actor_name,
        note: of.note,
        recorded_at: of.recorded_at,
    });
    let signatures = query::signatures(db, &scope, &[row.id]).await?.into_iter().map(|of| Signature {
        side: of.side,
        by: of.signer_name,
        signed_at: of.signed_at,
        input_hash: of.input_hash,
        counts: Some(of.seq) > row.decided_seq,
    });
    Ok(AssessmentContents {
        subject: BundleSubject::Assessment {
            assessment: row.id,
            period: Period { kind: row.period_kind, start: row.period_start },
            revision: row.revision,
            state: row.state,
            parties: parties(op, contract),
        },
        scheme: scheme(&coverage, &inputs)?,
        result: AssessmentResult {
            card: recorded.card,
            score: recorded.score,
            grade: recorded.grade,
            input_hash: row.input_hash.clone().unwrap_or_default(),
        },
        entries: entries(op, &inputs).await?,
        given: given(op, &inputs).await?,
        inputs,
        disputes: dispute::told(op, &rows).await?,
        steps: steps.collect(),
        signatures: signatures.collect(),
    })
}

fn scheme(coverage: &Coverage, inputs: &AssessmentInputs) -> Result<SchemeUsed> {
    let row = coverage.schemes.get(&inputs.scheme).ok_or_else(|| missing("the scoring scheme"))?;
    Ok(SchemeUsed {
        id: row.id,
        code: row.code.clone(),
        name: row.name.clone(),
        number: row.version,
        scheme: serde_json::from_value(row.spec.clone())?,
    })
}

async fn entries(op: &Op, inputs: &AssessmentInputs) -> Result<Vec<BookedEntry>> {
    let ids: Vec<LedgerEntryId> = inputs.entries.iter().map(|entry| entry.id).collect();
    let rows = ledger::some(op.app().store.read(), &op.read_scope(Action::BundleView), &ids).await?;
    let booked = rows.into_iter().map(|row| BookedEntry {
        id: row.id,
        item: row.item,
        points_hundredths: row.points_hundredths,
        occurred_on: row.occurred_on,
        evidence: row.evidence,
        by: row.booker,
        booked_at: row.booked_at,
    });
    Ok(booked.collect())
}

/// What a dispute made of a score is told where it counted: later it counts in the next period.
async fn given(op: &Op, inputs: &AssessmentInputs) -> Result<Vec<GivenScore>> {
    let (db, scope) = (op.app().store.read(), op.read_scope(Action::BundleView));
    let ids: Vec<ManualScoreId> = inputs.given.iter().map(|given| given.id).collect();
    let mut reviews = manual_score::reviews(db, &ids).await?;
    let mut revisions = manual_score::revisions(db, &ids).await?;
    let mut scores = Vec::new();
    for row in manual_score::some(db, &scope, &ids).await? {
        let review = reviews.remove(&row.id).filter(|review| review.accepted);
        let rate = fraction(&row.rate)?;
        let counted = inputs.given.iter().find(|given| given.id == row.id).map(|given| &given.rate);
        let revision = revisions.remove(&row.id).filter(|_| counted != Some(&rate));
        scores.push(GivenScore {
            id: row.id,
            criterion: row.criterion,
            rate,
            revised: revision.map(revised).transpose()?.flatten(),
            evidence: row.evidence,
            by: row.giver,
            given_at: row.given_at,
            accepted_at: review.as_ref().map(|review| review.reviewed_at),
            accepted_by: review.map(|review| review.reviewer),
        });
    }
    Ok(scores)
}

fn revised(row: ManualScoreRevisionRow) -> Result<Option<RevisedScore>> {
    let Some(rate) = row.rate else { return Ok(None) };
    let (dispute, rate) = (row.dispute_id, fraction(&rate)?);
    Ok(Some(RevisedScore { dispute, rate, reason: row.reason, by: row.decider, revised_at: row.revised_at }))
}
