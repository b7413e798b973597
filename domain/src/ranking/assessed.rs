//! What the frozen assessments of a vendor's contracts come to: the mean of their scores, each weighted by what the
//! contract is worth over the days that were assessed (its amount shared out evenly over its civil days).
//!
//! By worth and not by contract, so that a vendor's many small contracts do not hide one large one that goes badly; by
//! days, so that four quarters weigh as much as the year that another contract is assessed by.

use chrono::NaiveDate;
use num_rational::BigRational;
use num_traits::Zero;
use serde::{Deserialize, Serialize};

use super::{Candidate, ConfidenceNote, Standing, UnratedReason};
use crate::fraction::{Fraction, half_up};
use crate::ids::{AssessmentId, ContractId, SchemeId, VendorId};
use crate::money::Fen;
use crate::scorecard::{Counters, Period, Scheme, Score};

/// A contract that was in force in the period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RankedContract {
    /// Which.
    pub contract: ContractId,
    /// Its number, for whoever reads the basis.
    pub number: String,
    /// Its first day.
    pub first: NaiveDate,
    /// Its last day, inclusive.
    pub last: NaiveDate,
    /// For all its days.
    pub amount: Fen,
}

impl RankedContract {
    /// How many of its days lie in a period.
    fn days_in(&self, period: Period) -> i64 {
        let until = self.last.succ_opt().unwrap_or(self.last).min(period.end());
        (until - self.first.max(period.start)).num_days().max(0)
    }

    fn days(&self) -> i64 {
        ((self.last - self.first).num_days() + 1).max(1)
    }
}

/// A frozen assessment; the latest revision of its contract and period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrozenPeriod {
    /// Which.
    pub assessment: AssessmentId,
    /// Of which contract.
    pub contract: ContractId,
    /// Over which dates.
    pub period: Period,
    /// Which of its revisions.
    pub revision: i32,
    /// The scheme that it was scored by.
    pub scheme: SchemeId,
    /// What it came to; none is "not rated".
    pub score: Option<Score>,
    /// What it counted.
    pub counters: Counters,
    /// What both sides signed.
    pub input_hash: String,
}

/// One assessment's part in a vendor's score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Part {
    /// The frozen assessment.
    pub assessment: AssessmentId,
    /// Its contract.
    pub contract: ContractId,
    /// Over which dates.
    pub period: Period,
    /// The scheme that it was scored by.
    pub scheme: SchemeId,
    /// What both sides signed.
    pub input_hash: String,
    /// None is "not rated": then it weighs nothing.
    pub score: Option<Score>,
    /// Days of the contract in the assessed period.
    pub days: i64,
    /// Its share in the vendor's score, 0 to 1; those of a rated vendor add up to 1.
    pub share: Fraction,
    /// Promises judged in it: met or breached (S10).
    pub judged: i64,
    /// Of these, breached.
    pub breached: i64,
}

/// Everything that a vendor's place rests on; never published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct VendorBasis {
    /// Whose.
    pub vendor: VendorId,
    /// Its contracts in the scope, by id.
    pub contracts: Vec<RankedContract>,
    /// The assessments used, by contract and begin.
    pub parts: Vec<Part>,
    /// Without rounding; none when not rated.
    pub exact: Option<Fraction>,
}

/// What a vendor's contracts come to over a period. The bands of one scheme grade everybody, so that grades compare.
pub fn weigh(
    (vendor, name): (VendorId, String),
    period: Period,
    mut contracts: Vec<RankedContract>,
    frozen: &[FrozenPeriod],
    bands: &Scheme,
) -> (Candidate, VendorBasis) {
    contracts.sort_unstable_by_key(|of| of.contract);
    let mut parts: Vec<Part> = contracts.iter().flat_map(|of| used(of, period, frozen)).collect();
    let exact = share_out(&mut parts, &contracts);
    let score = exact.as_ref().and_then(Fraction::hundredths).and_then(Score::from_hundredths);
    let rated = || parts.iter().filter(|part| part.score.is_some());
    let standing = match score {
        Some(score) => Standing::Figure(score.hundredths()),
        None if parts.is_empty() => Standing::Unrated(UnratedReason::NothingFrozen),
        None => Standing::Unrated(UnratedReason::NothingToRate),
    };
    let mut notes = Vec::new();
    if rated().map(|part| part.days).sum::<i64>() < contracts.iter().map(|of| of.days_in(period)).sum::<i64>() {
        notes.push(ConfidenceNote::PartOfPeriod);
    }
    let first = rated().next().map(|part| part.scheme);
    if rated().any(|part| Some(part.scheme) != first) {
        notes.push(ConfidenceNote::SeveralSchemes);
    }
    let candidate = Candidate {
        subject: vendor.0,
        name,
        standing,
        grade: score.and_then(|score| bands.grade(score)).map(|band| band.name.clone()),
        sample: rated().map(|part| part.judged).sum(),
        notes,
    };
    (candidate, VendorBasis { vendor, contracts, parts, exact })
}

