//! How many clocks came to what: the one way in which every report counts (S10).

use std::ops::Add;

use serde::{Deserialize, Serialize};

use super::ClockState;
use crate::fraction::Fraction;
use crate::text_enum;

text_enum! {
    /// What a clock counts as in a report (S10).
    pub enum SlaCount {
        /// Stopped at or before the due time.
        Met = "MET",
        /// Not stopped by the due time, whether or not the sweep has said so.
        Breached = "BREACHED",
        /// Still to be judged: running, paused, or waiting for a calendar.
        Running = "RUNNING",
        /// Taken out by decision.
        Excluded = "EXCLUDED",
        /// The terms promise nothing.
        WithoutPromise = "WITHOUT_PROMISE",
        /// Not needed any more.
        Cancelled = "CANCELLED",
    }
}

impl SlaCount {
    /// Of a clock in this state, once what runs past a certain due time is taken as breached.
    pub const fn of(state: ClockState) -> Self {
        match state {
            ClockState::Met => Self::Met,
            ClockState::Breached => Self::Breached,
            ClockState::Running | ClockState::Paused | ClockState::AwaitingCalendar => Self::Running,
            ClockState::Excluded => Self::Excluded,
            ClockState::NoPromise => Self::WithoutPromise,
            ClockState::Cancelled => Self::Cancelled,
        }
    }

    /// The states that count as this.
    pub fn states(self) -> impl Iterator<Item = ClockState> {
        ClockState::ALL.iter().copied().filter(move |state| Self::of(*state) == self)
    }
}

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
    /// One clock that counts as this.
    pub fn one(count: SlaCount) -> Self {
        let mut tally = Self::default();
        let counted = match count {
            SlaCount::Met => &mut tally.met,
            SlaCount::Breached => &mut tally.breached,
            SlaCount::Running => &mut tally.running,
            SlaCount::Excluded => &mut tally.excluded,
            SlaCount::WithoutPromise => &mut tally.without_promise,
            SlaCount::Cancelled => &mut tally.cancelled,
        };
        *counted = 1;
        tally
    }

    /// How many count as this.
    pub const fn of(&self, count: SlaCount) -> i64 {
        match count {
            SlaCount::Met => self.met,
            SlaCount::Breached => self.breached,
            SlaCount::Running => self.running,
            SlaCount::Excluded => self.excluded,
            SlaCount::WithoutPromise => self.without_promise,
            SlaCount::Cancelled => self.cancelled,
        }
    }

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
        let counts = SlaCount::ALL.iter().map(|count| tally.of(*count));
        assert_eq!(counts.collect::<Vec<_>>(), [19, 1, 4, 2, 3, 5]);
        for count in SlaCount::ALL.iter().copied() {
            let one = ClockTally::one(count);
            assert_eq!(SlaCount::ALL.iter().map(|of| one.of(*of)).sum::<i64>(), 1, "{count}");
            assert_eq!(one.of(count), 1, "{count}");
        }
    }
}
