//! E1 to E15 and E45: hours, days, zones and calendars that change.

use chrono::{NaiveDate, Weekday};
use chrono_tz::Europe::Berlin;
use domain::calendar::{
    CalendarError, CalendarSpec, CalendarVersion, ChangedSpans, CompiledCalendar, DayLayer, DayRule, Interval, Weekly,
    shipped,
};
use domain::sla::{ClockState, Metric, TargetDuration};
use domain::ticket::Priority::P3;

use crate::promises::{Promises, compiled, guangxi};
use crate::story::{hours, key, local, show, story};

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> i64 {
    local(text).timestamp()
}

fn utc(text: &str) -> i64 {
    text.parse::<domain::Instant>().unwrap().timestamp()
}

fn shown(second: i64) -> String {
    show(domain::Instant::from_timestamp(second, 0))
}

fn every_day(text: &str) -> Weekly {
    let hours: Vec<Interval> = text.split(' ').map(|hours| hours.parse().unwrap()).collect();
    std::array::from_fn(|_| hours.clone())
}

fn berlin(hours: &str) -> CompiledCalendar {
    CompiledCalendar::compile(&CalendarSpec::weekly(Berlin, date("2020-01-01"), every_day(hours))).unwrap()
}

fn office_with(layer: DayLayer) -> CompiledCalendar {
    let mut spec = shipped::guangxi_office_hours();
    spec.layers.push(layer);
    CompiledCalendar::compile(&spec).unwrap()
}

#[test]
fn e01_a_civil_day_is_as_long_as_its_zone_makes_it() {
    let calendar = berlin("00:00-24:00");
    let length = |day: &str, next: &str| calendar.between(calendar.start_of(date(day)), calendar.start_of(date(next)));
    assert_eq!(length("2026-03-28", "2026-03-29"), hours(24));
    assert_eq!(length("2026-03-29", "2026-03-30"), hours(23));
    assert_eq!(length("2026-10-25", "2026-10-26"), hours(25));
    let office = berlin("08:00-12:00");
    assert_eq!(office.next_opening(utc("2026-03-28T00:00:00Z")).at, utc("2026-03-28T07:00:00Z"));
    assert_eq!(office.next_opening(utc("2026-03-29T00:00:00Z")).at, utc("2026-03-29T06:00:00Z"));
}

#[test]
fn e02_an_edge_at_a_skipped_or_repeated_time_opens_early_and_closes_late() {
    let edges = |hours: &str, day: &str| berlin(hours).day(date(day)).next();
    let skipped = utc("2026-03-29T01:00:00Z");
    assert_eq!(edges("02:30-10:00", "2026-03-29"), Some((skipped, utc("2026-03-29T08:00:00Z"))));
    assert_eq!(edges("01:00-02:30", "2026-03-29"), Some((utc("2026-03-29T00:00:00Z"), skipped)));
    assert_eq!(edges("02:15-02:45", "2026-03-29"), None, "nobody's clock ever showed it");
    assert_eq!(edges("02:30-10:00", "2026-10-25").unwrap().0, utc("2026-10-25T00:30:00Z"), "the first 02:30");
    assert_eq!(edges("00:00-02:30", "2026-10-25").unwrap().1, utc("2026-10-25T01:30:00Z"), "the second 02:30");
}

#[test]
fn e03_a_start_outside_hours_counts_from_the_next_opening() {
    let clock = story().raised("2026-03-07 10:00", P3).clock(Metric::Response, "2026-03-07 10:00");
    assert_eq!(show(Some(clock.started_at)), "2026-03-07 10:00:00");
    assert_eq!(show(Some(clock.effective_start_at)), "2026-03-09 08:00:00");
    assert_eq!(show(clock.due_at), "2026-03-09 10:00:00");
}

#[test]
fn e04_the_opening_second_is_open_and_the_closing_second_is_not() {
    let effective = |at: &str| {
        let clock = story().raised(at, P3).clock(Metric::Response, at);
        show(Some(clock.effective_start_at))
    };
    assert_eq!(effective("2026-03-02 08:00"), "2026-03-02 08:00:00");
    assert_eq!(effective("2026-03-02 11:59:59"), "2026-03-02 11:59:59");
    assert_eq!(effective("2026-03-02 12:00"), "2026-03-02 15:00:00");
    assert_eq!(effective("2026-03-02 18:00"), "2026-03-03 08:00:00");
}

