//! Quotas of a contract: so many visits or hours for the whole of it, a year or a month, and what is left of them.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::{Instant, text_enum};

/// The shares of a quota, in percent, that people are told of when they are used.
pub const THRESHOLDS: [i64; 2] = [80, 100];

/// The most that one booking may count, and a quota may have: visits, or minutes.
pub const QUANTITY_MAX: i64 = 10_000_000;

text_enum! {
    /// What a quota counts.
    pub enum QuotaKind {
        /// Visits on site (驻场、上门次数).
        Visits = "VISITS",
        /// Hours of work (工时), counted in whole minutes.
        Hours = "HOURS",
    }
}

text_enum! {
    /// The time for which a quota is given anew.
    pub enum QuotaPeriod {
        /// The whole contract.
        Contract = "CONTRACT",
        /// Each civil year.
        Year = "YEAR",
        /// Each civil month.
        Month = "MONTH",
    }
}

text_enum! {
    /// What became of a booking.
    pub enum QuotaUseState {
        /// The agency has not said anything yet.
        Pending = "PENDING",
        /// The agency agrees: it counts.
        Confirmed = "CONFIRMED",
        /// The agency does not agree: it never counted.
        Rejected = "REJECTED",
    }
}

/// So many visits or minutes for each period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Quota {
    pub kind: QuotaKind,
    pub period: QuotaPeriod,
    /// At least 1: visits, or minutes.
    pub amount: i64,
}

/// Civil days in a row, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    pub from: NaiveDate,
    pub until: NaiveDate,
}

impl Stretch {
    /// Whether a day lies in it.
    pub fn holds(&self, day: NaiveDate) -> bool {
        (self.from..=self.until).contains(&day)
    }

    /// The day of it that is nearest to `day`.
    pub fn nearest(&self, day: NaiveDate) -> NaiveDate {
        day.max(self.from).min(self.until)
    }
}

/// A booking, as far as reckoning goes. A counter-entry has a negative quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Booked {
    pub kind: QuotaKind,
    pub occurred_on: NaiveDate,
    pub quantity: i64,
    pub state: QuotaUseState,
    pub decided_at: Option<Instant>,
}

/// What was used of a quota in one period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Usage {
    /// Confirmed.
    pub used: i64,
    /// Booked and not decided.
    pub pending: i64,
    /// Negative when more was used than there is: a quota informs and never stops work.
    pub remaining: i64,
    /// The decision by which it was used up, as long as it is.
    pub exhausted_at: Option<Instant>,
}

impl QuotaPeriod {
    /// The period around a day, within the days of the contract.
    pub fn around(self, day: NaiveDate, contract: Stretch) -> Stretch {
        let day = contract.nearest(day);
        let civil = match self {
            Self::Contract => Some(contract),
            Self::Year => year(day),
            Self::Month => month(day),
        };
        let civil = civil.unwrap_or(contract);
        Stretch { from: civil.from.max(contract.from), until: civil.until.min(contract.until) }
    }
}

fn year(day: NaiveDate) -> Option<Stretch> {
    Some(Stretch {
        from: NaiveDate::from_ymd_opt(day.year(), 1, 1)?,
        until: NaiveDate::from_ymd_opt(day.year(), 12, 31)?,
    })
}

fn month(day: NaiveDate) -> Option<Stretch> {
    let from = day.with_day(1)?;
    Some(Stretch { from, until: from.checked_add_months(Months::new(1))?.checked_sub_days(Days::new(1))? })
}

impl Quota {
    /// What the bookings come to in a period.
    pub fn reckon(&self, period: Stretch, booked: &[Booked]) -> Usage {
        let own = booked.iter().filter(|of| of.kind == self.kind && period.holds(of.occurred_on));
        let (mut confirmed, mut pending) = (Vec::new(), 0);
        for of in own {
            match of.state {
                QuotaUseState::Confirmed => confirmed.push((of.decided_at, of.quantity)),
                QuotaUseState::Pending => pending += of.quantity,
                QuotaUseState::Rejected => {}
            }
        }
        // In the order of decisions: what is taken back by a counter-entry may be used up again later.
        confirmed.sort_by_key(|(at, _)| *at);
        let (mut used, mut exhausted_at) = (0, None);
        for (at, quantity) in confirmed {
            used += quantity;
            exhausted_at = if used >= self.amount { exhausted_at.or(at) } else { None };
        }
        Usage { used, pending, remaining: self.amount - used, exhausted_at }
    }

