//! Which people.

use app::{Directory, User};
use async_graphql::{ID, InputObject};
use domain::Instant;
use domain::ids::{AgencyId, VendorId};

use super::matches;
use crate::error::ApiError;
use crate::graphql::node_id::NodeType;
use crate::graphql::request::Language;
use crate::graphql::words::Role;

/// Which people: all conditions given must hold, and those about roles of one role that they hold or will hold.
#[derive(Clone, Debug, Default, InputObject)]
pub struct UserFilter {
    /// Part of the name or log-in name.
    text: Option<String>,
    /// Only those with a role at this agency or anywhere under it.
    agency_id: Option<ID>,
    /// Only those with a role at this vendor.
    vendor_id: Option<ID>,
    /// Only those with this role.
    role: Option<Role>,
    /// Only those who may log in, or only those who may not.
    active: Option<bool>,
    /// Only accounts of other systems, or only those of people.
    service_account: Option<bool>,
}

/// The same with what it names looked up.
pub struct Wanted {
    filter: UserFilter,
    agencies: Option<Vec<AgencyId>>,
    vendor: Option<VendorId>,
    now: Instant,
}

impl UserFilter {
    /// # Errors
    /// `NOT_FOUND` for a text that is no id of its type.
    pub fn wanted(self, directory: &Directory, now: Instant, language: Language) -> Result<Wanted, ApiError> {
        let agency = NodeType::Agency.optional_argument(self.agency_id.as_ref(), "agencyId", language)?;
        let vendor = NodeType::Vendor.optional_argument(self.vendor_id.as_ref(), "vendorId", language)?;
        Ok(Wanted { agencies: agency.map(|agency| directory.below(agency)), vendor, now, filter: self })
    }
}

impl Wanted {
    /// Whether a person is among them.
    pub fn includes(&self, user: &User) -> bool {
        let filter = &self.filter;
        matches(filter.text.as_deref(), &[&user.name, &user.login])
            && filter.active.is_none_or(|active| active == user.active)
            && filter.service_account.is_none_or(|machine| machine == user.is_service_account(self.now))
            && self.holds(user)
    }

    fn holds(&self, user: &User) -> bool {
        if self.agencies.is_none() && self.vendor.is_none() && self.filter.role.is_none() {
            return true;
        }
        user.grants.iter().filter(|grant| grant.valid_until.is_none_or(|until| self.now < until)).any(|grant| {
            let at = |agencies: &Vec<AgencyId>| grant.agency_id.is_some_and(|agency| agencies.contains(&agency));
            self.agencies.as_ref().is_none_or(at)
                && self.vendor.is_none_or(|vendor| grant.vendor_id == Some(vendor))
                && self.filter.role.is_none_or(|role| Role::from(grant.role) == role)
        })
    }
}