#[test]
fn e05_a_target_used_up_at_closing_is_due_at_closing() {
    let restore =
        |stop: &str| story().raised("2026-03-02 08:00", P3).restored(stop).clock(Metric::Restore, "2026-03-04 08:00");
    let in_time = restore("2026-03-02 18:00");
    assert_eq!(show(in_time.due_at), "2026-03-02 18:00:00");
    assert_eq!((in_time.state, in_time.elapsed_seconds), (ClockState::Met, hours(7)));
    let late = restore("2026-03-03 08:00");
    assert_eq!((late.state, late.elapsed_seconds), (ClockState::Breached, hours(7)), "instants decide, not elapsed");
}

#[test]
fn e06_a_night_shift_crosses_midnight_and_belongs_to_its_first_day() {
    let night = berlin("20:00-32:00");
    assert_eq!(night.due(utc("2026-06-01T20:00:00Z"), hours(10)).at, utc("2026-06-02T06:00:00Z"));
    assert_eq!(night.due(utc("2026-06-01T20:00:00Z"), hours(11)).at, utc("2026-06-02T19:00:00Z"));
    assert_eq!(night.nth_working_day_close(utc("2026-06-01T23:00:00Z"), 1).at, utc("2026-06-03T06:00:00Z"));
    let evening = berlin("18:00-24:00");
    assert_eq!(evening.due(utc("2026-06-01T16:00:00Z"), hours(6)).at, utc("2026-06-01T22:00:00Z"));
    let overlapping = berlin("00:00-04:00 20:00-32:00");
    assert_eq!(overlapping.between(utc("2026-06-01T22:00:00Z"), utc("2026-06-02T22:00:00Z")), hours(12));
}

#[test]
fn e07_a_lunch_break_is_not_counted_and_overlapping_intervals_are_refused() {
    assert_eq!(shown(guangxi().due(at("2026-03-02 11:30"), hours(1)).at), "2026-03-02 15:30:00");
    let spec = CalendarSpec::weekly(Berlin, date("2020-01-01"), every_day("08:00-12:00 11:00-18:00"));
    let refused = CompiledCalendar::compile(&spec).unwrap_err();
    assert_eq!(refused, CalendarError::Overlap { field: "versions[0].weekly[0][1]".to_owned() });
    let spec = CalendarSpec::weekly(Berlin, date("2020-01-01"), every_day("12:00-12:00"));
    assert_eq!(CompiledCalendar::compile(&spec).unwrap_err().field(), "versions[0].weekly[0][0]");
}

#[test]
fn e08_a_holiday_range_crosses_the_new_year() {
    // 2026-01-01 to 03 are off; Sunday 2026-01-04 is a make-up day.
    assert_eq!(shown(guangxi().due(at("2025-12-31 17:30"), hours(1)).at), "2026-01-04 08:30:00");
    let inventory = DayLayer::overlay("OWN", "inventory").with(date("2026-03-03"), DayRule::Off);
    assert_eq!(shown(office_with(inventory).due(at("2026-03-02 17:30"), hours(1)).at), "2026-03-04 08:30:00");
}

#[test]
fn e09_a_make_up_day_has_mondays_hours_another_days_or_its_own() {
    let saturday = date("2026-02-14");
    assert_eq!(guangxi().day(saturday).count(), 2, "as on Monday");
    let own = DayLayer::overlay("OWN", "short Saturday");
    let own = own.with(saturday, DayRule::Hours(vec!["09:00-11:00".parse().unwrap()]));
    assert_eq!(shown(office_with(own).due(at("2026-02-13 17:00"), hours(2)).at), "2026-02-14 10:00:00");
    let mut spec = shipped::guangxi_office_hours();
    spec.versions[0].weekly[4] = vec!["08:00-10:00".parse().unwrap()];
    let like_friday = DayLayer::overlay("OWN", "like Friday");
    spec.layers.push(like_friday.with(saturday, DayRule::Work { like: Some(Weekday::Fri) }));
    let calendar = CompiledCalendar::compile(&spec).unwrap();
    assert_eq!(calendar.between(at("2026-02-14 00:00"), at("2026-02-15 00:00")), hours(2));
}

#[test]
fn e10_a_half_day_keeps_its_morning() {
    let eve =
        DayLayer::overlay("OWN", "eve").with(date("2026-03-06"), DayRule::Hours(vec![Interval::hm((8, 0), (12, 0))]));
    assert_eq!(shown(office_with(eve).due(at("2026-03-06 11:00"), hours(2)).at), "2026-03-09 09:00:00");
}

