//! The formulas that tickets can answer (domain-facts §6), and what they count.

use std::ops::{Add, AddAssign};

use serde::{Deserialize, Serialize};

use crate::text_enum;
use crate::ticket::Priority;

text_enum! {
    /// How a criterion becomes a rate between 0 and 1.
    pub enum Formula {
        /// RESPONSE clocks met / met or breached.
        RespondInTime = "RESPOND_IN_TIME",
        /// ARRIVAL clocks met / met or breached.
        ArriveInTime = "ARRIVE_IN_TIME",
        /// RESTORE clocks, weighted by priority (P1 8, P2 4, P3 2, P4 1): Σ w·met / Σ w·(met or breached).
        RestoreWeighted = "RESTORE_WEIGHTED",
        /// RESOLVE clocks met / met or breached.
        ResolveInTime = "RESOLVE_IN_TIME",
        /// 1 − reopened / resolved; a rejected solution counts as reopened.
        ReopenRate = "REOPEN_RATE",
        /// 1 − repeats / faults; a repeat has the same system and cause within 30 days.
        RepeatFaults = "REPEAT_FAULTS",
        /// 1 − rejected pause time / claimed pause time.
        PauseHonesty = "PAUSE_HONESTY",
        /// (mean of ratings − 1) / 4.
        Satisfaction = "SATISFACTION",
    }
}

/// A count and what it is counted out of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Tally {
    /// How many, of `whole`.
    pub part: i64,
    /// Out of how many.
    pub whole: i64,
}

/// What a month of a contract and vendor comes to. Months add up to quarters and years, in any order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Counters {
    /// RESPONSE clocks counted in the period (S10): met, of met or breached.
    pub respond: Tally,
    /// ARRIVAL clocks: met, of met or breached.
    pub arrive: Tally,
    /// RESTORE clocks by priority, P1 first: met, of met or breached.
    pub restore: [Tally; 4],
    /// RESOLVE clocks: met, of met or breached.
    pub resolve: Tally,
    /// Solutions: reopened or rejected, of resolved.
    pub reopen: Tally,
    /// Faults: repeats (same system and cause within 30 days), of all.
    pub repeat: Tally,
    /// Pause seconds round the clock, of the pauses that began in the period and have ended: rejected, of all claimed.
    pub pause: Tally,
    /// Ratings: the sum of stars, and how many ratings.
    pub rating: Tally,
}

/// A rate before it is divided. `numerator / denominator` lies in 0 to 1 when `denominator > 0`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quotient {
    pub numerator: i64,
    pub denominator: i64,
}

impl Formula {
    /// The rate's numerator and denominator. A denominator of 0 is an empty set: no data.
    pub(super) fn quotient(self, counters: &Counters) -> Quotient {
        match self {
            Self::RespondInTime => share(counters.respond),
            Self::ArriveInTime => share(counters.arrive),
            Self::ResolveInTime => share(counters.resolve),
            Self::RestoreWeighted => {
                let weigh = |(priority, tally): (&Priority, Tally)| tally.times(weight(*priority));
                share(Priority::ALL.iter().zip(counters.restore).map(weigh).fold(Tally::default(), Add::add))
            }
            Self::ReopenRate => complement(counters.reopen),
            Self::RepeatFaults => complement(counters.repeat),
            Self::PauseHonesty => complement(counters.pause),
            Self::Satisfaction => Quotient {
                numerator: counters.rating.part - counters.rating.whole,
                denominator: 4 * counters.rating.whole,
            },
        }
    }
}

/// How much a RESTORE clock of this priority weighs.
const fn weight(priority: Priority) -> i64 {
    match priority {
        Priority::P1 => 8,
        Priority::P2 => 4,
        Priority::P3 => 2,
        Priority::P4 => 1,
    }
}

const fn share(tally: Tally) -> Quotient {
    Quotient { numerator: tally.part, denominator: tally.whole }
}

/// What is not the part. A period can see more reopened than resolved, having resolved them earlier: then nothing is left.
fn complement(tally: Tally) -> Quotient {
    Quotient { numerator: (tally.whole - tally.part).max(0), denominator: tally.whole }
}

impl Tally {
    const fn times(self, factor: i64) -> Self {
        Self { part: self.part * factor, whole: self.whole * factor }
    }
}

impl Add for Tally {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { part: self.part + other.part, whole: self.whole + other.whole }
    }
}

impl Add for Counters {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            respond: self.respond + other.respond,
            arrive: self.arrive + other.arrive,
            restore: std::array::from_fn(|rank| self.restore[rank] + other.restore[rank]),
            resolve: self.resolve + other.resolve,
            reopen: self.reopen + other.reopen,
            repeat: self.repeat + other.repeat,
            pause: self.pause + other.pause,
            rating: self.rating + other.rating,
        }
    }
}

impl AddAssign for Counters {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl std::iter::Sum for Counters {
    fn sum<I: Iterator<Item = Self>>(months: I) -> Self {
        months.fold(Self::default(), Add::add)
    }
}
