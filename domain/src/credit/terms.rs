//! Versions of credit terms: from which days one may hold, and who decides about it.

use chrono::NaiveDate;

use crate::ids::UserId;
use crate::scorecard::{Period, PeriodKind};

/// Why a version is not proposed or decided about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CreditTermsRefusal {
    /// Its first day is none on which it may begin to hold.
    #[error("{day} is not from {first} to {last}")]
    Outside {
        /// Its first day.
        day: NaiveDate,
        /// The first day on which it may begin to hold.
        first: NaiveDate,
        /// The contract's last day.
        last: NaiveDate,
    },
    /// Days would be settled twice, or by no period at all.
    #[error("another length of periods begins where periods of either length do, and {day} is within a {kind}")]
    Within {
        /// Where one version follows another.
        day: NaiveDate,
        /// The length of the period that it would cut.
        kind: PeriodKind,
    },
    /// Four eyes see more than two.
    #[error("whoever proposed a version does not decide about it")]
    Proposer,
}

impl CreditTermsRefusal {
    /// For programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Outside { .. } => "OUTSIDE_PERIOD",
            Self::Within { .. } => "WITHIN_PERIOD",
            Self::Proposer => "SAME_PERSON",
        }
    }

    /// The sentence in Chinese.
    pub fn zh(self) -> String {
        match self {
            Self::Outside { first, last, .. } => format!("生效日期须在 {first} 至 {last} 之间"),
            Self::Within { day, kind } => {
                format!("结算周期变更须自新旧两种周期的首日起生效，{day} 不是{}的首日", kind.zh())
            }
            Self::Proposer => "提出人不得审批自己提出的条款".to_owned(),
        }
    }
}

/// Refuses a first day outside the contract's days, both inclusive, and one before `today` once another version was
/// accepted: what holds is never changed, so a later version does not reach back. It is asked when a version is proposed,
/// and again when it is accepted.
///
/// # Errors
/// `OUTSIDE_PERIOD`.
pub fn check_effective_on(
    day: NaiveDate,
    (begins, last): (NaiveDate, NaiveDate),
    today: NaiveDate,
    another_holds: bool,
) -> Result<(), CreditTermsRefusal> {
    let first = if another_holds { today.max(begins) } else { begins };
    if (first..=last).contains(&day) { Ok(()) } else { Err(CreditTermsRefusal::Outside { day, first, last }) }
}

/// Refuses a version that settles periods of another length than the accepted one before it, or after it, and meets that
/// within a period of either: its days would be settled by both, or by none. `accepted` are first days and lengths, by number.
///
/// # Errors
/// `WITHIN_PERIOD`.
pub fn check_lengths(
    (day, kind): (NaiveDate, PeriodKind),
    accepted: &[(NaiveDate, PeriodKind)],
) -> Result<(), CreditTermsRefusal> {
    // Of several from the same day the last one holds.
    let before = accepted.iter().filter(|of| of.0 < day).max_by_key(|of| of.0);
    let after = accepted.iter().rev().filter(|of| of.0 > day).min_by_key(|of| of.0);
    let before = before.map(|(_, other)| (day, *other));
    let after = after.map(|(meets, other)| (*meets, *other));
    for (meets, other) in before.into_iter().chain(after).filter(|(_, other)| *other != kind) {
        if let Some(cut) = [other, kind].into_iter().find(|kind| Period::beginning(*kind, meets).is_none()) {
            return Err(CreditTermsRefusal::Within { day: meets, kind: cut });
        }
    }
    Ok(())
}

/// Refuses the proposer's own decision.
///
/// # Errors
/// `SAME_PERSON`.
pub fn check_decider(actor: Option<UserId>, proposer: Option<UserId>) -> Result<(), CreditTermsRefusal> {
    if actor.is_some() && actor == proposer { Err(CreditTermsRefusal::Proposer) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_does_not_reach_back_once_another_holds() {
        let day = |text: &str| -> NaiveDate { text.parse().expect("a date") };
        let (days, today) = ((day("2026-01-01"), day("2026-12-31")), day("2026-04-15"));
        let check = |text, another_holds| check_effective_on(day(text), days, today, another_holds).is_ok();
        assert!(check("2026-01-01", false) && !check("2025-12-31", false), "the first one may");
        assert!(check("2026-04-15", true) && !check("2026-04-14", true));
        assert!(check("2026-12-31", true) && !check("2027-01-01", false));
        let early = check_effective_on(day("2026-01-01"), days, day("2025-06-01"), true);
        assert_eq!(early, Ok(()), "a contract that has not begun");
        let early = check_effective_on(day("2025-12-31"), days, day("2025-06-01"), true);
        assert_eq!(early.map_err(CreditTermsRefusal::code), Err("OUTSIDE_PERIOD"), "not before it begins");
    }

    #[test]
    fn every_day_is_settled_by_one_period_whatever_follows_what() {
        use PeriodKind::{Month, Quarter, Year};
        let day = |text: &str| -> NaiveDate { text.parse().expect("a date") };
        let accepted = [(day("2026-01-01"), Year), (day("2026-01-01"), Quarter), (day("2026-10-01"), Quarter)];
        let check = |text, kind| check_lengths((day(text), kind), &accepted);
        let within = |text, kind| Err(CreditTermsRefusal::Within { day: day(text), kind });
        assert_eq!(check("2026-02-10", Quarter), Ok(()), "the same length");
        assert_eq!(check("2026-04-01", Month), Ok(()));
        assert_eq!(check("2026-05-01", Month), within("2026-05-01", Quarter), "April would be settled twice");
        assert_eq!(check("2026-04-01", Year), within("2026-04-01", Year), "no year begins before 2027");
        assert_eq!(check("2026-01-01", Year), within("2026-10-01", Year), "the year would hold the last quarter");
        assert_eq!(check("2027-01-01", Year), Ok(()));
        assert_eq!(check_lengths((day("2026-05-05"), Month), &[]), Ok(()), "the first version");
        assert_eq!(check("2026-05-01", Month).map_err(CreditTermsRefusal::code), Err("WITHIN_PERIOD"));
    }
}
