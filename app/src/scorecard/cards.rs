//! The month cards of contracts and vendors, kept up to date, and the places of longer periods, which are the sum of their
//! months when they are read; history is never read again.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use domain::ids::{AgencyId, SchemeId, ScorecardId, VendorId};
use domain::scorecard::{Counters, Period, PeriodKind, SubjectKind};
use storage::Transaction;
use storage::entity::{scorecard, scoring_scheme};
use storage::query::scorecard::{self as query, Recounted};
use uuid::Uuid;

use super::counters::ContractMonth;
use crate::setup::scheme::SHIPPED_SCHEME;
use crate::ticket::rows::missing;
use crate::{Coverage, Op, Result};

/// What a run knows of a contract month.
#[derive(Clone, Copy, Debug)]
pub(super) enum Change {
    /// All of it.
    Counted(Counters),
    /// What came to it and went from it since.
    Added(Counters),
}

/// Writes the cards of one batch.
pub(super) struct Cards<'c> {
    op: &'c Op,
    coverage: &'c Coverage,
    added: Vec<scorecard::Model>,
    rewritten: Vec<Recounted>,
    /// Cards written.
    pub written: u64,
}

/// Whom a card is about.
#[derive(Clone, Copy)]
struct Subject {
    kind: SubjectKind,
    id: Uuid,
    agency: Option<AgencyId>,
    vendor: VendorId,
}

type Known = HashMap<(Uuid, NaiveDate), scorecard::Model>;

impl<'c> Cards<'c> {
    pub(super) fn new(op: &'c Op, coverage: &'c Coverage) -> Self {
        Self { op, coverage, added: Vec::new(), rewritten: Vec::new(), written: 0 }
    }

    /// Writes contract months, and the months of their vendors.
    pub(super) async fn write(
        &mut self,
        transaction: &Transaction,
        changed: HashMap<ContractMonth, Change>,
    ) -> Result<()> {
        if changed.is_empty() {
            return Ok(());
        }
        // Deltas of vendors; none where they must be added up anew.
        let mut vendors: BTreeMap<(VendorId, NaiveDate), Option<Counters>> = BTreeMap::new();
        let known = known(transaction, SubjectKind::Contract, changed.keys().map(|(id, month)| (id.0, *month))).await?;
        for ((id, month), change) in changed {
            let contract = self.coverage.contracts.get(&id).ok_or_else(|| missing("the contract"))?;
            let period = Period::month(month).ok_or_else(|| missing("the month"))?;
            let (agency, vendor) = (Some(contract.row.agency_id), contract.row.vendor_id);
            let subject = Subject { kind: SubjectKind::Contract, id: id.0, agency, vendor };
            let card = known.get(&(id.0, period.start));
            let scheme = |period: Period| contract.covers.as_of(period.start).scheme;
            let sum = vendors.entry((vendor, period.start)).or_insert(Some(Counters::default()));
            match change {
                Change::Counted(counters) => {
                    *sum = None;
                    self.month(subject, period, card, &counters, scheme)?;
                }
                Change::Added(delta) => {
                    if let Some(sum) = sum {
                        *sum += delta;
                    }
                    let is_known = card.is_some_and(|card| card.scheme_id == scheme(period));
                    if delta != Counters::default() || !is_known {
                        self.month(subject, period, card, &plus(card, delta)?, scheme)?;
                    }
                }
            }
        }
        self.save(transaction).await?;
        let Some(scheme) = self.default_scheme() else { return Ok(()) };
        self.vendors(transaction, vendors, scheme).await?;
        self.save(transaction).await
    }

    /// The months of vendors over all their contracts: added up from these where a card is new or a contract was counted
    /// anew.
    async fn vendors(
        &mut self,
        transaction: &Transaction,
        wanted: BTreeMap<(VendorId, NaiveDate), Option<Counters>>,
        scheme: SchemeId,
    ) -> Result<()> {
        let month = |start| Period { kind: PeriodKind::Month, start };
        let subjects = wanted.keys().map(|(vendor, start)| (vendor.0, domain::scorecard::yyyymm(*start)));
        let known = known(transaction, SubjectKind::Vendor, subjects).await?;
        let (kept, anew): (Vec<_>, Vec<_>) = wanted
            .into_iter()
            .partition(|((vendor, start), delta)| delta.is_some() && known.contains_key(&(vendor.0, *start)));
        let mut sums: BTreeMap<(VendorId, NaiveDate), Counters> =
            anew.into_iter().map(|(key, _)| (key, Counters::default())).collect();
        let vendors: BTreeSet<VendorId> = sums.keys().map(|(vendor, _)| *vendor).collect();
        if !vendors.is_empty() {
            let range = range(sums.keys().map(|(_, start)| month(*start)));
            for card in query::contract_months_of_vendors(transaction, vendors, range).await? {
                if let Some(sum) = sums.get_mut(&(card.vendor_id, card.period_start)) {
                    *sum += serde_json::from_value::<Counters>(card.counters)?;
                }
            }
        }
        for ((vendor, start), delta) in kept {
            let card = known.get(&(vendor.0, start));
            let delta = delta.unwrap_or_default();
            if delta != Counters::default() || card.is_some_and(|card| card.scheme_id != scheme) {
                sums.insert((vendor, start), plus(card, delta)?);
            }
        }
        for ((vendor, start), sum) in sums {
            let subject = Subject { kind: SubjectKind::Vendor, id: vendor.0, agency: None, vendor };
            self.month(subject, month(start), known.get(&(vendor.0, start)), &sum, |_| scheme)?;
        }
        Ok(())
    }

