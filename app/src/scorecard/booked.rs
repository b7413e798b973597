//! What people brought to scorecards: the ledger entries that stand, and the scores that were accepted.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::fraction::{Fraction, NotAFraction};
use domain::ids::ContractId;
use domain::scorecard::{Basis, Counters, LedgerEntry, ManualScore, Period, Scheme, Scorecard, given_in, score};
use storage::ConnectionTrait;
use storage::entity::{ledger_entry, manual_score};
use storage::query::{ledger, manual_score as scores};

use crate::ticket::rows::missing;
use crate::{Error, Result};

/// By contract, over a range of days.
#[derive(Clone, Debug, Default)]
pub(crate) struct Booked {
    entries: HashMap<ContractId, Vec<LedgerEntry>>,
    given: HashMap<ContractId, Vec<ManualScore>>,
}

impl Booked {
    /// Two statements, however many contracts.
    pub(crate) async fn load(
        db: &impl ConnectionTrait,
        contracts: &[ContractId],
        range: (NaiveDate, NaiveDate),
    ) -> Result<Self> {
        let mut booked = Self::default();
        for row in ledger::standing(db, contracts.iter().copied(), range).await? {
            booked.entries.entry(row.contract_id).or_default().push(entry(row));
        }
        for row in scores::accepted(db, contracts.iter().copied(), range).await? {
            let given = booked.given.entry(row.contract_id).or_default();
            let next = manual(row)?;
            // A later one replaces those before it.
            given.retain(|other| (&other.criterion, other.period) != (&next.criterion, next.period));
            given.push(next);
        }
        Ok(booked)
    }

    /// The entries that happened in a period, and the scores that make the rates of its terms.
    pub(crate) fn of(
        &self,
        contract: ContractId,
        period: Period,
        scheme: &Scheme,
    ) -> (Vec<LedgerEntry>, Vec<ManualScore>) {
        let entries = self.entries.get(&contract).into_iter().flatten();
        let entries = entries.filter(|entry| period.holds(entry.occurred_on)).cloned().collect();
        let given = self.given.get(&contract).map(|given| given_in(scheme, period, given));
        (entries, given.unwrap_or_default())
    }

    /// Scores a period of a contract with all that was booked and given.
    pub(crate) fn score(
        &self,
        (contract, period): (ContractId, Period),
        scheme: &Scheme,
        counters: &Counters,
    ) -> Scorecard {
        let (entries, given) = self.of(contract, period, scheme);
        score(scheme, &Basis { counters, entries: &entries, given: &given })
    }
}

fn entry(row: ledger_entry::Model) -> LedgerEntry {
    let points = hundredths(row.points_hundredths);
    LedgerEntry { id: row.id, item: row.item, occurred_on: row.occurred_on, points }
}

fn manual(row: manual_score::Model) -> Result<ManualScore> {
    let period = Period::beginning(row.period_kind, row.period_start).ok_or_else(|| missing("the period"))?;
    let rate = row.rate.parse().map_err(|error: NotAFraction| Error::Internal(error.into()))?;
    Ok(ManualScore { id: row.id, criterion: row.criterion, period, rate })
}

/// Points that are kept as hundredths.
pub(super) fn hundredths(points: i64) -> Fraction {
    Fraction::new(points, 100).unwrap_or_else(Fraction::zero)
}
