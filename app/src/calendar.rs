//! Watching calendars: that those in use stay known far enough ahead (S8), and that clocks have followed them (S7).

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, TimeDelta};
use domain::calendar::CompiledCalendar;
use domain::ids::{CalendarId, OutboxId};
use domain::scorecard::yyyymm;
use serde::{Deserialize, Serialize};
use storage::entity::outbox;
use storage::query::calendar_change::activating;

use crate::outbox::id_of;
use crate::sla::catch_up;
use crate::{Coverage, Op, Result};

/// A calendar that is known for fewer days from today is reported: longer than any target, and long enough to write
/// next year's days once the State Council has published them.
const KNOWN_AHEAD_DAYS: i64 = 45;

/// A day of every year, written `11-01`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MonthDay {
    month: u32,
    day: u32,
}

/// A text that is no day of every year.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no day of every year such as 11-01")]
pub struct NotAMonthDay(String);

impl TryFrom<String> for MonthDay {
    type Error = NotAMonthDay;

    fn try_from(text: String) -> Result<Self, NotAMonthDay> {
        // 2026 is no leap year: 29 February does not come every year.
        let date: Option<NaiveDate> = format!("2026-{text}").parse().ok().filter(|_| text.len() == 5);
        let date = date.ok_or(NotAMonthDay(text))?;
        Ok(Self { month: date.month(), day: date.day() })
    }
}

impl From<MonthDay> for String {
    fn from(of: MonthDay) -> Self {
        format!("{:02}-{:02}", of.month, of.day)
    }
}

impl MonthDay {
    /// The first of November: most notices of the State Council come between late October and early December.
    pub const FIRST_OF_NOVEMBER: Self = Self { month: 11, day: 1 };

    fn has_come(self, today: NaiveDate) -> bool {
        Self { month: today.month(), day: today.day() } >= self
    }
}

/// What a check found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CoverageReport {
    /// Calendars that contracts in force rest on.
    pub in_use: u64,
    /// Those that end soon.
    pub ending: Vec<EndingCalendar>,
    /// Messages of these written now; each calendar gets one a month.
    pub messages: u64,
    /// Those that do not know next year, from the configured day of the year on.
    pub without_next_year: Vec<EndingCalendar>,
    /// Warnings of these written now; each calendar gets one a year.
    pub warnings: u64,
    /// Clocks written anew, because whoever revised their calendar was stopped before they followed it.
    pub followed: u64,
}

/// A calendar in use whose known days end soon.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EndingCalendar {
    pub id: CalendarId,
    pub code: String,
    pub known_until: NaiveDate,
    /// Negative when it has ended.
    pub days_left: i64,
}

/// Writes one message a month for each calendar in use that is not known for the next 45 days, and one a year for each
/// that does not know next year from the configured day on. Ids are made of calendar and month or year, so that any
/// number of workers and runs writes each once (I6). Then brings up clocks that a revision has not reached.
pub async fn check_coverage(op: &Op) -> Result<CoverageReport> {
    op.app().refresh().await?;
    let coverage = op.coverage();
    let mut report = CoverageReport::default();
    for id in in_use(&coverage, op) {
        report.in_use += 1;
        let (Some(row), Some(calendar)) = (coverage.calendars.get(&id), newest(&coverage, id)) else { continue };
        let today = calendar.date_of(op.now().timestamp());
        let ending = |known_until: NaiveDate| {
            let days_left = (known_until - today).num_days();
            EndingCalendar { id, code: row.code.clone(), known_until, days_left }
        };
        if let Some(known_until) = ends_soon(calendar, today) {
            let payload = serde_json::json!({ "calendarId": id, "code": row.code, "knownUntil": known_until });
            let message = (("calendar.coverage_ending", yyyymm(today)), payload);
            report.messages += u64::from(send(op, row, message).await?);
            report.ending.push(ending(known_until));
        }
        if let Some(known_until) = without_next_year(calendar, today, op.app().config.next_year_from) {
            let year = today.year() + 1;
            let payload =
                serde_json::json!({ "calendarId": id, "code": row.code, "year": year, "knownUntil": known_until });
            report.warnings += u64::from(send(op, row, (("calendar.next_year_missing", year), payload)).await?);
            report.without_next_year.push(ending(known_until));
        }
    }
    if report.messages + report.warnings > 0 {
        op.app().outbox_filled.notify_one();
    }
    // Whose clocks are following a change in batches is not followed ticket by ticket beside that.
    let busy: Vec<CalendarId> =
        activating(op.app().store.read()).await?.into_iter().map(|change| change.calendar_id).collect();
    for calendar in coverage.calendars.values().filter(|calendar| !busy.contains(&calendar.id)) {
        report.followed += catch_up(op, calendar.id, calendar.revision).await?;
    }
    Ok(report)
}

/// Whether it was written now.
async fn send(op: &Op, row: &crate::Calendar, about: ((&str, i32), serde_json::Value)) -> Result<bool> {
    let ((topic, when), payload) = about;
    let message = outbox::Model {
        id: message_id(topic, row.id, when),
        feed_seq: None,
        topic: topic.to_owned(),
        ticket_id: None,
        agency_id: row.owner_id,
        vendor_id: None,
        payload,
        created_at: op.now(),
    };
    Ok(storage::write::send_once(op.app().store.write(), message).await?)
}

