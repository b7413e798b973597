//! From what is stored to cards as they are read: counters of longer periods added up, terms and score computed.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono_tz::Tz;
use domain::ids::{ContractId, SchemeId, ScorecardId, VendorId};
use domain::scorecard::{
    Basis, Counters, LedgerSheet, Name, Period, PeriodKind, Scheme, Score, Scorecard, SubjectKind, Term, score,
};
use storage::entity::scorecard;
use storage::query::scorecard as query;
use uuid::Uuid;

use super::booked::Booked;
use super::cards::{longer_periods, range};
use super::terms::scheme_named;
use crate::{Coverage, Op, Result};

/// A scorecard with its terms.
#[derive(Clone, Debug)]
pub struct ScorecardView {
    pub id: ScorecardId,
    pub subject: SubjectKind,
    /// The contract, on a contract's card.
    pub contract: Option<ContractId>,
    pub vendor: VendorId,
    pub period: Period,
    pub scheme: SchemeId,
    /// Whether its last day has not passed, in the zone of some contract that it counts.
    pub running: bool,
    /// None: not rated, which is neither 0 nor 100.
    pub score: Option<Score>,
    /// None while it runs, and when not rated.
    pub grade: Option<Name>,
    /// Every criterion of the scheme, each with the arithmetic that a person can redo.
    pub terms: Vec<Term>,
    /// What was taken off and put on beside them.
    pub ledger: LedgerSheet,
    pub counters: Counters,
    pub computed_at: domain::Instant,
}

/// Cards in the order given: one statement for the months of longer periods of each kind of subject, and three for what
/// people brought to contracts.
pub(super) async fn views(op: &Op, cards: Vec<scorecard::Model>) -> Result<Vec<ScorecardView>> {
    let schemes = schemes(op, &cards).await?;
    let longer = longer(op, &cards).await?;
    let booked = booked(op, &cards).await?;
    let coverage = op.coverage();
    let zones = zones(&coverage, &cards);
    let mut views = Vec::with_capacity(cards.len());
    for mut card in cards {
        let Some(scheme) = schemes.get(&card.scheme_id) else { continue };
        let period = period(&card);
        let counters = match longer.get(&(card.subject_id, period)) {
            Some((sum, counted)) => {
                card.computed_at = *counted;
                *sum
            }
            None => serde_json::from_value(card.counters)?,
        };
        let contract = (card.subject_kind == SubjectKind::Contract).then_some(ContractId(card.subject_id));
        // A vendor is compared with others by what was counted: what people book and give belongs to one contract.
        let Scorecard { terms, ledger, score, grade } = match contract {
            Some(contract) => booked.score((contract, period), scheme, &counters),
            None => score(scheme, &Basis::from(&counters)),
        };
        let is_running = |zone: &Tz| period.is_running(*zone, op.now());
        let running = match contract {
            Some(contract) => coverage.contracts.get(&contract).is_some_and(|contract| is_running(&contract.zone)),
            None => zones.get(&card.vendor_id).is_some_and(|zones| zones.iter().any(is_running)),
        };
        views.push(ScorecardView {
            id: card.id,
            subject: card.subject_kind,
            contract,
            vendor: card.vendor_id,
            period,
            scheme: card.scheme_id,
            running,
            score,
            grade: grade.filter(|_| !running),
            terms,
            ledger,
            counters,
            computed_at: card.computed_at,
        });
    }
    Ok(views)
}

/// The zones of the contracts that the cards of vendors count.
fn zones(coverage: &Coverage, cards: &[scorecard::Model]) -> HashMap<VendorId, HashSet<Tz>> {
    let of_vendors = cards.iter().filter(|card| card.subject_kind == SubjectKind::Vendor);
    let mut found: HashMap<VendorId, HashSet<Tz>> = of_vendors.map(|card| (card.vendor_id, HashSet::new())).collect();
    if found.is_empty() {
        return found;
    }
    for contract in coverage.contracts.values() {
        if let Some(zones) = found.get_mut(&contract.row.vendor_id) {
            zones.insert(contract.zone);
        }
    }
    found
}

fn period(card: &scorecard::Model) -> Period {
    Period { kind: card.period_kind, start: card.period_start }
}

/// The schemes that cards are scored by. One that another process has just made is looked for once more.
async fn schemes(op: &Op, cards: &[scorecard::Model]) -> Result<HashMap<SchemeId, Scheme>> {
    let ids: BTreeSet<SchemeId> = cards.iter().map(|card| card.scheme_id).collect();
    if ids.iter().any(|id| !op.coverage().schemes.contains_key(id)) {
        op.app().refresh().await?;
    }
    let coverage = op.coverage();
    ids.into_iter().map(|id| Ok((id, scheme_named(&coverage, id)?))).collect()
}

/// What the months of longer periods add up to, and when the last of them was counted.
async fn longer(op: &Op, cards: &[scorecard::Model]) -> Result<HashMap<(Uuid, Period), (Counters, domain::Instant)>> {
    let mut sums = HashMap::new();
    for kind in [SubjectKind::Contract, SubjectKind::Vendor] {
        let of_kind = |card: &&scorecard::Model| card.subject_kind == kind && card.period_kind != PeriodKind::Month;
        let wanted: Vec<&scorecard::Model> = cards.iter().filter(of_kind).collect();
        if wanted.is_empty() {
            continue;
        }
        let subjects: BTreeSet<Uuid> = wanted.iter().map(|card| card.subject_id).collect();
        let range = range(wanted.iter().map(|card| period(card)));
        let months = query::months_of_subjects(op.app().store.read(), kind, subjects, range).await?;
        let found =
            wanted.iter().map(|card| ((card.subject_id, period(card)), (Counters::default(), card.computed_at)));
        sums.extend(found);
        for month in months {
            let counters: Counters = serde_json::from_value(month.counters)?;
            for period in longer_periods(month.period_start) {
                if let Some((sum, counted)) = sums.get_mut(&(month.subject_id, period)) {
                    *sum += counters;
                    *counted = month.computed_at.max(*counted);
                }
            }
        }
    }
    Ok(sums)
}

async fn booked(op: &Op, cards: &[scorecard::Model]) -> Result<Booked> {
    let of_contracts = || cards.iter().filter(|card| card.subject_kind == SubjectKind::Contract);
    let contracts: BTreeSet<ContractId> = of_contracts().map(|card| ContractId(card.subject_id)).collect();
    if contracts.is_empty() {
        return Ok(Booked::default());
    }
    let contracts: Vec<ContractId> = contracts.into_iter().collect();
    Booked::load(op.app().store.read(), &contracts, range(of_contracts().map(period))).await
}
