//! Order by a figure: standard competition ranking (1, 2, 2, 4), whoever cannot be compared apart and without rank.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Confidence, ConfidenceNote, RankingMeasure, UnratedReason};
use crate::scorecard::Name;

/// Below so many counted events one more or less moves a rate by more than three points in a hundred.
const FEW: i64 = 30;

/// What is known of somebody who is to be ranked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// A figure as it is published, in the measure's unit. Ties are ties of this figure: nobody stands behind another for
    /// a difference that no reader sees.
    Figure(i64),
    /// None, and why.
    Unrated(UnratedReason),
}

/// Somebody who is to be ranked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The vendor's or agency's id.
    pub subject: Uuid,
    /// Their name.
    pub name: String,
    /// Their figure.
    pub standing: Standing,
    /// The grade of the figure, if it has one.
    pub grade: Option<Name>,
    /// How many events the figure rests on.
    pub sample: i64,
    /// What is known to speak against it.
    pub notes: Vec<ConfidenceNote>,
}

/// Somebody with a rank.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RankedRow {
    /// 1 for the best; one more than the number of those who are better.
    pub rank: i64,
    /// Whether others share the rank.
    pub tied: bool,
    /// The vendor's or agency's id.
    pub subject: Uuid,
    /// Their name when the list was made.
    pub name: String,
    /// In the measure's unit.
    pub figure: i64,
    /// The grade of the figure, if it has one.
    pub grade: Option<Name>,
    /// How many events the figure rests on.
    pub sample: i64,
    /// How far the rank carries.
    pub confidence: Confidence,
    /// Why no further.
    pub notes: Vec<ConfidenceNote>,
}

/// Somebody who cannot be compared; neither last nor in the middle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UnratedRow {
    /// The vendor's or agency's id.
    pub subject: Uuid,
    /// Their name when the list was made.
    pub name: String,
    /// Why.
    pub reason: UnratedReason,
    /// How many events were counted.
    pub sample: i64,
}

/// One list of a ranking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RankedList {
    /// What it is ordered by.
    pub measure: RankingMeasure,
    /// By rank, then by name.
    pub rows: Vec<RankedRow>,
    /// By name.
    pub unrated: Vec<UnratedRow>,
}

/// Ranks by a measure whoever has a figure and at least `min_sample` events behind it. The order of the candidates does
/// not matter; each subject stands among them once.
pub fn rank(measure: RankingMeasure, min_sample: i64, candidates: Vec<Candidate>) -> RankedList {
    let (mut rows, mut unrated) = (Vec::new(), Vec::new());
    for candidate in candidates {
        let Candidate { subject, name, standing, grade, sample, mut notes } = candidate;
        let figure = match standing {
            Standing::Figure(figure) if sample >= min_sample => figure,
            Standing::Figure(_) => {
                unrated.push(UnratedRow { subject, name, reason: UnratedReason::TooFew, sample });
                continue;
            }
            Standing::Unrated(reason) => {
                unrated.push(UnratedRow { subject, name, reason, sample });
                continue;
            }
        };
        if sample < FEW {
            notes.push(ConfidenceNote::FewCounted);
        }
        notes.sort_unstable();
        notes.dedup();
        let confidence = confidence(&notes);
        rows.push(RankedRow { rank: 0, tied: false, subject, name, figure, grade, sample, confidence, notes });
    }
    rows.sort_by(|one, other| {
        let better = one.figure.cmp(&other.figure);
        let better = if measure.more_is_better() { better.reverse() } else { better };
        better.then_with(|| one.name.cmp(&other.name)).then_with(|| one.subject.cmp(&other.subject))
    });
    number(&mut rows);
    unrated.sort_by(|one, other| one.name.cmp(&other.name).then_with(|| one.subject.cmp(&other.subject)));
    RankedList { measure, rows, unrated }
}

/// Equal figures stand side by side, so that a rank is the place of the first of them.
fn number(rows: &mut [RankedRow]) {
    let mut place = 1;
    for equals in rows.chunk_by_mut(|one, other| one.figure == other.figure) {
        let tied = equals.len() > 1;
        for row in equals.iter_mut() {
            (row.rank, row.tied) = (place, tied);
        }
        place += i64::try_from(equals.len()).unwrap_or(i64::MAX);
    }
}

fn confidence(notes: &[ConfidenceNote]) -> Confidence {
    if notes.contains(&ConfidenceNote::FewCounted) {
        Confidence::Low
    } else if notes.is_empty() {
        Confidence::High
    } else {
        Confidence::Medium
    }
}
