//! When orders fall due: in civil time of their zone, strictly later, and no day left out.

use chrono::Timelike;
use chrono_tz::{Africa, America, Asia, Australia, Europe, Pacific};
use proptest::prelude::*;

use super::*;

const ZONES: [Tz; 6] = [
    Asia::Shanghai,
    Europe::Berlin,
    America::New_York,
    // Half an hour forward, in the other half of the year.
    Australia::Lord_Howe,
    // It skips midnight.
    Africa::Cairo,
    // It skipped a whole day.
    Pacific::Apia,
];

fn at(text: &str) -> Instant {
    text.parse().expect("a time")
}

fn monthly(day: u32, hour: u32, zone: Tz) -> DueTimes {
    DueTimes { cadence: Cadence::Monthly(day), hour, zone }
}

fn weekly(weekday: Weekday, hour: u32, zone: Tz) -> DueTimes {
    DueTimes { cadence: Cadence::Weekly(weekday), hour, zone }
}

#[test]
fn a_month_or_a_week_is_told_of_after_it() {
    let first = monthly(1, 8, Asia::Shanghai);
    assert_eq!(first.next_after(at("2026-11-30T23:59:59Z")), Some(at("2026-12-01T00:00:00Z")));
    assert_eq!(first.next_after(at("2026-12-01T00:00:00Z")), Some(at("2027-01-01T00:00:00Z")), "strictly after");
    let covered = first.covered(at("2027-01-01T00:00:00Z")).expect("a month");
    assert_eq!(covered.month, 202612);
    assert_eq!([covered.from, covered.before], [at("2026-11-30T16:00:00Z"), at("2026-12-31T16:00:00Z")]);
    let monday = weekly(Weekday::Mon, 7, Asia::Shanghai);
    assert_eq!(monday.next_after(at("2026-11-30T00:00:00Z")), Some(at("2026-12-06T23:00:00Z")));
    let covered = monday.covered(at("2026-12-06T23:00:00Z")).expect("a week");
    assert_eq!(covered.month, 202611);
    assert_eq!([covered.from, covered.before], [at("2026-11-29T16:00:00Z"), at("2026-12-06T16:00:00Z")]);
}

#[test]
fn clocks_that_are_put_forward_or_back_lose_and_double_nothing() {
    // Forward on 29 March from 2:00 to 3:00, back on 25 October from 3:00 to 2:00.
    let sunday = weekly(Weekday::Sun, 2, Europe::Berlin);
    assert_eq!(
        sunday.next_after(at("2026-03-28T12:00:00Z")),
        Some(at("2026-03-29T01:00:00Z")),
        "the moment of the skip"
    );
    assert_eq!(sunday.next_after(at("2026-10-24T12:00:00Z")), Some(at("2026-10-25T00:00:00Z")), "the first of two");
    assert_eq!(sunday.next_after(at("2026-10-25T00:00:00Z")), Some(at("2026-11-01T01:00:00Z")), "and not the second");
    let covered = sunday.covered(at("2026-11-01T01:00:00Z")).expect("a week");
    assert_eq!((covered.before - covered.from).num_hours(), 7 * 24 + 1, "civil days");
    // Samoa had no 30 December 2011.
    let friday = weekly(Weekday::Fri, 9, Pacific::Apia);
    let skipped = at("2011-12-30T10:00:00Z");
    assert_eq!(friday.next_after(at("2011-12-28T00:00:00Z")), Some(skipped));
    assert_eq!(friday.next_after(skipped), Some(at("2012-01-05T19:00:00Z")));
}

#[test]
fn after_an_outage_the_latest_time_alone_is_due() {
    let monday = weekly(Weekday::Mon, 8, Asia::Shanghai);
    let next = at("2026-11-23T00:00:00Z");
    assert_eq!(monday.due(next, at("2026-11-22T23:59:59Z")), None);
    let due = |nominal, passed_over, next| Some(Due { nominal: at(nominal), passed_over, next: Some(at(next)) });
    assert_eq!(monday.due(next, next), due("2026-11-23T00:00:00Z", 0, "2026-11-30T00:00:00Z"));
    assert_eq!(monday.due(next, at("2026-12-13T23:59:59Z")), due("2026-12-07T00:00:00Z", 2, "2026-12-14T00:00:00Z"));
}

proptest! {
    /// Each time lies after the instant, on a day of the cadence and at its hour unless the clocks skip that, and no day of the
    /// cadence that the zone has lies between two.
    #[test]
    fn every_civil_day_of_the_cadence_has_its_time(
        seconds in 1_200_000_000_i64..2_000_000_000, zone in prop::sample::select(ZONES.to_vec()), hour in 0..24_u32,
        day in 1..29_u32, weekday in 0..7_u8, monthly in any::<bool>(),
    ) {
        let weekday = Weekday::try_from(weekday).expect("a weekday");
        let cadence = if monthly { Cadence::Monthly(day) } else { Cadence::Weekly(weekday) };
        let times = DueTimes { cadence, hour, zone };
        let since = Instant::from_timestamp(seconds, 0).expect("a time");
        let first = times.next_after(since).expect("a time");
        let second = times.next_after(first).expect("a time");
        prop_assert!(since < first && first < second);
        let hits = |day: NaiveDate| match cadence {
            Cadence::Monthly(of_month) => day.day() == of_month,
            Cadence::Weekly(of_week) => day.weekday() == of_week,
        };
        let local = first.with_timezone(&zone);
        let before = (first - chrono::TimeDelta::seconds(1)).with_timezone(&zone);
        let skipped = before.naive_local() + chrono::TimeDelta::seconds(1) != local.naive_local();
        prop_assert!(skipped || (hits(local.date_naive()) && (local.hour(), local.minute()) == (hour, 0)), "{local}");
        // Noon of every civil day in between, by the hour: none of the cadence is passed by.
        let mut between = first.with_timezone(&zone).date_naive().succ_opt().expect("a day");
        let end = second.with_timezone(&zone).date_naive();
        while between < end {
            let exists = start_of_day(zone, between).with_timezone(&zone).date_naive() == between;
            prop_assert!(!exists || !hits(between), "{between} between {first} and {second}");
            between = between.succ_opt().expect("a day");
        }
    }

    /// What is passed over and what is delivered are all that was due, and what comes next is to come.
    #[test]
    fn nothing_due_is_forgotten(weeks in 0..60_i64, minutes in 0..10_080_i64, zone in prop::sample::select(ZONES.to_vec())) {
        let times = weekly(Weekday::Wed, 2, zone);
        let next = times.next_after(at("2026-01-01T00:00:00Z")).expect("a time");
        let now = next + chrono::TimeDelta::weeks(weeks) + chrono::TimeDelta::minutes(minutes);
        let due = times.due(next, now).expect("due");
        prop_assert!(due.nominal <= now && due.next.expect("a time") > now);
        let mut walked = next;
        for _ in 0..due.passed_over {
            walked = times.next_after(walked).expect("a time");
        }
        prop_assert_eq!(walked, due.nominal);
    }
}
