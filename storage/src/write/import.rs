//! Importing closed or running cases in bulk: one transaction a batch, so that a killed import leaves whole batches.

use std::collections::{BTreeMap, HashMap};

use domain::ids::{AgencyId, TicketId};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, Iterable, QueryFilter};

use crate::entity::{import_case, sla_alarm, sla_clock, sla_verdict, ticket, ticket_event, ticket_pause};
use crate::read::Sql;
use crate::search::mark_waiting;

/// SQLite binds at most 32,766 values a statement, PostgreSQL 65,535.
const BINDS: usize = 32_000;

/// Every row that an imported case becomes. The ticket's number ends where the counter's figure goes.
#[derive(Clone, Debug)]
pub struct ImportedCase {
    pub case: import_case::Model,
    /// The civil day in the ticket's number, `YYYYMMDD`.
    pub day: String,
    pub ticket: ticket::Model,
    pub events: Vec<ticket_event::Model>,
    pub pauses: Vec<ticket_pause::Model>,
    pub clocks: Vec<sla_clock::Model>,
    pub alarms: Vec<sla_alarm::Model>,
    pub verdicts: Vec<sla_verdict::Model>,
}

/// What an earlier run imported of these cases: reference → hash of its rows and ticket.
pub async fn imported_hashes(
    db: &impl ConnectionTrait,
    source: &str,
    refs: Vec<String>,
) -> Result<HashMap<String, (String, TicketId)>, DbErr> {
    let rows = import_case::Entity::find()
        .filter(import_case::Column::Source.eq(source))
        .filter(import_case::Column::Ref.is_in(refs))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.ref_, (row.rows_hash, row.ticket_id))).collect())
}

/// Whether anything of a source was imported.
pub async fn is_imported(db: &impl ConnectionTrait, source: &str) -> Result<bool, DbErr> {
    let row = import_case::Entity::find().filter(import_case::Column::Source.eq(source)).one(db).await?;
    Ok(row.is_some())
}

/// Notes that a case was imported again with more rows.
pub async fn rehash_case(
    db: &impl ConnectionTrait,
    source: &str,
    reference: &str,
    rows_hash: &str,
) -> Result<(), DbErr> {
    import_case::Entity::update_many()
        .col_expr(import_case::Column::RowsHash, rows_hash.into())
        .filter(import_case::Column::Source.eq(source))
        .filter(import_case::Column::Ref.eq(reference))
        .exec(db)
        .await
        .map(drop)
}

/// Writes new cases inside the caller's transaction; their tickets are numbered in the order given.
pub async fn import_cases(db: &impl ConnectionTrait, mut cases: Vec<ImportedCase>) -> Result<(), DbErr> {
    number(db, &mut cases).await?;
    let mut rows = Rows::default();
    // No message tells of them (E35), so that the search index would never hear of them.
    let tickets: Vec<TicketId> = cases.iter().map(|case| case.ticket.id).collect();
    mark_waiting(db, &tickets).await?;
    for case in cases {
        rows.cases.push(case.case);
        rows.tickets.push(case.ticket);
        rows.events.extend(case.events);
        rows.pauses.extend(case.pauses);
        rows.clocks.extend(case.clocks);
        rows.alarms.extend(case.alarms);
        rows.verdicts.extend(case.verdicts);
    }
    insert::<import_case::Entity>(db, rows.cases).await?;
    insert::<ticket::Entity>(db, rows.tickets).await?;
    insert::<ticket_event::Entity>(db, rows.events).await?;
    insert::<ticket_pause::Entity>(db, rows.pauses).await?;
    insert::<sla_clock::Entity>(db, rows.clocks).await?;
    insert::<sla_alarm::Entity>(db, rows.alarms).await?;
    insert::<sla_verdict::Entity>(db, rows.verdicts).await
}

/// Takes as many numbers of each agency's day as there are tickets, with one statement.
async fn number(db: &impl ConnectionTrait, cases: &mut [ImportedCase]) -> Result<(), DbErr> {
    let mut wanted: BTreeMap<(AgencyId, String), i32> = BTreeMap::new();
    for case in &*cases {
        *wanted.entry((case.ticket.agency_id, case.day.clone())).or_default() += 1;
    }
    if wanted.is_empty() {
        return Ok(());
    }
    let mut sql = Sql::new("INSERT INTO ticket_counter (agency_id, day, last) VALUES ");
    for (position, ((agency, day), count)) in wanted.iter().enumerate() {
        let row = [sea_orm::Value::from(agency.0), day.as_str().into(), (*count).into()];
        sql.push(if position > 0 { ", " } else { "" }).bind_list(row);
    }
    sql.push(" ON CONFLICT (agency_id, day) DO UPDATE SET last = ticket_counter.last + excluded.last");
    sql.push(" RETURNING agency_id, day, last");
    let mut taken = HashMap::new();
    for row in db.query_all_raw(sql.build(db.get_database_backend())).await? {
        let key = (AgencyId(row.try_get_by_index(0)?), row.try_get_by_index(1)?);
        let last: i32 = row.try_get_by_index(2)?;
        let before = last - wanted.get(&key).copied().unwrap_or(0);
        taken.insert(key, before);
    }
    for case in cases {
        let last = taken.get_mut(&(case.ticket.agency_id, case.day.clone()));
        let last = last.ok_or_else(|| DbErr::RecordNotFound("ticket_counter".to_owned()))?;
        *last += 1;
        case.ticket.number = format!("{}{last:04}", case.ticket.number);
    }
    Ok(())
}

#[derive(Default)]
struct Rows {
    cases: Vec<import_case::Model>,
    tickets: Vec<ticket::Model>,
    events: Vec<ticket_event::Model>,
    pauses: Vec<ticket_pause::Model>,
    clocks: Vec<sla_clock::Model>,
    alarms: Vec<sla_alarm::Model>,
    verdicts: Vec<sla_verdict::Model>,
}

async fn insert<E>(db: &impl ConnectionTrait, rows: Vec<E::Model>) -> Result<(), DbErr>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
{
    let columns = <E::Column as Iterable>::iter().count();
    let mut rows = rows.into_iter().map(IntoActiveModel::into_active_model).peekable();
    while rows.peek().is_some() {
        let chunk: Vec<_> = rows.by_ref().take(BINDS / columns).collect();
        E::insert_many(chunk).exec_without_returning(db).await?;
    }
    Ok(())
}
