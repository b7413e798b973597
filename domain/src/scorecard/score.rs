//! A score: what is left of a scorecard after its one rounding (I8).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::fraction::{Fraction, parse_two_places, two_places};

/// A score in hundredths of a point, 0 to 10,000. Written as `92.35`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Score(i64);

impl Score {
    /// A score of so many hundredths; none outside 0 to 10,000.
    pub fn from_hundredths(hundredths: i64) -> Option<Self> {
        (0..=10_000).contains(&hundredths).then_some(Self(hundredths))
    }

    /// Hundredths of a point, as stored.
    pub const fn hundredths(self) -> i64 {
        self.0
    }

    /// Points, exactly.
    pub fn fraction(self) -> Fraction {
        Fraction::of_hundredths(self.0)
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&two_places(self.0))
    }
}

/// Text that is no score.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a score from 0.00 to 100.00")]
pub struct NotAScore(String);

impl FromStr for Score {
    type Err = NotAScore;

    fn from_str(text: &str) -> Result<Self, NotAScore> {
        parse_two_places(text).and_then(Self::from_hundredths).ok_or_else(|| NotAScore(text.to_owned()))
    }
}

impl TryFrom<String> for Score {
    type Error = NotAScore;

    fn try_from(text: String) -> Result<Self, NotAScore> {
        text.parse()
    }
}

impl From<Score> for String {
    fn from(score: Score) -> Self {
        score.to_string()
    }
}
