//! By when something has to be mended, and when people are told.

use chrono::NaiveDate;

use super::RectificationState;

/// So many days before its deadline a rectification is told of.
pub const LEAD_DAYS: i64 = 7;

/// What people are told of a rectification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RectificationAlert {
    /// Its deadline is near.
    DueSoon,
    /// Its deadline has passed.
    Overdue,
}

impl RectificationAlert {
    /// The topic of the message.
    pub const fn topic(self) -> &'static str {
        match self {
            Self::DueSoon => "rectification.due_soon",
            Self::Overdue => "rectification.overdue",
        }
    }
}

/// Whether it should have been mended: the deadline is the last day for handing it in. What is handed in waits for somebody
/// else, so it is not overdue until it is sent back.
pub fn is_overdue(state: RectificationState, due_on: NaiveDate, today: NaiveDate) -> bool {
    matches!(state, RectificationState::Open | RectificationState::Reopened) && due_on < today
}

/// What is to be told of it on a day; once each for a deadline, so after an outage the newest alone.
pub fn alert(state: RectificationState, due_on: NaiveDate, today: NaiveDate) -> Option<RectificationAlert> {
    if !matches!(state, RectificationState::Open | RectificationState::Reopened) {
        return None;
    }
    match (due_on - today).num_days() {
        ..0 => Some(RectificationAlert::Overdue),
        0..=LEAD_DAYS => Some(RectificationAlert::DueSoon),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_told_of_a_week_before_and_once_it_is_late() {
        let date = |text: &str| text.parse().expect("a date");
        let due = date("2026-03-31");
        let told = |state, today: &str| alert(state, due, date(today)).map(RectificationAlert::topic);
        for (today, expected) in [
            ("2026-03-23", None),
            ("2026-03-24", Some("rectification.due_soon")),
            ("2026-03-31", Some("rectification.due_soon")),
            ("2026-04-01", Some("rectification.overdue")),
        ] {
            assert_eq!(told(RectificationState::Open, today), expected, "{today}");
            assert_eq!(told(RectificationState::Reopened, today), expected, "{today}");
            for quiet in [RectificationState::Submitted, RectificationState::Accepted] {
                assert_eq!(told(quiet, today), None, "{quiet} {today}");
                assert!(!is_overdue(quiet, due, date(today)));
            }
            assert_eq!(is_overdue(RectificationState::Open, due, date(today)), today > "2026-03-31", "{today}");
        }
    }
}
