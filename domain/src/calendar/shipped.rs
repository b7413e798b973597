//! The calendars that come with the product: China's working days 2018 to 2026 and Guangxi's overlay.
//!
//! Data, credits and licence: `domain/data/calendar/SOURCES.md`.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use chrono_tz::Asia::Shanghai;
use serde::Deserialize;

use super::{CalendarSpec, DayLayer, DayRule, Interval, Weekly};

const NATIONAL: &str = include_str!("../../data/calendar/cn-days.csv");
const AMENDMENTS: &str = include_str!("../../data/calendar/cn-amendments.json");
const GUANGXI: &str = include_str!("../../data/calendar/guangxi-overlay.csv");

/// The first year of the national layer.
pub const NATIONAL_FROM: i32 = 2018;
/// The last year of the national layer.
pub const NATIONAL_UNTIL: i32 = 2026;

#[derive(Deserialize)]
struct Amendment {
    year: i32,
    changes: Vec<AmendedDay>,
}

#[derive(Deserialize)]
struct AmendedDay {
    date: NaiveDate,
    before: Option<String>,
}

/// The working days of the State Council's notices, known from 2018-01-01 to 2026-12-31.
pub fn national() -> DayLayer {
    DayLayer {
        known_from: NaiveDate::from_ymd_opt(NATIONAL_FROM, 1, 1),
        known_until: NaiveDate::from_ymd_opt(NATIONAL_UNTIL, 12, 31),
        days: days(NATIONAL),
        ..DayLayer::overlay("CN", "国务院节假日安排")
    }
}

/// Guangxi's own holiday 三月三 with its make-up days. No date is held open by default.
pub fn guangxi() -> DayLayer {
    DayLayer { days: days(GUANGXI), ..DayLayer::overlay("CN-GX", "广西三月三") }
}

/// The national layer as first published for a year whose notice was amended later: 2019 or 2020.
pub fn national_before_amendment(year: i32) -> Option<DayLayer> {
    let amendments: Vec<Amendment> = serde_json::from_str(AMENDMENTS).ok()?;
    let amendment = amendments.into_iter().find(|amendment| amendment.year == year)?;
    let mut layer = national();
    for day in amendment.changes {
        match day.before.as_deref().and_then(rule) {
            Some(rule) => layer.days.insert(day.date, rule),
            None => layer.days.remove(&day.date),
        };
    }
    Some(layer)
}

/// Office hours from Monday to Friday in Asia/Shanghai under the given layers.
pub fn office_hours(hours: &[Interval], layers: Vec<DayLayer>) -> CalendarSpec {
    let weekly: Weekly = std::array::from_fn(|day| if day < 5 { hours.to_vec() } else { Vec::new() });
    CalendarSpec { layers, ..CalendarSpec::weekly(Shanghai, beginning(), weekly) }
}

/// 08:00-12:00 and 15:00-18:00, the national days and Guangxi's overlay.
pub fn guangxi_office_hours() -> CalendarSpec {
    let hours = [Interval::hm((8, 0), (12, 0)), Interval::hm((15, 0), (18, 0))];
    office_hours(&hours, vec![national(), guangxi()])
}

/// 7×24 in Asia/Shanghai, known without limit.
pub fn around_the_clock() -> CalendarSpec {
    CalendarSpec::weekly(Shanghai, beginning(), std::array::from_fn(|_| vec![Interval::DAY]))
}

fn beginning() -> NaiveDate {
    NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or_default()
}

/// Rows `date,weekday,status,…` after a heading; a test counts them, so that none is dropped silently.
fn days(csv: &str) -> BTreeMap<NaiveDate, DayRule> {
    csv.lines()
        .filter_map(|line| {
            let mut cells = line.split(',');
            let date = cells.next()?.parse().ok()?;
            Some((date, rule(cells.nth(1)?)?))
        })
        .collect()
}

fn rule(status: &str) -> Option<DayRule> {
    match status {
        "off" => Some(DayRule::Off),
        "work" => Some(DayRule::Work { like: None }),
        _ => None,
    }
}
