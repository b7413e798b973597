//! Which rows an actor reaches: scope as data, which storage turns into one predicate per type (I7).

use super::{Action, Actor, Org};
use crate::ids::{AgencyId, VendorId};

/// The tickets an actor reaches for one action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TicketScope {
    /// Every ticket: the platform itself.
    Everything,
    /// Tickets raised for one of the agencies, or given to one of the vendors.
    Orgs {
        /// Expanded to subtrees, sorted, without repetition.
        agencies: Vec<AgencyId>,
        /// Sorted, without repetition.
        vendors: Vec<VendorId>,
    },
    /// No ticket.
    Nothing,
}

impl TicketScope {
    /// Whether a ticket raised for `agency` and given to `vendor` lies in this scope.
    pub fn covers(&self, agency: AgencyId, vendor: Option<VendorId>) -> bool {
        match self {
            Self::Everything => true,
            Self::Orgs { agencies, vendors } => {
                agencies.binary_search(&agency).is_ok()
                    || vendor.is_some_and(|vendor| vendors.binary_search(&vendor).is_ok())
            }
            Self::Nothing => false,
        }
    }

    /// Whether a message about a ticket lies in this scope: one without agency is for the vendor alone, and the other way
    /// round.
    pub fn hears(&self, agency: Option<AgencyId>, vendor: Option<VendorId>) -> bool {
        match self {
            Self::Everything => true,
            Self::Orgs { agencies, vendors } => {
                agency.is_some_and(|agency| agencies.binary_search(&agency).is_ok())
                    || vendor.is_some_and(|vendor| vendors.binary_search(&vendor).is_ok())
            }
            Self::Nothing => false,
        }
    }
}

/// The parties, contracts, policies and so on an actor reaches for one action.
/// A type of its own, because it also looks up the tree: it must never select tickets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadScope {
    /// Every row.
    Everything,
    /// Rows owned by one of the agencies, and rows of a contract with one of the vendors.
    Orgs {
        /// Owners, sorted, without repetition.
        agencies: Vec<AgencyId>,
        /// Sorted, without repetition.
        vendors: Vec<VendorId>,
    },
    /// No row.
    Nothing,
}

impl ReadScope {
    /// Whether a row owned by `agency`, or of a contract with `vendor`, lies in this scope.
    pub fn covers(&self, agency: Option<AgencyId>, vendor: Option<VendorId>) -> bool {
        match self {
            Self::Everything => true,
            Self::Orgs { agencies, vendors } => {
                agency.is_some_and(|agency| agencies.binary_search(&agency).is_ok())
                    || vendor.is_some_and(|vendor| vendors.binary_search(&vendor).is_ok())
            }
            Self::Nothing => false,
        }
    }
}

/// The tickets `actor` reaches for `action`. `below` gives an agency with everything under it.
///
/// A ticket is seen by the requesting agency and its ancestors and by its vendor; a regulator is granted
/// at the body of their region and so reaches what lies under it.
pub fn ticket_scope(actor: &Actor, action: Action, below: &impl Fn(AgencyId) -> Vec<AgencyId>) -> TicketScope {
    match reach(actor, action, |agency| Some(below(agency))) {
        Reach::Everything => TicketScope::Everything,
        Reach::Orgs(agencies, vendors) => TicketScope::Orgs { agencies, vendors },
        Reach::Nothing => TicketScope::Nothing,
    }
}

/// The tickets of an organisation as such: those that a role there reaches which sees tickets.
pub fn ticket_scope_of(org: Org, below: &impl Fn(AgencyId) -> Vec<AgencyId>) -> TicketScope {
    match (org, reach_from([org].into_iter(), |agency| Some(below(agency)))) {
        (Org::Platform, _) | (_, Reach::Everything | Reach::Nothing) => TicketScope::Nothing,
        (_, Reach::Orgs(agencies, vendors)) => TicketScope::Orgs { agencies, vendors },
    }
}

