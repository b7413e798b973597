//! Scores that people give: by one person with evidence, reviewed by another before they count.

use num_bigint::BigInt;
use num_rational::BigRational;
use serde::{Deserialize, Serialize};

use super::{Period, PeriodKind, Scheme};
use crate::fraction::Fraction;
use crate::ids::{ManualScoreId, UserId};
use crate::text_enum;

text_enum! {
    /// What became of a score that somebody gave.
    pub enum ManualScoreState {
        /// Nobody has reviewed it: it does not count.
        Given = "GIVEN",
        /// Another person agreed: it counts, unless a later one for the same period was accepted.
        Accepted = "ACCEPTED",
        /// Another person did not agree.
        Rejected = "REJECTED",
    }
}

/// A reviewed score of one criterion for one period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManualScore {
    /// The row that tells who gave it, on what evidence, and who reviewed it.
    pub id: ManualScoreId,
    /// The criterion's code.
    pub criterion: String,
    /// What it was given for.
    pub period: Period,
    /// 0 to 1; that of a dispute, where one set another in its place.
    pub rate: Fraction,
}

/// The largest denominator of a score: finer than anybody judges, and small enough for means of many to stay short.
const MAX_DENOMINATOR: i64 = 1_000;

/// Why a score is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ManualRefusal {
    /// It is no share.
    #[error("a score is a fraction from 0 to 1 with a denominator of at most 1000, not {rate}")]
    Range { rate: Fraction },
    /// The period is another than the scheme's.
    #[error("the scheme does not assess periods of the kind {kind}")]
    Period { kind: PeriodKind },
    /// Somebody reviews what they gave.
    #[error("whoever gave a score does not review it")]
    OwnScore,
}

impl ManualRefusal {
    /// For programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Range { .. } => "OUT_OF_RANGE",
            Self::Period { .. } => "INVALID",
            Self::OwnScore => "OWN_SCORE",
        }
    }

    /// The input field.
    pub const fn field(&self) -> &'static str {
        match self {
            Self::Range { .. } => "score",
            Self::Period { .. } => "period",
            Self::OwnScore => "manualScoreId",
        }
    }

    /// The sentence in Chinese.
    pub fn zh(&self) -> String {
        match self {
            Self::Range { rate } => format!("人工评分应为 0 至 1 之间、分母不超过 1000 的数，而不是 {rate}"),
            Self::Period { kind } => format!("该方案不按{}考核", kind.zh()),
            Self::OwnScore => "评分人不能复核自己的评分".to_owned(),
        }
    }
}

/// Refuses a score that is no share, or for a period of a kind that the scheme does not assess.
pub fn check_given(rate: &Fraction, period: Period, scheme: &Scheme) -> Result<(), ManualRefusal> {
    if !scheme.assessment_rules().periods.contains(&period.kind) {
        return Err(ManualRefusal::Period { kind: period.kind });
    }
    if is_given_score(rate) { Ok(()) } else { Err(ManualRefusal::Range { rate: rate.clone() }) }
}

/// Whether it is a share as people may give it.
pub fn is_given_score(rate: &Fraction) -> bool {
    let is_share = (&Fraction::zero()..=&Fraction::one()).contains(&rate);
    is_share && *rate.0.denom() <= BigInt::from(MAX_DENOMINATOR)
}

/// The scores that make the rate of a period's terms: those given for it, where the scheme assesses such periods; else
/// those of the shortest assessed periods that lie in it.
pub fn given_in(scheme: &Scheme, period: Period, scores: &[ManualScore]) -> Vec<ManualScore> {
    let assessed = scheme.assessment_rules().periods;
    let shorter = assessed.iter().copied().filter(|kind| kind.months() < period.kind.months());
    let shortest = shorter.min_by_key(|kind| kind.months());
    let kind = if assessed.contains(&period.kind) { Some(period.kind) } else { shortest };
    let lies_in = |given: &Period| Some(given.kind) == kind && given.within(period.kind) == period;
    scores.iter().filter(|score| lies_in(&score.period)).cloned().collect()
}

/// Whether an actor is who brought something: nobody decides about what they booked or gave. The platform is nobody.
pub fn is_own(author: Option<UserId>, actor: Option<UserId>) -> bool {
    author.is_some() && author == actor
}

/// Refuses a review by whoever gave the score.
pub fn check_reviewer(giver: Option<UserId>, reviewer: Option<UserId>) -> Result<(), ManualRefusal> {
    if is_own(giver, reviewer) { Err(ManualRefusal::OwnScore) } else { Ok(()) }
}

/// The rate of a criterion in a period: the mean of the scores of the periods in it; none without any.
pub(super) fn mean<'a>(scores: impl Iterator<Item = &'a ManualScore>) -> Option<Fraction> {
    let (mut sum, mut count) = (Fraction::zero(), 0_i64);
    for score in scores {
        sum = Fraction(sum.0 + &score.rate.0);
        count += 1;
    }
    (count > 0).then(|| Fraction(sum.0 / BigRational::from_integer(count.into())))
}
