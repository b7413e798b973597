//! A calendar as it is written down: weekly hours by date, and layers of named days.

use std::sync::Arc;

use async_graphql::{Object, SimpleObject};
use chrono::NaiveDate;
use domain::calendar::{CalendarSpec, CalendarVersion, DayRule, Interval};

use crate::error::ApiError;
use crate::graphql::connection::{page_cost, page_size};
use crate::graphql::request::Language;
use crate::graphql::words::Weekday;

/// Weekly hours that hold from a civil date until those of the next one.
#[derive(Clone, Debug, SimpleObject)]
pub struct WeeklyHours {
    /// The first civil date.
    effective_from: NaiveDate,
    /// On Mondays, and on make-up working days: such as "08:00-12:00". What ends after 24:00 is a night shift.
    monday: Vec<String>,
    /// On Tuesdays.
    tuesday: Vec<String>,
    /// On Wednesdays.
    wednesday: Vec<String>,
    /// On Thursdays.
    thursday: Vec<String>,
    /// On Fridays.
    friday: Vec<String>,
    /// On Saturdays.
    saturday: Vec<String>,
    /// On Sundays.
    sunday: Vec<String>,
}

fn texts(hours: &[Interval]) -> Vec<String> {
    hours.iter().map(|interval| String::from(*interval)).collect()
}

impl From<&CalendarVersion> for WeeklyHours {
    fn from(of: &CalendarVersion) -> Self {
        let [monday, tuesday, wednesday, thursday, friday, saturday, sunday] =
            of.weekly.each_ref().map(|day| texts(day));
        let effective_from = of.effective_from;
        Self { effective_from, monday, tuesday, wednesday, thursday, friday, saturday, sunday }
    }
}

/// A layer of a calendar.
pub struct CalendarLayer {
    pub spec: Arc<CalendarSpec>,
    pub at: usize,
    pub language: Language,
}

impl CalendarLayer {
    fn layer(&self) -> &domain::calendar::DayLayer {
        &self.spec.layers[self.at]
    }
}

/// A list of named days that lies over the weekly hours. Of several layers that name a day the last one holds.
#[Object(serial)]
impl CalendarLayer {
    /// Its code: CN, CN-GX, OWN for the calendar's own days, or another.
    async fn code(&self) -> &str {
        &self.layer().code
    }

    /// Its name.
    async fn name(&self) -> &str {
        &self.layer().name
    }

    /// The first date that a base layer answers for; null for an overlay.
    async fn known_from(&self) -> Option<NaiveDate> {
        self.layer().known_from
    }

    /// The last date that a base layer answers for; null for an overlay.
    async fn known_until(&self) -> Option<NaiveDate> {
        self.layer().known_until
    }

    /// Dates whose notice is awaited: what spans one is provisional.
    async fn pending(&self) -> Vec<NaiveDate> {
        self.layer().pending.iter().copied().collect()
    }

    /// Its named days, in order.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn days(
        &self,
        #[graphql(desc = "At most so many, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "Only those from this date on.")] from: Option<NaiveDate>,
    ) -> Result<Vec<NamedDay>, ApiError> {
        let size = page_size(first, self.language)?;
        let days = self.layer().days.iter().filter(|(date, _)| from.is_none_or(|from| **date >= from));
        Ok(days.take(size).map(|(date, rule)| NamedDay::of(*date, rule)).collect())
    }
}

/// A named day.
#[derive(Clone, Debug, SimpleObject)]
pub struct NamedDay {
    /// The civil date.
    date: NaiveDate,
    /// Whether it is closed all day.
    closed: bool,
    /// The hours in which it is open, such as "08:00-12:00"; null when it is closed or like a weekday.
    hours: Option<Vec<String>>,
    /// The day of the week whose hours hold; null when it is closed or has hours of its own.
    like: Option<Weekday>,
}

impl NamedDay {
    fn of(date: NaiveDate, rule: &DayRule) -> Self {
        let (hours, like) = match rule {
            DayRule::Off => (None, None),
            // A make-up working day is a Monday unless it says otherwise.
            DayRule::Work { like } => (None, Some(like.unwrap_or(chrono::Weekday::Mon).into())),
            DayRule::Hours(hours) => (Some(texts(hours)), None),
        };
        Self { date, closed: *rule == DayRule::Off, hours, like }
    }
}
