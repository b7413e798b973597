//! Scoring again what was marked: contract months, and the quarters, half-years, years and vendors they are a part of.

use std::collections::BTreeSet;

use chrono::{Months, TimeDelta};
use domain::ids::ContractId;
use domain::scorecard::{Period, SubjectKind, yyyymm};
use serde::Serialize;
use storage::Transaction;
use storage::query::scorecard as query;

use super::cards::Cards;
use super::counters::{ContractMonth, count};
use crate::{Coverage, Op, Result};

const BATCH: u64 = 64;
/// A fault reaches so far forward: a later one with the same system and cause is its repeat.
const REPEAT_DAYS: i64 = 30;

/// What a run did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RefreshReport {
    /// Contract months counted.
    pub months: u64,
    /// Cards written: months, quarters, half-years and years, of contracts and of vendors.
    pub cards: u64,
    /// Marks left, because the month changed again meanwhile or its contract is not known yet: for the next run.
    pub left: u64,
}

/// Goes once over the marked contract months. Cost follows what was marked: a month is counted from its facts, and
/// longer periods add up the counters that month cards keep.
///
/// The marks are taken away in the transaction that writes the cards, so a killed run loses none; a run without marks
/// does nothing. The sweep comes first, so that what has run past its due time counts as breached (S10).
pub async fn refresh(op: &Op) -> Result<RefreshReport> {
    crate::sla::sweep(op).await?;
    score_marked(op).await
}

/// The same without the sweep: for a history that was laid at once and ends before now.
pub(crate) async fn score_marked(op: &Op) -> Result<RefreshReport> {
    let mut report = RefreshReport::default();
    let mut after = None;
    loop {
        let op = op.renewed();
        // Asked outside a transaction, so that an idle run takes no lock.
        if query::stale(op.app().store.read(), after, 1).await?.is_empty() {
            return Ok(report);
        }
        op.app().refresh().await?;
        match Box::pin(batch(&op, after, &mut report)).await? {
            Some(last) => after = Some(last),
            None => return Ok(report),
        }
    }
}

/// One transaction; answers with the last mark it looked at.
async fn batch(op: &Op, after: Option<ContractMonth>, report: &mut RefreshReport) -> Result<Option<ContractMonth>> {
    let coverage = op.coverage();
    let transaction = op.begin().await?;
    query::lock(&transaction).await?;
    let marks = query::stale(&transaction, after, BATCH).await?;
    let Some(last) = marks.last().map(|mark| (mark.contract_id, mark.month)) else { return Ok(None) };
    let (known, unknown): (Vec<_>, Vec<_>) =
        marks.into_iter().partition(|mark| coverage.contracts.contains_key(&mark.contract_id));
    let marked: BTreeSet<ContractMonth> = known.iter().map(|mark| (mark.contract_id, mark.month)).collect();
    let months = with_reached(&transaction, &marked, &coverage).await?;
    report.months += months.len() as u64;
    report.left += unknown.len() as u64;
    let counted = count(&transaction, &coverage, &months).await?;
    let mut cards = Cards::new(op, &coverage);
    cards.write(&transaction, counted).await?;
    report.cards += cards.written;
    for mark in &known {
        report.left += u64::from(!query::unmark(&transaction, mark).await?);
    }
    transaction.commit().await?;
    Ok(Some(last))
}

/// The marked months, and the scored ones after them whose repeated faults they decide.
async fn with_reached(
    transaction: &Transaction,
    marked: &BTreeSet<ContractMonth>,
    coverage: &Coverage,
) -> Result<BTreeSet<ContractMonth>> {
    let known = marked.iter().filter(|(id, _)| coverage.contracts.contains_key(id));
    let reached: BTreeSet<ContractMonth> = known
        .flat_map(|(id, month)| after(*month).map(|month| (*id, month)))
        .filter(|key| !marked.contains(key))
        .collect();
    let starts = reached.iter().filter_map(|(_, month)| Period::month(*month)).map(|period| period.start);
    let Some((first, last)) = starts.clone().min().zip(starts.max()) else { return Ok(marked.clone()) };
    let contracts: BTreeSet<_> = reached.iter().map(|(id, _)| id.0).collect();
    let range = (first, last + TimeDelta::days(1));
    let cards = query::months_of_subjects(transaction, SubjectKind::Contract, contracts, range).await?;
    let scored = cards.iter().map(|card| (ContractId(card.subject_id), yyyymm(card.period_start)));
    Ok(scored.filter(|key| reached.contains(key)).chain(marked.iter().copied()).collect())
}

/// The months after one in which a fault can repeat one of its own.
fn after(month: i32) -> impl Iterator<Item = i32> {
    let end = Period::month(month).map(Period::end);
    let reach = end.map(|end| end + TimeDelta::days(REPEAT_DAYS - 1));
    let starts = std::iter::successors(end, |start| start.checked_add_months(Months::new(1)));
    starts.take_while(move |start| Some(*start) <= reach).map(yyyymm)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_reaches_thirty_days_into_the_months_after() {
        assert_eq!(after(202611).collect::<Vec<_>>(), [202612]);
        assert_eq!(after(202612).collect::<Vec<_>>(), [202701]);
        assert_eq!(after(202601).collect::<Vec<_>>(), [202602, 202603], "31 January and 30 days is 2 March");
        assert_eq!(after(202602).collect::<Vec<_>>(), [202603]);
    }
}
