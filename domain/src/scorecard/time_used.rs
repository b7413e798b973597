//! How long promises took: counts by buckets of time, from which percentiles are told.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::AddAssign;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::sla::Metric;

/// Below this many seconds every second has a bucket of its own; above it each doubling has [`PARTS`] of them, so that the
/// middle of a bucket is at most 1/64 away from whatever lies in it.
const FINE: i64 = 64;
/// Buckets of a doubling.
const PARTS: i64 = 32;
/// 2⁶ = [`FINE`].
const FINE_BITS: u32 = 6;
/// From 2³² seconds on, 136 years, there is one bucket more.
const LAST_BITS: u32 = 32;

/// The bucket of a time of so many seconds. Longer times have higher ones.
pub fn time_bucket(seconds: i64) -> i32 {
    let seconds = seconds.max(0);
    let bits = seconds.checked_ilog2().unwrap_or(0).min(LAST_BITS);
    let bucket = if bits < FINE_BITS {
        seconds
    } else {
        let low = 1_i64 << bits;
        let part = (seconds - low) / (low / PARTS);
        first_of(bits) + if bits == LAST_BITS { 0 } else { part }
    };
    i32::try_from(bucket).unwrap_or(i32::MAX)
}

/// The first bucket from 2^bits seconds on.
fn first_of(bits: u32) -> i64 {
    FINE + i64::from(bits - FINE_BITS) * PARTS
}

/// For each doubling that has several seconds a bucket, the shortest first: its first second, its first bucket and the
/// seconds a bucket. What the database counts by.
pub fn time_doublings() -> impl Iterator<Item = (i64, i64, i64)> {
    (FINE_BITS..=LAST_BITS).map(|bits| {
        let low = 1_i64 << bits;
        (low, first_of(bits), if bits == LAST_BITS { i64::MAX } else { low / PARTS })
    })
}

/// The seconds that stand for a bucket: its middle.
fn middle(bucket: i32) -> i64 {
    let bucket = i64::from(bucket);
    if bucket < FINE {
        return bucket;
    }
    let (doubling, part) = ((bucket - FINE) / PARTS, (bucket - FINE) % PARTS);
    let low = FINE << doubling.min(i64::from(LAST_BITS - FINE_BITS));
    let width = low / PARTS;
    low + part * width + width / 2
}

/// How many times lie in each bucket. Counts add up in any order, and what was added can be taken off again.
///
/// Written as `bucket:count` with spaces between, the lowest bucket first; read in any order, and a bucket alone is one time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimeUsed(BTreeMap<i32, i64>);

impl TimeUsed {
    /// Counts so many more times of a bucket; fewer when `count` is below 0.
    pub fn add(&mut self, bucket: i32, count: i64) {
        let sum = self.0.entry(bucket).or_default();
        *sum += count;
        if *sum == 0 {
            self.0.remove(&bucket);
        }
    }

    /// Whether there is no time in it.
    pub fn is_nothing(&self) -> bool {
        self.0.is_empty()
    }

    /// How many times.
    pub fn count(&self) -> i64 {
        self.0.values().sum()
    }

    /// The nearest rank: the ⌈percent · count / 100⌉th shortest time, in seconds, at most 1/64 off; none of nothing.
    pub fn percentile(&self, percent: i64) -> Option<i64> {
        let (count, mut passed) = (self.count(), 0);
        self.0.iter().find_map(|(bucket, times)| {
            passed += times;
            (passed * 100 >= percent * count).then(|| middle(*bucket))
        })
    }

    /// What a card tells of it; none of nothing.
    pub fn percentiles(&self, metric: Metric) -> Option<Percentiles> {
        Some(Percentiles {
            metric,
            count: self.count(),
            p50: self.percentile(50)?,
            p90: self.percentile(90)?,
            p95: self.percentile(95)?,
            p99: self.percentile(99)?,
            exact: false,
        })
    }
}

impl AddAssign<&Self> for TimeUsed {
    fn add_assign(&mut self, other: &Self) {
        for (bucket, count) in &other.0 {
            self.add(*bucket, *count);
        }
    }
}

impl fmt::Display for TimeUsed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, (bucket, count)) in self.0.iter().enumerate() {
            write!(f, "{}{bucket}:{count}", if place > 0 { " " } else { "" })?;
        }
        Ok(())
    }
}

/// Text that is no list of buckets.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not written as bucket or bucket:count")]
pub struct NotTimeUsed(String);

impl FromStr for TimeUsed {
    type Err = NotTimeUsed;