/// The assessments of a contract that lie in the period: of kinds that are assessed side by side the longest only, so that
/// nothing counts twice; of revisions the latest.
fn used(of: &RankedContract, period: Period, frozen: &[FrozenPeriod]) -> Vec<Part> {
    let within = |one: &&FrozenPeriod| {
        one.contract == of.contract && period.start <= one.period.start && one.period.end() <= period.end()
    };
    let all: Vec<&FrozenPeriod> = frozen.iter().filter(within).collect();
    let longest = all.iter().map(|one| one.period.kind.months()).max();
    let latest =
        |one: &&&FrozenPeriod| !all.iter().any(|other| other.period == one.period && other.revision > one.revision);
    let mut used: Vec<&FrozenPeriod> =
        all.iter().filter(|one| Some(one.period.kind.months()) == longest).filter(latest).copied().collect();
    used.sort_unstable_by_key(|one| (one.period.start, one.assessment));
    used.dedup_by_key(|one| one.assessment);
    let part = |one: &FrozenPeriod| {
        let (judged, breached) = promises(&one.counters);
        Part {
            assessment: one.assessment,
            contract: one.contract,
            period: one.period,
            scheme: one.scheme,
            input_hash: one.input_hash.clone(),
            score: one.score,
            days: of.days_in(one.period),
            share: Fraction::zero(),
            judged,
            breached,
        }
    };
    used.into_iter().map(part).collect()
}

/// Gives each rated part its share and answers with the mean. Where no contract has an amount the days alone weigh.
fn share_out(parts: &mut [Part], contracts: &[RankedContract]) -> Option<Fraction> {
    let priced = contracts.iter().any(|of| of.amount > Fen(0));
    let weight = |part: &Part| {
        let of = contracts.iter().find(|of| of.contract == part.contract);
        let rate = match of {
            Some(of) if priced => BigRational::new(of.amount.0.max(0).into(), of.days().into()),
            _ => BigRational::from_integer(1.into()),
        };
        if part.score.is_some() { rate * BigRational::from_integer(part.days.into()) } else { BigRational::zero() }
    };
    let mut weights: Vec<BigRational> = parts.iter().map(weight).collect();
    let mut total: BigRational = weights.iter().sum();
    if total.is_zero() {
        // Only contracts without an amount, or without a day, were rated: each counts alike.
        weights = parts
            .iter()
            .map(|part| i64::from(part.score.is_some()))
            .map(|one| BigRational::from_integer(one.into()))
            .collect();
        total = weights.iter().sum();
    }
    if total.is_zero() {
        return None;
    }
    let mut sum = BigRational::zero();
    for (part, weight) in parts.iter_mut().zip(weights) {
        part.share = Fraction(weight / &total);
        sum += &part.share.0 * part.score.map_or_else(Fraction::zero, Score::fraction).0;
    }
    Some(Fraction(sum))
}

/// Promises judged, and of these breached.
fn promises(counters: &Counters) -> (i64, i64) {
    let tallies = [counters.respond, counters.arrive, counters.resolve, counters.update];
    let all = tallies.into_iter().chain(counters.restore);
    all.fold((0, 0), |(judged, breached), tally| (judged + tally.whole, breached + tally.whole - tally.part))
}

/// A mean as a whole number, a half going up; none without any.
pub(super) fn mean(sum: i64, count: i64) -> Option<i64> {
    use num_traits::ToPrimitive;
    Fraction::new(sum, count).and_then(|mean| half_up(&mean.0).to_i64())
}