#[test]
fn e11_a_deadline_beyond_the_published_days_is_provisional_and_waits() {
    let ticket = story().raised("2026-12-31 17:00", P3);
    let before = ticket.clock(Metric::Response, "2026-12-31 17:00");
    assert!(before.provisional);
    assert_eq!((before.state, show(before.due_at).as_str()), (ClockState::Running, "2027-01-01 09:00:00"));
    let after = ticket.clock(Metric::Response, "2027-01-01 09:00:01");
    assert_eq!((after.state, after.breached_at), (ClockState::AwaitingCalendar, None));

    let mut spec = shipped::guangxi_office_hours();
    spec.layers[0].known_until = Some(date("2027-12-31"));
    spec.layers[0].days.insert(date("2027-01-01"), DayRule::Off);
    let published = compiled(&spec);
    let changed = ChangedSpans::between(&guangxi(), &published);
    assert!(changed.touches(at("2026-12-31 17:00"), at("2027-01-01 09:00")));
    assert!(!changed.touches(at("2026-12-30 08:00"), at("2026-12-31 18:00")));

    let told = Promises::usual().calendar(2, published).story().raised("2026-12-31 17:00", P3);
    let confirmed = told.clock(Metric::Response, "2027-01-01 09:00:01");
    assert_eq!((confirmed.state, confirmed.provisional), (ClockState::Running, false));
    assert_eq!(show(confirmed.due_at), "2027-01-04 09:00:00");
}

#[test]
fn e11_a_pending_day_of_an_overlay_holds_only_the_spans_over_it_open() {
    let mut spec = shipped::guangxi_office_hours();
    spec.layers[1].pending.insert(date("2026-04-10"));
    let calendar = CompiledCalendar::compile(&spec).unwrap();
    assert!(!calendar.due(at("2026-04-09 08:00"), hours(7)).provisional);
    assert!(calendar.due(at("2026-04-09 08:00"), hours(8)).provisional);
    assert!(calendar.due(at("2026-04-10 08:00"), hours(8)).provisional);
    assert!(!calendar.due(at("2026-04-11 08:00"), hours(8)).provisional);
}

/// Friday the 10th is off, and Saturday the 11th may be made up for it. A promise of ten office hours from Thursday 08:00
/// that was stopped on Monday is kept for certain only once that is known; one stopped on Thursday whatever it will be.
#[test]
fn e11_a_stop_beyond_a_pending_day_is_judged_once_the_day_is_known() {
    let with = |day: Option<DayRule>| {
        let mut spec = shipped::guangxi_office_hours();
        spec.layers[1].days.insert(date("2026-04-10"), DayRule::Off);
        match day {
            None => drop(spec.layers[1].pending.insert(date("2026-04-11"))),
            Some(rule) => drop(spec.layers[1].days.insert(date("2026-04-11"), rule)),
        }
        let promised = Promises::usual().calendar(2, compiled(&spec));
        let promised = promised.promise(Metric::Resolve, P3, TargetDuration::Working(hours(10)));
        move |stop: &str| {
            let ticket = promised.clone().story().raised("2026-04-09 08:00", P3).resolved(stop);
            ticket.clock(Metric::Resolve, "2026-04-20 08:00").state
        }
    };
    let pending = with(None);
    assert_eq!(pending("2026-04-09 17:00"), ClockState::Met);
    assert_eq!(pending("2026-04-13 09:00"), ClockState::AwaitingCalendar);
    assert_eq!(with(Some(DayRule::Off))("2026-04-13 09:00"), ClockState::Met);
    assert_eq!(with(Some(DayRule::Work { like: None }))("2026-04-13 09:00"), ClockState::Breached);
}

#[test]
fn e12_a_calendar_that_never_opens_is_refused() {
    let spec = CalendarSpec::weekly(Berlin, date("2020-01-01"), Weekly::default());
    assert_eq!(CompiledCalendar::compile(&spec), Err(CalendarError::NeverOpen { field: "versions".to_owned() }));
    let mut known = shipped::guangxi_office_hours();
    known.known_from = Some(date("2027-06-01"));
    assert!(matches!(CompiledCalendar::compile(&known), Err(CalendarError::KnownRange { .. })));
    let none = CalendarSpec { versions: Vec::new(), ..known };
    assert!(matches!(CompiledCalendar::compile(&none), Err(CalendarError::NoVersion { .. })));
}

