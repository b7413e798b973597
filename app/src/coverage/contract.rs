//! A contract as the snapshot holds it: its row, the days it is in force, its amendments and its history.

use std::collections::HashMap;

use chrono::NaiveDate;
use chrono_tz::Tz;
use domain::Instant;
use domain::contract::{
    AmendmentState, ContractState, ContractStep, Coverage as Covers, KeyDate, Suspension, Terms, key_dates,
};
use domain::ids::{AmendmentId, ContractId, SystemId, TeamId, UserId};
use domain::money::Fen;
use domain::routing::Serving;
use storage::entity::{contract_amendment, contract_step, service_contract, vendor_team};
use storage::query::promise::Promises;

use super::papers::{Papers, papers};
use super::review::{Review, reviews};
use crate::{Error, Result};

/// A contract, the days on which it covers what, and its zone.
#[derive(Clone, Debug)]
pub struct Contract {
    /// The terms of the row are those that were signed; of what holds now, ask `covers`.
    pub row: service_contract::Model,
    pub covers: Covers,
    /// Owns the civil dates of the contract: its period and the month in which a clock counts (S10).
    pub zone: Tz,
    /// By number: drafts and those that were withdrawn included.
    pub amendments: Vec<Amendment>,
    /// What was done to it, in order.
    pub steps: Vec<contract_step::Model>,
    /// The vendor's teams that serve it.
    pub serving: Serving,
    /// Its quotas and its payment plan.
    pub papers: Papers,
    /// Its compliance reviews and those of its amendments, in the order in which they were convened.
    pub reviews: Vec<Review>,
}

/// A team of a vendor and the people in it, by id.
#[derive(Clone, Debug)]
pub struct Team {
    pub row: vendor_team::Model,
    pub members: Vec<UserId>,
}

/// An amendment and the systems it covers.
#[derive(Clone, Debug)]
pub struct Amendment {
    pub row: contract_amendment::Model,
    pub terms: Terms,
}

/// The contract and the version of its terms that bind a ticket.
#[derive(Clone, Copy, Debug)]
pub struct Bound<'c> {
    pub contract: &'c Contract,
    pub terms: &'c Terms,
}

impl Contract {
    /// The civil day of an instant in the contract's zone.
    pub fn day(&self, at: Instant) -> NaiveDate {
        at.with_timezone(&self.zone).date_naive()
    }

    /// The amendment that is being decided; there is one at most.
    pub fn open_amendment(&self) -> Option<&Amendment> {
        self.amendments.iter().find(|amendment| amendment.row.state == AmendmentState::Draft)
    }

    /// The review of a version of its terms; one that was withdrawn counts no more.
    pub fn review_of(&self, terms: i32) -> Option<&Review> {
        self.reviews.iter().find(|review| review.row.terms_number == terms && review.counts())
    }

    /// Whether it is over, and since which day it is: the last one that it was agreed for.
    pub fn ended_on(&self, at: Instant) -> Option<NaiveDate> {
        let last = self.covers.last_day();
        (self.row.state.came_into_force() && last < self.day(at)).then_some(last)
    }

    /// The days that nobody should miss, in their order.
    pub fn key_dates(&self) -> Vec<KeyDate> {
        let mut dates = key_dates(self.covers.last_day(), self.row.notice_days, self.row.renewal_days);
        dates.extend(self.milestone_dates());
        dates.sort_by_key(|date| date.on);
        dates
    }

    /// Every system that some version of its terms covers.
    pub fn systems_ever(&self) -> impl Iterator<Item = SystemId> {
        self.covers.versions().flat_map(|terms| terms.systems.iter().copied())
    }
}

