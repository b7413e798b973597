//! Raising a ticket: one autocommitted statement on PostgreSQL, one short transaction on SQLite (DESIGN §9).

use domain::ids::{AgencyId, UserId};
use sea_orm::{ConnectionTrait, DbBackend, DbErr};

mod statement;

use super::act::insert_many;
use crate::entity::{audit_entry, outbox, sla_alarm, sla_clock, sla_verdict, ticket, ticket_event};
use crate::query::idempotency::{self, Claim};
use crate::read::Sql;
use crate::store::Store;

/// Every row that raising writes. The ticket's number ends where the counter's figure goes.
#[derive(Clone, Debug)]
pub struct NewTicket {
    pub ticket: ticket::Model,
    pub events: Vec<ticket_event::Model>,
    pub clocks: Vec<sla_clock::Model>,
    pub alarms: Vec<sla_alarm::Model>,
    /// Only when a ticket is raised so late that a deadline has passed already.
    pub verdicts: Vec<sla_verdict::Model>,
    pub audit: audit_entry::Model,
    pub outbox: outbox::Model,
}

/// What the ticket was computed from; when the database holds something else by now, nothing is written.
#[derive(Clone, Copy, Debug)]
pub struct Binding<'b> {
    /// The epoch of the contracts, policies and calendars used.
    pub coverage_epoch: i64,
    /// Who writes it; none for the platform.
    pub actor: Option<UserId>,
    /// The version of the actor's grants.
    pub grant_version: i64,
    /// The civil day in the ticket's number, `YYYYMMDD`.
    pub day: &'b str,
}

/// Writes a new ticket and answers with its number; `None` when the binding is out of date (reload, try once more), and
/// when the key of `claim` was claimed by another request.
pub async fn raise(
    store: &Store,
    new: NewTicket,
    binding: Binding<'_>,
    claim: Option<&Claim<'_>>,
) -> Result<Option<String>, DbErr> {
    if store.is_postgres() {
        let statement = statement::postgres(new, binding, claim);
        let row = store.write().query_one_raw(statement).await?;
        return row.map(|row| row.try_get_by_index(0)).transpose();
    }
    let transaction = store.begin().await?;
    if let Some(claim) = claim
        && !idempotency::claim(&transaction, claim).await?
    {
        return Ok(None);
    }
    let number = raise_within(&transaction, new, binding).await?;
    if number.is_some() {
        transaction.commit().await?;
    }
    Ok(number)
}

/// The same inside the caller's transaction, for a ticket that comes of something else.
pub async fn raise_within(
    db: &impl ConnectionTrait,
    mut new: NewTicket,
    binding: Binding<'_>,
) -> Result<Option<String>, DbErr> {
    if db.get_database_backend() == DbBackend::Postgres {
        let row = db.query_one_raw(statement::postgres(new, binding, None)).await?;
        return row.map(|row| row.try_get_by_index(0)).transpose();
    }
    let Some(last) = next_number(db, new.ticket.agency_id, binding).await? else { return Ok(None) };
    new.ticket.number = format!("{}{last:04}", new.ticket.number);
    let number = new.ticket.number.clone();
    insert(db, new).await?;
    Ok(Some(number))
}

/// Counts up an agency's sequence of a day, unless the binding is out of date.
pub(super) async fn next_number(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    binding: Binding<'_>,
) -> Result<Option<i32>, DbErr> {
    let mut counter = Sql::new("INSERT INTO ticket_counter (agency_id, day, last) SELECT ");
    counter.bind(agency.0).push(", ").bind(binding.day).push(", 1 WHERE ");
    still_bound(&mut counter, binding);
    counter.push(" ON CONFLICT (agency_id, day) DO UPDATE SET last = ticket_counter.last + 1 RETURNING last");
    let row = db.query_one_raw(counter.build(db.get_database_backend())).await?;
    row.map(|row| row.try_get_by_index(0)).transpose()
}

async fn insert(db: &impl ConnectionTrait, new: NewTicket) -> Result<(), DbErr> {
    insert_many::<ticket::Entity>(db, vec![new.ticket]).await?;
    insert_many::<ticket_event::Entity>(db, new.events).await?;
    insert_many::<sla_clock::Entity>(db, new.clocks).await?;
    insert_many::<sla_alarm::Entity>(db, new.alarms).await?;
    insert_many::<sla_verdict::Entity>(db, new.verdicts).await?;
    insert_many::<audit_entry::Entity>(db, vec![new.audit]).await?;
    insert_many::<outbox::Entity>(db, vec![new.outbox]).await
}

fn still_bound(sql: &mut Sql, binding: Binding<'_>) {
    sql.push("(SELECT value FROM epoch WHERE name = 'coverage') = ").bind(binding.coverage_epoch);
    if let Some(user) = binding.actor {
        sql.push(" AND EXISTS (SELECT 1 FROM user_account WHERE id = ").bind(user.0);
        sql.push(" AND active AND grant_version = ").bind(binding.grant_version).push(")");
    }
}
