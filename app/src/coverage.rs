//! Which promise applies: contracts, policies and compiled calendars in memory, keyed by the coverage epoch.

mod contract;
mod guard;
mod origin;
mod papers;
mod pilot;
mod review;
mod workdays;

use std::collections::HashMap;
use std::sync::Arc;

use domain::Instant;
use domain::calendar::{CalendarBook, CalendarSpec, CompiledCalendar};
use domain::contract::{Contest, Terms, choose};
use domain::ids::{
    AgencyId, AmendmentId, CalendarId, ChecklistId, ContractId, GuardPeriodId, PilotId, PolicyId, PolicyVersionId,
    ReviewId, SchemeId, SystemId, TargetId, TeamId, UserId,
};
use domain::routing::{Routed, route};
use domain::sla::PolicyTerms;
use storage::Store;
use storage::entity::{
    review_checklist, review_expert, scoring_scheme, service_calendar, sla_policy, sla_policy_version,
};

pub use contract::{Amendment, Bound, Contract, Team};
pub use guard::GuardPeriod;
pub use origin::Origin;
pub use papers::Milestone;
pub use pilot::Pilot;
pub use review::Review;

use crate::change::Versions;
use crate::{Error, Result};

/// One snapshot, valid for its epoch.
#[derive(Debug, Default)]
pub struct Coverage {
    pub epoch: i64,
    pub contracts: HashMap<ContractId, Contract>,
    by_system: HashMap<SystemId, Vec<ContractId>>,
    pub policies: HashMap<PolicyId, sla_policy::Model>,
    pub versions: HashMap<PolicyVersionId, sla_policy_version::Model>,
    pub terms: HashMap<PolicyVersionId, Arc<PolicyTerms>>,
    /// Of targets that were taken over from a base, or differ from it.
    pub origins: HashMap<TargetId, Origin>,
    pub guards: HashMap<GuardPeriodId, GuardPeriod>,
    pub calendars: HashMap<CalendarId, service_calendar::Model>,
    pub schemes: HashMap<SchemeId, scoring_scheme::Model>,
    pub teams: HashMap<TeamId, Team>,
    pub checklists: HashMap<ChecklistId, review_checklist::Model>,
    /// Who may be drawn as a reviewer, and who could before.
    pub experts: HashMap<UserId, review_expert::Model>,
    /// In the order of time.
    pub pilots: Vec<Pilot>,
    pub book: CalendarBook,
    /// The newest revision of each calendar as it is written down.
    pub written: HashMap<CalendarId, Arc<CalendarSpec>>,
    /// The versions of experts, teams, policies, their versions and calendars.
    pub object_versions: Versions,
}

impl Coverage {
    /// Reads everything, but of the calendars only the revisions that `old` has not compiled.
    pub async fn load(store: &Store, epoch: i64, old: &Self) -> Result<Self> {
        let mut read = storage::query::promise::all(store.read()).await?;
        let (mut book, mut written) = (old.book.clone(), old.written.clone());
        for revision in storage::query::promise::revisions_after(store.read(), book.latest()).await? {
            let spec: CalendarSpec = serde_json::from_value(revision.spec)?;
            let compiled = CompiledCalendar::compile(&spec).map_err(|error| Error::Internal(error.into()))?;
            book.insert(revision.calendar_id, revision.revision, Arc::new(compiled));
            written.insert(revision.calendar_id, Arc::new(spec));
        }
        let mut terms = HashMap::new();
        for version in &read.versions {
            // A draft is written anew until the moment it is published, and by that too.
            let fixed = old.versions.get(&version.id).is_some_and(|known| known.published_at.is_some());
            let known = old.terms.get(&version.id).filter(|_| fixed).cloned();
            let terms_of = match known {
                Some(known) => known,
                None => Arc::new(storage::query::promise::terms(version, &read.targets)?),
            };
            terms.insert(version.id, terms_of);
        }
        let origins = origin::origins(&read.targets);
        let (contracts, teams) = (contract::contracts(&mut read)?, contract::teams(&mut read));
        let pilots = pilot::pilots(&mut read);
        let mut by_system: HashMap<SystemId, Vec<ContractId>> = HashMap::new();
        for contract in contracts.values() {
            for system in contract.systems_ever() {
                let known = by_system.entry(system).or_default();
                if !known.contains(&contract.row.id) {
                    known.push(contract.row.id);
                }
            }
        }
        Ok(Self {
            epoch,
            contracts,
            by_system,
            policies: read.policies.into_iter().map(|row| (row.id, row)).collect(),
            versions: read.versions.into_iter().map(|row| (row.id, row)).collect(),
            terms,
            origins,
            guards: read.guards.into_iter().map(|row| (row.id, row.into())).collect(),
            calendars: read.calendars.into_iter().map(|row| (row.id, row)).collect(),
            pilots,
            schemes: read.schemes.into_iter().map(|row| (row.id, row)).collect(),
            teams,
            checklists: read.checklists.into_iter().map(|row| (row.id, row)).collect(),
            experts: read.experts.into_iter().map(|row| (row.user_id, row)).collect(),
            book,
            written,
            object_versions: Versions::new(read.changed),
        })
    }

