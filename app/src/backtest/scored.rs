//! Contract months scored by a candidate scheme, from the counters of their cards.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use chrono::{NaiveDate, TimeDelta};
use domain::ids::{ContractId, SchemeId};
use domain::money::Fen;
use domain::scorecard::{Counters, Period, PeriodKind, Scheme, Score, Scorecard, SubjectKind};
use domain::trial::{Outcome, payment};
use storage::entity::{backtest, backtest_card, scorecard};
use storage::query::backtest::{self as query, insert_found};
use storage::query::scorecard::months_of_subjects;
use uuid::Uuid;

use super::candidate::written;
use super::run::{Step, advanced};
use crate::scorecard::Booked;
use crate::ticket::rows::missing;
use crate::{Contract, Coverage, Op, Result};

/// Contracts in one batch: a year of months each is some hundred cards.
const BATCH: usize = 50;

/// The contracts that the back-test is about, by id.
pub(super) async fn contracts(op: &Op, held: &backtest::Model, coverage: &Coverage) -> Result<Vec<ContractId>> {
    let agencies = query::agencies(op.app().store.read(), held.id).await?;
    let wanted = |contract: &&Contract| {
        let row = &contract.row;
        agencies.contains(&row.agency_id)
            && held.contract_id.is_none_or(|only| only == row.id)
            && held.vendor_id.is_none_or(|only| only == row.vendor_id)
    };
    let mut found: Vec<ContractId> =
        coverage.contracts.values().filter(wanted).map(|contract| contract.row.id).collect();
    found.sort_unstable();
    Ok(found)
}

pub(super) async fn batch(op: &Op, held: &mut backtest::Model, candidate: &Arc<Scheme>) -> Result<Step> {
    let coverage = op.coverage();
    let all = contracts(op, held, &coverage).await?;
    let next = all.into_iter().filter(|id| held.position.is_none_or(|position| id.0 > position));
    let next: Vec<ContractId> = next.take(BATCH).collect();
    let Some(position) = next.last().map(|last| last.0) else { return Ok(Step::Over) };
    let mut outcome: Outcome = serde_json::from_value(held.outcome.clone())?;
    let mut schemes = HashMap::new();
    let mut rows = Vec::new();
    let cards = months(op, held, &next, &coverage).await?;
    let booked = Booked::load(op.app().store.read(), &next, range(held)).await?;
    for card in cards {
        let twice = twice((&card, &booked), candidate, &mut schemes, &coverage)?;
        let row = twice.row(held, &card);
        outcome.add_month(twice.differs(), row.pay_before.zip(row.pay_after));
        rows.push(row);
    }
    let place = advanced(held, position, next.len());
    let transaction = op.begin().await?;
    if !query::advance(&transaction, held, place, &outcome).await? {
        transaction.rollback().await?;
        return Ok(Step::Lost);
    }
    insert_found::<backtest_card::Entity>(&transaction, rows).await?;
    transaction.commit().await?;
    held.outcome = serde_json::to_value(&outcome)?;
    Ok(Step::On)
}

/// The month cards whose month lies wholly in the period, in the contract's zone.
async fn months(
    op: &Op,
    held: &backtest::Model,
    contracts: &[ContractId],
    coverage: &Coverage,
) -> Result<Vec<scorecard::Model>> {
    let ids: Vec<Uuid> = contracts.iter().map(|id| id.0).collect();
    let cards = months_of_subjects(op.app().store.read(), SubjectKind::Contract, ids, range(held)).await?;
    let within = |card: &scorecard::Model| {
        coverage.contracts.get(&ContractId(card.subject_id)).is_some_and(|contract| {
            let (from, until) = month(card).bounds(contract.zone);
            held.from_at <= from && until <= held.until_at
        })
    };
    Ok(cards.into_iter().filter(within).collect())
}

/// A zone is less than a day away.
fn range(held: &backtest::Model) -> (NaiveDate, NaiveDate) {
    (held.from_at.date_naive() - TimeDelta::days(1), held.until_at.date_naive() + TimeDelta::days(1))
}

fn month(card: &scorecard::Model) -> Period {
    Period { kind: PeriodKind::Month, start: card.period_start }
}

/// A card by the scheme that held and by the candidate.
struct Twice {
    before: Scorecard,
    after: Scorecard,
    paid: (Option<Fen>, Option<Fen>),
}

fn twice(
    (card, booked): (&scorecard::Model, &Booked),
    candidate: &Scheme,
    schemes: &mut HashMap<SchemeId, Scheme>,
    coverage: &Coverage,
) -> Result<Twice> {
    let counters: Counters = serde_json::from_value(card.counters.clone())?;
    let held = match schemes.entry(card.scheme_id) {
        Entry::Occupied(known) => known.into_mut(),
        Entry::Vacant(unknown) => unknown.insert(written(coverage, card.scheme_id)?),
    };
    let contract = coverage.contracts.get(&ContractId(card.subject_id)).ok_or_else(|| missing("the contract"))?;
    let month = month(card);
    let of = (contract.row.id, month);
    let (before, after) = (booked.score(of, held, &counters), booked.score(of, candidate, &counters));
    let paid = (paid(held, before.score, contract, month), paid(candidate, after.score, contract, month));
    Ok(Twice { before, after, paid })
}

/// What the month pays; none when it is not rated, or the scheme says nothing of money.
fn paid(scheme: &Scheme, score: Option<Score>, contract: &Contract, month: Period) -> Option<Fen> {
    let percent = scheme.grade(score?)?.pay_percent.as_ref()?;
    let terms = contract.covers.as_of(month.start);
    let days = (contract.covers.starts_on, terms.ends_on, contract.covers.last_day());
    payment(terms.amount, days, month, percent)
}

impl Twice {
    fn differs(&self) -> bool {
        (self.before.score, &self.before.grade) != (self.after.score, &self.after.grade)
    }

    fn row(&self, held: &backtest::Model, card: &scorecard::Model) -> backtest_card::Model {
        backtest_card::Model {
            backtest_id: held.id,
            contract_id: ContractId(card.subject_id),
            period_start: card.period_start,
            scheme_before_id: card.scheme_id,
            score_before: self.before.score.map(Score::hundredths),
            score_after: self.after.score.map(Score::hundredths),
            pay_before: self.paid.0,
            pay_after: self.paid.1,
        }
    }
}
