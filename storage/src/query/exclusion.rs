//! Maintenance windows and force majeure: lists, and the tickets that each falls on.

use domain::Instant;
use domain::access::ReadScope;
use domain::exclusion::ExclusionState;
use domain::ids::{AgencyId, ContractId, ExclusionId, SystemId, TicketId};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbBackend, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Select, Statement,
};

use super::leg::OPEN;
use crate::entity::service_exclusion::{Column, Entity, Model};
use crate::read::{Sql, among};
use crate::row_scope;

/// What a reader sees: rows of the scope, and, for a vendor, those for every vendor of an agency that it serves.
#[derive(Clone, Debug)]
pub struct Sight {
    pub scope: ReadScope,
    /// The agencies that the reader's vendor serves, and those over them.
    pub served: Vec<AgencyId>,
}

impl Sight {
    fn condition(&self) -> Condition {
        let own = row_scope::rows(&self.scope, Column::AgencyId, Column::VendorId);
        if self.served.is_empty() {
            return own;
        }
        let served = Column::AgencyId.is_in(self.served.iter().copied());
        Condition::any().add(own).add(Condition::all().add(Column::VendorId.is_null()).add(served))
    }
}

/// Which exclusions. `None` and empty lists do not narrow.
#[derive(Clone, Debug, Default)]
pub struct ExclusionFilter {
    pub states: Vec<ExclusionState>,
    /// Already expanded to subtrees.
    pub agencies: Option<Vec<AgencyId>>,
    pub contract: Option<ContractId>,
}

fn filtered(sight: &Sight, filter: &ExclusionFilter) -> Select<Entity> {
    let mut query = Entity::find().filter(sight.condition());
    if !filter.states.is_empty() {
        query = query.filter(Column::State.is_in(filter.states.iter().copied()));
    }
    if let Some(agencies) = &filter.agencies {
        query = query.filter(Column::AgencyId.is_in(agencies.iter().copied()));
    }
    if let Some(contract) = filter.contract {
        query = query.filter(Column::ContractId.eq(contract));
    }
    query
}

/// A page, the newest first: ids are in the order of time.
pub async fn page(
    db: &impl ConnectionTrait,
    sight: &Sight,
    filter: &ExclusionFilter,
    after: Option<ExclusionId>,
    limit: u64,
) -> Result<Vec<Model>, DbErr> {
    let mut query = filtered(sight, filter).order_by_desc(Column::Id).limit(limit);
    if let Some(after) = after {
        query = query.filter(Column::Id.lt(after));
    }
    query.all(db).await
}

/// How many there are.
pub async fn count(db: &impl ConnectionTrait, sight: &Sight, filter: &ExclusionFilter) -> Result<u64, DbErr> {
    filtered(sight, filter).count(db).await
}

/// One that the reader sees.
pub async fn find(db: &impl ConnectionTrait, sight: &Sight, id: ExclusionId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(sight.condition()).one(db).await
}

/// The same, held until the end of the transaction where rows can be.
pub async fn hold(db: &impl ConnectionTrait, sight: &Sight, id: ExclusionId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(sight.condition()).lock_exclusive().one(db).await
}

/// Those that were approved, perhaps withdrawn since, begin by `until`, and on which a ticket may still fall.
pub async fn in_work(db: &impl ConnectionTrait, until: Instant) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::State.is_in([ExclusionState::Approved, ExclusionState::Withdrawn]))
        .filter(Column::FinishedAt.is_null())
        .filter(Column::FromAt.lte(until))
        .order_by_asc(Column::FromAt)
        .order_by_asc(Column::Id)
        .all(db)
        .await
}

/// Notes the tickets of an exclusion that were raised before its end and not solved before its beginning; with `since`
/// only those entered from then on. What was handed over falls under it by the contract and the system of its present leg
/// as well (E28). How many were not noted before.
pub async fn list_tickets(
    db: &impl ConnectionTrait,
    of: &Model,
    (agencies, systems): (&[AgencyId], &[SystemId]),
    since: Option<Instant>,
) -> Result<u64, DbErr> {
    let mut sql = Sql::new("INSERT INTO service_exclusion_ticket (exclusion_id, ticket_id) SELECT ");
    sql.bind(of.id.0);
    if db.get_database_backend() == DbBackend::Postgres {
        sql.push("::uuid");
    }
    sql.push(", t.id FROM ticket t WHERE t.raised_at < ").bind(of.to_at);
    sql.push(" AND t.state <> 'CANCELLED' AND (t.resolved_at IS NULL OR t.resolved_at > ").bind(of.from_at).push(")");
    if let Some(since) = since {
        sql.push(" AND t.created_at >= ").bind(since);
    }
    match of.contract_id {
        Some(contract) => {
            sql.push(" AND (t.contract_id = ").bind(contract.0);
            present_leg(&mut sql, |sql| sql.push("l.contract_id = ").bind(contract.0));
        }
        None => {
            sql.push(" AND ");
            among(&mut sql, "t.agency_id", agencies.iter().map(|id| id.0));
        }
    }
    if let Some(vendor) = of.vendor_id {
        sql.push(" AND t.vendor_id = ").bind(vendor.0);
    }
    if !systems.is_empty() {
        sql.push(" AND (");
        among(&mut sql, "t.system_id", systems.iter().map(|id| id.0));
        present_leg(&mut sql, |sql| among(sql, "l.system_id", systems.iter().map(|id| id.0)));
    }
    sql.push(" ON CONFLICT DO NOTHING");
    Ok(db.execute_raw(sql.build(db.get_database_backend())).await?.rows_affected())
}

