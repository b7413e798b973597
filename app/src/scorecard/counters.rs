//! The counters of contract months, from the database's counts (domain-facts §6): of whole months from their facts, or of
//! what the journal of facts adds to them and takes off.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::TimeDelta;
use chrono_tz::Tz;
use domain::Instant;
use domain::ids::ContractId;
use domain::scorecard::{Counters, Lateness, Period, Tally, TimeUsed};
use domain::sla::Metric;
use storage::Transaction;
use storage::query::scorecard::{
    self as query, ClockCount, EventCount, FaultCount, Month, MonthCount, PauseCount, Stretch,
};

use crate::ticket::rows::month;
use crate::{Coverage, Result};

/// A contract and a month, `YYYYMM`.
pub(crate) type ContractMonth = Month;

/// What contract months come to, and how long their promises took.
pub(crate) struct Counted {
    pub months: HashMap<ContractMonth, Counters>,
    pub times: BTreeMap<(ContractId, i32, Metric), TimeUsed>,
}

/// Counts contract months from their facts; one without any has counters of nothing. A contract must be in the snapshot.
pub(crate) async fn count(
    transaction: &Transaction,
    coverage: &Coverage,
    months: &BTreeSet<ContractMonth>,
) -> Result<Counted> {
    let list: Vec<ContractMonth> = months.iter().copied().collect();
    let mut sums = Sums::default();
    let mut times: BTreeMap<(ContractId, i32, Metric), TimeUsed> = BTreeMap::new();
    for (count, used) in query::clocks(transaction, &list).await? {
        sums.clock(count);
        if months.contains(&(count.contract, count.month)) && !used.is_nothing() {
            *times.entry((count.contract, count.month, count.metric)).or_default() += &used;
        }
    }
    sums.complaints(query::complaints(transaction, Some(&list)).await?);
    sums.inspections(query::inspections(transaction, Some(&list)).await?);
    for stretch in stretches(coverage, months) {
        // Others may have been counted too, whose months may begin at another instant.
        let key = |contract, month| stretch.contracts.binary_search(&contract).is_ok().then_some((contract, month));
        sums.events(query::events(transaction, &stretch).await?, |of| key(of.contract, of.when));
        sums.faults(query::faults(transaction, &stretch).await?, |of| key(of.contract, of.when));
        sums.pauses(query::pauses(transaction, &stretch).await?, |of| key(of.contract, of.when));
    }
    let months = list.into_iter().map(|key| (key, sums.of.get(&key).copied().unwrap_or_default())).collect();
    Ok(Counted { months, times })
}

/// What the journal adds to contract months and takes off.
pub(crate) struct Changes {
    pub months: HashMap<ContractMonth, Counters>,
    /// Contracts of the journal that the snapshot does not know, each with months around what it says of them.
    pub unknown: BTreeSet<ContractMonth>,
}

/// Counts what the journal has, by the same texts.
pub(crate) async fn changes(transaction: &Transaction, coverage: &Coverage) -> Result<Changes> {
    let mut sums = Sums::default();
    let mut unknown = BTreeSet::new();
    query::changed_clocks(transaction).await?.into_iter().for_each(|count| sums.clock(count));
    sums.complaints(query::complaints(transaction, None).await?);
    sums.inspections(query::inspections(transaction, None).await?);
    let mut at = |contract: ContractId, at: Instant| match coverage.contracts.get(&contract) {
        Some(known) => Some((contract, month(at, known.zone))),
        None => {
            // Whatever its zone is, it is less than a day away.
            unknown.extend([-1, 1].map(|days| (contract, month(at + TimeDelta::days(days), Tz::UTC))));
            None
        }
    };
    sums.events(query::new_events(transaction).await?, |of| at(of.contract, of.when));
    sums.faults(query::new_faults(transaction).await?, |of| at(of.contract, of.when));
    sums.pauses(query::changed_pauses(transaction).await?, |of| at(of.contract, of.when));
    let (months, strange): (HashMap<_, _>, HashMap<_, _>) =
        sums.of.into_iter().partition(|((contract, _), _)| coverage.contracts.contains_key(contract));
    unknown.extend(strange.into_keys());
    Ok(Changes { months, unknown })
}

/// Counters that add up.
#[derive(Default)]
struct Sums {
    of: HashMap<ContractMonth, Counters>,
}

