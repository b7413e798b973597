//! Names, the agency tree and everybody's roles in memory, so that lists join nothing and a session costs no query.

use std::collections::HashMap;

use domain::Instant;
use domain::access::{Actor, Grant, Org, Role};
use domain::ids::{AgencyId, SystemId, UserId, VendorId};
use storage::entity::{access_token, agency, managed_system, role_grant, user_account, vendor};
use storage::{DbErr, Store};

use crate::change::Versions;

/// An agency, as rows stand in the database.
pub type Agency = agency::Model;
/// A vendor.
pub type Vendor = vendor::Model;
/// A managed system.
pub type System = managed_system::Model;

/// A person and the roles granted to them.
#[derive(Clone, Debug)]
pub struct User {
    pub id: UserId,
    pub login: String,
    pub name: String,
    pub active: bool,
    pub grant_version: i64,
    pub created_at: Instant,
    pub grants: Vec<role_grant::Model>,
}

impl User {
    /// What was granted and is in force at `at`.
    pub fn grants_at(&self, at: Instant) -> impl Iterator<Item = &role_grant::Model> {
        let holds =
            move |row: &&role_grant::Model| row.valid_from <= at && row.valid_until.is_none_or(|until| at < until);
        self.grants.iter().filter(holds)
    }

    /// The roles held at `at`, each once, in no order.
    pub fn roles_at(&self, at: Instant) -> Vec<Role> {
        let mut held = Vec::new();
        for grant in self.grants_at(at) {
            if !held.contains(&grant.role) {
                held.push(grant.role);
            }
        }
        held
    }

    /// Whether it is another system's: SERVICE_ACCOUNT is the only role held at `at`.
    pub fn is_service_account(&self, at: Instant) -> bool {
        self.roles_at(at) == [Role::ServiceAccount]
    }
}

/// One snapshot, valid for its epoch.
#[derive(Debug, Default)]
pub struct Directory {
    pub epoch: i64,
    pub agencies: HashMap<AgencyId, Agency>,
    pub vendors: HashMap<VendorId, Vendor>,
    pub systems: HashMap<SystemId, System>,
    pub users: HashMap<UserId, User>,
    /// The tokens of service accounts that were not revoked, by their hash.
    pub(crate) tokens: HashMap<String, access_token::Model>,
    children: HashMap<AgencyId, Vec<AgencyId>>,
    /// The versions of agencies, vendors, accounts and systems.
    pub versions: Versions,
}

impl Directory {
    /// Reads everything; `epoch` must have been read before.
    pub async fn load(store: &Store, epoch: i64) -> Result<Self, DbErr> {
        let parties = storage::query::party::everybody(store.read()).await?;
        let mut grants: HashMap<UserId, Vec<role_grant::Model>> = HashMap::new();
        for grant in parties.grants {
            grants.entry(grant.user_id).or_default().push(grant);
        }
        let mut children: HashMap<AgencyId, Vec<AgencyId>> = HashMap::new();
        for agency in &parties.agencies {
            if let Some(parent) = agency.parent_id {
                children.entry(parent).or_default().push(agency.id);
            }
        }
        let user = |row: user_account::Model| {
            let grants = grants.remove(&row.id).unwrap_or_default();
            let user = User {
                id: row.id,
                login: row.login,
                name: row.name,
                active: row.active,
                grant_version: row.grant_version,
                created_at: row.created_at,
                grants,
            };
            (user.id, user)
        };
        Ok(Self {
            epoch,
            users: parties.users.into_iter().map(user).collect(),
            agencies: parties.agencies.into_iter().map(|row| (row.id, row)).collect(),
            vendors: parties.vendors.into_iter().map(|row| (row.id, row)).collect(),
            tokens: parties.tokens.into_iter().map(|row| (row.token_hash.clone(), row)).collect(),
            systems: parties.systems.into_iter().map(|row| (row.id, row)).collect(),
            children,
            versions: Versions::new(parties.versions),
        })
    }

    /// An agency and everything under it.
    pub fn below(&self, agency: AgencyId) -> Vec<AgencyId> {
        let mut found = vec![agency];
        let mut next = 0;
        while let Some(id) = found.get(next).copied() {
            found.extend(self.children.get(&id).into_iter().flatten());
            next += 1;
        }
        found
    }

    /// An agency and everything over it.
    pub fn above(&self, agency: AgencyId) -> Vec<AgencyId> {
        let mut found = vec![agency];
        let mut at = self.agencies.get(&agency).and_then(|row| row.parent_id);
        // The guard against a loop costs nothing on trees of three levels.
        while let Some(id) = at.filter(|id| !found.contains(id)) {
            found.push(id);
            at = self.agencies.get(&id).and_then(|row| row.parent_id);
        }
        found
    }

    /// The tokens of a service account that were not revoked, in no order.
    pub fn tokens_of(&self, user: UserId) -> impl Iterator<Item = &access_token::Model> {
        self.tokens.values().filter(move |row| row.user_id == user)
    }

    /// The actor that a person is at `now`; none when unknown or locked.
    pub fn actor(&self, user: UserId, now: Instant) -> Option<Actor> {
        let user = self.users.get(&user).filter(|user| user.active)?;
        let grants = user.grants_at(now).map(grant).collect();
        Some(Actor::person(user.id, user.name.clone(), grants, user.grant_version))
    }

    /// Who holds a role at an organisation at `now`, in no order.
    pub fn holders(&self, role: Role, org: Org, now: Instant) -> Vec<UserId> {
        // Most people are passed over without being made actors.
        let named = |user: &&User| user.grants.iter().any(|row| grant(row) == Grant { role, org });
        let holds =
            |user: &&User| self.actor(user.id, now).is_some_and(|of| of.grants().contains(&Grant { role, org }));
        self.users.values().filter(named).filter(holds).map(|user| user.id).collect()
    }

    /// Whether a person may work for a vendor at `now`.
    pub fn works_for(&self, user: UserId, vendor: VendorId, now: Instant) -> bool {
        let engineers = [Role::VendorEngineer, Role::VendorManager];
        self.actor(user, now).is_some_and(|actor| {
            actor.grants().iter().any(|grant| engineers.contains(&grant.role) && grant.org == Org::Vendor(vendor))
        })
    }
}

fn grant(row: &role_grant::Model) -> Grant {
    let org = match (row.agency_id, row.vendor_id) {
        (Some(agency), _) => Org::Agency(agency),
        (None, Some(vendor)) => Org::Vendor(vendor),
        (None, None) => Org::Platform,
    };
    Grant { role: row.role, org }
}
