//! Tickets that follow a new calendar revision, many in one transaction: a statement a table, not a statement a ticket.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, Value};

use super::act::{TicketChange, clocks, insert_many, silence};
use crate::entity::{clock_revision, outbox, sla_verdict, ticket};
use crate::read::Sql;

/// SQLite binds at most 32,766 values.
const REVISIONS_A_STATEMENT: usize = 2_000;

/// Writes changes that add no event, inside the caller's transaction, which holds the tickets' rows: nobody else can
/// have changed them since they were read, so no version is compared.
pub async fn follow(db: &impl ConnectionTrait, changes: Vec<TicketChange>) -> Result<(), DbErr> {
    let Some(now) = changes.first().map(|change| change.ticket.updated_at) else { return Ok(()) };
    let (mut tickets, mut changed, mut dropped) = (Vec::new(), Vec::new(), Vec::new());
    let (mut silenced, mut verdicts, mut messages) = (Vec::new(), Vec::new(), Vec::new());
    for change in changes {
        tickets.push(change.ticket);
        changed.extend(change.clocks);
        dropped.extend(change.dropped);
        silenced.extend(change.silenced);
        verdicts.extend(change.verdicts);
        messages.extend(change.outbox);
    }
    summaries(db, &tickets).await?;
    clocks(db, changed, dropped).await?;
    silence(db, silenced, now).await?;
    insert_many::<sla_verdict::Entity>(db, verdicts).await?;
    insert_many::<outbox::Entity>(db, messages).await
}

/// Writes down which clocks moved to another calendar revision; what is written already stays as it is.
pub async fn log_clock_revisions(db: &impl ConnectionTrait, rows: Vec<clock_revision::Model>) -> Result<(), DbErr> {
    use clock_revision::Column::{CalendarRevision, ClockId};
    let known = OnConflict::columns([ClockId, CalendarRevision]).do_nothing().to_owned();
    let mut rows = rows.into_iter().map(IntoActiveModel::into_active_model).peekable();
    while rows.peek().is_some() {
        let chunk: Vec<_> = rows.by_ref().take(REVISIONS_A_STATEMENT).collect();
        clock_revision::Entity::insert_many(chunk).on_conflict(known.clone()).exec_without_returning(db).await?;
    }
    Ok(())
}

/// The columns of a ticket that repeat its clocks, with their types on PostgreSQL.
const COLUMNS: [(&str, &str); 14] = [
    ("version", "bigint"),
    ("updated_at", "timestamptz"),
    ("next_due_at", "timestamptz"),
    ("breached", "boolean"),
    ("response_state", "text"),
    ("response_due_at", "timestamptz"),
    ("arrival_state", "text"),
    ("arrival_due_at", "timestamptz"),
    ("restore_state", "text"),
    ("restore_due_at", "timestamptz"),
    ("resolve_state", "text"),
    ("resolve_due_at", "timestamptz"),
    ("update_state", "text"),
    ("update_due_at", "timestamptz"),
];

async fn summaries(db: &impl ConnectionTrait, tickets: &[ticket::Model]) -> Result<(), DbErr> {
    let postgres = db.get_database_backend() == sea_orm::DbBackend::Postgres;
    let mut sql = Sql::new("UPDATE ticket SET ");
    for (place, (column, _)) in COLUMNS.iter().enumerate() {
        // Both databases call the columns of VALUES so; the first is the id.
        sql.push(if place > 0 { ", " } else { "" }).push(column).push(&format!(" = v.column{}", place + 2));
    }
    sql.push(" FROM (VALUES ");
    for (position, row) in tickets.iter().enumerate() {
        sql.push(if position > 0 { ", (" } else { "(" }).bind(row.id.0);
        for ((_, kind), value) in COLUMNS.iter().zip(summary(row)) {
            sql.push(", ").bind(value);
            if postgres {
                sql.push("::").push(kind);
            }
        }
        sql.push(")");
    }
    sql.push(") AS v WHERE ticket.id = v.column1");
    db.execute_raw(sql.build(db.get_database_backend())).await.map(drop)
}

fn summary(row: &ticket::Model) -> [Value; 14] {
    [
        row.version.into(),
        row.updated_at.into(),
        row.next_due_at.into(),
        row.breached.into(),
        row.response_state.as_str().into(),
        row.response_due_at.into(),
        row.arrival_state.as_str().into(),
        row.arrival_due_at.into(),
        row.restore_state.as_str().into(),
        row.restore_due_at.into(),
        row.resolve_state.as_str().into(),
        row.resolve_due_at.into(),
        row.update_state.as_str().into(),
        row.update_due_at.into(),
    ]
}
