//! The inputs of the mutations of changes of calendars.

use app::setup::calendar::{DayListText, PendingDay};
use async_graphql::{ID, InputObject};
use chrono::NaiveDate;

use super::calendar_inputs::{DayExceptionInput, WeeklyHoursInput};
use crate::graphql::words::DayListFormat;

/// A change to be previewed; what is left out stays.
#[derive(Debug, InputObject)]
pub struct PreviewCalendarChangeInput {
    /// The calendar.
    pub calendar_id: ID,
    /// Why, up to 2,000 characters; whoever asks why a deadline moved reads it.
    pub reason: String,
    /// Weekly hours from a date on; in the place of those that begin on the same date.
    pub weekly: Option<WeeklyHoursInput>,
    /// Shipped lists of named days, as the product has them now: CN, and CN-GX over it.
    pub layers: Option<Vec<String>>,
    /// Published lists of days, each for one layer, taken over in this order.
    #[graphql(default)]
    pub day_lists: Vec<DayListInput>,
    /// Further named days of its own, over those of the same date and over all layers.
    #[graphql(default)]
    pub exceptions: Vec<DayExceptionInput>,
    /// Dates that are no named days of its own any more.
    #[graphql(default)]
    pub withdrawn: Vec<NaiveDate>,
    /// Dates whose notice is awaited, or no longer.
    #[graphql(default)]
    pub pending_days: Vec<PendingDayInput>,
}

/// A list of days as somebody published it.
#[derive(Debug, InputObject)]
pub struct DayListInput {
    /// The layer that takes it: CN, CN-GX, OWN (the calendar's own days), or another code of 1 to 20 capital letters,
    /// digits and hyphens, which makes a new layer under the own days.
    layer: String,
    /// The name of a new layer; its code when left out.
    name: Option<String>,
    /// How it is written.
    format: DayListFormat,
    /// The list itself.
    text: String,
    /// The years that it answers for: what it does not name in them is not named any more. Left out: the year of a
    /// HOLIDAY_CN file, or every year in which the list names a day. Empty: its days are only added.
    years: Option<Vec<i32>>,
    /// Whether the layer is a base: the years of its lists are certain, and deadlines beyond them provisional. Left out:
    /// as it is; CN is one, a new layer is not.
    base: Option<bool>,
}

/// A date that a layer may still name.
#[derive(Debug, InputObject)]
pub struct PendingDayInput {
    /// The layer's code.
    layer: String,
    /// The civil date. Whatever spans it is provisional as long as it is awaited.
    date: NaiveDate,
    /// Whether its notice is awaited; false takes that back. A list that names the date or its year does so as well.
    #[graphql(default = true)]
    awaited: bool,
}

/// A draft to be made the calendar's next revision.
#[derive(Debug, InputObject)]
pub struct ActivateCalendarChangeInput {
    /// The draft.
    pub calendar_change_id: ID,
    /// Its fingerprint as you read it.
    pub fingerprint: String,
    /// Years that may be empty or partial.
    #[graphql(default)]
    pub confirm_partial_years: Vec<i32>,
}

/// A draft to be given up.
#[derive(Debug, InputObject)]
pub struct WithdrawCalendarChangeInput {
    /// The draft.
    pub calendar_change_id: ID,
}

impl From<DayListInput> for DayListText {
    fn from(of: DayListInput) -> Self {
        Self { layer: of.layer, name: of.name, format: of.format.into(), text: of.text, years: of.years, base: of.base }
    }
}

impl From<PendingDayInput> for PendingDay {
    fn from(of: PendingDayInput) -> Self {
        Self { layer: of.layer, date: of.date, awaited: of.awaited }
    }
}
