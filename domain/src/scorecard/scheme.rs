//! A scoring scheme as data: criteria, their targets, floors and weights, and the bands of the grade.

use serde::{Deserialize, Serialize};

use super::{Formula, Score};
use crate::fraction::Fraction;
use crate::text_enum;

text_enum! {
    /// The five characteristics of service quality (GB/T 33850-2017).
    pub enum CriterionGroup {
        /// 安全性
        Security = "SECURITY",
        /// 可靠性
        Reliability = "RELIABILITY",
        /// 响应性
        Responsiveness = "RESPONSIVENESS",
        /// 有形性
        Tangibility = "TANGIBILITY",
        /// 友好性
        Friendliness = "FRIENDLINESS",
    }
}

/// A name in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// One criterion of a scheme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Criterion {
    /// Unique in the scheme; stays the same from version to version.
    pub code: String,
    /// What people call it.
    pub name: Name,
    /// Its characteristic.
    pub group: CriterionGroup,
    /// How its rate is computed.
    pub formula: Formula,
    /// The rate from which on it gives all points.
    pub target: Fraction,
    /// The rate up to which it gives none.
    pub floor: Fraction,
    /// Its share of the 100 points.
    pub weight: Fraction,
}

/// A grade: scores from `from` up to the next band, or to 100 in the top one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Band {
    /// The lowest score of the band.
    pub from: Fraction,
    /// The grade.
    pub name: Name,
    /// How much of a period's payment is paid at this grade, in per cent; none when the scheme says nothing of money.
    #[serde(rename = "payPercent", default, skip_serializing_if = "Option::is_none")]
    pub pay_percent: Option<Fraction>,
}

/// One immutable version of a scoring scheme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Scheme {
    /// What is scored; the weights add up to 100.
    pub criteria: Vec<Criterion>,
    /// The grades, best first; the last begins at 0.
    pub bands: Vec<Band>,
    /// With fewer ratings than this, satisfaction is shown but not counted.
    pub min_ratings: i64,
}

/// Why a scheme is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SchemeError {
    /// There is nothing to score.
    #[error("a scheme needs at least one criterion")]
    NoCriteria,
    /// A code or a name is blank.
    #[error("criterion {place} needs a code and a name in both languages")]
    BlankCriterion { place: usize },
    /// A code stands twice.
    #[error("criterion {code} stands twice")]
    DuplicateCode { code: String },
    /// A weight of nothing.
    #[error("the weight of {code} must be above 0")]
    WeightNotPositive { code: String },
    /// The weights are no shares of 100.
    #[error("the weights add up to {sum}, not to 100")]
    WeightsSum { sum: Fraction },
    /// Floor and target must span a range within 0 to 1.
    #[error("{code} needs 0 ≤ floor < target ≤ 1")]
    Range { code: String },
    /// There is no grade to give.
    #[error("a scheme needs at least one band, with a name in both languages")]
    NoBands,
    /// A hole at the bottom.
    #[error("the lowest band must begin at 0, not at {from}")]
    LowestBand { from: Fraction },
    /// Bands must go down, and stay within 100.
    #[error("bands go from best to worst, each beginning below the one before and none above 100")]
    BandOrder,
    /// What a grade pays contradicts itself.
    #[error("either every band has a payPercent from 0 to 100, none above that of a better band, or none has one")]
    PayPercent,
    /// At least one rating is needed to speak of a mean.
    #[error("the minimum of ratings must be at least 1")]
    MinRatings,
}

impl Scheme {
    /// Refuses a scheme that cannot be applied: by construction then, each score has one grade (E49).
    pub fn validate(&self) -> Result<(), SchemeError> {
        if self.criteria.is_empty() {
            return Err(SchemeError::NoCriteria);
        }
        for (index, criterion) in self.criteria.iter().enumerate() {
            criterion.validate(index + 1)?;
            if self.criteria[..index].iter().any(|other| other.code == criterion.code) {
                return Err(SchemeError::DuplicateCode { code: criterion.code.clone() });
            }
        }
        let sum = self.total_weight();
        if sum != Fraction::whole(100) {
            return Err(SchemeError::WeightsSum { sum });
        }
        if self.min_ratings < 1 {
            return Err(SchemeError::MinRatings);
        }
        self.validate_bands()
    }

    fn validate_bands(&self) -> Result<(), SchemeError> {
        let lowest = self.bands.last().ok_or(SchemeError::NoBands)?;
        if self.bands.iter().any(|band| band.name.is_blank()) {
            return Err(SchemeError::NoBands);
        }
        if lowest.from != Fraction::zero() {
            return Err(SchemeError::LowestBand { from: lowest.from.clone() });
        }
        let descend = self.bands.windows(2).all(|pair| pair[0].from > pair[1].from);
        if !descend || self.bands[0].from > Fraction::whole(100) {
            return Err(SchemeError::BandOrder);
        }
        self.validate_pay()
    }

    fn validate_pay(&self) -> Result<(), SchemeError> {
        let paid: Vec<&Fraction> = self.bands.iter().filter_map(|band| band.pay_percent.as_ref()).collect();
        let in_range = paid.iter().all(|percent| (&Fraction::zero()..=&Fraction::whole(100)).contains(percent));
        let falls = paid.windows(2).all(|pair| pair[0] >= pair[1]);
        let all_or_none = paid.is_empty() || paid.len() == self.bands.len();
        if in_range && falls && all_or_none { Ok(()) } else { Err(SchemeError::PayPercent) }
    }

    /// The sum of the weights; 100 in a valid scheme.
    pub(super) fn total_weight(&self) -> Fraction {
        Fraction(self.criteria.iter().map(|criterion| &criterion.weight.0).sum())
    }

    /// The grade of a rounded score: half-open bands, the top one closed (E49). None only in an invalid scheme.
    pub fn grade(&self, score: Score) -> Option<&Band> {
        let score = score.fraction();
        self.bands.iter().find(|band| score >= band.from)
    }
}

impl Criterion {
    fn validate(&self, place: usize) -> Result<(), SchemeError> {
        let code = || self.code.clone();
        if self.code.trim().is_empty() || self.name.is_blank() {
            return Err(SchemeError::BlankCriterion { place });
        }
        if self.weight <= Fraction::zero() {
            return Err(SchemeError::WeightNotPositive { code: code() });
        }
        if self.floor < Fraction::zero() || self.floor >= self.target || self.target > Fraction::one() {
            return Err(SchemeError::Range { code: code() });
        }
        Ok(())
    }
}

impl Name {
    fn is_blank(&self) -> bool {
        self.zh.trim().is_empty() || self.en.trim().is_empty()
    }
}