    /// The contract that covers a system at an instant, and the terms of that day: what binds a ticket raised then.
    pub fn contract_for(&self, system: SystemId, at: Instant) -> Option<Bound<'_>> {
        self.binding_for(system, at).map(|(bound, _)| bound)
    }

    /// The same, with the contracts that covered the system as well and lost: what a new ticket keeps.
    pub fn binding_for(&self, system: SystemId, at: Instant) -> Option<(Bound<'_>, Option<Contest>)> {
        let covering = self.contracts_of(system).filter_map(|contract| {
            let terms = contract.covers.covers(system, contract.day(at))?;
            Some((&contract.covers, terms))
        });
        let choice = choose(covering)?;
        let contract = self.contracts.get(&choice.covers.contract)?;
        Some((Bound { contract, terms: choice.terms }, choice.contest()))
    }

    /// The contracts that cover a system by some version of their terms.
    pub fn contracts_of(&self, system: SystemId) -> impl Iterator<Item = &Contract> + Clone {
        self.by_system.get(&system).into_iter().flatten().filter_map(|id| self.contracts.get(id))
    }

    /// The team that serves a system under a contract: one of its vendor's that takes work.
    pub fn team_for(&self, contract: &Contract, system: SystemId) -> Option<Routed> {
        let takes_work = |team: &Team| team.row.active && team.row.vendor_id == contract.row.vendor_id;
        route(&contract.serving, system, |team| self.teams.get(&team).is_some_and(takes_work))
    }

    /// The version of the policy that terms promise: what binds a ticket raised at an instant. That is the newest one
    /// published by then, so that a ticket which is written down late is promised what was promised that day; before
    /// all of them, the first. None once the policy is retired.
    pub fn terms_for(&self, agreed: &Terms, at: Instant) -> Option<&Arc<PolicyTerms>> {
        let published = self.policies.get(&agreed.policy)?.published_version_id?;
        let newest = self.versions.get(&published)?;
        if newest.published_at.is_some_and(|published_at| published_at <= at) {
            return self.terms.get(&published);
        }
        let of_policy = self.versions.values().filter(|version| version.policy_id == agreed.policy);
        let published = of_policy.filter_map(|version| Some((version.published_at?, version.id)));
        let (by_then, later): (Vec<_>, Vec<_>) = published.partition(|(published_at, _)| *published_at <= at);
        let (_, bound) = by_then.into_iter().max().or(later.into_iter().min())?;
        self.terms.get(&bound)
    }

    /// The version of the policy that terms promise which binds a ticket raised from now on.
    pub fn terms_now(&self, agreed: &Terms) -> Option<&Arc<PolicyTerms>> {
        let policy = self.policies.get(&agreed.policy)?;
        self.terms.get(&policy.published_version_id?)
    }

    /// A compliance review and the contract that it is about.
    pub fn review(&self, id: ReviewId) -> Option<(&Contract, &Review)> {
        self.contracts.values().find_map(|contract| {
            let found = contract.reviews.iter().find(|review| review.row.id == id)?;
            Some((contract, found))
        })
    }

    /// What binds a ticket of an agency, given with all over it, that is raised at `raised_at` and written down now: the
    /// version that is piloted there, else the published one.
    pub fn binding_terms(
        &self,
        agreed: &Terms,
        line: &[AgencyId],
        raised_at: Instant,
        now: Instant,
    ) -> Option<&Arc<PolicyTerms>> {
        let of_policy = self.pilots.iter().filter(|pilot| pilot.row.policy_id == agreed.policy);
        let mut binding = of_policy.filter(|pilot| pilot.trial.binds(line, raised_at, now));
        match binding.next() {
            Some(pilot) => self.terms.get(&pilot.row.version_id),
            None => self.terms_for(agreed, raised_at),
        }
    }

    /// A pilot.
    pub fn pilot(&self, id: PilotId) -> Option<&Pilot> {
        self.pilots.iter().find(|pilot| pilot.row.id == id)
    }

    /// The pilot by which a version bound a ticket of an agency, given with all over it, if it was one.
    pub fn pilot_behind(
        &self,
        version: PolicyVersionId,
        line: &[AgencyId],
        raised_at: Instant,
        recorded_at: Instant,
    ) -> Option<&Pilot> {
        let mut tried = self.pilots.iter().filter(|pilot| pilot.row.version_id == version);
        tried.find(|pilot| pilot.trial.binds(line, raised_at, recorded_at))
    }

    /// An amendment and its contract.
    pub fn amendment(&self, id: AmendmentId) -> Option<(&Contract, &Amendment)> {
        self.contracts.values().find_map(|contract| {
            let found = contract.amendments.iter().find(|amendment| amendment.row.id == id)?;
            Some((contract, found))
        })
    }
}
