//! What a preview says of two revisions of a calendar is exactly in what they differ.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate, Weekday};
use domain::calendar::{
    CalendarSpec, CalendarVersion, ChangedSpans, CompiledCalendar, DayChangeKind, DayLayer, DayList, DayRule, Interval,
    day_changes, shipped,
};
use proptest::prelude::*;

use crate::promises::compiled;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn rule() -> impl Strategy<Value = DayRule> {
    let hours = [
        vec![Interval::hm((8, 0), (12, 0))],
        vec![Interval::hm((20, 0), (32, 0))],
        vec![Interval::hm((8, 0), (12, 0)), Interval::hm((22, 0), (24, 0))],
    ];
    prop_oneof![
        Just(DayRule::Off),
        Just(DayRule::Work { like: None }),
        Just(DayRule::Work { like: Some(Weekday::Sat) }),
        prop::sample::select(hours.to_vec()).prop_map(DayRule::Hours),
    ]
}

/// A day of 2025 to 2027.
fn day() -> impl Strategy<Value = NaiveDate> {
    (0..1_095_u64).prop_map(|after| date("2025-01-01") + Days::new(after))
}

/// Office hours under the national days, with exceptions, awaited days, other hours from some day on, a year more.
fn spec() -> impl Strategy<Value = CalendarSpec> {
    let own = prop::collection::btree_map(day(), rule(), 0..6);
    let pending = prop::collection::btree_set(day(), 0..3);
    (own, pending, prop::option::of(day()), any::<bool>()).prop_map(|(days, pending, summer, next_year)| {
        let mut spec = shipped::guangxi_office_hours();
        if next_year {
            let list = DayList { days: BTreeMap::new(), years: BTreeSet::from([2027]) };
            spec.layers[0].take(&list);
            spec.layers[0].answer_for(&list.years).unwrap();
        }
        spec.layers.push(DayLayer { days, pending, ..DayLayer::overlay("OWN", "own") });
        if let Some(effective_from) = summer {
            let weekly = std::array::from_fn(|day| if day < 6 { vec![Interval::hm((7, 0), (13, 0))] } else { vec![] });
            spec.versions.push(CalendarVersion { effective_from, weekly });
        }
        spec
    })
}

/// Every open interval and every certain day, as plain facts, of the days that both lay out or one knows.
fn facts(of: &CompiledCalendar, other: &CompiledCalendar) -> BTreeSet<(NaiveDate, i64, i64)> {
    let (first, last) = of.laid_out();
    let (from, until) = other.laid_out();
    let mut facts = BTreeSet::new();
    for date in first.iter_days().take_while(|date| *date <= last) {
        if (from..=until).contains(&date) || of.is_known(date) || other.is_known(date) {
            facts.extend(of.day(date).map(|(open, close)| (date, open, close)));
            if of.is_known(date) {
                facts.insert((date, 0, 0));
            }
        }
    }
    facts
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn the_days_of_a_preview_are_the_symmetric_difference_of_the_calendars(one in spec(), other in spec()) {
        let (old, new) = (compiled(&one), compiled(&other));
        let (before, after) = (facts(&old, &new), facts(&new, &old));
        let differ: BTreeSet<NaiveDate> = before.symmetric_difference(&after).map(|fact| fact.0).collect();
        let days = day_changes(&old, &new);
        prop_assert_eq!(days.iter().map(|day| day.date).collect::<BTreeSet<_>>(), differ);
        // Taken back, each day becomes what it was.
        let back = day_changes(&new, &old);
        prop_assert_eq!(days.len(), back.len());
        for (day, back) in days.iter().zip(&back) {
            prop_assert_eq!((&day.before, &day.after), (&back.after, &back.before));
            prop_assert_eq!((day.known_before, day.known_after), (back.known_after, back.known_before));
        }
        prop_assert!(day_changes(&new, &new).is_empty());
        // A clock over such a day is touched, and one between two of them is not.
        let spans = ChangedSpans::between(&old, &new);
        for day in &days {
            let noon = old.start_of(day.date) + 43_200;
            prop_assert!(spans.touches(noon, noon));
        }
        for most in [1, 3, 1_000] {
            let fewer = spans.at_most(most);
            prop_assert!(fewer.len() <= most);
            for span in spans.spans() {
                prop_assert!(fewer.iter().any(|wide| wide.0 <= span.0 && span.1 <= wide.1));
            }
        }
    }
}

#[test]
fn the_amendment_of_2020_takes_two_working_days() {
    let hours = [Interval::hm((9, 0), (17, 0))];
    let first = shipped::office_hours(&hours, vec![shipped::national_before_amendment(2020).unwrap()]);
    let amended = shipped::office_hours(&hours, vec![shipped::national()]);
    let days = day_changes(&compiled(&first), &compiled(&amended));
    let said: Vec<(String, DayChangeKind)> = days.iter().map(|day| (day.date.to_string(), day.kind())).collect();
    // 2 February was a Sunday and 3 February a Monday before as after: named, and no different.
    let lost = |date: &str| (date.to_owned(), DayChangeKind::Lost);
    assert_eq!(said, [lost("2020-01-31"), lost("2020-02-01")]);
    let back = day_changes(&compiled(&amended), &compiled(&first));
    assert!(back.iter().all(|day| day.kind() == DayChangeKind::Gained));
}

#[test]
fn a_year_that_becomes_known_is_confirmed_day_by_day() {
    let before = shipped::guangxi_office_hours();
    let mut after = before.clone();
    let days = BTreeMap::from([(date("2027-01-01"), DayRule::Off), (date("2027-01-03"), DayRule::Work { like: None })]);
    let list = DayList { days, years: BTreeSet::from([2027]) };
    after.layers[0].take(&list);
    after.layers[0].answer_for(&list.years).unwrap();
    let days = day_changes(&compiled(&before), &compiled(&after));
    assert_eq!(days.len(), 365, "2037 is laid out by the new one alone, and nobody knows it");
    let count = |kind| days.iter().filter(|day| day.kind() == kind).count();
    let counts = [DayChangeKind::Gained, DayChangeKind::Lost, DayChangeKind::Confirmed].map(count);
    assert_eq!(counts, [1, 1, 363]);
}
