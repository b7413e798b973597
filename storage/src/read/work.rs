//! Entries of work logs as conditions of hand-made statements: which an actor reads, and for which contract they count.

use domain::access::TicketScope;
use domain::ids::{ContractId, UserId, VendorId};
use domain::ticket::Visibility;

use super::{Sql, Window};

/// The contract that an entry `w` of a ticket `t` counts for: that of the leg in which its vendor wrote it down; of the
/// ticket, when it was never handed over.
pub(crate) const WORK_CONTRACT: &str = "COALESCE((SELECT l.contract_id FROM ticket_leg l
    WHERE l.ticket_id = w.ticket_id AND l.vendor_id = w.vendor_id AND l.from_at <= w.recorded_at
    ORDER BY l.number DESC LIMIT 1), t.contract_id)";

/// Which entries. `None` does not narrow.
#[derive(Clone, Debug)]
pub struct WorkFilter {
    /// Begun in it.
    pub started: Window,
    /// Whose people did it.
    pub vendor: Option<VendorId>,
    pub contract: Option<ContractId>,
    pub engineer: Option<UserId>,
    /// What the actor reads on tickets in scope.
    pub readable: Vec<Visibility>,
}

/// Tickets with at least one entry that passes, also when it was taken back.
pub(super) fn with_work(sql: &mut Sql, scope: &TicketScope, filter: &WorkFilter) {
    sql.push(" AND id IN (SELECT w.ticket_id FROM work_entry w JOIN ticket t ON t.id = w.ticket_id WHERE ");
    in_sight(sql, scope, &filter.readable);
    filter.started.push(sql, "w.started_at");
    if let Some(vendor) = filter.vendor {
        sql.push(" AND w.vendor_id = ").bind(vendor.0);
    }
    if let Some(contract) = filter.contract {
        sql.push(" AND ").push(WORK_CONTRACT).push(" = ").bind(contract.0);
    }
    if let Some(engineer) = filter.engineer {
        sql.push(" AND w.engineer_id = ").bind(engineer.0);
    }
    sql.push(")");
}

/// What is inside a vendor is read by that vendor alone, also when the ticket has gone to another one since (E28).
pub(crate) fn in_sight(sql: &mut Sql, scope: &TicketScope, readable: &[Visibility]) {
    if readable.is_empty() {
        sql.push("FALSE");
        return;
    }
    sql.push("w.visibility IN ").bind_list(readable.iter().map(|visibility| visibility.as_str()));
    if let TicketScope::Orgs { vendors, .. } = scope
        && !vendors.is_empty()
    {
        sql.push(" AND (w.visibility <> ").bind(Visibility::VendorInternal.as_str()).push(" OR w.vendor_id IN ");
        sql.bind_list(vendors.iter().map(|id| id.0)).push(")");
    }
}