/// The rows other than tickets that `actor` reaches for `action`.
/// `below` gives an agency with everything under it, `above` an agency with everything over it.
///
/// Agencies, policies, calendars and schemes are readable down the tree, so one sees those of one's ancestors
/// too; policies, calendars and schemes are written at their owner only. The register of vendors is open to
/// every agency; a vendor sees itself.
pub fn read_scope(
    actor: &Actor,
    action: Action,
    below: &impl Fn(AgencyId) -> Vec<AgencyId>,
    above: &impl Fn(AgencyId) -> Vec<AgencyId>,
) -> ReadScope {
    let reached = reach(actor, action, |agency| match action {
        Action::VendorView => None,
        Action::AgencyView
        | Action::PolicyView
        | Action::CalendarView
        | Action::SchemeView
        | Action::ChecklistView
        | Action::ServiceItemView
        | Action::NoteView
        | Action::InspectionChecklistView => Some([below(agency), above(agency)].concat()),
        Action::PolicyManage
        | Action::CalendarManage
        | Action::SchemeManage
        | Action::ServiceItemManage
        | Action::NoteManage
        | Action::InspectionManage
        | Action::InspectionChecklistManage => Some(vec![agency]),
        _ => Some(below(agency)),
    });
    match reached {
        Reach::Everything => ReadScope::Everything,
        Reach::Orgs(agencies, vendors) => ReadScope::Orgs { agencies, vendors },
        Reach::Nothing => ReadScope::Nothing,
    }
}

enum Reach {
    Everything,
    Orgs(Vec<AgencyId>, Vec<VendorId>),
    Nothing,
}

/// The union over the grants that include the action; `expand` answers none for "every agency".
fn reach(actor: &Actor, action: Action, expand: impl Fn(AgencyId) -> Option<Vec<AgencyId>>) -> Reach {
    if actor.is_system() {
        return Reach::Everything;
    }
    reach_from(actor.grants_for(action).map(|grant| grant.org), expand)
}

