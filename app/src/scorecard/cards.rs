//! From counters to cards: months of contracts, merged into quarters, half-years, years and vendors; history is never read again.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use domain::ids::{ContractId, SchemeId, ScorecardId, VendorId};
use domain::scorecard::{Basis, Counters, Period, PeriodKind, Scheme, SubjectKind, score};
use storage::Transaction;
use storage::entity::{scorecard, scoring_scheme};
use storage::query::scorecard as query;
use uuid::Uuid;

use super::booked::Booked;
use super::counters::ContractMonth;
use crate::setup::scheme::SHIPPED_SCHEME;
use crate::ticket::rows::missing;
use crate::{Coverage, Op, Result};

/// Writes the cards of one batch.
pub(super) struct Cards<'c> {
    op: &'c Op,
    coverage: &'c Coverage,
    schemes: HashMap<SchemeId, Scheme>,
    /// What people brought to the contracts of the batch, over every period that is written.
    booked: Booked,
    /// Cards written.
    pub written: u64,
}

/// Whom a card is about.
#[derive(Clone, Copy)]
struct Subject {
    kind: SubjectKind,
    id: Uuid,
    agency: Option<domain::ids::AgencyId>,
    vendor: VendorId,
    scheme: SchemeId,
}

impl<'c> Cards<'c> {
    pub(super) fn new(op: &'c Op, coverage: &'c Coverage) -> Self {
        Self { op, coverage, schemes: HashMap::new(), booked: Booked::default(), written: 0 }
    }

    /// Writes contract months and everything that they are a part of.
    pub(super) async fn write(
        &mut self,
        transaction: &Transaction,
        counted: HashMap<ContractMonth, Counters>,
    ) -> Result<()> {
        self.booked = self.booked(transaction, counted.keys().copied()).await?;
        let mut months = Vec::with_capacity(counted.len());
        for ((id, month), counters) in counted {
            let contract = self.coverage.contracts.get(&id).ok_or_else(|| missing("the contract"))?;
            let period = Period::month(month).ok_or_else(|| missing("the month"))?;
            let subject = Subject {
                kind: SubjectKind::Contract,
                id: id.0,
                agency: Some(contract.row.agency_id),
                vendor: contract.row.vendor_id,
                scheme: contract.covers.as_of(period.start).scheme,
            };
            months.push(self.card(subject, period, &counters)?);
        }
        self.save(transaction, months.clone()).await?;
        let longer = self.longer(transaction, &months).await?;
        self.save(transaction, longer).await?;
        let Some(scheme) = self.default_scheme() else { return Ok(()) };
        let vendors = self.vendors(transaction, &months, scheme).await?;
        self.save(transaction, vendors.clone()).await?;
        let longer = self.longer(transaction, &vendors).await?;
        self.save(transaction, longer).await
    }

    async fn booked(
        &self,
        transaction: &Transaction,
        months: impl Iterator<Item = ContractMonth> + Clone,
    ) -> Result<Booked> {
        let years =
            months.clone().filter_map(|(_, month)| Period::month(month)).map(|month| month.within(PeriodKind::Year));
        let contracts: BTreeSet<ContractId> = months.map(|(contract, _)| contract).collect();
        Booked::load(transaction, &contracts.into_iter().collect::<Vec<_>>(), range(years)).await
    }

    async fn save(&mut self, transaction: &Transaction, cards: Vec<scorecard::Model>) -> Result<()> {
        self.written += cards.len() as u64;
        Ok(query::upsert(transaction, cards).await?)
    }

    /// The quarters, half-years and years that month cards of one kind of subject lie in.
    async fn longer(
        &mut self,
        transaction: &Transaction,
        months: &[scorecard::Model],
    ) -> Result<Vec<scorecard::Model>> {
        let Some(kind) = months.first().map(|card| card.subject_kind) else { return Ok(Vec::new()) };
        let mut wanted: BTreeMap<(Uuid, Period), (Subject, Counters)> = BTreeMap::new();
        for card in months {
            for period in longer_periods(card.period_start) {
                let subject = Subject {
                    kind,
                    id: card.subject_id,
                    agency: card.agency_id,
                    vendor: card.vendor_id,
                    scheme: self.scheme_of(card, period),
                };
                wanted.insert((card.subject_id, period), (subject, Counters::default()));
            }
        }
        let subjects: BTreeSet<Uuid> = months.iter().map(|card| card.subject_id).collect();
        let range = range(wanted.keys().map(|(_, period)| *period));
        for card in query::months_of_subjects(transaction, kind, subjects, range).await? {
            let counters: Counters = serde_json::from_value(card.counters)?;
            for period in longer_periods(card.period_start) {
                if let Some((_, sum)) = wanted.get_mut(&(card.subject_id, period)) {
                    *sum += counters;
                }
            }
        }
        wanted.into_iter().map(|((_, period), (subject, sum))| self.card(subject, period, &sum)).collect()
    }

