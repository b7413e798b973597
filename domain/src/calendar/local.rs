//! From civil time to instants, safe where clocks are put forward or back (E1, E2).
//!
//! An opening is the earliest instant whose wall clock reads the given time or later; a closing is the latest instant
//! whose wall clock reads it or earlier. So of a time that occurs twice an opening takes the first and a closing the
//! second, and a time that is skipped is the moment of the skip for both.

use chrono::{MappedLocalTime, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone};
use chrono_tz::Tz;

/// The instant of an opening, `second` seconds of wall clock after the midnight of `date`.
pub(super) fn opening(zone: Tz, date: NaiveDate, second: i32) -> i64 {
    let wall = wall(date, second);
    match zone.from_local_datetime(&wall) {
        MappedLocalTime::Single(at) => at.timestamp(),
        MappedLocalTime::Ambiguous(one, other) => one.timestamp().min(other.timestamp()),
        MappedLocalTime::None => skip(zone, wall),
    }
}

/// The instant of a closing, `second` seconds of wall clock after the midnight of `date`.
pub(super) fn closing(zone: Tz, date: NaiveDate, second: i32) -> i64 {
    let wall = wall(date, second);
    match zone.from_local_datetime(&wall) {
        MappedLocalTime::Single(at) => at.timestamp(),
        MappedLocalTime::Ambiguous(one, other) => one.timestamp().max(other.timestamp()),
        MappedLocalTime::None => skip(zone, wall),
    }
}

/// The first instant of a civil date in a zone.
pub fn start_of_day(zone: Tz, date: NaiveDate) -> crate::Instant {
    chrono::DateTime::from_timestamp(opening(zone, date, 0), 0).unwrap_or(chrono::DateTime::UNIX_EPOCH)
}

/// The instant at which the clocks of a zone read so many seconds after the midnight of a date, or later (E1, E2).
pub fn time_of_day(zone: Tz, date: NaiveDate, second: i32) -> crate::Instant {
    chrono::DateTime::from_timestamp(opening(zone, date, second), 0).unwrap_or(chrono::DateTime::UNIX_EPOCH)
}

/// The civil date of an instant.
pub(super) fn date_of(zone: Tz, at: i64) -> NaiveDate {
    utc(at).map_or(NaiveDate::MAX, |at| zone.from_utc_datetime(&at).date_naive())
}

fn wall(date: NaiveDate, second: i32) -> NaiveDateTime {
    date.and_time(NaiveTime::MIN) + TimeDelta::seconds(i64::from(second))
}

fn utc(at: i64) -> Option<NaiveDateTime> {
    chrono::DateTime::from_timestamp(at, 0).map(|at| at.naive_utc())
}

/// The instant at which the clocks jumped over `wall`: between its readings with the offset after and before the jump.
fn skip(zone: Tz, wall: NaiveDateTime) -> i64 {
    let offset =
        |at: i64| utc(at).map_or(0, |at| i64::from(zone.offset_from_utc_datetime(&at).fix().local_minus_utc()));
    let read = wall.and_utc().timestamp();
    let (before, after) = (offset(read - 93_600), offset(read + 93_600));
    let (mut low, mut high) = (read - after, read - before);
    while low + 1 < high {
        let middle = low + (high - low) / 2;
        if offset(middle) == before { low = middle } else { high = middle }
    }
    high
}
