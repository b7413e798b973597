//! Days in force: by hand, and against a day-by-day reckoning.

use chrono::Days;
use proptest::prelude::*;

use super::*;
use crate::ids::{PolicyId, SchemeId};
use crate::money::Fen;

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn system(id: u128) -> SystemId {
    SystemId(uuid::Uuid::from_u128(id))
}

fn terms(number: i32, effective_on: NaiveDate, ends_on: NaiveDate, systems: &[u128]) -> Terms {
    Terms {
        number,
        effective_on,
        ends_on,
        amount: Fen(0),
        policy: PolicyId(uuid::Uuid::nil()),
        scheme: SchemeId(uuid::Uuid::nil()),
        systems: systems.iter().copied().map(system).collect(),
    }
}

/// In force over 2026 for systems 1 and 2.
fn year(id: u128) -> Coverage {
    let (first, last) = (date("2026-01-01"), date("2026-12-31"));
    Coverage {
        contract: ContractId(uuid::Uuid::from_u128(id)),
        state: ContractState::Active,
        starts_on: first,
        terminates_on: None,
        suspensions: vec![],
        original: terms(1, first, last, &[1, 2]),
        amended: vec![],
        precedence: None,
    }
}

fn halt(from: &str, until: Option<&str>) -> Suspension {
    Suspension { from: date(from), until: until.map(date) }
}

fn days(coverage: &Coverage) -> Vec<String> {
    let line = |span: &Span<'_>| format!("{} {} v{}", span.from, span.until, span.terms.number);
    coverage.spans().iter().map(line).collect()
}

#[test]
fn an_amendment_holds_from_its_day_until_the_next_one() {
    let mut coverage = year(1);
    coverage.amended = vec![
        terms(2, date("2026-07-01"), date("2027-03-31"), &[1, 2, 3]),
        terms(4, date("2026-10-01"), date("2026-11-30"), &[1]),
    ];
    assert_eq!(days(&coverage), ["2026-01-01 2026-06-30 v1", "2026-07-01 2026-09-30 v2", "2026-10-01 2026-11-30 v4"]);
    assert_eq!(coverage.last_day(), date("2026-11-30"));
    let number = |of: u128, day| coverage.covers(system(of), date(day)).map(|terms| terms.number);
    assert_eq!((number(3, "2026-06-30"), number(3, "2026-07-01"), number(3, "2026-10-01")), (None, Some(2), None));
    assert_eq!((number(1, "2026-11-30"), number(1, "2026-12-01")), (Some(4), None), "the last version shortened it");
    assert_eq!((number(1, "2025-12-31"), coverage.as_of(date("2025-12-31")).number), (None, 1));
    let coming = |day| coverage.terms_from(date(day)).map(|terms| terms.number).collect::<Vec<_>>();
    assert_eq!((coming("2026-06-30"), coming("2026-07-01"), coming("2026-12-01")), (vec![1, 2, 4], vec![2, 4], vec![]));
}

#[test]
fn a_halt_takes_its_days_out_and_a_day_that_is_resumed_counts() {
    let mut coverage = year(1);
    coverage.suspensions =
        vec![halt("2026-03-01", Some("2026-03-01")), halt("2026-04-01", Some("2026-04-15")), halt("2026-12-20", None)];
    coverage.state = ContractState::Suspended;
    assert_eq!(days(&coverage), ["2026-01-01 2026-03-31 v1", "2026-04-15 2026-12-19 v1"]);
    let resumed = coverage.resumed(date("2026-12-24"));
    assert_eq!(days(&resumed)[2], "2026-12-24 2026-12-31 v1");
}

#[test]
fn days_gone_by_are_judged_by_themselves_whatever_the_state_is_now() {
    let mut coverage = year(1);
    for state in [ContractState::Expired, ContractState::Accepted] {
        coverage.state = state;
        assert_eq!(coverage.covers(system(1), date("2026-12-31")).map(|terms| terms.number), Some(1), "{state}");
        assert_eq!(coverage.terms_from(date("2026-06-01")).count(), 0, "{state} binds nothing new");
    }
    coverage.state = ContractState::Terminated;
    assert_eq!(coverage.covers(system(1), date("2026-05-01")), None, "ended, and nobody knows when");
    coverage.terminates_on = Some(date("2026-06-01"));
    assert_eq!(days(&coverage), ["2026-01-01 2026-05-31 v1"]);
    assert_eq!(coverage.last_day(), date("2026-05-31"));
    for state in [ContractState::Draft, ContractState::InReview, ContractState::Approved] {
        coverage.state = state;
        assert_eq!((coverage.covers(system(1), date("2026-05-01")), days(&coverage).len()), (None, 0), "{state}");
    }
}

