//! The score: every term exact and explained, one rounding at the end (I8).

use std::fmt;
use std::str::FromStr;

use num_rational::BigRational;
use serde::{Deserialize, Serialize};

use super::{Counters, Criterion, Formula, Name, Scheme};
use crate::fraction::{Fraction, parse_two_places, two_places};
use crate::text_enum;

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

    pub(super) fn fraction(self) -> Fraction {
        Fraction(BigRational::new(self.0.into(), 100.into()))
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

text_enum! {
    /// Why a term does not count; its weight is shared out over the others in proportion.
    pub enum TermNote {
        /// Nothing was counted in the period.
        NoData = "NO_DATA",
        /// Fewer ratings than the scheme asks for: the rate is shown only.
        TooFewRatings = "TOO_FEW_RATINGS",
    }
}

/// One criterion's part in a scorecard, with everything a person needs to compute it again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Term {
    /// The criterion's code.
    pub code: String,
    /// The criterion's name.
    pub name: Name,
    /// The formula applied.
    pub formula: Formula,
    /// Of the rate.
    pub numerator: i64,
    /// Of the rate; 0 when there is no data.
    pub denominator: i64,
    /// numerator / denominator.
    pub rate: Option<Fraction>,
    /// The rate from which on it gives all points.
    pub target: Fraction,
    /// The rate up to which it gives none.
    pub floor: Fraction,
    /// 1 at the target, 0 at the floor, linear between; none when the term does not count.
    pub points: Option<Fraction>,
    /// The weight in the scheme.
    pub weight: Fraction,
    /// The weight after sharing out those of terms that do not count; 0 for such a term.
    pub effective_weight: Fraction,
    /// effective weight × points.
    pub contribution: Fraction,
    /// Why the term does not count, if so.
    pub note: Option<TermNote>,
}

/// What a period of a contract and vendor comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scorecard {
    /// Every criterion, in the scheme's order.
    pub terms: Vec<Term>,
    /// The sum of the contributions, rounded once; none is "not rated" (E50), neither 0 nor 100.
    pub score: Option<Score>,
    /// The grade of the score.
    pub grade: Option<Name>,
}

/// Scores a period. The scheme is valid ([`Scheme::validate`]).
pub fn score(scheme: &Scheme, counters: &Counters) -> Scorecard {
    let mut terms: Vec<Term> = scheme.criteria.iter().map(|one| one.term(counters, scheme.min_ratings)).collect();
    share_out(&mut terms, &scheme.total_weight().0);
    let is_rated = terms.iter().any(|term| term.points.is_some());
    let sum = Fraction(terms.iter().map(|term| &term.contribution.0).sum());
    let score = sum.hundredths().filter(|_| is_rated).and_then(Score::from_hundredths);
    let grade = score.and_then(|score| scheme.grade(score)).map(|band| band.name.clone());
    Scorecard { terms, score, grade }
}

impl Criterion {
    /// The term before weights are shared out.
    fn term(&self, counters: &Counters, min_ratings: i64) -> Term {
        let quotient = self.formula.quotient(counters);
        let rate = Fraction::new(quotient.numerator, quotient.denominator);
        let few = self.formula == Formula::Satisfaction && counters.rating.whole < min_ratings;
        let note = match rate {
            None => Some(TermNote::NoData),
            Some(_) if few => Some(TermNote::TooFewRatings),
            Some(_) => None,
        };
        Term {
            code: self.code.clone(),
            name: self.name.clone(),
            formula: self.formula,
            numerator: quotient.numerator,
            denominator: quotient.denominator,
            points: rate.as_ref().filter(|_| note.is_none()).map(|rate| self.points(rate)),
            rate,
            target: self.target.clone(),
            floor: self.floor.clone(),
            weight: self.weight.clone(),
            effective_weight: Fraction::zero(),
            contribution: Fraction::zero(),
            note,
        }
    }

    fn points(&self, rate: &Fraction) -> Fraction {
        if *rate >= self.target {
            Fraction::one()
        } else if *rate <= self.floor {
            Fraction::zero()
        } else {
            Fraction((&rate.0 - &self.floor.0) / (&self.target.0 - &self.floor.0))
        }
    }
}

/// Gives the terms that count the whole weight, each in proportion to its own.
fn share_out(terms: &mut [Term], total: &BigRational) {
    let counted: BigRational = terms.iter().filter(|term| term.points.is_some()).map(|term| &term.weight.0).sum();
    for term in terms {
        if let Some(points) = &term.points {
            term.effective_weight = Fraction(&term.weight.0 * total / &counted);
            term.contribution = Fraction(&term.effective_weight.0 * &points.0);
        }
    }
}