impl Sums {
    fn clock(&mut self, count: ClockCount) {
        let counters = self.of.entry((count.contract, count.month)).or_default();
        let breached = count.judged - count.met;
        let classes = [
            (Lateness::Late, breached - count.beyond_twice),
            (Lateness::BeyondTwice, count.beyond_twice - count.beyond_thrice),
            (Lateness::BeyondThrice, count.beyond_thrice),
        ];
        for (lateness, number) in classes {
            counters.late.add(count.metric, count.priority, lateness, number);
        }
        let of = match count.metric {
            Metric::Response => &mut counters.respond,
            Metric::Arrival => &mut counters.arrive,
            Metric::Restore => &mut counters.restore[count.priority as usize],
            Metric::Resolve => &mut counters.resolve,
            Metric::Update => &mut counters.update,
        };
        *of = *of + Tally { part: count.met, whole: count.judged };
    }

    fn complaints(&mut self, counts: Vec<MonthCount>) {
        for count in counts {
            let of = &mut self.of.entry((count.contract, count.month)).or_default().complaint;
            *of = *of + Tally { part: count.part, whole: count.whole };
        }
    }

    fn inspections(&mut self, counts: Vec<MonthCount>) {
        for count in counts {
            let of = &mut self.of.entry((count.contract, count.month)).or_default().inspection;
            *of = *of + Tally { part: count.part, whole: count.whole };
        }
    }

    fn events<P>(&mut self, counts: Vec<EventCount<P>>, mut key: impl FnMut(&EventCount<P>) -> Option<ContractMonth>) {
        for count in counts {
            let Some(key) = key(&count) else { continue };
            let of = self.of.entry(key).or_default();
            of.reopen = of.reopen + Tally { part: count.reopened, whole: count.resolved };
            of.rating = of.rating + Tally { part: count.stars, whole: count.ratings };
            of.record = of.record + Tally { part: count.complete, whole: count.closed };
        }
    }

    fn faults<P>(&mut self, counts: Vec<FaultCount<P>>, mut key: impl FnMut(&FaultCount<P>) -> Option<ContractMonth>) {
        for count in counts {
            let Some(key) = key(&count) else { continue };
            let of = &mut self.of.entry(key).or_default().repeat;
            *of = *of + Tally { part: count.repeats, whole: count.faults };
        }
    }

    fn pauses<P>(&mut self, counts: Vec<PauseCount<P>>, mut key: impl FnMut(&PauseCount<P>) -> Option<ContractMonth>) {
        for count in counts {
            let Some(key) = key(&count) else { continue };
            let of = &mut self.of.entry(key).or_default().pause;
            *of = *of + Tally { part: count.rejected, whole: count.claimed };
        }
    }
}

/// Months as instants: months without a gap, and contracts of one zone, share their statements.
fn stretches(coverage: &Coverage, months: &BTreeSet<ContractMonth>) -> Vec<Stretch> {
    let mut zones: BTreeMap<&str, (Tz, BTreeMap<i32, BTreeSet<ContractId>>)> = BTreeMap::new();
    for (id, month) in months {
        let Some(contract) = coverage.contracts.get(id) else { continue };
        let (_, by_month) = zones.entry(contract.zone.name()).or_insert_with(|| (contract.zone, BTreeMap::new()));
        by_month.entry(*month).or_default().insert(*id);
    }
    zones.into_values().flat_map(|(zone, by_month)| runs(zone, by_month)).collect()
}

fn runs(zone: Tz, by_month: BTreeMap<i32, BTreeSet<ContractId>>) -> Vec<Stretch> {
    let mut runs: Vec<(Stretch, BTreeSet<ContractId>)> = Vec::new();
    for (month, contracts) in by_month {
        let Some((from, until)) = Period::month(month).map(|period| period.bounds(zone)) else { continue };
        match runs.last_mut() {
            Some((run, of)) if run.until == from => {
                run.months.push((month, from));
                run.until = until;
                of.extend(contracts);
            }
            _ => runs.push((Stretch { months: vec![(month, from)], until, contracts: Vec::new() }, contracts)),
        }
    }
    runs.into_iter().map(|(run, of)| Stretch { contracts: of.into_iter().collect(), ..run }).collect()
}
