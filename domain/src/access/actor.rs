//! Who is asking: a person with grants, or the platform itself.

use serde::{Deserialize, Serialize};

use super::{Action, Role, allow};
use crate::ids::{AgencyId, UserId, VendorId};
use crate::ticket::ActorSide;

/// Where a role is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Org {
    /// At an agency, and so for every agency below it.
    Agency(AgencyId),
    /// At a vendor.
    Vendor(VendorId),
    /// At the platform itself: administrators only.
    Platform,
}

/// A role held at an organisation, in force now; whoever loads grants leaves out those of another time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Grant {
    /// What the person is.
    pub role: Role,
    /// Where.
    pub org: Org,
}

/// Who is asking. Fields are private, so that only [`Actor::system`] makes the one that may do everything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    user: Option<UserId>,
    name: String,
    grants: Vec<Grant>,
    grant_version: i64,
}

impl Actor {
    /// A person (or service account) with the grants in force now.
    /// `grant_version` grows with each change of the person's grants and is what a write checks against.
    pub fn person(user: UserId, name: String, grants: Vec<Grant>, grant_version: i64) -> Self {
        Self { user: Some(user), name, grants, grant_version }
    }

    /// The platform itself, doing the named job: may do everything, everywhere.
    pub fn system(job: &str) -> Self {
        Self { user: None, name: job.to_owned(), grants: Vec::new(), grant_version: 0 }
    }

    /// The person; none for the platform.
    pub const fn user(&self) -> Option<UserId> {
        self.user
    }

    /// The name to show and to record: the person's, or the job's.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The roles held now.
    pub fn grants(&self) -> &[Grant] {
        &self.grants
    }

    /// The version of the grants; 0 for the platform.
    pub const fn grant_version(&self) -> i64 {
        self.grant_version
    }

    /// Whether this is the platform.
    pub const fn is_system(&self) -> bool {
        self.user.is_none()
    }

    /// Whether some role held includes the action; where, the scope says.
    pub fn may(&self, action: Action) -> bool {
        self.is_system() || self.grants_for(action).next().is_some()
    }

    /// The grants that include the action.
    pub fn grants_for(&self, action: Action) -> impl Iterator<Item = &Grant> {
        self.grants.iter().filter(move |grant| allow(grant.role, action))
    }

    /// The side of a contract this actor stands on; none for administrators and for nobody.
    /// [`super::check_grants`] keeps a person from standing on both.
    pub fn side(&self) -> Option<ActorSide> {
        if self.is_system() {
            return Some(ActorSide::System);
        }
        self.grants.iter().find_map(|grant| match grant.org {
            Org::Agency(_) => Some(ActorSide::Agency),
            Org::Vendor(_) => Some(ActorSide::Vendor),
            Org::Platform => None,
        })
    }
}