/// The calendars of the terms that bind new tickets, today or later.
fn in_use(coverage: &Coverage, op: &Op) -> BTreeSet<CalendarId> {
    let contracts = coverage.contracts.values();
    let agreed = contracts.flat_map(|contract| contract.covers.terms_from(contract.day(op.now())));
    let published = agreed.filter_map(|agreed| coverage.terms_now(agreed));
    let undecided =
        coverage.pilots.iter().filter(|pilot| pilot.row.decision.is_none() && op.now() < pilot.row.until_at);
    let piloted = undecided.filter_map(|pilot| coverage.terms.get(&pilot.row.version_id));
    published.chain(piloted).flat_map(|terms| &terms.targets).map(|target| target.calendar).collect()
}

fn newest(coverage: &Coverage, id: CalendarId) -> Option<&CompiledCalendar> {
    coverage.book.as_of(coverage.book.latest()).get(id)
}

/// The last known date, when it comes within the days that should be known.
fn ends_soon(calendar: &CompiledCalendar, today: NaiveDate) -> Option<NaiveDate> {
    calendar.known_until().filter(|until| *until < today + TimeDelta::days(KNOWN_AHEAD_DAYS))
}

/// The last known date, from a day of the year on, when it comes before the end of next year.
fn without_next_year(calendar: &CompiledCalendar, today: NaiveDate, from: MonthDay) -> Option<NaiveDate> {
    let end = NaiveDate::from_ymd_opt(today.year() + 1, 12, 31)?;
    calendar.known_until().filter(|until| from.has_come(today) && *until < end)
}

fn message_id(topic: &str, calendar: CalendarId, when: i32) -> OutboxId {
    id_of(&format!("{topic} {calendar} {when}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::calendar::{CalendarSpec, Interval};

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn a_calendar_ends_soon_from_45_days_before_its_last_known_date() {
        let hours: [Vec<Interval>; 7] = std::array::from_fn(|_| vec![Interval::DAY]);
        let mut spec = CalendarSpec::weekly(chrono_tz::Asia::Shanghai, day("2026-01-01"), hours);
        let unlimited = CompiledCalendar::compile(&spec).expect("a calendar");
        assert_eq!(ends_soon(&unlimited, day("2026-11-23")), None);
        spec.known_until = Some(day("2026-12-31"));
        let known = CompiledCalendar::compile(&spec).expect("a calendar");
        assert_eq!(ends_soon(&known, day("2026-11-16")), None);
        assert_eq!(ends_soon(&known, day("2026-11-17")), Some(day("2026-12-31")));
        assert_eq!(ends_soon(&known, day("2027-01-02")), Some(day("2026-12-31")), "ended already");
    }

    #[test]
    fn next_year_is_missed_from_the_day_in_the_settings_on() {
        let hours: [Vec<Interval>; 7] = std::array::from_fn(|_| vec![Interval::DAY]);
        let mut spec = CalendarSpec::weekly(chrono_tz::Asia::Shanghai, day("2026-01-01"), hours);
        let missing = |spec: &CalendarSpec, today: &str| {
            let calendar = CompiledCalendar::compile(spec).expect("a calendar");
            without_next_year(&calendar, day(today), MonthDay::FIRST_OF_NOVEMBER)
        };
        assert_eq!(missing(&spec, "2026-11-23"), None, "known without limit");
        for known in ["2026-12-31", "2027-06-30"] {
            spec.known_until = Some(day(known));
            assert_eq!(missing(&spec, "2026-10-31"), None);
            assert_eq!(missing(&spec, "2026-11-01"), Some(day(known)));
        }
        spec.known_until = Some(day("2027-12-31"));
        assert_eq!(missing(&spec, "2026-12-31"), None);
    }

    #[test]
    fn a_day_of_every_year_is_written_with_two_digits_each() {
        let read = |text: &str| MonthDay::try_from(text.to_owned());
        assert_eq!(read("11-01"), Ok(MonthDay::FIRST_OF_NOVEMBER));
        assert_eq!(String::from(MonthDay::FIRST_OF_NOVEMBER), "11-01");
        for text in ["", "11-1", "13-01", "02-29", "2026-11-01", "1-001"] {
            assert_eq!(read(text), Err(NotAMonthDay(text.to_owned())));
        }
    }

    #[test]
    fn a_message_is_known_by_topic_calendar_and_time() {
        let (one, other) = (CalendarId(uuid::Uuid::from_u128(1)), CalendarId(uuid::Uuid::from_u128(2)));
        let id = |topic, calendar, when| message_id(topic, calendar, when);
        assert_eq!(id("a", one, 202611), id("a", one, 202611));
        assert_ne!(id("a", one, 202611), id("a", one, 202612));
        assert_ne!(id("a", one, 202611), id("a", other, 202611));
        assert_ne!(id("a", one, 202611), id("b", one, 202611));
    }
}