    fn from_str(text: &str) -> Result<Self, NotTimeUsed> {
        let mut used = Self::default();
        for part in text.split_ascii_whitespace() {
            let (bucket, count) = part.split_once(':').unwrap_or((part, "1"));
            let parsed = bucket.parse::<i32>().ok().zip(count.parse::<i64>().ok());
            let (bucket, count) = parsed.ok_or_else(|| NotTimeUsed(part.to_owned()))?;
            used.add(bucket, count);
        }
        Ok(used)
    }
}

/// The times that promises of a metric took until they were kept, in seconds of the promise's own measure: working time or
/// real time, without pauses. Those kept late are among them, those not kept yet are not.
///
/// A percentile is a nearest rank: of n times in order the ⌈p · n⌉th, so that it is one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Percentiles {
    /// Of which promises.
    pub metric: Metric,
    /// How many were kept.
    pub count: i64,
    /// Half took at most so long.
    pub p50: i64,
    /// Nine in ten.
    pub p90: i64,
    /// Nineteen in twenty.
    pub p95: i64,
    /// Ninety-nine in a hundred.
    pub p99: i64,
    /// Whether these are the times themselves; else each may be up to 2.5 % off.
    pub exact: bool,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn used(times: &[i64]) -> TimeUsed {
        let mut used = TimeUsed::default();
        times.iter().for_each(|seconds| used.add(time_bucket(*seconds), 1));
        used
    }

    /// The nearest rank of the times themselves.
    fn exact(times: &[i64], percent: i64) -> i64 {
        let mut sorted = times.to_vec();
        sorted.sort_unstable();
        let count = i64::try_from(sorted.len()).expect("few");
        let rank = (percent * count + 99) / 100;
        sorted[usize::try_from(rank.max(1) - 1).expect("a rank")]
    }

    /// The bucket as the database finds it.
    fn by_doublings(seconds: i64) -> i64 {
        let doubling = time_doublings().filter(|(low, ..)| *low <= seconds).last();
        doubling.map_or(seconds, |(low, first, width)| first + (seconds - low) / width)
    }

    #[test]
    fn buckets_begin_where_the_ones_before_end() {
        for (seconds, bucket) in [(0, 0), (63, 63), (64, 64), (65, 64), (66, 65), (127, 95), (128, 96), (131, 96)] {
            assert_eq!(time_bucket(seconds), bucket, "{seconds}");
        }
        assert_eq!(time_bucket(-5), 0, "no time is less than none");
        assert_eq!(time_bucket(i64::MAX), time_bucket(1 << LAST_BITS));
    }

    #[test]
    fn percentiles_are_nearest_ranks() {
        let times: Vec<i64> = (1..=10).collect();
        assert_eq!([50, 90, 95, 99].map(|percent| used(&times).percentile(percent)), [5, 9, 10, 10].map(Some));
        assert_eq!(used(&[7]).percentile(50), Some(7));
        assert_eq!(used(&[]).percentiles(Metric::Resolve), None);
    }

    proptest! {
        #[test]
        fn a_percentile_is_within_two_and_a_half_per_cent(
            times in prop::collection::vec(prop_oneof![0_i64..200, 0_i64..100_000, 0_i64..(1 << 32)], 1..200),
            percent in 1_i64..=100,
        ) {
            let (told, exact) = (used(&times).percentile(percent).expect("a time"), exact(&times, percent));
            prop_assert!((told - exact).abs() * 1_000 <= exact * 25, "{told} for {exact}");
        }

        #[test]
        fn longer_times_have_higher_buckets(one in 0_i64..(1 << 34), other in 0_i64..(1 << 34)) {
            prop_assert!(one > other || time_bucket(one) <= time_bucket(other));
            prop_assert_eq!(by_doublings(one), i64::from(time_bucket(one)));
        }

        #[test]
        fn parts_add_up_in_any_order_and_come_off_again(
            one in prop::collection::vec(0_i64..1_000_000, 0..50),
            other in prop::collection::vec(0_i64..1_000_000, 0..50),
        ) {
            let (first, second) = (used(&one), used(&other));
            let (mut forth, mut back) = (first.clone(), second.clone());
            forth += &second;
            back += &first;
            let all: Vec<i64> = other.iter().chain(&one).copied().collect();
            prop_assert_eq!((&forth, &back), (&used(&all), &used(&all)));
            other.iter().for_each(|seconds| forth.add(time_bucket(*seconds), -1));
            prop_assert_eq!(&forth, &first);
            prop_assert_eq!(first.to_string().parse::<TimeUsed>(), Ok(first.clone()));
            let alone: Vec<String> = one.iter().map(|seconds| time_bucket(*seconds).to_string()).collect();
            prop_assert_eq!(alone.join(" ").parse::<TimeUsed>(), Ok(first));
        }
    }
}
