//! Reading lists of days as others publish them: holiday-cn JSON, CSV, iCalendar.

mod holiday_cn;
mod ics;
mod table;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use domain::calendar::{DayList, DayRule};

/// How a list is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayListFormat {
    /// `{year, days: [{name, date, isOffDay}]}`, a year a file.
    HolidayCn,
    /// A heading with `date` and `status`, and optionally `hours` and `like`.
    Csv,
    /// All-day events of RFC 5545.
    Ics,
}

/// The days and, where the format tells, the years that the list is of.
type Read = Result<(BTreeMap<NaiveDate, DayRule>, Option<BTreeSet<i32>>), Vec<Slip>>;

/// Something in a list that cannot be taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Slip {
    /// For example `line 3`; empty for the whole list.
    pub place: String,
    pub en: String,
    pub zh: String,
}

/// The most days that a list names: far more than a published one.
const DAYS_MAX: usize = 5_000;
/// Slips that are told at a time.
const SLIPS_MAX: usize = 20;

/// Reads a list. `years` says which years it answers for; else those of the file, or those in which it names a day.
pub(super) fn read(format: DayListFormat, text: &str, years: Option<&[i32]>) -> Result<DayList, Vec<Slip>> {
    let text = text.trim_start_matches('\u{feff}');
    let (days, own_years) = match format {
        DayListFormat::HolidayCn => holiday_cn::read(text),
        DayListFormat::Csv => table::read(text),
        DayListFormat::Ics => ics::read(text),
    }?;
    let named = || days.keys().map(|date| date.year()).collect();
    let years = match years {
        Some(years) => years.iter().copied().collect(),
        None => own_years.unwrap_or_else(named),
    };
    Ok(DayList { days, years })
}

/// Days as they are collected: a date that means two things is a slip.
#[derive(Debug, Default)]
struct Days {
    days: BTreeMap<NaiveDate, DayRule>,
    slips: Vec<Slip>,
}

impl Days {
    fn add(&mut self, place: &str, date: NaiveDate, rule: DayRule) {
        if !(1990..=2100).contains(&date.year()) {
            let en = format!("{date}: the year must be 1990 to 2100");
            return self.slip(place, en, format!("{date}：年份须在 1990 至 2100 之间"));
        }
        match self.days.insert(date, rule.clone()) {
            Some(other) if other != rule => {
                let en = format!("{date} is named twice, with different meanings");
                self.slip(place, en, format!("{date} 重复且含义不同"));
            }
            _ if self.days.len() == DAYS_MAX + 1 => {
                let en = format!("a list names at most {DAYS_MAX} days");
                self.slip("", en, format!("一份清单最多 {DAYS_MAX} 天"));
            }
            _ => {}
        }
    }

    fn slip(&mut self, place: &str, en: impl Into<String>, zh: impl Into<String>) {
        if self.slips.len() < SLIPS_MAX {
            self.slips.push(Slip { place: place.to_owned(), en: en.into(), zh: zh.into() });
        }
    }

    fn finish(self, years: Option<BTreeSet<i32>>) -> Read {
        if self.slips.is_empty() { Ok((self.days, years)) } else { Err(self.slips) }
    }
}

/// The whole list is something else.
fn unreadable(en: impl Into<String>, zh: impl Into<String>) -> Vec<Slip> {
    vec![Slip { place: String::new(), en: en.into(), zh: zh.into() }]
}

#[cfg(test)]
mod tests {
    use domain::calendar::shipped;

    use super::*;

    const JSON: &str = include_str!("testdata/holiday-cn-2026.json");
    const EMPTY: &str = include_str!("testdata/holiday-cn-2027.json");
    const ICS: &str = include_str!("testdata/holiday-cn-2026.ics");

    fn of_2026() -> BTreeMap<NaiveDate, DayRule> {
        shipped::national().days.into_iter().filter(|(date, _)| date.year() == 2026).collect()
    }

    #[test]
    fn the_year_as_published_is_the_same_in_every_format() {
        let json = read(DayListFormat::HolidayCn, JSON, None).expect("JSON");
        assert_eq!((&json.days, &json.years), (&of_2026(), &BTreeSet::from([2026])));
        assert_eq!(read(DayListFormat::Ics, ICS, None).expect("ICS"), json);
        let csv = include_str!("../../../../../domain/data/calendar/cn-days.csv");
        let csv = read(DayListFormat::Csv, csv, None).expect("CSV");
        assert_eq!(csv.days, shipped::national().days);
        assert_eq!(csv.years, (2018..=2026).collect());
    }

    #[test]
    fn the_file_of_a_year_that_nobody_has_published_is_empty_and_names_its_year() {
        let list = read(DayListFormat::HolidayCn, EMPTY, None).expect("JSON");
        assert_eq!((list.days.len(), list.years), (0, BTreeSet::from([2027])));
    }

    #[test]
    fn the_years_can_be_said() {
        let list = read(DayListFormat::Csv, "date,status\n2026-12-31,off\n", Some(&[])).expect("CSV");
        assert_eq!((list.days.len(), list.years.len()), (1, 0), "one more day, and nothing is taken away");
    }

    #[test]
    fn a_date_that_means_two_things_is_refused() {
        let slips = read(DayListFormat::Csv, "date,status\n2026-12-31,off\n2026-12-31,work\n", None);
        let slips = slips.expect_err("a contradiction");
        assert_eq!((slips.len(), slips[0].place.as_str()), (1, "line 3"));
        assert!(read(DayListFormat::Csv, "date,status\n2026-12-31,off\n2026-12-31,off\n", None).is_ok(), "said twice");
    }
}
