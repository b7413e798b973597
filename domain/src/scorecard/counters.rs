//! What the months of a contract are counted as, before any scheme looks at it.

use std::ops::{Add, AddAssign};

use serde::{Deserialize, Serialize};

use crate::sla::Metric;
use crate::ticket::Priority;

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
    /// UPDATE clocks, each due report one: met, of met or breached.
    pub update: Tally,
    /// Solutions: reopened or rejected, of resolved.
    pub reopen: Tally,
    /// Faults: repeats (same system and cause within 30 days), of all.
    pub repeat: Tally,
    /// Pause seconds round the clock, of the pauses that began in the period and have ended: rejected, of all claimed.
    pub pause: Tally,
    /// Ratings: the sum of stars, and how many ratings.
    pub rating: Tally,
    /// RESOLVE clocks of complaints: met, of met or breached. They are among `resolve` too.
    pub complaint: Tally,
    /// Closings: with cause, solution and evidence on record, of all.
    pub record: Tally,
    /// Inspections planned for the period: done in it with their checklist, of all.
    pub inspection: Tally,
    /// Breached clocks by how late they were.
    #[serde(skip_serializing_if = "Late::is_nothing")]
    pub late: Late,
}

/// How late a breached promise was, in the time that the promise itself counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lateness {
    /// Up to twice the time allowed, or not kept yet.
    Late,
    /// Beyond twice, up to three times.
    BeyondTwice,
    /// Beyond three times.
    BeyondThrice,
}

/// Breached clocks by metric, priority of the promise and lateness. An UPDATE link has no lateness: the next one follows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Late([[[i64; 3]; 4]; 4]);

impl Late {
    /// Counts so many breaches of one kind; those of UPDATE are passed over.
    pub fn add(&mut self, metric: Metric, priority: Priority, lateness: Lateness, count: i64) {
        if let Some(place) = place(metric) {
            self.0[place][priority as usize][lateness as usize] += count;
        }
    }

    /// How many of a metric and priority: late, beyond twice, beyond three times the time allowed.
    pub fn of(&self, metric: Metric, priority: Priority) -> [i64; 3] {
        place(metric).map_or([0; 3], |place| self.0[place][priority as usize])
    }

    fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

const fn place(metric: Metric) -> Option<usize> {
    match metric {
        Metric::Response => Some(0),
        Metric::Arrival => Some(1),
        Metric::Restore => Some(2),
        Metric::Resolve => Some(3),
        Metric::Update => None,
    }
}

impl Counters {
    /// Whether nothing was counted: then there is nothing to rate.
    pub fn is_nothing(&self) -> bool {
        let Self { respond, arrive, restore, resolve, update, reopen, repeat, pause, rating, .. } = self;
        let Self { complaint, record, inspection, late, .. } = self;
        let tallies = [respond, arrive, resolve, update, reopen, repeat, pause, rating, complaint, record, inspection];
        tallies.into_iter().chain(restore).all(|tally| *tally == Tally::default()) && late.is_nothing()
    }
}

impl Tally {
    pub(super) const fn times(self, factor: i64) -> Self {
        Self { part: self.part * factor, whole: self.whole * factor }
    }
}

impl Add for Tally {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { part: self.part + other.part, whole: self.whole + other.whole }
    }
}

impl Add for Late {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        let sum = |metric: usize, rank: usize, class: usize| self.0[metric][rank][class] + other.0[metric][rank][class];
        Self(std::array::from_fn(|metric| {
            std::array::from_fn(|rank| std::array::from_fn(|class| sum(metric, rank, class)))
        }))
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
            update: self.update + other.update,
            reopen: self.reopen + other.reopen,
            repeat: self.repeat + other.repeat,
            pause: self.pause + other.pause,
            rating: self.rating + other.rating,
            complaint: self.complaint + other.complaint,
            record: self.record + other.record,
            inspection: self.inspection + other.inspection,
            late: self.late + other.late,
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
