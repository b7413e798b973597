//! Open hours of one civil day, written "08:00-12:00".

use serde::{Deserialize, Serialize};

/// A half-open span of a civil day in seconds after its midnight (E4).
///
/// `to` may lie beyond 24:00: a night shift is "20:00-32:00" and belongs to the day it begins on (E6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Interval {
    /// The opening second.
    pub from: i32,
    /// The closing second, which is not open any more.
    pub to: i32,
}

/// A text that is not an interval.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an interval such as 08:00-12:00")]
pub struct NotAnInterval(pub String);

impl Interval {
    /// The whole civil day.
    pub const DAY: Self = Self { from: 0, to: 86_400 };

    /// From hour and minute to hour and minute of the civil day.
    pub const fn hm(from: (i32, i32), to: (i32, i32)) -> Self {
        Self { from: from.0 * 3600 + from.1 * 60, to: to.0 * 3600 + to.1 * 60 }
    }
}

fn seconds(text: &str) -> Option<i32> {
    let mut parts = text.trim().split(':').map(|part| part.parse::<u16>().ok());
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = match parts.next() {
        Some(part) => part?,
        None => 0,
    };
    let fits = hour <= 48 && minute < 60 && second < 60 && parts.next().is_none();
    fits.then_some(i32::from(hour) * 3600 + i32::from(minute) * 60 + i32::from(second))
}

fn clock(f: &mut std::fmt::Formatter<'_>, of_day: i32) -> std::fmt::Result {
    write!(f, "{:02}:{:02}", of_day / 3600, of_day / 60 % 60)?;
    if of_day % 60 == 0 { Ok(()) } else { write!(f, ":{:02}", of_day % 60) }
}

impl std::fmt::Display for Interval {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        clock(f, self.from)?;
        f.write_str("-")?;
        clock(f, self.to)
    }
}

impl std::str::FromStr for Interval {
    type Err = NotAnInterval;

    fn from_str(text: &str) -> Result<Self, NotAnInterval> {
        text.split_once('-')
            .and_then(|(from, to)| Some(Self { from: seconds(from)?, to: seconds(to)? }))
            .ok_or_else(|| NotAnInterval(text.to_owned()))
    }
}

impl TryFrom<String> for Interval {
    type Error = NotAnInterval;

    fn try_from(text: String) -> Result<Self, NotAnInterval> {
        text.parse()
    }
}

impl From<Interval> for String {
    fn from(interval: Interval) -> Self {
        format!("{interval}")
    }
}
