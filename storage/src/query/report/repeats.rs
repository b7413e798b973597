//! Faults that repeat an earlier one, by the rule of the criterion REPEAT_FAULTS, and the systems that have most of them.

use domain::Instant;
use domain::access::TicketScope;
use domain::ids::{AgencyId, ContractId, SystemId, TicketId, VendorId};
use sea_orm::{ConnectionTrait, DbErr, QueryResult};

use crate::query::scorecard::{VENDOR, push_faults};
use crate::read::{Sql, Window, among, in_scope_of, unindexed};

/// Which faults. `None` does not narrow.
#[derive(Clone, Debug, Default)]
pub struct FaultFilter {
    pub window: Window,
    /// Already expanded to subtrees.
    pub agencies: Option<Vec<AgencyId>>,
    pub vendor: Option<VendorId>,
    pub contract: Option<ContractId>,
    pub system: Option<SystemId>,
}

/// A fault and the one that it repeats; both lie in the scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeat {
    pub ticket: TicketId,
    pub contract: ContractId,
    pub vendor: VendorId,
    pub system: SystemId,
    pub cause: String,
    /// When it was first solved.
    pub solved_at: Instant,
    pub earlier: TicketId,
    pub earlier_solved_at: Instant,
}

/// The repeats that were solved in the window, the latest first, ties by ticket; behind `after`.
pub async fn repeats(
    db: &impl ConnectionTrait,
    scope: &TicketScope,
    filter: &FaultFilter,
    after: Option<(Instant, TicketId)>,
    limit: u64,
) -> Result<Vec<Repeat>, DbErr> {
    let (mut sql, backend) = (Sql::default(), db.get_database_backend());
    push_repeats(&mut sql, backend, scope, filter);
    sql.push(
        " SELECT ticket_id, contract_id, vendor_id, system_id, cause, occurred_at, earlier_id, last_at FROM repeated",
    );
    if let Some((at, id)) = after {
        sql.push(" WHERE (occurred_at, ticket_id) < (").bind(at).push(", ").bind(id.0).push(")");
    }
    sql.push(" ORDER BY occurred_at DESC, ticket_id DESC LIMIT ").bind(limit);
    let read = |row: &QueryResult| {
        Ok(Repeat {
            ticket: row.try_get_by_index(0)?,
            contract: row.try_get_by_index(1)?,
            vendor: row.try_get_by_index(2)?,
            system: row.try_get_by_index(3)?,
            cause: row.try_get_by_index(4)?,
            solved_at: row.try_get_by_index(5)?,
            earlier: row.try_get_by_index(6)?,
            earlier_solved_at: row.try_get_by_index(7)?,
        })
    };
    db.query_all_raw(sql.build(backend)).await?.iter().map(read).collect()
}

/// How many there are.
pub async fn count_repeats(db: &impl ConnectionTrait, scope: &TicketScope, filter: &FaultFilter) -> Result<i64, DbErr> {
    let (mut sql, backend) = (Sql::default(), db.get_database_backend());
    push_repeats(&mut sql, backend, scope, filter);
    sql.push(" SELECT COUNT(*) FROM repeated");
    let row = db.query_one_raw(sql.build(backend)).await?;
    row.map_or(Ok(0), |row| row.try_get_by_index(0))
}

/// A system with what came of it in a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChronicSystem {
    pub system: SystemId,
    /// Raised in the window and not cancelled.
    pub incidents: i64,
    /// Solved in the window.
    pub repeats: i64,
    /// Of the incidents, those with a broken promise.
    pub breached: i64,
    pub last_raised_at: Instant,
}

/// The systems with at least so many incidents, those with most first, ties by system.
pub async fn chronic(
    db: &impl ConnectionTrait,
    scope: &TicketScope,
    filter: &FaultFilter,
    at_least: i64,
    limit: u64,
) -> Result<Vec<ChronicSystem>, DbErr> {
    let (mut sql, backend) = (Sql::default(), db.get_database_backend());
    push_repeats(&mut sql, backend, scope, filter);
    sql.push(
        ", by_system AS (SELECT system_id, COUNT(*) AS repeats FROM repeated GROUP BY system_id),
         most AS (SELECT t.system_id, COUNT(*) AS incidents, SUM(CASE WHEN t.breached THEN 1 ELSE 0 END) AS breached,
                 MAX(t.raised_at) AS last_raised_at
             FROM ticket t WHERE t.kind = 'INCIDENT' AND t.state <> 'CANCELLED' AND ",
    );
    // Nothing is entered before it is raised, and lists have indexes over the time of entry.
    let of = if filter.window.from.is_some() { unindexed(backend, "t.") } else { "t.".to_owned() };
    in_scope_of(&mut sql, scope, &format!("{of}agency_id"), &format!("{of}vendor_id"));
    if let Some(from) = filter.window.from {
        sql.push(" AND t.created_at >= ").bind(from);
    }
    filter.window.push(&mut sql, "t.raised_at");
    narrow(&mut sql, filter, &of);
    sql.push(" GROUP BY t.system_id HAVING COUNT(*) >= ").bind(at_least);
    sql.push(
        ") SELECT m.system_id, m.incidents, COALESCE(r.repeats, 0), m.breached, m.last_raised_at
         FROM most m LEFT JOIN by_system r ON r.system_id = m.system_id ORDER BY m.incidents DESC, m.system_id LIMIT ",
    );
    sql.bind(limit);
    let read = |row: &QueryResult| {
        Ok(ChronicSystem {
            system: row.try_get_by_index(0)?,
            incidents: row.try_get_by_index(1)?,
            repeats: row.try_get_by_index(2)?,
            breached: row.try_get_by_index(3)?,
            last_raised_at: row.try_get_by_index(4)?,
        })
    };
    db.query_all_raw(sql.build(backend)).await?.iter().map(read).collect()
}

/// Appends `WITH … repeated AS (…)`.
fn push_repeats(sql: &mut Sql, backend: sea_orm::DbBackend, scope: &TicketScope, filter: &FaultFilter) {
    push_faults(sql, backend, filter.window, |sql, reach| {
        sql.push(" AND ");
        in_scope_of(sql, scope, "t.agency_id", VENDOR);
        reach.push(sql, "e.occurred_at");
    });
    // An earlier fault need not pass the filter.
    sql.push(", repeated AS (SELECT * FROM fault WHERE earlier_id IS NOT NULL");
    narrow(sql, filter, "");
    sql.push(")");
}

/// `of` qualifies the columns.
fn narrow(sql: &mut Sql, filter: &FaultFilter, of: &str) {
    if let Some(agencies) = &filter.agencies {
        sql.push(" AND ");
        among(sql, &format!("{of}agency_id"), agencies.iter().map(|id| id.0));
    }
    let ids = [
        ("vendor_id", filter.vendor.map(|id| id.0)),
        ("contract_id", filter.contract.map(|id| id.0)),
        ("system_id", filter.system.map(|id| id.0)),
    ];
    for (column, id) in ids {
        if let Some(id) = id {
            sql.push(" AND ").push(of).push(column).push(" = ").bind(id);
        }
    }
}
