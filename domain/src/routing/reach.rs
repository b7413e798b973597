//! How far coverage reaches: until which day a system is covered in a row, and what its policy leaves out.

use chrono::NaiveDate;

use crate::contract::Coverage;
use crate::ids::SystemId;
use crate::sla::{Metric, PolicyTerms};
use crate::ticket::{Circumstances, Priority, SiteClass, TicketKind};

/// What every covered system should be promised.
const PROMISED: [Metric; 3] = [Metric::Response, Metric::Restore, Metric::Resolve];

/// The last day in a row, from `today` on, on which some contract covers the system; none when none does today.
pub fn covered_until<'c>(
    contracts: impl Iterator<Item = &'c Coverage> + Clone,
    system: SystemId,
    today: NaiveDate,
) -> Option<NaiveDate> {
    let mut until = None;
    let mut day = Some(today);
    while let Some(next) = day {
        let reaches = contracts.clone().flat_map(Coverage::spans);
        let covering =
            reaches.filter(|span| span.from <= next && next <= span.until && span.terms.systems.contains(&system));
        let Some(last) = covering.map(|span| span.until).max() else { break };
        until = Some(last);
        day = last.succ_opt();
    }
    until
}

/// What terms do not promise for an incident of a system at a site of this class, on an ordinary day: metric by metric,
/// priority by priority.
pub fn missing_targets(terms: &PolicyTerms, site: SiteClass, system: &Circumstances) -> Vec<(Metric, Priority)> {
    let promised = |metric: Metric, priority: Priority| {
        terms.targets.iter().any(|target| {
            (target.metric, target.priority) == (metric, priority)
                && target.misfit(TicketKind::Incident, site, system).is_none()
        })
    };
    let all = PROMISED.iter().flat_map(|metric| Priority::ALL.iter().map(|priority| (*metric, *priority)));
    all.filter(|(metric, priority)| !promised(*metric, *priority)).collect()
}

#[cfg(test)]
mod tests {
    use chrono::Days;
    use proptest::prelude::*;

    use super::*;
    use crate::contract::{ContractState, Suspension, Terms};
    use crate::ids::{CalendarId, ContractId, PolicyId, PolicyVersionId, SchemeId, TargetId};
    use crate::money::Fen;
    use crate::sla::{ClockStart, PauseRules, PriorityRule, ReopeningRule, SeverityRules, SlaTarget, TargetDuration};

    fn day(offset: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).expect("a date") + Days::new(offset)
    }

    fn system() -> SystemId {
        SystemId(uuid::Uuid::from_u128(1))
    }

    fn contract(id: u128, (from, until): (u64, u64), halt: Option<(u64, u64)>) -> Coverage {
        Coverage {
            contract: ContractId(uuid::Uuid::from_u128(id)),
            state: ContractState::Active,
            starts_on: day(from),
            terminates_on: None,
            suspensions: halt
                .map(|(from, until)| Suspension { from: day(from), until: Some(day(until)) })
                .into_iter()
                .collect(),
            original: Terms {
                number: 1,
                effective_on: day(from),
                ends_on: day(until),
                amount: Fen(0),
                policy: PolicyId(uuid::Uuid::nil()),
                scheme: SchemeId(uuid::Uuid::nil()),
                systems: vec![system()],
            },
            amended: vec![],
            precedence: None,
        }
    }

    #[test]
    fn cover_goes_on_as_long_as_one_contract_follows_another() {
        let two = [contract(1, (0, 30), None), contract(2, (31, 60), None)];
        assert_eq!(covered_until(two.iter(), system(), day(5)), Some(day(60)));
        let gap = [contract(1, (0, 30), None), contract(2, (32, 60), None)];
        assert_eq!(covered_until(gap.iter(), system(), day(5)), Some(day(30)), "a day without a contract ends it");
        assert_eq!(covered_until(gap.iter(), system(), day(31)), None);
        let halted = [contract(1, (0, 60), Some((20, 25)))];
        assert_eq!(covered_until(halted.iter(), system(), day(5)), Some(day(19)), "so does a halt");
        assert_eq!(covered_until(halted.iter(), SystemId(uuid::Uuid::from_u128(9)), day(5)), None);
    }

    #[test]
    fn a_target_for_another_kind_or_class_of_site_promises_nothing_here() {
        let target = |metric, priority, ticket_kind, site_class| SlaTarget {
            id: TargetId(uuid::Uuid::nil()),
            metric,
            priority,
            ticket_kind,
            site_class,
            system_type: None,
            protection: None,
            guard: false,
            duration: TargetDuration::RealTime(60),
            calendar: CalendarId(uuid::Uuid::nil()),
            pausable: false,
            warn_percent: vec![],
            escalations: vec![],
        };
        let mut targets: Vec<SlaTarget> = Priority::ALL
            .iter()
            .flat_map(|priority| PROMISED.map(|metric| target(metric, *priority, None, None)))
            .filter(|target| (target.metric, target.priority) != (Metric::Restore, Priority::P4))
            .collect();
        targets[0].ticket_kind = Some(TicketKind::Request);
        targets[1].site_class = Some(SiteClass::County);
        targets[2].guard = true;
        let terms = PolicyTerms {
            version: PolicyVersionId(uuid::Uuid::nil()),
            start: ClockStart::RaisedAt,
            priority_rule: PriorityRule::FromChange,
            pauses: PauseRules::default(),
            reopening: ReopeningRule::default(),
            severity: SeverityRules::default(),
            targets,
        };
        let (response, restore) = ((Metric::Response, Priority::P1), (Metric::Restore, Priority::P4));
        // One of guard periods promises nothing on other days.
        let resolve = (Metric::Resolve, Priority::P1);
        let missing = |site| missing_targets(&terms, site, &Circumstances::default());
        assert_eq!(missing(SiteClass::County), [response, restore, resolve]);
        assert_eq!(missing(SiteClass::City), [response, (Metric::Restore, Priority::P1), restore, resolve]);
    }

    proptest! {
        #[test]
        fn cover_reaches_to_the_day_before_the_first_one_without(
            periods in prop::collection::vec((0..40_u64, 0..20_u64), 0..5), today in 0..40_u64
        ) {
            let contracts: Vec<Coverage> = periods
                .iter()
                .zip(1..)
                .map(|((from, length), id)| contract(id, (*from, from + length), None))
                .collect();
            let covered = |day| contracts.iter().any(|contract| contract.covers(system(), day).is_some());
            let first_without = (today..80).map(day).find(|day| !covered(*day)).expect("they all end");
            let expected = if first_without == day(today) { None } else { first_without.pred_opt() };
            prop_assert_eq!(covered_until(contracts.iter(), system(), day(today)), expected);
            let mut turned = contracts.clone();
            turned.reverse();
            prop_assert_eq!(covered_until(turned.iter(), system(), day(today)), expected, "whatever the order");
        }
    }
}
