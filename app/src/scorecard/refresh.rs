//! Taking into scorecards what happened since: what the database noted of facts is added to the contract months that it is
//! of, and months that were marked are counted anew.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::ids::ContractId;
use domain::scorecard::TimeUsed;
use domain::sla::Metric;
use serde::Serialize;
use storage::Transaction;
use storage::query::scorecard::{self as query, MonthTimes, TimeChange};
use storage::write::mark_stale;

use super::cards::{Cards, Change};
use super::counters::{Changes, ContractMonth, Counted, changes, count};
use crate::{Op, Result};

/// Marked months in one transaction; SQLite binds at most 32,766 values.
const BATCH: u64 = 10_000;

/// What a run did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RefreshReport {
    /// Contract months that changed or were counted anew.
    pub months: u64,
    /// Cards written: months of contracts and of vendors, and longer periods that are new.
    pub cards: u64,
    /// Marks left, because the month was marked again meanwhile or its contract is not known yet: for the next run.
    pub left: u64,
}

/// Takes in what has happened. Cost follows that: the journal, and the facts of months that were marked; longer periods
/// are the sum of their months when they are read.
///
/// What is taken in leaves the journal in the transaction that writes the cards, so a killed run loses none and counts
/// none twice; a run without anything new does nothing. The sweep comes first, so that what has run past its due time
/// counts as breached (S10).
pub async fn refresh(op: &Op) -> Result<RefreshReport> {
    crate::sla::sweep(op).await?;
    score_marked(op).await
}

/// The same without the sweep: for a history that was laid at once and ends before now.
pub(crate) async fn score_marked(op: &Op) -> Result<RefreshReport> {
    let mut report = RefreshReport::default();
    // Asked outside a transaction, so that an idle run takes no lock.
    if !query::is_behind(op.app().store.read()).await? {
        return Ok(report);
    }
    let mut after = None;
    loop {
        let op = op.renewed();
        op.app().refresh().await?;
        match Box::pin(batch(&op, after, &mut report)).await? {
            Some(last) => after = Some(last),
            None => return Ok(report),
        }
        if query::stale(op.app().store.read(), after, 1).await?.is_empty() {
            return Ok(report);
        }
    }
}

/// One transaction; answers with the last mark it looked at. The marks are taken away behind it, each unless it was set
/// again meanwhile: a month that is counted anew once more comes to the same.
async fn batch(op: &Op, after: Option<ContractMonth>, report: &mut RefreshReport) -> Result<Option<ContractMonth>> {
    let coverage = op.coverage();
    let transaction = op.app().store.begin_snapshot().await?;
    query::lock(&transaction).await?;
    let marks = query::stale(&transaction, after, BATCH).await?;
    let last = marks.last().map(|mark| (mark.contract_id, mark.month));
    let (known, unknown): (Vec<_>, Vec<_>) =
        marks.into_iter().partition(|mark| coverage.contracts.contains_key(&mark.contract_id));
    let marked: BTreeSet<ContractMonth> = known.iter().map(|mark| (mark.contract_id, mark.month)).collect();
    query::look_up(&transaction).await?;
    let Changes { months, unknown: strange } = changes(&transaction, &coverage).await?;
    let times = query::changed_times(&transaction).await?;
    query::look_freely(&transaction).await?;
    // What is counted from its facts has all that the journal tells of it.
    let added = months.into_iter().filter(|(key, _)| !marked.contains(key));
    let mut changed: HashMap<ContractMonth, Change> = added.map(|(key, delta)| (key, Change::Added(delta))).collect();
    take_times(&transaction, times, &marked).await?;
    if !marked.is_empty() {
        let Counted { months, times } = count(&transaction, &coverage, &marked).await?;
        changed.extend(months.into_iter().map(|(key, counters)| (key, Change::Counted(counters))));
        query::forget_times(&transaction, &marked.iter().copied().collect::<Vec<_>>()).await?;
        query::write_times(&transaction, &times.into_iter().map(month_times).collect::<Vec<_>>()).await?;
    }
    query::clear_journal(&transaction).await?;
    report.months += changed.len() as u64;
    report.left += (unknown.len() + strange.len()) as u64;
    // Its facts are there to be counted once the contract is known.
    mark_stale(&transaction, strange.into_iter().collect()).await?;
    let mut cards = Cards::new(op, &coverage);
    cards.write(&transaction, changed).await?;
    report.cards += cards.written;
    transaction.commit().await?;
    for mark in &known {
        report.left += u64::from(!query::unmark(op.app().store.write(), mark).await?);
    }
    Ok(last)
}

/// Takes in how long promises took, of the months that are not counted anew.
async fn take_times(transaction: &Transaction, times: Vec<TimeChange>, marked: &BTreeSet<ContractMonth>) -> Result<()> {
    let mut changed: BTreeMap<(ContractId, i32, Metric), TimeUsed> = BTreeMap::new();
    for change in times {
        if !marked.contains(&(change.contract, change.month)) {
            let key = (change.contract, change.month, change.metric);
            changed.entry(key).or_default().add(change.bucket, change.count);
        }
    }
    let months: BTreeSet<ContractMonth> = changed.keys().map(|(contract, month, _)| (*contract, *month)).collect();
    for month in query::times(transaction, &months.into_iter().collect::<Vec<_>>()).await? {
        if let Some(sum) = changed.get_mut(&(month.contract, month.month, month.metric)) {
            *sum += &month.used;
        }
    }
    Ok(query::write_times(transaction, &changed.into_iter().map(month_times).collect::<Vec<_>>()).await?)
}

fn month_times(((contract, month, metric), used): ((ContractId, i32, Metric), TimeUsed)) -> MonthTimes {
    MonthTimes { contract, month, metric, used }
}
