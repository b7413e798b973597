//! What people brought to scorecards: the ledger entries that stand, and the scores that were accepted.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use domain::fraction::{Fraction, NotAFraction};
use domain::ids::{ContractId, ManualScoreId, UserId};
use domain::scorecard::{Basis, Counters, LedgerEntry, ManualScore, Period, Scheme, Scorecard, given_in, score};
use storage::ConnectionTrait;
use storage::entity::{ledger_entry, manual_score, manual_score_revision};
use storage::query::{ledger, manual_score as scores};

use crate::ticket::rows::missing;
use crate::{Error, Result};

/// By contract, over a range of days.
#[derive(Clone, Debug, Default)]
pub(crate) struct Booked {
    entries: HashMap<ContractId, Vec<LedgerEntry>>,
    given: HashMap<ContractId, Vec<ManualScore>>,
    /// Who booked the entries and gave the scores, or set another one in the place of one: who brought what is there. Whoever
    /// accepts, strikes or takes out what others brought has brought nothing.
    pub(crate) hands: Vec<UserId>,
}

impl Booked {
    /// Three statements, however many contracts.
    pub(crate) async fn load(
        db: &impl ConnectionTrait,
        contracts: &[ContractId],
        range: (NaiveDate, NaiveDate),
    ) -> Result<Self> {
        let mut booked = Self::default();
        for row in ledger::standing(db, contracts.iter().copied(), range).await? {
            booked.hands.extend(row.booked_by);
            booked.entries.entry(row.contract_id).or_default().push(entry(row));
        }
        let accepted = scores::accepted(db, contracts.iter().copied(), range).await?;
        let ids: Vec<ManualScoreId> = accepted.iter().map(|row| row.id).collect();
        let mut revisions = scores::revisions(db, &ids).await?;
        booked.hands.extend(accepted.iter().filter_map(|row| row.given_by));
        let others = revisions.values().filter(|revision| revision.rate.is_some());
        booked.hands.extend(others.filter_map(|revision| revision.decided_by));
        for row in last_of_each(accepted) {
            let (contract, revision, mut next) = (row.contract_id, revisions.remove(&row.id), manual(row)?);
            if let Some(manual_score_revision::Model { rate, .. }) = revision {
                let Some(rate) = rate else { continue };
                next.rate = fraction(&rate)?;
            }
            booked.given.entry(contract).or_default().push(next);
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

/// The accepted scores that count: a later one replaces those before it of the same criterion and period, also where a dispute
/// took it out. They come in the order of their numbers, and stay so.
pub(crate) fn last_of_each(mut accepted: Vec<manual_score::Model>) -> Vec<manual_score::Model> {
    let mut known = HashSet::new();
    accepted.reverse();
    accepted.retain(|row| known.insert((row.contract_id, row.criterion.clone(), row.period_kind, row.period_start)));
    accepted.reverse();
    accepted
}

fn entry(row: ledger_entry::Model) -> LedgerEntry {
    let points = Fraction::of_hundredths(row.points_hundredths);
    LedgerEntry { id: row.id, item: row.item, occurred_on: row.occurred_on, points }
}

fn manual(row: manual_score::Model) -> Result<ManualScore> {
    let period = Period::beginning(row.period_kind, row.period_start).ok_or_else(|| missing("the period"))?;
    Ok(ManualScore { id: row.id, rate: fraction(&row.rate)?, criterion: row.criterion, period })
}

/// An exact number as stored.
pub(crate) fn fraction(text: &str) -> Result<Fraction> {
    text.parse().map_err(|error: NotAFraction| Error::Internal(error.into()))
}
