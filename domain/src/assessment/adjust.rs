//! Adjustments: what becomes of a closed period's points once something is found later.

use serde::{Deserialize, Serialize};

use crate::fraction::{Fraction, parse_two_places};
use crate::scorecard::{Score, Scorecard};

/// Points written with at most two decimal places, such as `-3.5`, as hundredths: not 0, and no more than a score has.
pub fn points(text: &str) -> Option<i64> {
    parse_two_places(text).filter(|hundredths| *hundredths != 0 && hundredths.abs() <= 10_000)
}

/// A score with so many hundredths added, held to 0 to 100. What is not rated stays so.
pub fn adjusted(score: Option<Score>, hundredths: i64) -> Option<Score> {
    let sum = score?.hundredths().saturating_add(hundredths);
    Score::from_hundredths(sum.clamp(0, 10_000))
}

/// The hundredths still to be booked about a closed period: what it would score now, less what it scored, less what was
/// booked about it before. Nothing where either is not rated: there is no number to compare.
pub fn difference(closed: &Scorecard, now: &Scorecard, booked: i64) -> i64 {
    match (closed.score, now.score) {
        (Some(closed), Some(now)) => now.hundredths() - closed.hundredths() - booked,
        _ => -booked,
    }
}

/// A term that counts otherwise than it did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TermChange {
    /// The criterion's code.
    pub code: String,
    /// Its contribution in the closed period.
    pub before: Fraction,
    /// Its contribution now.
    pub after: Fraction,
}

/// The terms whose contribution differs, in the scheme's order.
pub fn changes(closed: &Scorecard, now: &Scorecard) -> Vec<TermChange> {
    let of = |card: &Scorecard, code: &str| {
        let term = card.terms.iter().find(|term| term.code == code);
        term.map_or_else(Fraction::zero, |term| term.contribution.clone())
    };
    let change = |code: &String| TermChange { code: code.clone(), before: of(closed, code), after: of(now, code) };
    now.terms.iter().map(|term| change(&term.code)).filter(|change| change.before != change.after).collect()
}