/// The contracts of a reading of all promises.
pub(super) fn contracts(read: &mut Promises) -> Result<HashMap<ContractId, Contract>> {
    let mut covered: HashMap<ContractId, Vec<SystemId>> = HashMap::new();
    for row in std::mem::take(&mut read.covered) {
        covered.entry(row.contract_id).or_default().push(row.system_id);
    }
    let mut amended: HashMap<AmendmentId, Vec<SystemId>> = HashMap::new();
    for row in std::mem::take(&mut read.amended) {
        amended.entry(row.amendment_id).or_default().push(row.system_id);
    }
    let mut amendments: HashMap<ContractId, Vec<Amendment>> = HashMap::new();
    for row in std::mem::take(&mut read.amendments) {
        let systems = amended.remove(&row.id).unwrap_or_default();
        amendments.entry(row.contract_id).or_default().push(Amendment { terms: amended_terms(&row, systems), row });
    }
    let mut steps: HashMap<ContractId, Vec<contract_step::Model>> = HashMap::new();
    for row in std::mem::take(&mut read.steps) {
        steps.entry(row.contract_id).or_default().push(row);
    }
    let (mut serving, mut papers, mut reviews) = (serving(read), papers(read), reviews(read));
    let contract = |row: service_contract::Model| -> Result<(ContractId, Contract)> {
        let id = row.id;
        let systems = covered.remove(&id).unwrap_or_default();
        let (amendments, steps) = (amendments.remove(&id), steps.remove(&id));
        let found = contract(row, systems, amendments.unwrap_or_default(), steps.unwrap_or_default())?;
        let serving = serving.remove(&id).unwrap_or_default();
        let papers = papers.remove(&id).unwrap_or_default();
        let reviews = reviews.remove(&id).unwrap_or_default();
        Ok((id, Contract { serving, papers, reviews, ..found }))
    };
    std::mem::take(&mut read.contracts).into_iter().map(contract).collect()
}

/// The teams of a reading of all promises.
pub(super) fn teams(read: &mut Promises) -> HashMap<TeamId, Team> {
    let mut members: HashMap<TeamId, Vec<UserId>> = HashMap::new();
    for row in std::mem::take(&mut read.members) {
        members.entry(row.team_id).or_default().push(row.user_id);
    }
    let team = |row: vendor_team::Model| {
        let mut members = members.remove(&row.id).unwrap_or_default();
        members.sort_unstable();
        (row.id, Team { row, members })
    };
    std::mem::take(&mut read.teams).into_iter().map(team).collect()
}

fn serving(read: &mut Promises) -> HashMap<ContractId, Serving> {
    let mut serving: HashMap<ContractId, Serving> = HashMap::new();
    for row in std::mem::take(&mut read.serving) {
        serving.entry(row.contract_id).or_default().team = Some(row.team_id);
    }
    for row in std::mem::take(&mut read.serving_systems) {
        serving.entry(row.contract_id).or_default().of_systems.insert(row.system_id, row.team_id);
    }
    serving
}

fn contract(
    row: service_contract::Model,
    systems: Vec<SystemId>,
    amendments: Vec<Amendment>,
    steps: Vec<contract_step::Model>,
) -> Result<Contract> {
    let zone = row.zone.parse().map_err(|error: chrono_tz::ParseError| Error::Internal(error.into()))?;
    let in_force = amendments.iter().filter(|amendment| amendment.row.state == AmendmentState::InForce);
    let covers = Covers {
        contract: row.id,
        state: row.state,
        starts_on: row.starts_on,
        terminates_on: row.terminates_on,
        suspensions: suspensions(&row, &steps),
        original: Terms {
            number: 1,
            effective_on: row.starts_on,
            ends_on: row.ends_on,
            amount: Fen(row.amount_fen),
            policy: row.policy_id,
            scheme: row.scheme_id,
            systems,
        },
        amended: in_force.map(|amendment| amendment.terms.clone()).collect(),
        precedence: row.precedence,
    };
    let (serving, papers, reviews) = (Serving::default(), Papers::default(), Vec::new());
    Ok(Contract { row, covers, zone, amendments, steps, serving, papers, reviews })
}

fn amended_terms(row: &contract_amendment::Model, systems: Vec<SystemId>) -> Terms {
    Terms {
        number: row.number,
        effective_on: row.effective_on,
        ends_on: row.ends_on,
        amount: Fen(row.amount_fen),
        policy: row.policy_id,
        scheme: row.scheme_id,
        systems,
    }
}

/// What the history tells of halts. A contract that stands still without a word since when has stood still always.
fn suspensions(row: &service_contract::Model, steps: &[contract_step::Model]) -> Vec<Suspension> {
    let mut halts: Vec<Suspension> = Vec::new();
    for step in steps {
        match step.step {
            ContractStep::Suspend => halts.push(Suspension { from: step.effective_on, until: None }),
            ContractStep::Resume => {
                if let Some(halt) = halts.last_mut().filter(|halt| halt.until.is_none()) {
                    halt.until = Some(step.effective_on);
                }
            }
            _ => {}
        }
    }
    let open = halts.last().is_some_and(|halt| halt.until.is_none());
    if row.state == ContractState::Suspended && !open {
        halts.push(Suspension { from: row.starts_on, until: None });
    }
    halts
}
