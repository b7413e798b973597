//! A scoring scheme as data: criteria, their targets, floors and weights, the ledger, and the bands of the grade.

use serde::{Deserialize, Serialize};

use super::{Formula, Ledger, LedgerItem, Score};
use crate::assessment::AssessmentRules;
use crate::dispute::DisputeDays;
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
    /// How its rate is computed, or that people give it.
    pub formula: Formula,
    /// The rate from which on it gives all points.
    pub target: Fraction,
    /// The rate up to which it gives none.
    pub floor: Fraction,
    /// Its share of the 100 points.
    pub weight: Fraction,
    /// What it gives between floor and target, best first; empty: linear.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
}

/// A rate from which on a criterion gives a share of its points, up to the step before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The lowest rate of the step; the first is the target.
    pub from: Fraction,
    /// The share, 1 in the first step and less in each one after.
    pub points: Fraction,
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
    /// What is scored; the weights add up to 100. None at all when the ledger alone takes from 100.
    pub criteria: Vec<Criterion>,
    /// The grades, best first; the last begins at 0.
    pub bands: Vec<Band>,
    /// With fewer ratings than this, satisfaction is shown but not counted.
    pub min_ratings: i64,
    /// What is taken off and put on beside the criteria, if anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ledger: Option<Ledger>,
    /// Which periods are assessed, and how many days each side has; none: as by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assessment: Option<AssessmentRules>,
    /// How many working days each side of a dispute has; none: as by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dispute_days: Option<DisputeDays>,
}

impl Scheme {
    /// The sum of the weights; 100 in a valid scheme with criteria.
    pub(super) fn total_weight(&self) -> Fraction {
        Fraction(self.criteria.iter().map(|criterion| &criterion.weight.0).sum())
    }

    /// The grade of a rounded score: half-open bands, the top one closed (E49). None only in an invalid scheme.
    pub fn grade(&self, score: Score) -> Option<&Band> {
        let score = score.fraction();
        self.bands.iter().find(|band| score >= band.from)
    }

    /// How its contracts are assessed.
    pub fn assessment_rules(&self) -> AssessmentRules {
        self.assessment.clone().unwrap_or_default()
    }

    /// How many working days each side has in disputes about what it scores.
    pub fn agreed_dispute_days(&self) -> DisputeDays {
        self.dispute_days.unwrap_or_default()
    }

    /// The criterion of a code.
    pub fn criterion(&self, code: &str) -> Option<&Criterion> {
        self.criteria.iter().find(|criterion| criterion.code == code)
    }

    /// The ledger item of a code.
    pub fn ledger_item(&self, code: &str) -> Option<&LedgerItem> {
        self.ledger.as_ref()?.item(code)
    }
}

impl Name {
    pub(super) fn is_blank(&self) -> bool {
        self.zh.trim().is_empty() || self.en.trim().is_empty()
    }
}
