//! Which roles one person may hold together (三员分立, and no one on both sides of a contract).

use super::{Grant, Org, Role};

/// Why a set of grants cannot be held by one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GrantError {
    /// The three administrators exclude each other (GB/T 22239-2019, level 3).
    #[error("{one} and {other} cannot be held by one person: the three administrators exclude each other")]
    AdministratorsExclude { one: Role, other: Role },
    /// An administrator with another role could touch tickets or scores after all.
    #[error("{administrator} cannot be held together with {role}: an administrator touches no ticket and no score")]
    AdministratorWorks { administrator: Role, role: Role },
    /// Neither side of a contract decides its own dispute.
    #[error("{agency} and {vendor} cannot be held by one person: they stand on opposite sides of a contract")]
    BothSides { agency: Role, vendor: Role },
    /// The role does not exist at that sort of organisation.
    #[error("{role} cannot be held there: {expected}")]
    WrongOrganisation { role: Role, expected: &'static str },
}

impl Role {
    /// Whether this is one of the three administrators.
    pub const fn is_administrator(self) -> bool {
        matches!(self, Self::SystemAdmin | Self::SecurityAdmin | Self::AuditAdmin)
    }

    fn check_org(self, org: Org) -> Result<(), GrantError> {
        let (fits, expected) = match self {
            Self::VendorManager | Self::VendorEngineer => (matches!(org, Org::Vendor(_)), "it belongs to a vendor"),
            Self::ServiceAccount => (!matches!(org, Org::Platform), "it belongs to an agency or a vendor"),
            role if role.is_administrator() => (matches!(org, Org::Platform), "it belongs to the platform"),
            _ => (matches!(org, Org::Agency(_)), "it belongs to an agency"),
        };
        if fits { Ok(()) } else { Err(GrantError::WrongOrganisation { role: self, expected }) }
    }
}

/// Refuses grants that one person may not hold together. Call it with all grants of the person, the new one included.
pub fn check_grants(grants: &[Grant]) -> Result<(), GrantError> {
    for (index, one) in grants.iter().enumerate() {
        one.role.check_org(one.org)?;
        for other in &grants[..index] {
            check_pair(*other, *one)?;
        }
    }
    Ok(())
}

fn check_pair(one: Grant, other: Grant) -> Result<(), GrantError> {
    match (one.role.is_administrator(), other.role.is_administrator()) {
        (true, true) if one.role != other.role => {
            Err(GrantError::AdministratorsExclude { one: one.role, other: other.role })
        }
        (true, false) => Err(GrantError::AdministratorWorks { administrator: one.role, role: other.role }),
        (false, true) => Err(GrantError::AdministratorWorks { administrator: other.role, role: one.role }),
        _ => match (one.org, other.org) {
            (Org::Agency(_), Org::Vendor(_)) => Err(GrantError::BothSides { agency: one.role, vendor: other.role }),
            (Org::Vendor(_), Org::Agency(_)) => Err(GrantError::BothSides { agency: other.role, vendor: one.role }),
            _ => Ok(()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{AgencyId, VendorId};

    fn agency(role: Role) -> Grant {
        Grant { role, org: Org::Agency(AgencyId(uuid::Uuid::from_u128(1))) }
    }

    fn vendor(role: Role) -> Grant {
        Grant { role, org: Org::Vendor(VendorId(uuid::Uuid::from_u128(2))) }
    }

    fn platform(role: Role) -> Grant {
        Grant { role, org: Org::Platform }
    }

    #[test]
    fn administrators_exclude_each_other_and_everybody_else() {
        let administrators = [Role::SystemAdmin, Role::SecurityAdmin, Role::AuditAdmin];
        for one in administrators {
            assert_eq!(check_grants(&[platform(one)]), Ok(()));
            for other in administrators.into_iter().filter(|other| *other != one) {
                let refused = check_grants(&[platform(one), platform(other)]);
                assert_eq!(refused, Err(GrantError::AdministratorsExclude { one, other }));
            }
            let refused = check_grants(&[agency(Role::Reporter), platform(one)]);
            assert_eq!(refused, Err(GrantError::AdministratorWorks { administrator: one, role: Role::Reporter }));
        }
    }

    #[test]
    fn nobody_stands_on_both_sides() {
        let refused = check_grants(&[vendor(Role::VendorEngineer), agency(Role::AgencyOperator)]);
        let both = GrantError::BothSides { agency: Role::AgencyOperator, vendor: Role::VendorEngineer };
        assert_eq!(refused, Err(both));
        assert_eq!(check_grants(&[agency(Role::Reporter), agency(Role::ContractManager)]), Ok(()));
        assert_eq!(check_grants(&[vendor(Role::VendorManager), vendor(Role::VendorEngineer)]), Ok(()));
    }

    #[test]
    fn a_role_is_held_where_it_exists() {
        let misplaced = [
            vendor(Role::Reporter),
            agency(Role::VendorEngineer),
            agency(Role::AuditAdmin),
            platform(Role::Regulator),
            platform(Role::ServiceAccount),
        ];
        for grant in misplaced {
            assert!(matches!(check_grants(&[grant]), Err(GrantError::WrongOrganisation { .. })), "{}", grant.role);
        }
        assert_eq!(check_grants(&[vendor(Role::ServiceAccount)]), Ok(()));
    }
}
