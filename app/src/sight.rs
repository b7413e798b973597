//! What an actor sees of parties and promises: one predicate a type over the snapshots (I7).

use std::collections::HashSet;

use domain::access::{Action, ReadScope};
use domain::ids::{AgencyId, CalendarId, PolicyId, SchemeId, SystemId, UserId, VendorId};

use crate::{
    Agency, Calendar, Checklist, Contract, Coverage, GuardPeriod, Op, Policy, Review, Scheme, System, Team, User,
    Vendor,
};

/// The rows that an actor reaches for one action.
#[derive(Clone, Debug)]
pub struct Sight {
    scope: ReadScope,
    contracted: Contracted,
    user: Option<UserId>,
}

/// What a vendor sees because of its contracts: the buyers, the systems it covers, the promises it gave.
#[derive(Clone, Debug, Default)]
struct Contracted {
    agencies: HashSet<AgencyId>,
    /// The same with everybody above them.
    under: HashSet<AgencyId>,
    systems: HashSet<SystemId>,
    policies: HashSet<PolicyId>,
    schemes: HashSet<SchemeId>,
    calendars: HashSet<CalendarId>,
}

impl Sight {
    /// What the operation's actor reaches for `action`, by the snapshots given.
    pub fn of(op: &Op, action: Action, coverage: &Coverage) -> Self {
        let scope = op.read_scope(action);
        let contracted = match &scope {
            ReadScope::Orgs { vendors, .. } if !vendors.is_empty() => contracted(op, coverage, vendors),
            _ => Contracted::default(),
        };
        Self { scope, contracted, user: op.actor().user() }
    }

    /// Whether an agency is seen: one's own, above and below it, and those that one serves.
    pub fn agency(&self, row: &Agency) -> bool {
        self.scope.covers(Some(row.id), None) || self.contracted.agencies.contains(&row.id)
    }

    /// Whether a vendor is seen.
    pub fn vendor(&self, row: &Vendor) -> bool {
        self.scope.covers(None, Some(row.id))
    }

    /// Whether a managed system is seen: its owner's, and a vendor sees those that its contracts name.
    pub fn system(&self, row: &System) -> bool {
        self.scope.covers(Some(row.agency_id), None) || self.contracted.systems.contains(&row.id)
    }

    /// Whether a contract is seen: by the buyer, those above it, and the vendor.
    pub fn contract(&self, contract: &Contract) -> bool {
        self.scope.covers(Some(contract.row.agency_id), Some(contract.row.vendor_id))
    }

    /// Whether a team and who is in it is seen: by its vendor.
    pub fn team(&self, team: &Team) -> bool {
        self.scope.covers(None, Some(team.row.vendor_id))
    }

    /// Whether a compliance review is seen: by whoever the contract concerns, and by those who sit in it.
    pub fn review(&self, contract: &Contract, review: &Review) -> bool {
        self.contract(contract) || self.user.is_some_and(|user| review.seat_of(user).is_some())
    }

    /// Whether a checklist is seen: shared ones by all, others down the tree.
    pub fn checklist(&self, row: &Checklist) -> bool {
        self.owned(row.owner_id)
    }

    /// Whether the list of experts is seen: all of it, by whoever may at all.
    pub fn experts(&self) -> bool {
        self.scope != ReadScope::Nothing
    }

    /// Whether a policy is seen: shared ones by all, others down the tree and by vendors bound by them.
    pub fn policy(&self, row: &Policy) -> bool {
        self.owned(row.owner_id) || self.contracted.policies.contains(&row.id)
    }

    /// Whether a version of a scoring scheme is seen: shared ones by all, others down the tree and by vendors scored by
    /// them.
    pub fn scheme(&self, row: &Scheme) -> bool {
        self.owned(row.owner_id) || self.contracted.schemes.contains(&row.id)
    }

    /// Whether a guard period is seen: down the tree, and by vendors that serve somebody it holds for.
    pub fn guard_period(&self, of: &GuardPeriod) -> bool {
        let owner = of.row.owner_id;
        self.owned(Some(owner)) || self.contracted.under.contains(&owner)
    }

    /// Whether a calendar is seen: shared ones by all, others down the tree and by vendors measured with them.
    pub fn calendar(&self, row: &Calendar) -> bool {
        self.owned(row.owner_id) || self.contracted.calendars.contains(&row.id)
    }

    /// Whether an account is seen: those who hold, or held, a role at an organisation in reach.
    pub fn user(&self, user: &User) -> bool {
        let reached = |agency, vendor| self.scope.covers(agency, vendor);
        self.scope == ReadScope::Everything || user.grants.iter().any(|grant| reached(grant.agency_id, grant.vendor_id))
    }

    fn owned(&self, owner: Option<AgencyId>) -> bool {
        match owner {
            Some(owner) => self.scope.covers(Some(owner), None),
            None => self.scope != ReadScope::Nothing,
        }
    }
}

fn contracted(op: &Op, coverage: &Coverage, vendors: &[VendorId]) -> Contracted {
    let directory = op.directory();
    let mut seen = Contracted::default();
    for contract in coverage.contracts.values() {
        if vendors.binary_search(&contract.row.vendor_id).is_err() {
            continue;
        }
        seen.agencies.insert(contract.row.agency_id);
        seen.policies.extend(contract.covers.versions().map(|terms| terms.policy));
        seen.schemes.extend(contract.covers.versions().map(|terms| terms.scheme));
        for system in contract.systems_ever().filter_map(|id| directory.systems.get(&id)) {
            seen.agencies.insert(system.agency_id);
            seen.systems.insert(system.id);
        }
    }
    seen.under = seen.agencies.iter().flat_map(|agency| directory.above(*agency)).collect();
    for version in coverage.versions.values().filter(|version| seen.policies.contains(&version.policy_id)) {
        let targets = coverage.terms.get(&version.id).into_iter().flat_map(|terms| &terms.targets);
        seen.calendars.extend(targets.map(|target| target.calendar));
    }
    seen
}
