//! Turns a scope into the one predicate that every read of tenant rows starts from (I7).

use domain::access::{ReadScope, TicketScope};
use domain::ids::{AgencyId, VendorId};
use sea_orm::sea_query::{Condition, Expr, ExprTrait, IntoColumnRef};

use crate::entity::ticket;

/// The tickets of a scope.
pub fn tickets(scope: &TicketScope) -> Condition {
    match scope {
        TicketScope::Everything => Condition::all(),
        TicketScope::Nothing => nothing(),
        TicketScope::Orgs { agencies, vendors } => {
            either(ticket::Column::AgencyId, agencies, ticket::Column::VendorId, vendors)
        }
    }
}

/// The rows of a scope on a table with an owning agency column and a vendor column.
pub fn rows<A, V>(scope: &ReadScope, agency: A, vendor: V) -> Condition
where
    A: IntoColumnRef,
    V: IntoColumnRef,
{
    match scope {
        ReadScope::Everything => Condition::all(),
        ReadScope::Nothing => nothing(),
        ReadScope::Orgs { agencies, vendors } => either(agency, agencies, vendor, vendors),
    }
}

/// The rows of a scope on a table that only an agency owns; with `or_shared`, rows that nobody owns as well.
pub fn owned<A: IntoColumnRef + Clone>(scope: &ReadScope, agency: A, or_shared: bool) -> Condition {
    let mut condition = match scope {
        ReadScope::Everything => return Condition::all(),
        ReadScope::Nothing => return nothing(),
        ReadScope::Orgs { agencies, .. } => {
            Condition::any().add(Expr::col(agency.clone()).is_in(agencies.iter().map(|id| id.0)))
        }
    };
    if or_shared {
        condition = condition.add(Expr::col(agency).is_null());
    }
    condition
}

fn either<A: IntoColumnRef, V: IntoColumnRef>(
    agency: A,
    agencies: &[AgencyId],
    vendor: V,
    vendors: &[VendorId],
) -> Condition {
    let mut condition = Condition::any();
    if !agencies.is_empty() {
        condition = condition.add(Expr::col(agency).is_in(agencies.iter().map(|id| id.0)));
    }
    if !vendors.is_empty() {
        condition = condition.add(Expr::col(vendor).is_in(vendors.iter().map(|id| id.0)));
    }
    if agencies.is_empty() && vendors.is_empty() { nothing() } else { condition }
}

fn nothing() -> Condition {
    Condition::all().add(Expr::value(false))
}
