//! The days of a contract that nobody should miss, and when they are told of.

use chrono::{Days, NaiveDate};

use super::KeyDateKind;

/// The longest time before the end that notice or renewal may be due, in days.
pub const DAYS_MAX: i32 = 730;

/// A day, and what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyDate {
    /// What is due.
    pub kind: KeyDateKind,
    /// The last day for it, in the contract's zone.
    pub on: NaiveDate,
}

/// The days of a contract with this last day, in their order. Notice and renewal are due so many days before it; none
/// when the contract says nothing of it.
pub fn key_dates(last_day: NaiveDate, notice_days: Option<i32>, renewal_days: Option<i32>) -> Vec<KeyDate> {
    let before = |kind, days: Option<i32>| {
        let days = days.and_then(|days| u64::try_from(days).ok())?;
        last_day.checked_sub_days(Days::new(days)).map(|on| KeyDate { kind, on })
    };
    let ending = Some(KeyDate { kind: KeyDateKind::Ending, on: last_day });
    let all = [before(KeyDateKind::NoticeDue, notice_days), before(KeyDateKind::RenewalDue, renewal_days), ending];
    let mut dates: Vec<KeyDate> = all.into_iter().flatten().collect();
    dates.sort_by_key(|date| date.on);
    dates
}

impl KeyDateKind {
    /// How many days before it people are told, rising in urgency.
    pub const fn leads(self) -> &'static [u16] {
        match self {
            Self::Ending => &[90, 30, 7],
            Self::NoticeDue | Self::RenewalDue | Self::MilestoneDue => &[30, 7],
        }
    }

    /// The topic of the message that tells of it.
    pub const fn topic(self) -> &'static str {
        match self {
            Self::Ending => "contract.ending",
            Self::NoticeDue => "contract.notice_due",
            Self::RenewalDue => "contract.renewal_due",
            Self::MilestoneDue => "payment.milestone_due",
        }
    }
}

impl KeyDate {
    /// The days on which it is told of, in their order.
    pub fn alerts(self) -> impl Iterator<Item = NaiveDate> {
        self.kind.leads().iter().filter_map(move |lead| self.on.checked_sub_days(Days::new(u64::from(*lead))))
    }

    /// How many days before it the newest alert is that has come by `today`; none before the first and when the day has
    /// passed. Whoever looks for the first time tells the newest alone.
    pub fn reached(self, today: NaiveDate) -> Option<u16> {
        let left = (self.on - today).num_days();
        self.kind.leads().iter().rev().copied().find(|lead| (0..=i64::from(*lead)).contains(&left))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn notice_and_renewal_are_due_before_the_end() {
        let dates = key_dates(date("2026-12-31"), Some(60), Some(90));
        let lines: Vec<_> = dates.iter().map(|date| (date.kind, date.on.to_string())).collect();
        assert_eq!(
            lines,
            [
                (KeyDateKind::RenewalDue, "2026-10-02".to_owned()),
                (KeyDateKind::NoticeDue, "2026-11-01".to_owned()),
                (KeyDateKind::Ending, "2026-12-31".to_owned()),
            ]
        );
        assert_eq!(key_dates(date("2026-12-31"), None, None).len(), 1, "a contract always ends");
    }

    #[test]
    fn each_alert_stands_until_the_next_and_none_after_the_day() {
        let [ending] = key_dates(date("2026-12-31"), None, None)[..] else { panic!("one date") };
        let alerts: Vec<String> = ending.alerts().map(|day| day.to_string()).collect();
        assert_eq!(alerts, ["2026-10-02", "2026-12-01", "2026-12-24"]);
        let reached = |day| ending.reached(date(day));
        assert_eq!((reached("2026-10-01"), reached("2026-10-02")), (None, Some(90)));
        assert_eq!((reached("2026-11-30"), reached("2026-12-01")), (Some(90), Some(30)));
        assert_eq!((reached("2026-12-23"), reached("2026-12-24")), (Some(30), Some(7)));
        assert_eq!((reached("2026-12-31"), reached("2027-01-01")), (Some(7), None));
    }
}
