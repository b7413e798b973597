//! The scorecard of a period: every term and every ledger line exact and explained, one rounding at the end (I8).

use num_rational::BigRational;
use num_traits::ToPrimitive;
use serde::{Deserialize, Serialize};

use super::formula::Quotient;
use super::ledger::sheet;
use super::manual::mean;
use super::{Counters, Criterion, Formula, LedgerEntry, LedgerSheet, ManualScore, Name, Scheme, Score, Step};
use crate::fraction::Fraction;
use crate::ids::ManualScoreId;
use crate::text_enum;

text_enum! {
    /// Why a term does not count; its weight is shared out over the others in proportion.
    pub enum TermNote {
        /// Nothing was counted in the period.
        NoData = "NO_DATA",
        /// Fewer ratings than the scheme asks for: the rate is shown only.
        TooFewRatings = "TOO_FEW_RATINGS",
        /// Nobody gave a score that another person accepted, or a dispute took it out.
        NotGiven = "NOT_GIVEN",
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
    /// Of the rate; 0 when there is no data, or a mean of given scores has more digits than fit.
    pub denominator: i64,
    /// numerator / denominator.
    pub rate: Option<Fraction>,
    /// The rate from which on it gives all points.
    pub target: Fraction,
    /// The rate up to which it gives none.
    pub floor: Fraction,
    /// 1 at the target, 0 at the floor, between them by the steps or else linear; none when the term does not count.
    pub points: Option<Fraction>,
    /// The weight in the scheme.
    pub weight: Fraction,
    /// The weight after sharing out those of terms that do not count; 0 for such a term.
    pub effective_weight: Fraction,
    /// effective weight × points.
    pub contribution: Fraction,
    /// Why the term does not count, if so.
    pub note: Option<TermNote>,
    /// The steps between floor and target, if there are any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
    /// The scores that people gave and whose mean the rate is, by id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub given: Vec<ManualScoreId>,
}

/// What a period is scored on.
#[derive(Clone, Copy, Debug)]
pub struct Basis<'a> {
    /// What was counted in it.
    pub counters: &'a Counters,
    /// What people booked that happened in it, struck entries left out, in any order.
    pub entries: &'a [LedgerEntry],
    /// The accepted scores of the periods that lie in it, one a period and criterion, in any order.
    pub given: &'a [ManualScore],
}

impl<'a> From<&'a Counters> for Basis<'a> {
    /// Nothing booked and nothing given.
    fn from(counters: &'a Counters) -> Self {
        Self { counters, entries: &[], given: &[] }
    }
}

/// What a period of a contract and vendor comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scorecard {
    /// Every criterion, in the scheme's order.
    pub terms: Vec<Term>,
    /// What is taken off and put on.
    #[serde(default)]
    pub ledger: LedgerSheet,
    /// The sum of the contributions less deductions and with bonuses, held to 0 to 100 and rounded once; none is "not
    /// rated" (E50), neither 0 nor 100.
    pub score: Option<Score>,
    /// The grade of the score.
    pub grade: Option<Name>,
}

/// Scores a period. The scheme is valid ([`Scheme::validate`]).
///
/// A period is rated when at least one term counts. A scheme without criteria takes from 100, and rates a period in
/// which anything was counted or booked.
pub fn score(scheme: &Scheme, basis: &Basis<'_>) -> Scorecard {
    let mut terms: Vec<Term> = scheme.criteria.iter().map(|one| one.term(basis, scheme.min_ratings)).collect();
    share_out(&mut terms, &scheme.total_weight().0);
    let ledger = sheet(scheme.ledger.as_ref(), basis.counters, basis.entries);
    let (whole, is_rated) = if scheme.criteria.is_empty() {
        (Fraction::whole(100), !basis.counters.is_nothing() || !ledger.lines.is_empty())
    } else {
        let sum = Fraction(terms.iter().map(|term| &term.contribution.0).sum());
        (sum, terms.iter().any(|term| term.points.is_some()))
    };
    let left = Fraction(whole.0 - &ledger.deducted.0 + &ledger.bonus.0);
    let held = left.clamp(Fraction::zero(), Fraction::whole(100));
    let score = held.hundredths().filter(|_| is_rated).and_then(Score::from_hundredths);
    let grade = score.and_then(|score| scheme.grade(score)).map(|band| band.name.clone());
    Scorecard { terms, ledger, score, grade }
}

impl Criterion {
    /// The term before weights are shared out.
    fn term(&self, basis: &Basis<'_>, min_ratings: i64) -> Term {
        let given = || basis.given.iter().filter(|given| given.criterion == self.code);
        let (quotient, rate) = match self.formula.quotient(basis.counters) {
            Some(quotient) => (quotient, Fraction::new(quotient.numerator, quotient.denominator)),
            None => {
                let rate = mean(given());
                (rate.as_ref().map_or(Quotient { numerator: 0, denominator: 0 }, in_digits), rate)
            }
        };
        let few = self.formula == Formula::Satisfaction && basis.counters.rating.whole < min_ratings;
        let note = match rate {
            None if self.is_manual() => Some(TermNote::NotGiven),
            None => Some(TermNote::NoData),
            Some(_) if few => Some(TermNote::TooFewRatings),
            Some(_) => None,
        };
        let mut ids: Vec<ManualScoreId> =
            if self.is_manual() { given().map(|given| given.id).collect() } else { Vec::new() };
        ids.sort_unstable();
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
            steps: self.steps.clone(),
            given: ids,
        }
    }

    fn points(&self, rate: &Fraction) -> Fraction {
        if *rate >= self.target {
            Fraction::one()
        } else if *rate <= self.floor {
            Fraction::zero()
        } else if self.steps.is_empty() {
            Fraction((&rate.0 - &self.floor.0) / (&self.target.0 - &self.floor.0))
        } else {
            let reached = self.steps.iter().find(|step| *rate >= step.from);
            reached.map_or_else(Fraction::zero, |step| step.points.clone())
        }
    }
}

fn in_digits(rate: &Fraction) -> Quotient {
    let parts = rate.0.numer().to_i64().zip(rate.0.denom().to_i64());
    parts.map_or(Quotient { numerator: 0, denominator: 0 }, |(numerator, denominator)| Quotient {
        numerator,
        denominator,
    })
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