fn reach_from(orgs: impl Iterator<Item = Org>, expand: impl Fn(AgencyId) -> Option<Vec<AgencyId>>) -> Reach {
    let (mut agencies, mut vendors) = (Vec::new(), Vec::new());
    for org in orgs {
        match org {
            Org::Platform => return Reach::Everything,
            Org::Vendor(vendor) => vendors.push(vendor),
            Org::Agency(agency) => match expand(agency) {
                Some(expanded) => agencies.extend(expanded),
                None => return Reach::Everything,
            },
        }
    }
    agencies.sort_unstable();
    agencies.dedup();
    vendors.sort_unstable();
    vendors.dedup();
    if agencies.is_empty() && vendors.is_empty() { Reach::Nothing } else { Reach::Orgs(agencies, vendors) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::{Grant, Role};
    use crate::ids::UserId;

    // Region 1 over cities 2 and 3; city 2 over county 4.
    const PARENT: [(u128, u128); 3] = [(2, 1), (3, 1), (4, 2)];

    fn agency(id: u128) -> AgencyId {
        AgencyId(uuid::Uuid::from_u128(id))
    }

    fn vendor(id: u128) -> VendorId {
        VendorId(uuid::Uuid::from_u128(100 + id))
    }

    fn above(of: AgencyId) -> Vec<AgencyId> {
        let mut found = vec![of];
        while let Some((_, parent)) = PARENT.iter().find(|(child, _)| agency(*child) == found[found.len() - 1]) {
            found.push(agency(*parent));
        }
        found
    }

    fn below(of: AgencyId) -> Vec<AgencyId> {
        // Backwards, because storage promises no order.
        (1..=4).rev().map(agency).filter(|candidate| above(*candidate).contains(&of)).collect()
    }

    fn person(grants: &[(Role, Org)]) -> Actor {
        let grants = grants.iter().map(|(role, org)| Grant { role: *role, org: *org }).collect();
        Actor::person(UserId(uuid::Uuid::from_u128(9)), "韦芳".to_owned(), grants, 1)
    }

    fn tickets(actor: &Actor, action: Action) -> TicketScope {
        ticket_scope(actor, action, &below)
    }

    #[test]
    fn a_ticket_is_seen_by_its_agency_its_ancestors_and_its_vendor() {
        let of_the_county = |scope: TicketScope| scope.covers(agency(4), Some(vendor(1)));
        let at = |id| person(&[(Role::Reporter, Org::Agency(agency(id)))]);
        assert!(of_the_county(tickets(&at(4), Action::TicketView)));
        assert!(of_the_county(tickets(&at(2), Action::TicketView)));
        assert!(of_the_county(tickets(&at(1), Action::TicketView)));
        assert!(!of_the_county(tickets(&at(3), Action::TicketView)), "the other city");
        let of_vendor = |id| person(&[(Role::VendorEngineer, Org::Vendor(vendor(id)))]);
        assert!(of_the_county(tickets(&of_vendor(1), Action::TicketView)));
        assert!(!of_the_county(tickets(&of_vendor(2), Action::TicketView)), "the other vendor");
    }

    #[test]
    fn a_scope_is_only_as_wide_as_the_grants_that_include_the_action() {
        let actor =
            person(&[(Role::AgencyOperator, Org::Agency(agency(4))), (Role::Regulator, Org::Agency(agency(1)))]);
        let all = (1..=4).map(agency).collect();
        assert_eq!(tickets(&actor, Action::TicketView), TicketScope::Orgs { agencies: all, vendors: vec![] });
        let county = TicketScope::Orgs { agencies: vec![agency(4)], vendors: vec![] };
        assert_eq!(tickets(&actor, Action::TicketConfirm), county);
        assert_eq!(tickets(&actor, Action::TicketAcknowledge), TicketScope::Nothing);
    }

    #[test]
    fn nobody_and_administrators_reach_no_ticket() {
        assert_eq!(tickets(&person(&[]), Action::TicketView), TicketScope::Nothing);
        let administrator = person(&[(Role::SystemAdmin, Org::Platform)]);
        assert_eq!(tickets(&administrator, Action::TicketView), TicketScope::Nothing);
        assert_eq!(tickets(&Actor::system("sla-sweep"), Action::TicketView), TicketScope::Everything);
    }

    #[test]
    fn an_organisation_reaches_what_somebody_does_who_sees_tickets_there() {
        for org in [Org::Agency(agency(1)), Org::Agency(agency(2)), Org::Agency(agency(4)), Org::Vendor(vendor(1))] {
            let machine = person(&[(Role::ServiceAccount, org)]);
            assert_eq!(ticket_scope_of(org, &below), tickets(&machine, Action::TicketView), "{org:?}");
        }
        assert_eq!(ticket_scope_of(Org::Platform, &below), TicketScope::Nothing);
    }

    #[test]
    fn policies_are_read_down_the_tree_and_written_at_their_owner() {
        let actor = person(&[(Role::ContractManager, Org::Agency(agency(2)))]);
        let read = read_scope(&actor, Action::PolicyView, &below, &above);
        let family = vec![agency(1), agency(2), agency(4)];
        assert_eq!(read, ReadScope::Orgs { agencies: family, vendors: vec![] });
        let write = read_scope(&actor, Action::PolicyManage, &below, &above);
        assert_eq!(write, ReadScope::Orgs { agencies: vec![agency(2)], vendors: vec![] });
        assert!(!read_scope(&actor, Action::ContractView, &below, &above).covers(Some(agency(1)), None));
    }

    #[test]
    fn the_register_of_vendors_is_open_to_agencies_only() {
        let clerk = person(&[(Role::Reporter, Org::Agency(agency(4)))]);
        assert_eq!(read_scope(&clerk, Action::VendorView, &below, &above), ReadScope::Everything);
        let engineer = person(&[(Role::VendorEngineer, Org::Vendor(vendor(1)))]);
        let own = ReadScope::Orgs { agencies: vec![], vendors: vec![vendor(1)] };
        assert_eq!(read_scope(&engineer, Action::VendorView, &below, &above), own);
    }
}
