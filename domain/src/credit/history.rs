//! What the settled periods of a contract say about this one: repetition, credits so far, what is earned back.

use num_rational::BigRational;
use serde::{Deserialize, Serialize};

use crate::fraction::Fraction;
use crate::money::Fen;
use crate::scorecard::{Period, Score};

/// Another period of the same contract that is settled. Those of another length, and later ones that were settled first,
/// count towards the contract's cap alone: repetition and what is earned back look at the period right before, of the same
/// length.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PastPeriod {
    /// Which.
    pub period: Period,
    /// Its score; none when it was not rated.
    pub score: Option<Score>,
    /// The codes of the rules that found something, sorted.
    pub failed: Vec<String>,
    /// What it lost.
    pub credit: Fen,
    /// What it gave back of earlier ones.
    pub earned_back: Fen,
}

/// How a credit is earned back: by some good periods in a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EarnBack {
    /// So many periods in a row without any credit, right after the one that lost it.
    pub periods: i64,
    /// Each with at least this score.
    pub min_score: Fraction,
    /// How much of the credit is given back, in per cent.
    pub percent: Fraction,
}

/// The period right before one, if it was settled.
pub(super) fn just_before(past: &[PastPeriod], period: Period) -> Option<&PastPeriod> {
    past.iter().find(|of| of.period.kind == period.kind && of.period.end() == period.start)
}

/// What all of them lost and did not get back; not below 0.
pub(super) fn credits_so_far(past: &[PastPeriod]) -> i128 {
    past.iter().map(|of| i128::from(of.credit.0) - i128::from(of.earned_back.0)).sum::<i128>().max(0)
}

impl EarnBack {
    /// What a period that lost nothing gives back: of the credit right before the good ones, once, when they are exactly as
    /// many as it takes. The rest of a share is rounded once, half up.
    pub(super) fn given_back(&self, past: &[PastPeriod], period: Period, score: Option<Score>) -> Fen {
        let good = |score: Option<Score>| score.is_some_and(|score| score.fraction() >= self.min_score);
        if !good(score) {
            return Fen(0);
        }
        let mut at = period;
        for _ in 1..self.periods {
            match just_before(past, at) {
                Some(before) if good(before.score) && before.credit == Fen(0) => at = before.period,
                _ => return Fen(0),
            }
        }
        let Some(lost) = just_before(past, at).filter(|before| before.credit > Fen(0)) else { return Fen(0) };
        let share = Fraction(&self.percent.0 / BigRational::from_integer(100.into()));
        lost.credit.times(&share).map_or(Fen(0), |fen| fen.min(lost.credit))
    }
}
