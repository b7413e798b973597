//! What inspections rest on: days, times, calendars.

mod answers;
mod dates;
mod laws;

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::*;
use crate::Instant;
use crate::calendar::{CalendarSpec, CompiledCalendar, DayLayer, DayRule, Interval};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn at(text: &str) -> Instant {
    text.parse().expect("a time")
}

/// Office hours in Nanning, Monday to Friday, with days off and make-up days; known to the end of 2026.
fn office(off: &[&str], work: &[&str]) -> CompiledCalendar {
    let week = std::array::from_fn(|n| if n < 5 { vec![Interval::hm((9, 0), (17, 30))] } else { vec![] });
    let mut spec = CalendarSpec::weekly(chrono_tz::Asia::Shanghai, day("2025-01-01"), week);
    let mut days = std::collections::BTreeMap::new();
    days.extend(off.iter().map(|date| (day(date), DayRule::Off)));
    days.extend(work.iter().map(|date| (day(date), DayRule::Work { like: None })));
    spec.layers.push(DayLayer {
        code: "CN".to_owned(),
        name: "法定节假日".to_owned(),
        known_from: Some(day("2025-01-01")),
        known_until: Some(day("2026-12-31")),
        days,
        pending: BTreeSet::new(),
    });
    CompiledCalendar::compile(&spec).expect("a calendar")
}

/// The week of National Day 2026, with the make-up days around it.
fn golden_week() -> CompiledCalendar {
    let off = ["2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07"];
    office(&off, &["2026-09-27", "2026-10-10"])
}

fn terms(rule: &str, from: &str, off_day: OffDayRule) -> PlanTerms {
    PlanTerms {
        recurrence: Recurrence::parse(rule, day(from)).expect("a rule"),
        off_day,
        raise_minute: 8 * 60 + 30,
        window_days: 3,
        valid_until: None,
    }
}
