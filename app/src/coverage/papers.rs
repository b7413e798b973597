//! What the snapshot holds of a contract's papers: the quotas that its terms state, and its payment plan.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::contract::{ContractState, KeyDate, KeyDateKind, PaymentState, Quota, Stretch};
use domain::ids::{ContractId, MilestoneId};
use domain::money::Fen;
use storage::entity::{contract_quota, payment_milestone, payment_step};
use storage::query::promise::Promises;

use super::{Contract, Coverage};

/// The papers of one contract.
#[derive(Clone, Debug, Default)]
pub struct Papers {
    /// As the versions of its terms state them.
    pub quotas: Vec<contract_quota::Model>,
    /// By number: those that another plan has replaced included.
    pub milestones: Vec<Milestone>,
}

/// A payment milestone and what was done to it, in order.
#[derive(Clone, Debug)]
pub struct Milestone {
    pub row: payment_milestone::Model,
    pub steps: Vec<payment_step::Model>,
}

impl Contract {
    /// From its first to its last day, by what is agreed so far.
    pub fn days(&self) -> Stretch {
        Stretch { from: self.row.starts_on, until: self.covers.last_day() }
    }

    /// The quotas that hold on a day, and the version of terms that states them: the newest one that states any.
    pub fn quotas_on(&self, day: NaiveDate) -> (i32, Vec<Quota>) {
        let newest = self.covers.as_of(day).number;
        let states = |number: &i32| self.papers.quotas.iter().any(|row| row.terms_number == *number);
        let versions = self.covers.versions().map(|terms| terms.number).filter(|number| *number <= newest);
        let Some(number) = versions.filter(states).max() else { return (newest, Vec::new()) };
        let stated = self.papers.quotas.iter().filter(|row| row.terms_number == number);
        let mut quotas: Vec<Quota> =
            stated.map(|row| Quota { kind: row.kind, period: row.period, amount: row.amount }).collect();
        quotas.sort_unstable();
        (number, quotas)
    }

    /// The milestones of the plan, by number.
    pub fn plan(&self) -> impl Iterator<Item = &Milestone> {
        self.papers.milestones.iter().filter(|milestone| milestone.row.state != PaymentState::Replaced)
    }

    /// How often a plan was written: 0 when there is none.
    pub fn plan_number(&self) -> i32 {
        self.papers.milestones.iter().map(|milestone| milestone.row.plan).max().unwrap_or(0)
    }

    /// What the milestones of the plan come to.
    pub fn planned(&self) -> Fen {
        // Each plan was checked against an amount that fits.
        self.plan().fold(Fen(0), |sum, milestone| Fen(sum.0.saturating_add(milestone.row.share_fen)))
    }

    /// Whether there is a plan that does not come to the amount agreed last.
    pub fn out_of_balance(&self) -> bool {
        self.plan().next().is_some() && self.planned() != self.covers.latest().amount
    }

    /// The states that it has been in.
    pub fn states_reached(&self) -> Vec<ContractState> {
        self.steps.iter().map(|step| step.to_state).chain([self.row.state]).collect()
    }

    /// The days of milestones that were not handed in, each once.
    pub(super) fn milestone_dates(&self) -> Vec<KeyDate> {
        let waiting = |state| matches!(state, PaymentState::Planned | PaymentState::Rejected);
        let open = self.plan().filter(|milestone| waiting(milestone.row.state));
        let mut days: Vec<NaiveDate> = open.filter_map(|milestone| milestone.row.due_on).collect();
        days.sort_unstable();
        days.dedup();
        days.into_iter().map(|on| KeyDate { kind: KeyDateKind::MilestoneDue, on }).collect()
    }
}

impl Milestone {
    /// Whether its day is this one and it was not handed in.
    pub fn is_due_on(&self, day: NaiveDate) -> bool {
        let waiting = matches!(self.row.state, PaymentState::Planned | PaymentState::Rejected);
        waiting && self.row.due_on == Some(day)
    }
}

impl Coverage {
    /// A payment milestone and its contract.
    pub fn milestone(&self, id: MilestoneId) -> Option<(&Contract, &Milestone)> {
        self.contracts.values().find_map(|contract| {
            let found = contract.papers.milestones.iter().find(|milestone| milestone.row.id == id)?;
            Some((contract, found))
        })
    }
}

/// The papers of a reading of all promises, by contract.
pub(super) fn papers(read: &mut Promises) -> HashMap<ContractId, Papers> {
    let mut steps: HashMap<MilestoneId, Vec<payment_step::Model>> = HashMap::new();
    for row in std::mem::take(&mut read.payment_steps) {
        steps.entry(row.milestone_id).or_default().push(row);
    }
    let mut papers: HashMap<ContractId, Papers> = HashMap::new();
    for row in std::mem::take(&mut read.milestones) {
        let steps = steps.remove(&row.id).unwrap_or_default();
        papers.entry(row.contract_id).or_default().milestones.push(Milestone { row, steps });
    }
    for row in std::mem::take(&mut read.quotas) {
        papers.entry(row.contract_id).or_default().quotas.push(row);
    }
    papers
}
