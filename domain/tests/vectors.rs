//! 496 business-time vectors that two other libraries confirmed, and working-day vectors made by hand.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use chrono::{NaiveDateTime, TimeZone, Utc};
use chrono_tz::Asia::Shanghai;
use domain::calendar::{CalendarSpec, CompiledCalendar, DayRule, Interval, shipped};

#[derive(serde::Deserialize)]
struct Vector {
    calendar: String,
    windows: String,
    start: NaiveDateTime,
    end: NaiveDateTime,
    elapsed_s: i64,
    add_s: i64,
    due: NaiveDateTime,
}

fn at(local: NaiveDateTime) -> i64 {
    Shanghai.from_local_datetime(&local).unwrap().timestamp()
}

fn local(text: &str) -> i64 {
    at(NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap())
}

fn show(at: i64) -> String {
    Utc.timestamp_opt(at, 0).unwrap().with_timezone(&Shanghai).format("%Y-%m-%d %H:%M").to_string()
}

/// "0800-1200+1500-1800" as intervals.
fn windows(text: &str) -> Vec<Interval> {
    text.split('+')
        .map(|window| {
            let minute = |range: std::ops::Range<usize>| window[range].parse::<i32>().unwrap();
            Interval::hm((minute(0..2), minute(2..4)), (minute(5..7), minute(7..9)))
        })
        .collect()
}

fn spec(calendar: &str, hours: &str) -> CalendarSpec {
    let layers = match calendar {
        "cn" => vec![shipped::national()],
        "cn-gx" => vec![shipped::national(), shipped::guangxi()],
        other => panic!("the vectors name a calendar `{other}`"),
    };
    shipped::office_hours(&windows(hours), layers)
}

#[test]
fn every_vector_holds_exactly() {
    let mut reader = csv::Reader::from_path("data/calendar/business-time-vectors.csv").unwrap();
    let mut compiled = std::collections::HashMap::new();
    let mut read = 0;
    for row in reader.deserialize() {
        let vector: Vector = row.unwrap();
        let name = (vector.calendar.clone(), vector.windows.clone());
        let calendar = compiled
            .entry(name)
            .or_insert_with(|| CompiledCalendar::compile(&spec(&vector.calendar, &vector.windows)).unwrap());
        let (start, end) = (at(vector.start), at(vector.end));
        assert_eq!(calendar.between(start, end), vector.elapsed_s, "elapsed from {} to {}", vector.start, vector.end);
        assert_eq!(calendar.between(end, start), -vector.elapsed_s, "backwards from {}", vector.end);
        let due = calendar.due(start, vector.add_s);
        assert_eq!(show(due.at), show(at(vector.due)), "{} seconds from {}", vector.add_s, vector.start);
        assert_eq!(due.at, at(vector.due));
        assert_eq!(calendar.between(start, due.at), vector.add_s, "the way back from {}", vector.due);
        read += 1;
    }
    assert_eq!(read, 496);
}

#[test]
fn working_days_end_at_the_last_closing_of_the_nth_open_day() {
    let calendar = CompiledCalendar::compile(&shipped::guangxi_office_hours()).unwrap();
    let vectors = [
        // (start, n, due): an ordinary week, Wednesday
        ("2026-03-04 10:00", 1, "2026-03-05 18:00"),
        ("2026-03-04 10:00", 3, "2026-03-09 18:00"),
        // at night the effective start is the next morning, and its day does not count
        ("2026-03-04 22:00", 1, "2026-03-06 18:00"),
        // at the closing second the day is over; one second before it is not
        ("2026-03-04 18:00", 1, "2026-03-06 18:00"),
        ("2026-03-04 17:59", 1, "2026-03-05 18:00"),
        // in the lunch break the afternoon still belongs to the day
        ("2026-03-04 13:00", 1, "2026-03-05 18:00"),
        // before opening
        ("2026-03-04 06:00", 1, "2026-03-05 18:00"),
        // over a weekend, and from a Saturday
        ("2026-03-06 16:00", 1, "2026-03-09 18:00"),
        ("2026-03-07 12:00", 1, "2026-03-10 18:00"),
        // Spring Festival 2026: off from 15 to 23 February, Saturdays 14 and 28 are make-up days
        ("2026-02-13 09:00", 1, "2026-02-14 18:00"),
        ("2026-02-13 09:00", 2, "2026-02-24 18:00"),
        ("2026-02-27 09:00", 2, "2026-03-02 18:00"),
        // 三月三 2026: off on Friday 17 and Monday 20 April, in Guangxi only
        ("2026-04-16 09:00", 1, "2026-04-21 18:00"),
        // the make-up Saturday 2022-04-02 is a holiday in Guangxi; 3 to 5 April is national, 6 April is regional
        ("2022-04-01 09:00", 1, "2022-04-07 18:00"),
    ];
    for (start, n, due) in vectors {
        let answer = calendar.nth_working_day_close(local(start), n);
        assert_eq!(show(answer.at), due, "{n} working days from {start}");
        assert!(!answer.provisional, "{start} lies within the known days");
    }
}

#[test]
fn the_shipped_data_are_complete() {
    let national = shipped::national();
    assert_eq!(national.days.len(), 315);
    let work = |days: &std::collections::BTreeMap<_, DayRule>| {
        days.values().filter(|rule| matches!(rule, DayRule::Work { .. })).count()
    };
    assert_eq!(work(&national.days), 60, "59 at weekends and 2020-02-03");
    assert_eq!(shipped::guangxi().days.len(), 25);
    assert_eq!(work(&shipped::guangxi().days), 2);
    assert_eq!(shipped::national_before_amendment(2019).unwrap().days.len(), 310);
    assert_eq!(shipped::national_before_amendment(2020).unwrap().days.len(), 312);
    assert_eq!(shipped::national_before_amendment(2021), None);
}
