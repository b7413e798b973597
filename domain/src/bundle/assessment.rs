//! The bundle of an assessment: the scheme, the counters and what people brought, and what was recorded.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::file::read;
use super::{BundleFile, BundleSubject, DisputeTold};
use crate::Instant;
use crate::assessment::{AssessmentInputs, AssessmentState, AssessmentStep};
use crate::fraction::Fraction;
use crate::ids::{DisputeId, LedgerEntryId, ManualScoreId, SchemeId};
use crate::scorecard::{Name, Scheme, Score, Scorecard};
use crate::ticket::ActorSide;

pub(super) const SCHEME: &str = "scheme.json";
pub(super) const INPUTS: &str = "inputs.json";
pub(super) const RESULT: &str = "result.json";
pub(super) const LEDGER: &str = "ledger.json";
pub(super) const SCORES: &str = "manual-scores.json";
pub(super) const DISPUTES: &str = "disputes.json";
pub(super) const STEPS: &str = "steps.json";
pub(super) const SIGNATURES: &str = "signatures.json";

/// The version of the scheme: criteria with their formulas, ledger and bands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchemeUsed {
    /// The version.
    pub id: SchemeId,
    /// The scheme's code.
    pub code: String,
    /// The scheme's name.
    pub name: String,
    /// The version's number.
    pub number: i32,
    /// What it says.
    pub scheme: Scheme,
}

/// What an assessment came to, as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AssessmentResult {
    /// The card with every term, before adjustments.
    pub card: Scorecard,
    /// The score with the adjustments; none is "not rated".
    pub score: Option<Score>,
    /// The grade of that score.
    pub grade: Option<Name>,
    /// The fingerprint of the inputs, which both sides sign.
    pub input_hash: String,
}

/// A booking that counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BookedEntry {
    /// The booking.
    pub id: LedgerEntryId,
    /// The item's code.
    pub item: String,
    /// Hundredths of a point: below 0 a deduction.
    pub points_hundredths: i64,
    /// On which civil day it happened.
    pub occurred_on: NaiveDate,
    /// On what evidence.
    pub evidence: String,
    /// By whom it was booked.
    pub by: String,
    /// When.
    pub booked_at: Instant,
}

/// A score that somebody gave and another person accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GivenScore {
    /// The score.
    pub id: ManualScoreId,
    /// The criterion's code.
    pub criterion: String,
    /// 0 to 1, as it was given.
    pub rate: Fraction,
    /// On what evidence.
    pub evidence: String,
    /// Who gave it.
    pub by: String,
    /// When.
    pub given_at: Instant,
    /// Who accepted it.
    pub accepted_by: Option<String>,
    /// When.
    pub accepted_at: Option<Instant>,
    /// The score that a dispute had set in its place when the period was scored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revised: Option<RevisedScore>,
}

impl GivenScore {
    /// The rate that counts.
    pub fn counts(&self) -> &Fraction {
        self.revised.as_ref().map_or(&self.rate, |revised| &revised.rate)
    }
}

/// A score that a dispute set in the place of one that was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RevisedScore {
    /// The dispute.
    pub dispute: DisputeId,
    /// 0 to 1.
    pub rate: Fraction,
    /// Why.
    pub reason: String,
    /// Who decided.
    pub by: String,
    /// When it became final.
    pub revised_at: Instant,
}

/// A step of the assessment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StepTaken {
    /// The assessment's version after it.
    pub seq: i64,
    /// What was done.
    pub step: AssessmentStep,
    /// The state after it.
    pub state: AssessmentState,
    /// By whom.
    pub by: String,
    /// What was said.
    pub note: Option<String>,
    /// When.
    pub recorded_at: Instant,
}

/// A signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Signature {
    /// For which side.
    pub side: ActorSide,
    /// By whom.
    pub by: String,
    /// When.
    pub signed_at: Instant,
    /// The fingerprint that was signed.
    pub input_hash: String,
    /// Whether it is under the decision that holds; one before it counts no more.
    pub counts: bool,
}

/// What the bundle of an assessment is made from.
#[derive(Clone, Debug)]
pub struct AssessmentContents {
    /// What it is about.
    pub subject: BundleSubject,
    /// By what it was scored.
    pub scheme: SchemeUsed,
    /// What it rests on: counters, entries, scores, adjustments, and the versions that the verdicts were given by.
    pub inputs: AssessmentInputs,
    /// What was recorded.
    pub result: AssessmentResult,
    /// The rows behind the entries, by id.
    pub entries: Vec<BookedEntry>,
    /// The rows behind the scores, by id.
    pub given: Vec<GivenScore>,
    /// About the entries and the scores that count.
    pub disputes: Vec<DisputeTold>,
    /// In order.
    pub steps: Vec<StepTaken>,
    /// In order.
    pub signatures: Vec<Signature>,
}

impl AssessmentContents {
    /// What the files of a bundle say; none when they are not those of an assessment.
    pub fn read(files: &[BundleFile]) -> Option<Self> {
        Some(Self {
            subject: read(files, BundleSubject::FILE)?,
            scheme: read(files, SCHEME)?,
            inputs: read(files, INPUTS)?,
            result: read(files, RESULT)?,
            entries: read(files, LEDGER)?,
            given: read(files, SCORES)?,
            disputes: read(files, DISPUTES)?,
            steps: read(files, STEPS)?,
            signatures: read(files, SIGNATURES)?,
        })
    }
}

/// The files of an assessment's bundle, without a manifest.
pub fn assessment_files(contents: &AssessmentContents) -> Vec<BundleFile> {
    vec![
        BundleFile::of(BundleSubject::FILE, &contents.subject),
        BundleFile::of(SCHEME, &contents.scheme),
        BundleFile::of(INPUTS, &contents.inputs),
        BundleFile::of(RESULT, &contents.result),
        BundleFile::of(LEDGER, &contents.entries),
        BundleFile::of(SCORES, &contents.given),
        BundleFile::of(DISPUTES, &contents.disputes),
        BundleFile::of(STEPS, &contents.steps),
        BundleFile::of(SIGNATURES, &contents.signatures),
    ]
}
