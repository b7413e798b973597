//! Where a table of targets contradicts itself, looked for in every ticket that it could bind, by the engine's own choice.
//!
//! Tickets are alike for a table when kind, class of site, priority and guard period are, the protection level is, and
//! the system type is the same of those that the table names, or none of them: so there are finitely many, and few.

use std::collections::{BTreeSet, HashMap};

use domain::ids::{GuardPeriodId, TargetId};
use domain::sla::{Metric, SlaTarget, Slot, TargetDuration};
use domain::ticket::{Circumstances, GuardAtRaising, Priority, SiteClass, TicketKind};
use uuid::Uuid;

/// Who answers first must not have longer than who comes after.
const IN_ORDER: [(Metric, Metric); 3] =
    [(Metric::Response, Metric::Restore), (Metric::Restore, Metric::Resolve), (Metric::Response, Metric::Resolve)];
const LEVELS: std::ops::RangeInclusive<i32> = 1..=5;

/// What is wrong with two targets, by their places in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Contradiction {
    /// The earlier milestone surely has longer than the later one.
    Order(usize, usize),
    /// In a guard period there surely is longer than outside it.
    GuardLonger(usize, usize),
    /// In a guard period the clock pauses, and outside it does not.
    GuardPauses(usize, usize),
    /// Both fit some ticket and say as much.
    Tie(usize, usize),
}

/// Every contradiction of the targets.
pub(super) fn contradictions(targets: &[SlaTarget]) -> BTreeSet<Contradiction> {
    let mut found = ties(targets);
    let mut table: HashMap<(Metric, Priority), Vec<usize>> = HashMap::new();
    for (place, target) in targets.iter().enumerate() {
        table.entry((target.metric, target.priority)).or_default().push(place);
    }
    for of in table.values_mut() {
        // The first that fits is the one that binds.
        of.sort_by_key(|place| std::cmp::Reverse(targets[*place].specificity()));
    }
    let guarded = targets.iter().any(|target| target.guard);
    for circumstances in circumstances(targets) {
        for (priority, kind, site) in tickets() {
            let binding = |metric: Metric, told: &Circumstances| {
                let candidates = table.get(&(metric, priority)).into_iter().flatten().copied();
                candidates.into_iter().find(|place| targets[*place].misfit(kind, site, told).is_none())
            };
            found.extend(out_of_order(targets, |metric| binding(metric, &circumstances)));
            if !guarded {
                continue;
            }
            let in_guard = Circumstances { guard: Some(some_guard()), ..circumstances.clone() };
            found.extend(out_of_order(targets, |metric| binding(metric, &in_guard)));
            for metric in Metric::ALL {
                let pair = binding(*metric, &in_guard).zip(binding(*metric, &circumstances));
                let Some((guard, ordinary)) = pair.filter(|(guard, _)| targets[*guard].guard) else { continue };
                if surely_longer(&targets[guard], &targets[ordinary]) {
                    found.insert(Contradiction::GuardLonger(guard, ordinary));
                }
                if targets[guard].pausable && !targets[ordinary].pausable {
                    found.insert(Contradiction::GuardPauses(guard, ordinary));
                }
            }
        }
    }
    found
}

fn tickets() -> impl Iterator<Item = (Priority, TicketKind, SiteClass)> {
    Priority::ALL.iter().flat_map(|priority| {
        let of_kind = move |kind: &'static TicketKind| SiteClass::ALL.iter().map(move |site| (*priority, *kind, *site));
        TicketKind::ALL.iter().flat_map(of_kind)
    })
}

/// Every system type that is named, and one that is not, at every protection level; outside a guard period.
fn circumstances(targets: &[SlaTarget]) -> Vec<Circumstances> {
    let named: BTreeSet<&String> = targets.iter().filter_map(|target| target.system_type.as_ref()).collect();
    let types: Vec<Option<String>> = named.into_iter().cloned().map(Some).chain([None]).collect();
    let at = |level: i32| types.iter().cloned().map(move |system_type| (system_type, level));
    LEVELS
        .flat_map(at)
        .map(|(system_type, level)| Circumstances {
            system_type,
            protection_level: Some(level),
            ..Circumstances::default()
        })
        .collect()
}

fn some_guard() -> GuardAtRaising {
    GuardAtRaising { period: GuardPeriodId(Uuid::nil()), name: String::new() }
}

fn out_of_order(targets: &[SlaTarget], binding: impl Fn(Metric) -> Option<usize>) -> Vec<Contradiction> {
    let pair = |(early, late): (Metric, Metric)| Some((binding(early)?, binding(late)?));
    let pairs = IN_ORDER.into_iter().filter_map(pair);
    let wrong = pairs.filter(|(early, late)| surely_longer(&targets[*early], &targets[*late]));
    wrong.map(|(early, late)| Contradiction::Order(early, late)).collect()
}

/// Ranges of protection levels that are as wide as one another and overlap, everything else being the same.
fn ties(targets: &[SlaTarget]) -> BTreeSet<Contradiction> {
    let mut found = BTreeSet::new();
    for (place, target) in targets.iter().enumerate() {
        for (before, other) in targets[..place].iter().enumerate() {
            let (Some(one), Some(two)) = (target.protection, other.protection) else { continue };
            let as_wide = one != two && one.to - one.from == two.to - two.from;
            let overlap = one.from.max(two.from) <= one.to.min(two.to);
            if as_wide && overlap && any_level(target) == any_level(other) {
                found.insert(Contradiction::Tie(before, place));
            }
        }
    }
    found
}

fn any_level(target: &SlaTarget) -> Slot {
    Slot { protection: None, ..target.slot() }
}

/// Whether `one` ends after `other` whenever both begin together; what cannot be compared is not.
fn surely_longer(one: &SlaTarget, other: &SlaTarget) -> bool {
    let same_calendar = one.calendar == other.calendar;
    match (one.duration, other.duration) {
        (TargetDuration::Working(one), TargetDuration::Working(other)) => same_calendar && one > other,
        (TargetDuration::WorkingDays(one), TargetDuration::WorkingDays(other)) => same_calendar && one > other,
        // Open time never passes faster than time itself.
        (TargetDuration::RealTime(one) | TargetDuration::Working(one), TargetDuration::RealTime(other)) => one > other,
        _ => false,
    }
}

/// The smallest id stands for the first place; places stand for ids here.
pub(super) fn id_of(place: usize) -> TargetId {
    TargetId(Uuid::from_u128(place as u128))
}
