//! Which periods a scheme assesses, and how many days each side has.

use serde::{Deserialize, Serialize};

use crate::scorecard::PeriodKind;
use crate::text_enum;

text_enum! {
    /// Which days count towards a number of days.
    pub enum DayKind {
        /// Every civil day.
        Calendar = "CALENDAR",
        /// The working days of the contract's calendar.
        Working = "WORKING",
    }
}

/// How the contracts of a scheme are assessed; a part of the scheme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct AssessmentRules {
    /// The periods that are assessed, each by itself.
    pub periods: Vec<PeriodKind>,
    /// The vendor comments within so many days after the day of the draft.
    pub comment_days: i64,
    /// The vendor signs or objects within so many days after the day of the decision.
    pub sign_days: i64,
    /// Which days these are.
    pub days: DayKind,
}

/// Quarters; a fortnight for the vendor's comments (CPARS, FAR 42.1503) and for its signature.
impl Default for AssessmentRules {
    fn default() -> Self {
        Self { periods: vec![PeriodKind::Quarter], comment_days: 14, sign_days: 14, days: DayKind::Calendar }
    }
}

/// The most days that a side may have.
const MOST_DAYS: i64 = 90;

/// Why rules are refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AssessmentRulesError {
    /// Nothing is assessed, or something twice.
    #[error("assessment.periods names at least one kind of period, each once")]
    Periods,
    /// Too few or too many days.
    #[error("assessment.{0} must be 1 to {MOST_DAYS} days")]
    Days(&'static str),
}

impl AssessmentRulesError {
    /// The sentence in Chinese.
    pub fn zh(&self) -> String {
        match self {
            Self::Periods => "assessment.periods 至少列出一种考核周期，且不得重复".to_owned(),
            Self::Days(field) => format!("assessment.{field} 须为 1 至 {MOST_DAYS} 天"),
        }
    }
}

impl AssessmentRules {
    /// Refuses rules that cannot be kept.
    ///
    /// # Errors
    /// The first contradiction, with its field.
    pub fn validate(&self) -> Result<(), AssessmentRulesError> {
        let repeats = self.periods.iter().enumerate().any(|(at, kind)| self.periods[..at].contains(kind));
        if self.periods.is_empty() || repeats {
            return Err(AssessmentRulesError::Periods);
        }
        for (field, days) in [("commentDays", self.comment_days), ("signDays", self.sign_days)] {
            if !(1..=MOST_DAYS).contains(&days) {
                return Err(AssessmentRulesError::Days(field));
            }
        }
        Ok(())
    }
}
