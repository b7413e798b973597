//! Pauses that wait for the agency's decision.

use domain::Instant;
use domain::access::TicketScope;
use domain::ids::{AgencyId, ContractId, PauseId, VendorId};
use domain::ticket::TicketState;
use sea_orm::{ConnectionTrait, DbBackend, DbErr, EntityTrait, Statement};

use crate::entity::ticket_pause::{Entity, Model};
use crate::read::{Sql, among, in_scope_of, unindexed};

/// Which of them. `None` does not narrow.
#[derive(Clone, Debug)]
pub struct UndecidedFilter {
    /// Of tickets in one of these states: of any other no pause can be decided.
    pub states: &'static [TicketState],
    /// Already expanded to subtrees.
    pub agencies: Option<Vec<AgencyId>>,
    /// Whose tickets they are now.
    pub vendor: Option<VendorId>,
    /// Under which the tickets were raised.
    pub contract: Option<ContractId>,
    /// Of open tickets, or of those that are closed.
    pub open: Option<bool>,
}

/// A page of the undecided pauses of tickets in scope, those that began first in front, behind the last one seen. It costs
/// what waits, not what there is of tickets.
pub async fn undecided(
    db: &impl ConnectionTrait,
    scope: &TicketScope,
    filter: &UndecidedFilter,
    after: Option<(Instant, PauseId)>,
    limit: u64,
) -> Result<Vec<Model>, DbErr> {
    let statement = undecided_page(db.get_database_backend(), scope, filter, after, limit);
    Entity::find().from_raw_sql(statement).all(db).await
}

/// The statement of a page.
pub fn undecided_page(
    backend: DbBackend,
    scope: &TicketScope,
    filter: &UndecidedFilter,
    after: Option<(Instant, PauseId)>,
    limit: u64,
) -> Statement {
    let mut sql = Sql::new("SELECT p.*");
    waiting(&mut sql, backend, scope, filter);
    if let Some((at, id)) = after {
        sql.push(" AND (p.from_at, p.id) > (").bind(at).push(", ").bind(id.0).push(")");
    }
    sql.push(" ORDER BY p.from_at, p.id LIMIT ").bind(limit);
    sql.build(backend)
}

/// How many there are.
pub async fn count_undecided(
    db: &impl ConnectionTrait,
    scope: &TicketScope,
    filter: &UndecidedFilter,
) -> Result<i64, DbErr> {
    let backend = db.get_database_backend();
    let mut sql = Sql::new("SELECT COUNT(*)");
    waiting(&mut sql, backend, scope, filter);
    let row = db.query_one_raw(sql.build(backend)).await?;
    row.map_or(Ok(0), |row| row.try_get_by_index(0))
}

fn waiting(sql: &mut Sql, backend: DbBackend, scope: &TicketScope, filter: &UndecidedFilter) {
    // The first condition is the predicate of the index `ticket_pause_pending`, and nothing else is to be begun with.
    let of = unindexed(backend, "t.");
    sql.push(" FROM ticket_pause p JOIN ticket t ON t.id = p.ticket_id WHERE p.decision = 'PENDING' AND ");
    in_scope_of(sql, scope, &format!("{of}agency_id"), &format!("{of}vendor_id"));
    sql.push(" AND ").push(&of).push("state IN ").bind_list(filter.states.iter().map(|state| state.as_str()));
    if let Some(agencies) = &filter.agencies {
        sql.push(" AND ");
        among(sql, &format!("{of}agency_id"), agencies.iter().map(|id| id.0));
    }
    if let Some(vendor) = filter.vendor {
        sql.push(" AND ").push(&of).push("vendor_id = ").bind(vendor.0);
    }
    if let Some(contract) = filter.contract {
        sql.push(" AND ").push(&of).push("contract_id = ").bind(contract.0);
    }
    if let Some(open) = filter.open {
        sql.push(" AND ").push(&of).push("is_open = ").bind(open);
    }
}
