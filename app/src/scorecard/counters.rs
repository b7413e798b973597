//! The counters of contract months, from the database's counts (domain-facts §6).

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::ids::ContractId;
use domain::scorecard::{Counters, Lateness, Period, Tally};
use domain::sla::Metric;
use storage::Transaction;
use storage::query::scorecard::{self as query, Span};

use crate::{Coverage, Result};

/// A contract and a month, `YYYYMM`.
pub(super) type ContractMonth = (ContractId, i32);

/// Counts contract months; one without any fact has counters of nothing. A contract must be in the snapshot.
pub(super) async fn count(
    transaction: &Transaction,
    coverage: &Coverage,
    months: &BTreeSet<ContractMonth>,
) -> Result<HashMap<ContractMonth, Counters>> {
    let list: Vec<ContractMonth> = months.iter().copied().collect();
    let mut counted: HashMap<ContractMonth, Counters> = list.iter().map(|key| (*key, Counters::default())).collect();
    for count in query::clocks(transaction, &list).await? {
        let Some(counters) = counted.get_mut(&(count.contract, count.month)) else { continue };
        let tally = Tally { part: count.met, whole: count.judged };
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
        *of = *of + tally;
    }
    for count in query::complaints(transaction, &list).await? {
        if let Some(counters) = counted.get_mut(&(count.contract, count.month)) {
            counters.complaint = Tally { part: count.part, whole: count.whole };
        }
    }
    for count in query::inspections(transaction, &list).await? {
        if let Some(counters) = counted.get_mut(&(count.contract, count.month)) {
            counters.inspection = Tally { part: count.part, whole: count.whole };
        }
    }
    for (month, span) in spans(coverage, months) {
        for count in query::events(transaction, &span).await? {
            if let Some(counters) = counted.get_mut(&(count.contract, month)) {
                counters.reopen = Tally { part: count.reopened, whole: count.resolved };
                counters.rating = Tally { part: count.stars, whole: count.ratings };
            }
        }
        for count in query::faults(transaction, &span).await? {
            if let Some(counters) = counted.get_mut(&(count.contract, month)) {
                counters.repeat = Tally { part: count.repeats, whole: count.faults };
            }
        }
        for count in query::closings(transaction, &span).await? {
            if let Some(counters) = counted.get_mut(&(count.contract, month)) {
                counters.record = Tally { part: count.complete, whole: count.closed };
            }
        }
        for count in query::pauses(transaction, &span).await? {
            if let Some(counters) = counted.get_mut(&(count.contract, month)) {
                counters.pause = Tally { part: count.rejected, whole: count.claimed };
            }
        }
    }
    Ok(counted)
}

/// Months as instants: contracts of one zone share a month, and so its statements.
fn spans(coverage: &Coverage, months: &BTreeSet<ContractMonth>) -> Vec<(i32, Span)> {
    let mut shared: BTreeMap<(i32, &str), Span> = BTreeMap::new();
    for (id, month) in months {
        let (Some(contract), Some(period)) = (coverage.contracts.get(id), Period::month(*month)) else { continue };
        let (from, until) = period.bounds(contract.zone);
        let span = shared.entry((*month, contract.zone.name()));
        span.or_insert_with(|| Span { from, until, contracts: Vec::new() }).contracts.push(*id);
    }
    shared.into_iter().map(|((month, _), span)| (month, span)).collect()
}