#[test]
fn e30_two_contracts_overlap_only_where_both_are_in_force_for_one_system() {
    let (mut one, mut other) = (year(1), year(2));
    other.original.systems = vec![system(2), system(9)];
    let common = Some(Overlap { system: system(2), from: date("2026-01-01"), until: date("2026-12-31") });
    assert_eq!((one.overlap(&other), other.overlap(&one)), (common, common));
    assert_eq!(one.overlap(&one.clone()), None, "a contract does not overlap itself");
    one.terminates_on = Some(date("2026-05-01"));
    other.original.effective_on = date("2026-05-01");
    other.starts_on = date("2026-05-01");
    assert_eq!(one.overlap(&other), None, "one ends where the other begins");
    one.terminates_on = None;
    one.suspensions = vec![halt("2026-05-01", None)];
    one.state = ContractState::Suspended;
    assert_eq!(one.overlap(&other), None, "an interim contract stands in for one that is halted");
    let resumed = one.resumed(date("2026-11-01"));
    let from = resumed.overlap(&other).map(|overlap| overlap.from);
    assert_eq!(from, Some(date("2026-11-01")), "and stands in the way when it is to be resumed");
    other.state = ContractState::Draft;
    assert_eq!(resumed.overlap(&other), None);
}

/// A contract of some weeks with anything that can happen to one.
fn any_coverage(id: u128) -> impl Strategy<Value = Coverage> {
    let version = (1..30_u64, 0..60_u64, prop::collection::btree_set(1..4_u128, 0..3));
    let halt = (0..70_u64, prop::option::of(0..20_u64));
    let state = prop::sample::select(ContractState::ALL);
    let end = prop::option::of(0..80_u64);
    (0..20_u64, prop::collection::vec(version, 1..4), prop::collection::vec(halt, 0..3), state, end).prop_map(
        move |(start, versions, halts, state, end)| {
            let day = |offset: u64| date("2026-01-01") + Days::new(offset);
            let mut effective = start;
            let mut made = Vec::new();
            for (number, (after, length, systems)) in (1..).zip(versions) {
                let systems: Vec<u128> = systems.into_iter().collect();
                made.push(terms(number, day(effective), day(effective + length), &systems));
                effective += after;
            }
            let mut suspensions: Vec<Suspension> = Vec::new();
            let mut free = 0;
            for (from, length) in halts {
                let from = free + from;
                suspensions.push(Suspension { from: day(from), until: length.map(|length| day(from + length)) });
                let Some(length) = length else { break };
                free = from + length;
            }
            let original = made.remove(0);
            Coverage {
                contract: ContractId(uuid::Uuid::from_u128(id)),
                state,
                starts_on: day(start),
                terminates_on: end.map(day),
                suspensions,
                original,
                amended: made,
                precedence: None,
            }
        },
    )
}

proptest! {
    #[test]
    fn the_spans_are_the_days_in_force(coverage in any_coverage(1)) {
        let spans = coverage.spans();
        for offset in 0..200 {
            let day = date("2025-12-20") + Days::new(offset);
            let mut found = spans.iter().filter(|span| span.from <= day && day <= span.until);
            let terms = found.next().map(|span| span.terms);
            prop_assert_eq!(terms, coverage.terms_on(day), "{}", day);
            prop_assert!(found.next().is_none(), "{} lies in two spans", day);
        }
    }

    #[test]
    fn e30_contracts_overlap_exactly_when_some_day_has_two(one in any_coverage(1), other in any_coverage(2)) {
        let both = |day: NaiveDate| (1..4).any(|id| {
            one.covers(system(id), day).is_some() && other.covers(system(id), day).is_some()
        });
        let first = (0..200).map(|offset| date("2025-12-20") + Days::new(offset)).find(|day| both(*day));
        let overlap = one.overlap(&other);
        prop_assert_eq!(overlap.is_some(), first.is_some());
        if let Some(Overlap { system, from, until }) = overlap {
            prop_assert!(one.covers(system, from).is_some() && other.covers(system, until).is_some());
        }
    }
}
