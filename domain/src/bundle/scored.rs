//! Whether the inputs of an assessment's bundle give what was recorded.

use super::assessment::{DISPUTES, INPUTS, LEDGER, RESULT, SCHEME, SCORES, SIGNATURES, STEPS};
use super::check::{Contents, fields};
use super::{
    AssessmentResult, BookedEntry, BundleSubject, DisputeTold, Finding, FindingKind, GivenScore, SchemeUsed, Signature,
    StepTaken,
};
use crate::assessment::{AssessmentInputs, assess};
use crate::fraction::Fraction;

/// Everything that is wrong beyond the bytes: the score, its fingerprint, and what people brought.
pub(super) fn check_assessment(contents: &Contents<'_>, subject: &BundleSubject, found: &mut Vec<Finding>) {
    let scheme: Option<SchemeUsed> = contents.read(SCHEME, found);
    let inputs: Option<AssessmentInputs> = contents.read(INPUTS, found);
    let result: Option<AssessmentResult> = contents.read(RESULT, found);
    let entries: Option<Vec<BookedEntry>> = contents.read(LEDGER, found);
    let given: Option<Vec<GivenScore>> = contents.read(SCORES, found);
    let signatures: Option<Vec<Signature>> = contents.read(SIGNATURES, found);
    let _: Option<Vec<DisputeTold>> = contents.read(DISPUTES, found);
    let _: Option<Vec<StepTaken>> = contents.read(STEPS, found);
    let Some(inputs) = inputs else { return };
    if let BundleSubject::Assessment { period, revision, parties, .. } = subject {
        found.extend(Finding::differs((INPUTS, "period"), &inputs.period, period));
        found.extend(Finding::differs((INPUTS, "revision"), &inputs.revision, revision));
        found.extend(Finding::differs((INPUTS, "contract"), &inputs.contract, &parties.contract));
    }
    booked(&inputs, entries.as_deref(), found);
    scored(&inputs, given.as_deref(), found);
    let hash = inputs.hash();
    for of in signatures.iter().flatten().filter(|of| of.counts) {
        let about = format!("{} inputHash", of.side);
        found.extend(Finding::differs((SIGNATURES, &about), &of.input_hash, &hash));
    }
    let (Some(scheme), Some(result)) = (scheme, result) else { return };
    found.extend(Finding::differs((INPUTS, "scheme"), &inputs.scheme, &scheme.id));
    let record = assess(&scheme.scheme, inputs, Vec::new());
    let is = AssessmentResult { card: record.card, score: record.score, grade: record.grade, input_hash: hash };
    found.extend(fields((RESULT, ""), &result, &is));
}

/// Each entry that counts has its row, and each row its entry.
fn booked(inputs: &AssessmentInputs, rows: Option<&[BookedEntry]>, found: &mut Vec<Finding>) {
    let Some(rows) = rows else { return };
    let points = |of: &BookedEntry| Fraction::of_hundredths(of.points_hundredths);
    let says: Vec<_> = rows.iter().map(|of| (of.id, &of.item, of.occurred_on, points(of))).collect();
    let is: Vec<_> = inputs.entries.iter().map(|of| (of.id, &of.item, of.occurred_on, of.points.clone())).collect();
    found.extend(Finding::differs((LEDGER, "entries"), &says, &is));
}

/// Each score that counts has its row, and each row its score.
fn scored(inputs: &AssessmentInputs, rows: Option<&[GivenScore]>, found: &mut Vec<Finding>) {
    let Some(rows) = rows else { return };
    let says: Vec<_> = rows.iter().map(|of| (of.id, &of.criterion, of.counts())).collect();
    let is: Vec<_> = inputs.given.iter().map(|of| (of.id, &of.criterion, &of.rate)).collect();
    found.extend(Finding::differs((SCORES, "scores"), &says, &is));
    let unseen = rows.iter().filter(|of| of.accepted_by.is_none());
    found.extend(unseen.map(|of| {
        let about = format!("score {}", of.id);
        Finding::new(FindingKind::Missing, (SCORES, &about), "it was accepted", "nobody accepted it")
    }));
}
