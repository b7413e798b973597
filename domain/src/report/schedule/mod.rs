//! When a standing order of a report is due, in the civil time of a zone, and what a delivery of it tells of.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use chrono_tz::Tz;

use crate::calendar::{start_of_day, time_of_day};
use crate::{Instant, text_enum};

text_enum! {
    /// How often a report is delivered.
    pub enum CadenceKind {
        /// On a day of each month, of the month that ended before it.
        Monthly = "MONTHLY",
        /// On a day of each week, of the seven days before it.
        Weekly = "WEEKLY",
    }
}

text_enum! {
    /// Which report is delivered.
    pub enum ScheduledReport {
        /// The month of a contract that ended last.
        ContractMonth = "CONTRACT_MONTH",
        /// How many promises were kept.
        Sla = "SLA",
        /// How many pauses were declared.
        Pauses = "PAUSES",
        /// Who consumed the time.
        Time = "TIME",
        /// What came, went and is left.
        Workload = "WORKLOAD",
        /// Systems with so many incidents, and repeated faults.
        Faults = "FAULTS",
        /// Which open promises fall due.
        Forecast = "FORECAST",
    }
}

text_enum! {
    /// What became of a delivery.
    pub enum DeliveryOutcome {
        /// The file may be fetched.
        Ready = "READY",
        /// There is none: its owner might not have it then, or it could not be made.
        Refused = "REFUSED",
    }
}

/// The days of a month on which something may be due each month.
pub const DAYS: std::ops::RangeInclusive<i32> = 1..=28;
/// The full hours of a day.
pub const HOURS: std::ops::RangeInclusive<i32> = 0..=23;
/// Schedules that a person may have.
pub const SCHEDULES_MAX: u64 = 20;

/// On which days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cadence {
    /// On this day of each month, one of [`DAYS`].
    Monthly(u32),
    /// On this day of each week.
    Weekly(Weekday),
}

impl Cadence {
    /// How often.
    pub const fn kind(self) -> CadenceKind {
        match self {
            Self::Monthly(_) => CadenceKind::Monthly,
            Self::Weekly(_) => CadenceKind::Weekly,
        }
    }

    /// The first of its days on or after a day; none at the end of the calendar.
    fn on_or_after(self, day: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Monthly(of_month) => {
                let here = day.with_day(of_month)?;
                if here >= day { Some(here) } else { here.checked_add_months(Months::new(1)) }
            }
            Self::Weekly(weekday) => {
                let ahead = (7 + weekday.num_days_from_monday() - day.weekday().num_days_from_monday()) % 7;
                day.checked_add_days(Days::new(ahead.into()))
            }
        }
    }
}

/// At which times a report is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DueTimes {
    pub cadence: Cadence,
    /// The full hour of the zone's clocks, one of [`HOURS`].
    pub hour: u32,
    pub zone: Tz,
}

/// What is to be delivered now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The latest time that has passed.
    pub nominal: Instant,
    /// How many were due before it and are passed over.
    pub passed_over: i64,
    /// The next time to come.
    pub next: Option<Instant>,
}

/// Of what a delivery tells: the last whole month, or seven days, before its own day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Covered {
    /// The month that ended last, `YYYYMM`.
    pub month: i32,
    /// What figures count: `[from, before)`, whole civil days of the zone.
    pub from: Instant,
    pub before: Instant,
}

impl DueTimes {
    /// The first time after an instant; none at the end of the calendar. A time that the zone's clocks skip is the moment of the
    /// skip, and one that they show twice is the first (E1, E2).
    pub fn next_after(&self, at: Instant) -> Option<Instant> {
        // A day that the zone skips altogether falls on the beginning of the one after it.
        let mut day = self.day(at).checked_sub_days(Days::new(1))?;
        loop {
            day = self.cadence.on_or_after(day)?;
            let due = time_of_day(self.zone, day, i32::try_from(self.hour * 3_600).ok()?);
            if due > at {
                return Some(due);
            }
            day = day.succ_opt()?;
        }
    }

    /// What is to be delivered at `now` when `next` was the next time to come: the latest that has passed alone; none while it
    /// is still to come.
    pub fn due(&self, next: Instant, now: Instant) -> Option<Due> {
        if next > now {
            return None;
        }
        let mut due = Due { nominal: next, passed_over: 0, next: self.next_after(next) };
        while let Some(nominal) = due.next.filter(|next| *next <= now) {
            due = Due { nominal, passed_over: due.passed_over + 1, next: self.next_after(nominal) };
        }
        Some(due)
    }

    /// Of what the delivery of a time tells; none at the ends of the calendar.
    pub fn covered(&self, nominal: Instant) -> Option<Covered> {
        let day = self.day(nominal);
        let month_ends = day.with_day(1)?;
        let month_begins = month_ends.checked_sub_months(Months::new(1))?;
        let (from, before) = match self.cadence {
            Cadence::Monthly(_) => (month_begins, month_ends),
            Cadence::Weekly(_) => (day.checked_sub_days(Days::new(7))?, day),
        };
        Some(Covered {
            month: month_begins.year() * 100 + i32::try_from(month_begins.month()).ok()?,
            from: start_of_day(self.zone, from),
            before: start_of_day(self.zone, before),
        })
    }

    fn day(&self, at: Instant) -> NaiveDate {
        at.with_timezone(&self.zone).date_naive()
    }
}

#[cfg(test)]
mod tests;
