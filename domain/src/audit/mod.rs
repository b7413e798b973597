//! Seals of the audit log: each covers a stretch of time and hashes its entries together with the seal before it, so that
//! nothing in it is changed, taken out or put in unseen.

mod check;
mod hash;

#[cfg(test)]
mod tests;

use chrono::TimeDelta;

use crate::Instant;

pub use check::{SealFinding, SealFindingKind, beforehand, expected};
pub use hash::{SealedEntry, Sealing};

/// How long after its end an hour is sealed: between reading its time and beginning the transaction that writes its entry
/// an operation takes less.
const GRACE: TimeDelta = TimeDelta::minutes(15);

const HOUR: TimeDelta = TimeDelta::hours(1);

/// A seal: of the entries from `from` on and before `before`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seal {
    /// Its place in the chain; 1 for the first.
    pub seq: i64,
    pub from: Instant,
    pub before: Instant,
    /// How many entries were sealed.
    pub entries: i64,
    /// The hash of the seal before it; empty for the first.
    pub previous: String,
    /// SHA-256 in hexadecimal digits, as [`Sealing`] makes it.
    pub hash: String,
}

/// When the hour began that an instant lies in.
pub fn hour(at: Instant) -> Instant {
    let seconds = at.timestamp();
    Instant::from_timestamp(seconds - seconds.rem_euclid(HOUR.num_seconds()), 0).unwrap_or(at)
}

/// The end of the last hour that can be sealed.
pub fn sealable(now: Instant) -> Instant {
    hour(now - GRACE)
}

/// Where the next stretch ends that begins at the hour `from`, when `first` is the time of the first entry from then on: an
/// hour with entries is a stretch of its own, hours without are one together. None when no hour before `until` is left.
pub fn stretch(from: Instant, first: Option<Instant>, until: Instant) -> Option<Instant> {
    if from >= until {
        return None;
    }
    let next = first.map_or(until, hour).min(until);
    Some(if next > from { next } else { from + HOUR })
}
