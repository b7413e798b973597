//! Recurrence rules (RFC 5545 RRULE) over civil dates.
//!
//! A rule is read by the `rrule` crate at noon UTC, so that no zone and no change of clocks touches a date; the time of
//! day and the zone belong to the plan.

use chrono::{Datelike, Months, NaiveDate, TimeZone};
use rrule::{RRule, RRuleSet, Tz, Unvalidated};

use super::refusal::PlanRefusal;

/// The parts that a rule may have.
const PARTS: [&str; 11] = [
    "FREQ",
    "INTERVAL",
    "COUNT",
    "UNTIL",
    "WKST",
    "BYDAY",
    "BYMONTH",
    "BYMONTHDAY",
    "BYYEARDAY",
    "BYWEEKNO",
    "BYSETPOS",
];
/// The longest rule, in characters.
const LONGEST: usize = 300;
/// Years by which a rule is moved ahead to see whether it has a date: 19 times 400.
const AHEAD: i32 = 7_600;
/// A rule without a date for so long never has one; of the years looked at the fullest counts.
const YEARS_LOOKED: u32 = 8;

/// A recurrence that begins on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recurrence {
    text: String,
    starts_on: NaiveDate,
    set: RRuleSet,
}

impl Recurrence {
    /// Reads a rule that counts from `starts_on`.
    ///
    /// # Errors
    /// What is no rule, a part that is not taken, and a frequency below a day.
    pub fn parse(text: &str, starts_on: NaiveDate) -> Result<Self, PlanRefusal> {
        let text = normalised(text)?;
        let set = read(&text, starts_on)?;
        Ok(Self { text, starts_on, set })
    }

    /// The rule, in capitals, without its name and without blanks.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Its dates in order, each once; perhaps without an end.
    pub fn dates(&self) -> impl Iterator<Item = NaiveDate> {
        let mut last = None;
        self.set.into_iter().map(|at| at.date_naive()).filter(move |date| last.replace(*date) != Some(*date))
    }

    /// Whether it has any date, its end apart. The crate looks for one until the year 10,000; dates and weekdays repeat
    /// after 400 years, so far ahead it has a twentieth of that to look through.
    fn occurs(&self) -> bool {
        let endless: Vec<&str> = self.text.split(';').filter(|part| !part.starts_with("UNTIL=")).collect();
        let ahead = self.starts_on.with_year(self.starts_on.year() + AHEAD);
        let found = ahead.and_then(|ahead| read(&endless.join(";"), ahead).ok());
        found.is_none_or(|set| set.into_iter().next().is_some())
    }

    /// How many dates fall into the fullest of its first years, each counted from the day on which it begins, none of them
    /// after `until`.
    ///
    /// # Errors
    /// `NEVER_OCCURS` when there is no date at all.
    pub fn in_a_year(&self, until: Option<NaiveDate>) -> Result<usize, PlanRefusal> {
        let looked = self.starts_on.checked_add_months(Months::new(12 * YEARS_LOOKED)).unwrap_or(NaiveDate::MAX);
        let last = until.map_or(looked, |until| until.min(looked));
        if !self.occurs() {
            return Err(PlanRefusal::NeverOccurs);
        }
        let dates: Vec<NaiveDate> = self.dates().take_while(|date| *date <= last).collect();
        let year = |date: &NaiveDate| date.years_since(self.starts_on);
        let years = dates.chunk_by(|one, next| year(one) == year(next));
        years.map(<[NaiveDate]>::len).max().ok_or(PlanRefusal::NeverOccurs)
    }
}

fn read(text: &str, starts_on: NaiveDate) -> Result<RRuleSet, PlanRefusal> {
    let not_a_rule = |error: rrule::RRuleError| PlanRefusal::NotARule(error.to_string());
    let rule: RRule<Unvalidated> = text.parse().map_err(not_a_rule)?;
    let (year, month, day) = (starts_on.year(), starts_on.month(), starts_on.day());
    let start = Tz::UTC.with_ymd_and_hms(year, month, day, 12, 0, 0).single();
    let start = start.ok_or_else(|| PlanRefusal::NotARule(starts_on.to_string()))?;
    Ok(rule.build(start).map_err(not_a_rule)?.limit())
}

fn normalised(text: &str) -> Result<String, PlanRefusal> {
    if text.chars().count() > LONGEST {
        return Err(PlanRefusal::NotARule(format!("more than {LONGEST} characters")));
    }
    let text: String = text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>().to_ascii_uppercase();
    let text = text.strip_prefix("RRULE:").unwrap_or(&text).trim_end_matches(';').to_owned();
    let mut parts = Vec::new();
    for part in text.split(';') {
        let Some((name, value)) = part.split_once('=') else {
            return Err(PlanRefusal::NotARule(format!("`{part}` is not NAME=VALUE")));
        };
        if !PARTS.contains(&name) {
            return Err(PlanRefusal::Part(name.to_owned()));
        }
        if name == "FREQ" && matches!(value, "HOURLY" | "MINUTELY" | "SECONDLY") {
            return Err(PlanRefusal::SubDaily(value.to_owned()));
        }
        parts.push(match name {
            // A rule of dates ends with a date; the crate wants the instant.
            "UNTIL" => format!("UNTIL={}T235959Z", value.get(..8).unwrap_or(value)),
            _ => part.to_owned(),
        });
    }
    Ok(parts.join(";"))
}