    /// A month, and the quarter, half-year and year that it lies in where they may be new. Each is scored by the terms of
    /// its first day: nobody is scored by a scheme that was agreed while the period ran.
    fn month(
        &mut self,
        subject: Subject,
        period: Period,
        card: Option<&scorecard::Model>,
        counters: &Counters,
        scheme: impl Fn(Period) -> SchemeId,
    ) -> Result<()> {
        let counters = serde_json::to_value(counters)?;
        let of = scheme(period);
        if card.is_none_or(|card| card.scheme_id != of) {
            for longer in longer_periods(period.start) {
                self.added.push(self.place(subject, longer, scheme(longer), serde_json::json!({})));
            }
        }
        match card {
            Some(card) => self.rewritten.push(Recounted { card: card.id, scheme: of, counters }),
            None => self.added.push(self.place(subject, period, of, counters)),
        }
        Ok(())
    }

    fn place(
        &self,
        subject: Subject,
        period: Period,
        scheme: SchemeId,
        counters: serde_json::Value,
    ) -> scorecard::Model {
        scorecard::Model {
            id: self.op.id::<ScorecardId>(),
            subject_kind: subject.kind,
            subject_id: subject.id,
            agency_id: subject.agency,
            vendor_id: subject.vendor,
            scheme_id: scheme,
            period_kind: period.kind,
            period_start: period.start,
            counters,
            computed_at: self.op.now(),
        }
    }

    async fn save(&mut self, transaction: &Transaction) -> Result<()> {
        let (added, rewritten) = (std::mem::take(&mut self.added), std::mem::take(&mut self.rewritten));
        // Several months lie in one quarter.
        let mut seen = BTreeSet::new();
        let key = |card: &scorecard::Model| (card.subject_kind, card.subject_id, card.period_kind, card.period_start);
        let added: Vec<scorecard::Model> = added.into_iter().filter(|card| seen.insert(key(card))).collect();
        self.written += (added.len() + rewritten.len()) as u64;
        query::add_cards(transaction, added).await?;
        Ok(query::rewrite(transaction, &rewritten, self.op.now()).await?)
    }

    /// Vendors are compared over contracts with different schemes, and so by one of their own: the newest version of
    /// the shipped one. Without it in the database there are no vendor cards.
    fn default_scheme(&self) -> Option<SchemeId> {
        let shared = |row: &&scoring_scheme::Model| row.owner_id.is_none() && row.code == SHIPPED_SCHEME;
        self.coverage.schemes.values().filter(shared).max_by_key(|row| row.version).map(|row| row.id)
    }
}

/// The month cards that there are.
async fn known(
    transaction: &Transaction,
    kind: SubjectKind,
    months: impl Iterator<Item = (Uuid, i32)> + Clone,
) -> Result<Known> {
    let range = range(months.clone().filter_map(|(_, month)| Period::month(month)));
    let subjects: BTreeSet<Uuid> = months.map(|(subject, _)| subject).collect();
    let cards = query::months_of_subjects(transaction, kind, subjects, range).await?;
    Ok(cards.into_iter().map(|card| ((card.subject_id, card.period_start), card)).collect())
}

/// What a card says and what came to it since.
fn plus(card: Option<&scorecard::Model>, delta: Counters) -> Result<Counters> {
    let was = card.map(|card| serde_json::from_value::<Counters>(card.counters.clone())).transpose()?;
    Ok(was.unwrap_or_default() + delta)
}

/// The quarter, half-year and year that a day lies in.
pub(super) fn longer_periods(date: NaiveDate) -> [Period; 3] {
    [PeriodKind::Quarter, PeriodKind::HalfYear, PeriodKind::Year].map(|kind| Period::holding(kind, date))
}

/// From the first day of the first period to the end of the last.
pub(super) fn range(periods: impl Iterator<Item = Period>) -> (NaiveDate, NaiveDate) {
    let (mut from, mut until) = (NaiveDate::MAX, NaiveDate::MIN);
    for period in periods {
        (from, until) = (from.min(period.start), until.max(period.end()));
    }
    (from, until)
}
