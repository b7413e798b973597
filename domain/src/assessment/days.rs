//! When a draft is due, and when the days of a side are over.

use chrono::{Days, NaiveDate};
use chrono_tz::Tz;

use super::{AssessmentRefusal, DayKind};
use crate::Instant;
use crate::calendar::{CompiledCalendar, start_of_day};

/// No calendar is closed for so long.
const FAR: usize = 366;

/// The first working day on or after a date; none while a day before it is not known yet (S8).
pub fn first_working_day(calendar: &CompiledCalendar, from: NaiveDate) -> Option<NaiveDate> {
    working_days(calendar, from).next()
}

/// The instant at which a side's days are over: the end of the last of so many days after the day of `at`. None while
/// the calendar does not know all of them yet.
pub fn ends_of_days(
    at: Instant,
    (count, kind): (i64, DayKind),
    (zone, calendar): (Tz, Option<&CompiledCalendar>),
) -> Option<Instant> {
    let day = at.with_timezone(&zone).date_naive();
    let count = u64::try_from(count).ok()?;
    let last = match kind {
        DayKind::Calendar => day.checked_add_days(Days::new(count))?,
        DayKind::Working => {
            let nth = usize::try_from(count.checked_sub(1)?).ok()?;
            working_days(calendar?, day.succ_opt()?).nth(nth)?
        }
    };
    Some(start_of_day(zone, last.succ_opt()?))
}

/// Refuses what a side does after its days, whether or not the platform has gone on by then. `ends` is none while the
/// calendar does not know their end.
///
/// # Errors
/// `WRONG_STATE`.
pub fn check_days(ends: Option<Instant>, now: Instant) -> Result<(), AssessmentRefusal> {
    if ends.is_some_and(|end| end <= now) { Err(AssessmentRefusal::DaysOver) } else { Ok(()) }
}

/// The working days from a date on, up to the first day that is not known.
fn working_days(calendar: &CompiledCalendar, from: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let known = from.iter_days().take(FAR).take_while(|date| calendar.is_known(*date));
    known.filter(|date| calendar.day(*date).len() > 0)
}