    /// The thresholds that are reached when so much is used.
    pub fn reached(&self, used: i64) -> impl Iterator<Item = i64> + use<> {
        let amount = self.amount;
        THRESHOLDS.into_iter().filter(move |percent| used.saturating_mul(100) >= amount.saturating_mul(*percent))
    }
}

/// The topic of the message that tells of a threshold.
pub const fn threshold_topic(percent: i64) -> &'static str {
    if percent >= 100 { "contract.quota_exhausted" } else { "contract.quota_near" }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn stretch(from: &str, until: &str) -> Stretch {
        Stretch { from: date(from), until: date(until) }
    }

    #[test]
    fn a_period_lies_within_the_contract() {
        let contract = stretch("2026-02-10", "2027-01-20");
        let around = |period: QuotaPeriod, day: &str| period.around(date(day), contract);
        assert_eq!(around(QuotaPeriod::Contract, "2026-05-05"), contract);
        assert_eq!(around(QuotaPeriod::Year, "2026-05-05"), stretch("2026-02-10", "2026-12-31"));
        assert_eq!(around(QuotaPeriod::Year, "2027-01-01"), stretch("2027-01-01", "2027-01-20"));
        assert_eq!(around(QuotaPeriod::Month, "2026-02-28"), stretch("2026-02-10", "2026-02-28"));
        assert_eq!(around(QuotaPeriod::Month, "2026-12-31"), stretch("2026-12-01", "2026-12-31"));
        assert_eq!(around(QuotaPeriod::Month, "2030-01-01"), stretch("2027-01-01", "2027-01-20"), "the last one");
    }

    fn booked(day: &str, quantity: i64, state: QuotaUseState, minute: i64) -> Booked {
        let start: Instant = "2026-03-02T01:00:00Z".parse().expect("an instant");
        let decided_at = (state != QuotaUseState::Pending).then(|| start + TimeDelta::minutes(minute));
        Booked { kind: QuotaKind::Visits, occurred_on: date(day), quantity, state, decided_at }
    }

    #[test]
    fn only_what_is_confirmed_is_used_and_a_counter_entry_gives_it_back() {
        use QuotaUseState::{Confirmed, Pending, Rejected};
        let quota = Quota { kind: QuotaKind::Visits, period: QuotaPeriod::Month, amount: 4 };
        let march = stretch("2026-03-01", "2026-03-31");
        let mut all = vec![
            booked("2026-03-02", 3, Confirmed, 1),
            booked("2026-03-03", 1, Pending, 0),
            booked("2026-03-04", 9, Rejected, 2),
            booked("2026-04-01", 9, Confirmed, 2),
            Booked { kind: QuotaKind::Hours, ..booked("2026-03-02", 60, Confirmed, 1) },
        ];
        let usage = quota.reckon(march, &all);
        assert_eq!((usage.used, usage.pending, usage.remaining, usage.exhausted_at), (3, 1, 1, None));
        assert_eq!(quota.reached(3).count(), 0, "75 %");
        all.push(booked("2026-03-05", 2, Confirmed, 3));
        let usage = quota.reckon(march, &all);
        assert_eq!((usage.used, usage.remaining, usage.exhausted_at), (5, -1, all[5].decided_at));
        assert!(quota.reached(usage.used).eq([80_i64, 100]));
        all.push(booked("2026-03-05", -2, Confirmed, 4));
        assert_eq!(quota.reckon(march, &all).exhausted_at, None);
        all.push(booked("2026-03-05", 1, Confirmed, 5));
        let usage = quota.reckon(march, &all);
        assert_eq!((usage.used, usage.exhausted_at), (4, all[7].decided_at), "used up anew");
    }
}
