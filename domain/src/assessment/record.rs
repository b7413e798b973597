//! What an assessment rests on, what it comes to, and the fingerprint that both sides sign.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{AdjustmentCause, adjusted};
use crate::ids::{AdjustmentId, AssessmentId, ContractId, PolicyVersionId, SchemeId, UserId};
use crate::scorecard::{
    Basis, Counters, LedgerEntry, ManualScore, Name, Percentiles, Period, Scheme, Score, Scorecard, score,
};

/// Points of a closed period that were booked into this one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Adjusted {
    /// The booking.
    pub id: AdjustmentId,
    /// The closed assessment that it is about.
    pub about: AssessmentId,
    /// Why.
    pub cause: AdjustmentCause,
    /// Hundredths of a point, to be added.
    pub points_hundredths: i64,
}

/// Everything that decides an assessment, and what is told beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AssessmentInputs {
    /// Whose.
    pub contract: ContractId,
    /// Over which civil dates.
    pub period: Period,
    /// 1 for the first assessment of the period, one more for each correction.
    pub revision: i32,
    /// The version of the scheme.
    pub scheme: SchemeId,
    /// The versions of policies that the counted verdicts were given by, sorted.
    pub policy_versions: Vec<PolicyVersionId>,
    /// The revisions of calendars that they were given by, sorted.
    pub calendar_revisions: Vec<i64>,
    /// What the period's months come to.
    pub counters: Counters,
    /// What was booked on the ledger and not struck, by id.
    pub entries: Vec<LedgerEntry>,
    /// The accepted scores that people gave, by id.
    pub given: Vec<ManualScore>,
    /// By id.
    pub adjustments: Vec<Adjusted>,
    /// How long promises took, exactly, in the order of metrics. They decide no score; none in assessments from before they
    /// were told, whose fingerprints stay as they are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub percentiles: Vec<Percentiles>,
}

impl AssessmentInputs {
    /// The same with every list in its own order.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        self.policy_versions.sort_unstable();
        self.calendar_revisions.sort_unstable();
        self.entries.sort_unstable_by_key(|entry| entry.id);
        self.given.sort_unstable_by_key(|given| given.id);
        self.adjustments.sort_unstable_by_key(|adjusted| adjusted.id);
        self
    }

    /// What both sides sign: the same inputs have the same one, whatever their order in the database.
    pub fn hash(&self) -> String {
        // A struct of plain values always has a JSON text, and its fields keep their order.
        let text = serde_json::to_vec(self).unwrap_or_default();
        hex::encode(Sha256::digest(text))
    }

    /// The sum of the adjustments in hundredths of a point.
    pub fn adjustment(&self) -> i64 {
        self.adjustments.iter().fold(0, |sum, of| sum.saturating_add(of.points_hundredths))
    }
}

/// An assessment as it is kept: inputs, the card with every term, and what it comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AssessmentRecord {
    /// What it rests on.
    pub inputs: AssessmentInputs,
    /// The period's own card, before adjustments.
    pub card: Scorecard,
    /// The card's score with the adjustments, held to 0 to 100; none is "not rated".
    pub score: Option<Score>,
    /// The grade of that score.
    pub grade: Option<Name>,
    /// The people who booked or gave what it rests on, or set another score in the place of one, sorted: they do not decide it.
    #[serde(default)]
    pub hands: Vec<UserId>,
}

/// Assesses a period, by what these people booked and gave. The scheme is valid and the one that the inputs name.
pub fn assess(scheme: &Scheme, inputs: AssessmentInputs, mut hands: Vec<UserId>) -> AssessmentRecord {
    hands.sort_unstable();
    hands.dedup();
    let inputs = inputs.sorted();
    let basis = Basis { counters: &inputs.counters, entries: &inputs.entries, given: &inputs.given };
    let card = score(scheme, &basis);
    let score = adjusted(card.score, inputs.adjustment());
    let grade = score.and_then(|score| scheme.grade(score)).map(|band| band.name.clone());
    AssessmentRecord { inputs, card, score, grade, hands }
}
