//! What a scorecard is about: a contract or a vendor, for a month, quarter, half-year or year of civil dates.

use chrono::{Datelike, Months, NaiveDate};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::Instant;
use crate::calendar::start_of_day;
use crate::text_enum;

text_enum! {
    /// Whom a scorecard is about.
    pub enum SubjectKind {
        /// One contract, scored by its own scheme.
        Contract = "CONTRACT",
        /// A vendor over all its contracts, scored by the default scheme.
        Vendor = "VENDOR",
    }
}

text_enum! {
    /// How long a scorecard's period is.
    pub enum PeriodKind {
        /// A calendar month.
        Month = "MONTH",
        /// Three months from January, April, July or October.
        Quarter = "QUARTER",
        /// Six months from January or July.
        HalfYear = "HALF_YEAR",
        /// A calendar year.
        Year = "YEAR",
    }
}

impl PeriodKind {
    /// Its length in months.
    pub const fn months(self) -> u32 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::HalfYear => 6,
            Self::Year => 12,
        }
    }

    /// The word in Chinese.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Month => "月",
            Self::Quarter => "季度",
            Self::HalfYear => "半年",
            Self::Year => "年",
        }
    }
}

/// A month, quarter, half-year or year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Period {
    /// How long.
    pub kind: PeriodKind,
    /// Its first day.
    pub start: NaiveDate,
}

impl Period {
    /// The period of this kind that holds a date.
    pub fn holding(kind: PeriodKind, date: NaiveDate) -> Self {
        let month0 = date.month0() / kind.months() * kind.months();
        let start = date.with_day(1).and_then(|first| first.with_month0(month0)).unwrap_or(date);
        Self { kind, start }
    }

    /// The period of this kind that begins on a date; none when no such period does.
    pub fn beginning(kind: PeriodKind, start: NaiveDate) -> Option<Self> {
        let period = Self::holding(kind, start);
        (period.start == start).then_some(period)
    }

    /// Whether a date lies in it.
    pub fn holds(self, date: NaiveDate) -> bool {
        self.start <= date && date < self.end()
    }

    /// The month written as `YYYYMM`; none when it is no month.
    pub fn month(yyyymm: i32) -> Option<Self> {
        let month = u32::try_from(yyyymm.rem_euclid(100)).ok()?;
        let start = NaiveDate::from_ymd_opt(yyyymm.div_euclid(100), month, 1)?;
        Some(Self { kind: PeriodKind::Month, start })
    }

    /// The first day after it.
    pub fn end(self) -> NaiveDate {
        self.start.checked_add_months(Months::new(self.kind.months())).unwrap_or(NaiveDate::MAX)
    }

    /// Its first and last month as `YYYYMM`.
    pub fn months(self) -> (i32, i32) {
        (yyyymm(self.start), yyyymm(self.end().pred_opt().unwrap_or(self.start)))
    }

    /// Each of its months as `YYYYMM`, the first one first.
    pub fn each_month(self) -> impl Iterator<Item = i32> {
        let start = move |back| self.start.checked_add_months(Months::new(back));
        (0..self.kind.months()).filter_map(start).map(yyyymm)
    }

    /// Its first instant and the first after it, in the zone that owns its civil dates.
    pub fn bounds(self, zone: Tz) -> (Instant, Instant) {
        (start_of_day(zone, self.start), start_of_day(zone, self.end()))
    }

    /// Whether its last day has not passed in a zone: what it comes to is not known yet.
    pub fn is_running(self, zone: Tz, now: Instant) -> bool {
        now < start_of_day(zone, self.end())
    }

    /// The longer period of this kind that it lies in.
    pub fn within(self, kind: PeriodKind) -> Self {
        Self::holding(kind, self.start)
    }
}

/// The month of a date as `YYYYMM`.
pub fn yyyymm(date: NaiveDate) -> i32 {
    date.year() * 100 + i32::try_from(date.month()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn a_date_lies_in_one_period_of_each_kind() {
        let starts =
            |text| PeriodKind::ALL.iter().map(|kind| Period::holding(*kind, day(text)).start).collect::<Vec<_>>();
        assert_eq!(starts("2026-11-23"), [day("2026-11-01"), day("2026-10-01"), day("2026-07-01"), day("2026-01-01")]);
        assert_eq!(starts("2024-02-29"), [day("2024-02-01"), day("2024-01-01"), day("2024-01-01"), day("2024-01-01")]);
        assert_eq!(starts("2026-05-31"), [day("2026-05-01"), day("2026-04-01"), day("2026-01-01"), day("2026-01-01")]);
    }

    #[test]
    fn a_period_names_its_months() {
        let month = Period::month(202612).expect("a month");
        assert_eq!((month.end(), month.months()), (day("2027-01-01"), (202612, 202612)));
        assert_eq!(month.within(PeriodKind::Quarter).months(), (202610, 202612));
        assert_eq!(month.within(PeriodKind::HalfYear).months(), (202607, 202612));
        assert_eq!(month.within(PeriodKind::Year).months(), (202601, 202612));
        assert_eq!(month.each_month().collect::<Vec<_>>(), [202612]);
        assert_eq!(month.within(PeriodKind::Quarter).each_month().collect::<Vec<_>>(), [202610, 202611, 202612]);
        let (from, until) = month.bounds(chrono_tz::Asia::Shanghai);
        assert_eq!(
            (from.to_rfc3339(), until.to_rfc3339()),
            ("2026-11-30T16:00:00+00:00".to_owned(), "2026-12-31T16:00:00+00:00".to_owned())
        );
        let running = |at: &str| month.is_running(chrono_tz::Asia::Shanghai, at.parse().expect("an instant"));
        assert!(running("2026-12-31T15:59:59Z") && !running("2026-12-31T16:00:00Z"));
        let half = Period::beginning(PeriodKind::HalfYear, day("2026-07-01")).expect("a half-year");
        assert!(half.holds(day("2026-12-31")) && !half.holds(day("2027-01-01")) && !half.holds(day("2026-06-30")));
        assert_eq!(Period::beginning(PeriodKind::HalfYear, day("2026-04-01")), None);
        assert_eq!(Period::month(202613), None);
        assert_eq!(Period::month(0), None);
    }
}
