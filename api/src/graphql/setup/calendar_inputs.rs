//! The inputs of the mutations of calendars.

use app::setup::calendar::{DayException, ExceptionHours, WeeklyHours};
use async_graphql::{ID, InputObject};
use chrono::NaiveDate;

use super::read::Read;
use crate::graphql::words::Weekday;

/// A calendar to be written.
#[derive(Debug, InputObject)]
pub struct CreateCalendarInput {
    /// The agency that owns it: it holds there and everywhere below.
    pub owner_id: ID,
    /// 1 to 40 capital letters, digits or hyphens, unique; it stays for good.
    pub code: String,
    /// Name, up to 200 characters.
    pub name: String,
    /// The zone (IANA) that owns its civil dates.
    #[graphql(default = "Asia/Shanghai")]
    pub zone: String,
    /// The weekly hours.
    pub weekly: WeeklyHoursInput,
    /// Shipped lists of named days that lie over the weekly hours: CN, and CN-GX over it.
    #[graphql(default)]
    pub layers: Vec<String>,
    /// Named days of its own, over all others.
    #[graphql(default)]
    pub exceptions: Vec<DayExceptionInput>,
}

/// A calendar to be revised; what is left out stays.
#[derive(Debug, InputObject)]
pub struct ReviseCalendarInput {
    /// The calendar.
    pub calendar_id: ID,
    /// Its `version` as you read it: CONFLICT, with what changed and by whom, when somebody changed it since. Without it the
    /// change is made whatever happened.
    pub expected_version: Option<i64>,
    /// Why, up to 2,000 characters.
    pub reason: String,
    /// Weekly hours from a date on; in the place of those that begin on the same date.
    pub weekly: Option<WeeklyHoursInput>,
    /// Shipped lists of named days, as the product has them now.
    pub layers: Option<Vec<String>>,
    /// Further named days of its own, over those of the same date.
    #[graphql(default)]
    pub exceptions: Vec<DayExceptionInput>,
    /// Dates that are no named days of its own any more.
    #[graphql(default)]
    pub withdrawn: Vec<NaiveDate>,
}

/// Open hours by day of the week: lists such as "08:00-12:00", empty on a closed day. A night shift ends after 24:00,
/// as in "20:00-32:00", and belongs to the day it begins on.
#[derive(Debug, InputObject)]
pub struct WeeklyHoursInput {
    /// The first civil date of these hours.
    effective_from: NaiveDate,
    /// On Mondays, and on make-up working days.
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

/// A named day: closed unless it says otherwise.
#[derive(Debug, InputObject)]
pub struct DayExceptionInput {
    /// The civil date.
    date: NaiveDate,
    /// Open in these hours, such as "08:00-12:00".
    hours: Option<Vec<String>>,
    /// Open as on this day of the week; instead of hours.
    like: Option<Weekday>,
}

impl From<WeeklyHoursInput> for WeeklyHours {
    fn from(of: WeeklyHoursInput) -> Self {
        let weekly = [of.monday, of.tuesday, of.wednesday, of.thursday, of.friday, of.saturday, of.sunday];
        Self { effective_from: of.effective_from, weekly }
    }
}

/// The named days; a day that says two things is refused.
pub fn exceptions(read: &mut Read<'_>, inputs: Vec<DayExceptionInput>) -> Vec<DayException> {
    let mut day = |of: DayExceptionInput| {
        let hours = match (of.hours, of.like) {
            (Some(_), Some(_)) => {
                read.refuse("exceptions", "give hours or like, not both", "hours 与 like 只能填写一项");
                ExceptionHours::Closed
            }
            (Some(hours), None) if !hours.is_empty() => ExceptionHours::Open(hours),
            (None, Some(weekday)) => ExceptionHours::Like(weekday.into()),
            _ => ExceptionHours::Closed,
        };
        DayException { date: of.date, hours }
    };
    inputs.into_iter().map(&mut day).collect()
}
