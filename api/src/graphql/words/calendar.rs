//! The vocabulary of calendars and their changes, mirrored from the domain.

use async_graphql::Enum;

/// The life of a change of a calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::calendar::CalendarChangeState")]
pub enum CalendarChangeState {
    /// Previewed; nothing has changed yet.
    Draft,
    /// A revision of the calendar; running clocks are following it.
    Activating,
    /// Every running clock that it touches has followed.
    Active,
    /// Given up as a draft.
    Withdrawn,
}

/// What becomes of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::calendar::DayChangeKind")]
pub enum DayChangeKind {
    /// Open for longer than before.
    Gained,
    /// Open for less long, or closed.
    Lost,
    /// Open for as long, at other hours.
    Shifted,
    /// The same hours, and they are certain now.
    Confirmed,
    /// The same hours, and they are not certain any more.
    Doubted,
}

/// What a year of a base layer lacks. Every notice of the State Council so far has had all of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::calendar::YearGap")]
pub enum YearGap {
    /// No day is named at all.
    Empty,
    /// No day off is named.
    NoDaysOff,
    /// No working day is moved.
    NoMakeUpDays,
    /// Nothing is named in January: New Year's Day is missing.
    BeginsLate,
    /// Nothing is named from October on: National Day is missing.
    EndsEarly,
}

/// Something that may be done to a change of a calendar; each has its mutation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum CalendarChangeAction {
    /// activateCalendarChange.
    Activate,
    /// withdrawCalendarChange.
    Withdraw,
}

impl CalendarChangeAction {
    /// What may be done in a state, by whoever sees the change.
    pub fn in_state(state: domain::calendar::CalendarChangeState) -> &'static [Self] {
        match state {
            domain::calendar::CalendarChangeState::Draft => &[Self::Activate, Self::Withdraw],
            _ => &[],
        }
    }
}

/// How a list of days is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "app::setup::calendar::DayListFormat")]
pub enum DayListFormat {
    /// JSON of NateScarlet/holiday-cn: the notice of one year, as {year, days: [{date, isOffDay}]}.
    HolidayCn,
    /// CSV with the columns date and status (off or work), and optionally hours ("08:00-12:00;14:00-17:00") and like (a
    /// weekday). Other columns are left alone.
    Csv,
    /// iCalendar (RFC 5545): all-day events whose summary says 假 or 休 (off), or 上班 or 补班 (work).
    Ics,
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "chrono::Weekday")]
pub enum Weekday {
    /// 星期一
    #[graphql(name = "MONDAY")]
    Mon,
    /// 星期二
    #[graphql(name = "TUESDAY")]
    Tue,
    /// 星期三
    #[graphql(name = "WEDNESDAY")]
    Wed,
    /// 星期四
    #[graphql(name = "THURSDAY")]
    Thu,
    /// 星期五
    #[graphql(name = "FRIDAY")]
    Fri,
    /// 星期六
    #[graphql(name = "SATURDAY")]
    Sat,
    /// 星期日
    #[graphql(name = "SUNDAY")]
    Sun,
}