/// Closes a condition on the ticket with one on its present leg, for tickets that were handed over.
fn present_leg(sql: &mut Sql, holds: impl FnOnce(&mut Sql) -> &mut Sql) {
    sql.push(" OR EXISTS (SELECT 1 FROM ticket_leg l WHERE l.ticket_id = t.id AND l.last_seq = ").bind(OPEN);
    holds(sql.push(" AND ")).push("))");
}

/// Marks when tickets were looked for.
pub async fn mark_listed(db: &impl ConnectionTrait, id: ExclusionId, now: Instant) -> Result<(), DbErr> {
    let text = "UPDATE service_exclusion SET listed_at = $1 WHERE id = $2";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), text, [now.into(), id.0.into()]);
    db.execute_raw(statement).await.map(drop)
}

/// Which tickets of an exclusion are to be written into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waiting {
    /// Those that it was never written into.
    New,
    /// Those that it was written into with a later end than it has now.
    Longer,
}

/// Takes the next tickets that an exclusion is to be written into until `to`, in the caller's transaction: they wait again if
/// that fails. What another worker has taken is passed over.
pub async fn claim(
    db: &impl ConnectionTrait,
    id: ExclusionId,
    (waiting, to): (Waiting, Instant),
    limit: u64,
    now: Instant,
) -> Result<Vec<TicketId>, DbErr> {
    // Each is the predicate of an index.
    let which = match waiting {
        Waiting::New => "applied_at IS NULL",
        Waiting::Longer => "applied_to > $4",
    };
    let text = match db.get_database_backend() {
        DbBackend::Postgres => format!(
            "WITH next AS MATERIALIZED (
                 SELECT ticket_id FROM service_exclusion_ticket WHERE exclusion_id = $2 AND {which}
                 ORDER BY ticket_id LIMIT $3 FOR UPDATE SKIP LOCKED)
             UPDATE service_exclusion_ticket w SET applied_at = $1, applied_to = $4 FROM next
             WHERE w.exclusion_id = $2 AND w.ticket_id = next.ticket_id RETURNING w.ticket_id"
        ),
        _ => format!(
            "UPDATE service_exclusion_ticket SET applied_at = $1, applied_to = $4 WHERE exclusion_id = $2 AND ticket_id IN (
                 SELECT ticket_id FROM service_exclusion_ticket WHERE exclusion_id = $2 AND {which}
                 ORDER BY ticket_id LIMIT $3)
             RETURNING ticket_id"
        ),
    };
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let values = [now.into(), id.0.into(), limit.into(), to.into()];
    let statement = Statement::from_sql_and_values(db.get_database_backend(), text, values);
    let rows = db.query_all_raw(statement).await?;
    let mut tickets: Vec<TicketId> = rows.iter().map(|row| row.try_get_by_index(0)).collect::<Result<_, _>>()?;
    tickets.sort_unstable();
    Ok(tickets)
}

/// Adds to the number of tickets that an exclusion was written into.
pub async fn add_touched(db: &impl ConnectionTrait, id: ExclusionId, more: i64) -> Result<(), DbErr> {
    let text = "UPDATE service_exclusion SET touched = touched + $1 WHERE id = $2";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), text, [more.into(), id.0.into()]);
    db.execute_raw(statement).await.map(drop)
}

/// How many tickets an exclusion has still to be written into, as it holds until `to`.
pub async fn left(db: &impl ConnectionTrait, id: ExclusionId, to: Instant) -> Result<i64, DbErr> {
    let text = "SELECT (SELECT COUNT(*) FROM service_exclusion_ticket WHERE exclusion_id = $1 AND applied_at IS NULL)
        + (SELECT COUNT(*) FROM service_exclusion_ticket WHERE exclusion_id = $1 AND applied_to > $2)";
    let values = [id.0.into(), to.into()];
    let statement = Statement::from_sql_and_values(db.get_database_backend(), text, values);
    db.query_one_raw(statement).await?.map_or(Ok(0), |row| row.try_get_by_index(0))
}

/// Ends the work on an exclusion on which no further ticket can fall; `false` when somebody else has.
pub async fn finish(db: &impl ConnectionTrait, id: ExclusionId, now: Instant) -> Result<bool, DbErr> {
    let text = "UPDATE service_exclusion SET finished_at = $1 WHERE id = $2 AND finished_at IS NULL";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), text, [now.into(), id.0.into()]);
    Ok(db.execute_raw(statement).await?.rows_affected() > 0)
}
