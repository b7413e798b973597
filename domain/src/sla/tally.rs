//! How many clocks came to what: the one way in which every report counts (S10).

use std::ops::Add;

use serde::{Deserialize, Serialize};

use crate::fraction::Fraction;

/// Clock-cycles by outcome; each counts once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ClockTally {
    /// Stopped at or before the due time.
    pub met: i64,
    /// Not stopped by the due time, whether or not the sweep has said so.
    pub breached: i64,
    /// Still to be judged: running, paused, or waiting for a calendar.
    pub running: i64,
    /// Taken out by decision.
    pub excluded: i64,
    /// The terms promise nothing.
    pub without_promise: i64,
    /// Not needed any more; stands beside the total.
    pub cancelled: i64,
}

impl ClockTally {
    /// Met, breached, running, excluded and without promise.
    pub const fn total(&self) -> i64 {
        self.met + self.breached + self.running + self.excluded + self.without_promise
    }

    /// What attainment is counted out of: met and breached.
    pub const fn judged(&self) -> i64 {
        self.met + self.breached
    }

    /// Met out of judged; none when nothing is judged: neither 0 nor 100 %.
    pub fn attainment(&self) -> Option<Fraction> {
        Fraction::new(self.met, self.judged())
    }
}

impl Add for ClockTally {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            met: self.met + other.met,
            breached: self.breached + other.breached,
            running: self.running + other.running,
            excluded: self.excluded + other.excluded,
            without_promise: self.without_promise + other.without_promise,
            cancelled: self.cancelled + other.cancelled,
        }
    }
}

impl std::iter::Sum for ClockTally {
    fn sum<I: Iterator<Item = Self>>(tallies: I) -> Self {
        tallies.fold(Self::default(), Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attainment_leaves_out_what_is_not_judged() {
        let tally = ClockTally { met: 19, breached: 1, running: 4, excluded: 2, without_promise: 3, cancelled: 5 };
        assert_eq!((tally.total(), tally.judged()), (29, 20));
        assert_eq!(tally.attainment().map(|rate| rate.decimal(4)), Some("0.9500".to_owned()));
        assert_eq!(ClockTally { running: 4, ..ClockTally::default() }.attainment(), None);
        assert_eq!([tally, tally].into_iter().sum::<ClockTally>().total(), 58);
    }
}
