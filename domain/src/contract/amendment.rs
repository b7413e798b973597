//! When an amendment may take effect.

use chrono::NaiveDate;

use super::{ContractRefusal, Coverage};

/// Checks the days of an amendment against what is agreed so far; every mistake is returned.
///
/// An amendment never reaches back (I3): tickets of days gone by have their terms. It follows the version before it, so
/// that none is overtaken unseen by one that was agreed earlier and takes effect later.
pub fn check_amendment(
    agreed: &Coverage,
    today: NaiveDate,
    effective_on: NaiveDate,
    ends_on: NaiveDate,
) -> Vec<ContractRefusal> {
    let latest = agreed.latest();
    let mut refusals = Vec::new();
    if effective_on < today {
        refusals.push(ContractRefusal::EffectiveInPast { today });
    } else if effective_on <= latest.effective_on {
        let (number, from) = (latest.number, latest.effective_on);
        refusals.push(ContractRefusal::EffectiveTooEarly { number, from });
    } else if effective_on > agreed.last_day() {
        refusals.push(ContractRefusal::EffectiveAfterEnd { last_day: agreed.last_day() });
    }
    if ends_on < effective_on {
        refusals.push(ContractRefusal::EndsBeforeEffect);
    }
    refusals
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::{ContractState, Terms};
    use crate::ids::{ContractId, PolicyId, SchemeId};
    use crate::money::Fen;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn terms(number: i32, from: &str, until: &str) -> Terms {
        Terms {
            number,
            effective_on: date(from),
            ends_on: date(until),
            amount: Fen(0),
            policy: PolicyId(uuid::Uuid::nil()),
            scheme: SchemeId(uuid::Uuid::nil()),
            systems: vec![],
        }
    }

    #[test]
    fn an_amendment_takes_effect_within_what_is_left_and_after_the_one_before() {
        let mut agreed = Coverage {
            contract: ContractId(uuid::Uuid::nil()),
            state: ContractState::Active,
            starts_on: date("2026-01-01"),
            terminates_on: None,
            suspensions: vec![],
            original: terms(1, "2026-01-01", "2026-12-31"),
            amended: vec![],
            precedence: None,
        };
        let check = |agreed: &Coverage, on: &str, until: &str| {
            let found = check_amendment(agreed, date("2026-03-02"), date(on), date(until));
            found.iter().map(|refusal| (refusal.code(), refusal.field())).collect::<Vec<_>>()
        };
        assert_eq!(check(&agreed, "2026-03-02", "2027-06-30"), []);
        assert_eq!(check(&agreed, "2026-12-31", "2026-12-31"), []);
        assert_eq!(check(&agreed, "2026-03-01", "2026-12-31"), [("OUTSIDE_PERIOD", "effectiveOn")]);
        assert_eq!(check(&agreed, "2027-01-01", "2027-12-31"), [("OUTSIDE_PERIOD", "effectiveOn")]);
        assert_eq!(check(&agreed, "2026-07-01", "2026-06-30"), [("PERIOD", "endsOn")]);
        agreed.amended.push(terms(2, "2026-07-01", "2027-03-31"));
        assert_eq!(check(&agreed, "2026-07-01", "2027-03-31"), [("OUTSIDE_PERIOD", "effectiveOn")], "not with it");
        assert_eq!(check(&agreed, "2027-01-01", "2027-12-31"), [], "the version before has moved the end");
        agreed.terminates_on = Some(date("2026-09-01"));
        assert_eq!(check(&agreed, "2026-09-01", "2026-12-31"), [("OUTSIDE_PERIOD", "effectiveOn")]);
    }
}