#[test]
fn e13_a_new_calendar_holds_from_its_day_and_a_pinned_clock_keeps_the_old_revision() {
    let mut spec = shipped::guangxi_office_hours();
    let summer: Weekly = std::array::from_fn(|day| if day < 5 { vec![Interval::hm((9, 0), (12, 0))] } else { vec![] });
    spec.versions.push(CalendarVersion { effective_from: date("2026-03-03"), weekly: summer });
    let new = compiled(&spec);
    assert_eq!(new.between(at("2026-03-02 00:00"), at("2026-03-03 00:00")), hours(7), "the day before is untouched");
    let changed = ChangedSpans::between(&guangxi(), &new);
    assert!(!changed.touches(at("2026-03-02 08:00"), at("2026-03-02 18:00")));
    assert!(changed.touches(at("2026-03-02 08:00"), at("2026-03-03 08:00")));
    assert!(ChangedSpans::between(&new, &new).is_empty());

    let restore = key(Metric::Restore, 1, 1);
    let moved = Promises::usual().calendar(2, new).story().raised("2026-03-02 15:00", P3);
    assert_eq!(show(moved.clock_of(restore, "2026-03-02 15:00").due_at), "2026-03-04 10:00:00");
    let mut kept = moved;
    kept.promises = kept.promises.pinned(restore, 1);
    let clock = kept.clock_of(restore, "2026-03-02 15:00");
    assert_eq!((show(clock.due_at).as_str(), clock.calendar_revision), ("2026-03-03 12:00:00", 1));
}

#[test]
fn e13_an_amendment_that_comes_while_a_clock_runs_moves_its_deadline() {
    // The notice of 2020-01-27 moved the first working day after Spring Festival to 3 February.
    let first = shipped::office_hours(
        &[Interval::hm((9, 0), (17, 30))],
        vec![shipped::national_before_amendment(2020).unwrap()],
    );
    let amended = shipped::office_hours(&[Interval::hm((9, 0), (17, 30))], vec![shipped::national()]);
    let due = |spec: &CalendarSpec| shown(compiled(spec).due(at("2020-01-23 17:00"), hours(1)).at);
    assert_eq!(due(&first), "2020-01-31 09:30:00");
    assert_eq!(due(&amended), "2020-02-03 09:30:00");
}

#[test]
fn e14_an_edited_policy_is_another_version_and_a_running_clock_keeps_its_own() {
    let bound = story().raised("2026-03-02 08:00", P3);
    let mut edited = bound.clone();
    edited.promises = edited.promises.promise(Metric::Resolve, P3, TargetDuration::Working(hours(1)));
    assert_eq!(bound.due("2026-03-02 08:00"), "2026-03-03 18:00:00");
    assert_eq!(edited.due("2026-03-02 08:00"), "2026-03-02 09:00:00");
}

#[test]
fn e15_the_calendar_owns_the_zone_whoever_asks() {
    let from_berlin: domain::Instant = "2026-03-02T02:30:00+01:00".parse().unwrap();
    assert_eq!(shown(guangxi().due(from_berlin.timestamp(), hours(3)).at), "2026-03-02 15:30:00");
    let berlin_office = berlin("08:00-12:00");
    assert_eq!(berlin_office.due(at("2026-03-02 09:30"), hours(1)).at, utc("2026-03-02T08:00:00Z"));
}

#[test]
fn e45_leap_days_long_clocks_and_early_dates_are_counted() {
    assert_eq!(shown(guangxi().due(at("2024-02-28 17:00"), hours(2)).at), "2024-02-29 09:00:00");
    let long = guangxi().due(at("2020-01-02 08:00"), hours(7) * 1000);
    assert_eq!(guangxi().between(at("2020-01-02 08:00"), long.at), hours(7) * 1000);
    assert!(!long.provisional);
    let early = guangxi().due(at("2016-02-29 09:00"), hours(1));
    assert!(early.provisional, "the national days are known from 2018");
    let endless = guangxi().due(at("2026-03-02 08:00"), hours(7) * 1_000_000);
    assert!(endless.provisional, "beyond everything laid out");
    let weekly =
        CalendarSpec { layers: Vec::new(), known_from: Some(date("2016-01-01")), ..shipped::guangxi_office_hours() };
    let due = compiled(&weekly).due(at("2016-02-29 09:00"), hours(1));
    assert_eq!((shown(due.at).as_str(), due.provisional), ("2016-02-29 10:00:00", false));
}

#[test]
fn a_calendar_is_written_as_json_and_read_back() {
    let spec = shipped::guangxi_office_hours();
    let json = serde_json::to_string(&spec).unwrap();
    assert!(json.contains(r#""effectiveFrom":"2000-01-01""#) && json.contains(r#""08:00-12:00""#));
    assert_eq!(serde_json::from_str::<CalendarSpec>(&json).unwrap(), spec);
    assert!(serde_json::from_str::<Interval>(r#""8 to 12""#).is_err());
    let to_the_second = "20:00:30-32:00".parse::<Interval>().unwrap();
    assert_eq!(format!("{to_the_second}"), "20:00:30-32:00");
}