    /// A longer period is scored by the terms of its first day, like a month: nobody is scored by a scheme that was
    /// agreed while the period ran.
    fn scheme_of(&self, month: &scorecard::Model, period: Period) -> SchemeId {
        let of_contract = (month.subject_kind == SubjectKind::Contract).then_some(ContractId(month.subject_id));
        let contract = of_contract.and_then(|id| self.coverage.contracts.get(&id));
        contract.map_or(month.scheme_id, |contract| contract.covers.as_of(period.start).scheme)
    }

    /// The months of the vendors of contract months, over all their contracts.
    async fn vendors(
        &mut self,
        transaction: &Transaction,
        months: &[scorecard::Model],
        scheme: SchemeId,
    ) -> Result<Vec<scorecard::Model>> {
        let month = |start| Period { kind: PeriodKind::Month, start };
        let mut wanted: BTreeMap<(VendorId, Period), Counters> = BTreeMap::new();
        for card in months {
            wanted.insert((card.vendor_id, month(card.period_start)), Counters::default());
        }
        let vendors: BTreeSet<VendorId> = months.iter().map(|card| card.vendor_id).collect();
        let range = range(wanted.keys().map(|(_, period)| *period));
        for card in query::contract_months_of_vendors(transaction, vendors, range).await? {
            if let Some(sum) = wanted.get_mut(&(card.vendor_id, month(card.period_start))) {
                *sum += serde_json::from_value::<Counters>(card.counters)?;
            }
        }
        let cards = wanted.into_iter().map(|((vendor, period), sum)| {
            let subject = Subject { kind: SubjectKind::Vendor, id: vendor.0, agency: None, vendor, scheme };
            self.card(subject, period, &sum)
        });
        cards.collect()
    }

    fn card(&mut self, subject: Subject, period: Period, counters: &Counters) -> Result<scorecard::Model> {
        self.know(subject.scheme)?;
        let scheme = self.schemes.get(&subject.scheme).ok_or_else(|| missing("the scoring scheme"))?;
        // A vendor is compared with others by what was counted: what people book and give belongs to one contract.
        let scored = match subject.kind {
            SubjectKind::Contract => self.booked.score((ContractId(subject.id), period), scheme, counters),
            SubjectKind::Vendor => score(scheme, &Basis::from(counters)),
        };
        Ok(scorecard::Model {
            id: self.op.id::<ScorecardId>(),
            subject_kind: subject.kind,
            subject_id: subject.id,
            agency_id: subject.agency,
            vendor_id: subject.vendor,
            scheme_id: subject.scheme,
            period_kind: period.kind,
            period_start: period.start,
            score_hundredths: scored.score.map(|score| score.hundredths()),
            grade: scored.grade.map(|grade| grade.zh),
            counters: serde_json::to_value(counters)?,
            terms: serde_json::to_value(&scored.terms)?,
            ledger: Some(serde_json::to_value(&scored.ledger)?),
            computed_at: self.op.now(),
        })
    }

    fn know(&mut self, id: SchemeId) -> Result<()> {
        if !self.schemes.contains_key(&id) {
            let row = self.coverage.schemes.get(&id).ok_or_else(|| missing("the scoring scheme"))?;
            self.schemes.insert(id, serde_json::from_value(row.spec.clone())?);
        }
        Ok(())
    }

    /// Vendors are compared over contracts with different schemes, and so by one of their own: the newest version of
    /// the shipped one. Without it in the database there are no vendor cards.
    fn default_scheme(&self) -> Option<SchemeId> {
        let shared = |row: &&scoring_scheme::Model| row.owner_id.is_none() && row.code == SHIPPED_SCHEME;
        self.coverage.schemes.values().filter(shared).max_by_key(|row| row.version).map(|row| row.id)
    }
}

fn longer_periods(date: NaiveDate) -> [Period; 3] {
    [PeriodKind::Quarter, PeriodKind::HalfYear, PeriodKind::Year].map(|kind| Period::holding(kind, date))
}

/// From the first day of the first period to the end of the last.
fn range(periods: impl Iterator<Item = Period>) -> (NaiveDate, NaiveDate) {
    let (mut from, mut until) = (NaiveDate::MAX, NaiveDate::MIN);
    for period in periods {
        (from, until) = (from.min(period.start), until.max(period.end()));
    }
    (from, until)
}
