//! How long promises took on scorecards: exact where the period is closed, told from buckets while it is open.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::ids::{ContractId, VendorId};
use domain::scorecard::{Percentiles, Period, TimeUsed, yyyymm};
use domain::sla::Metric;
use storage::query::{assessment, scorecard as query};

use super::cards::range;
use super::view::ScorecardView;
use crate::assessment::record;
use crate::{Coverage, Op, Result};

/// Which card: its contract, none on a vendor's, its vendor and its period.
pub type CardKey = (Option<ContractId>, VendorId, Period);

impl ScorecardView {
    /// What its percentiles are asked for by.
    pub fn key(&self) -> CardKey {
        (self.contract, self.vendor, self.period)
    }
}

/// The percentiles of cards that the actor has read, in the order of metrics: two statements, however many cards.
///
/// Where the assessment of a contract's period is frozen, they are those that it was frozen with, from the clocks
/// themselves; else they are told from buckets. A metric of which no promise was kept has none.
pub async fn percentiles(op: &Op, cards: &[CardKey]) -> Result<HashMap<CardKey, Vec<Percentiles>>> {
    let mut found = closed(op, cards).await?;
    let open: Vec<CardKey> = cards.iter().filter(|key| !found.contains_key(*key)).copied().collect();
    let mut by_contract: HashMap<ContractId, Vec<CardKey>> = HashMap::new();
    for key in &open {
        for contract in contracts(&op.coverage(), key) {
            by_contract.entry(contract).or_default().push(*key);
        }
    }
    if by_contract.is_empty() {
        return Ok(found);
    }
    let (from, until) = range(open.iter().map(|(.., period)| *period));
    let months = (yyyymm(from), until.pred_opt().map_or(i32::MAX, yyyymm));
    let mut sums: BTreeMap<(CardKey, Metric), TimeUsed> = BTreeMap::new();
    for row in query::times_between(op.app().store.read(), by_contract.keys().copied(), months).await? {
        for key in by_contract.get(&row.contract).into_iter().flatten() {
            let (first, last) = key.2.months();
            if (first..=last).contains(&row.month) {
                *sums.entry((*key, row.metric)).or_default() += &row.used;
            }
        }
    }
    for ((key, metric), used) in sums {
        found.entry(key).or_default().extend(used.percentiles(metric));
    }
    Ok(found)
}

/// The contracts that a card counts.
fn contracts(coverage: &Coverage, (contract, vendor, _): &CardKey) -> Vec<ContractId> {
    match contract {
        Some(contract) => vec![*contract],
        None => {
            let rows = coverage.contracts.values().map(|contract| &contract.row);
            rows.filter(|row| row.vendor_id == *vendor).map(|row| row.id).collect()
        }
    }
}

/// Those of contracts' periods whose assessment is frozen; a correction counts in the place of what it corrects. One from
/// before percentiles were kept has none to tell.
async fn closed(op: &Op, cards: &[CardKey]) -> Result<HashMap<CardKey, Vec<Percentiles>>> {
    let asked: BTreeSet<CardKey> = cards.iter().filter(|(contract, ..)| contract.is_some()).copied().collect();
    let mut found = HashMap::new();
    if asked.is_empty() {
        return Ok(found);
    }
    let contracts: BTreeSet<ContractId> = asked.iter().filter_map(|(contract, ..)| *contract).collect();
    let range = range(asked.iter().map(|(.., period)| *period));
    for row in assessment::frozen(op.app().store.read(), contracts, range).await? {
        let key = (Some(row.contract_id), row.vendor_id, Period { kind: row.period_kind, start: row.period_start });
        if asked.contains(&key)
            && let Some(record) = record(&row)?
            && !record.inputs.percentiles.is_empty()
        {
            found.insert(key, record.inputs.percentiles);
        }
    }
    Ok(found)
}
