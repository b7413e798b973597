//! The entries of the index: one a ticket, at its place in the order of age.

use std::collections::HashMap;

use domain::Instant;
use domain::ids::{AgencyId, TicketId, VendorId};
use domain::search::Document;
use sea_orm::{ConnectionTrait, DbBackend, DbErr};

use super::{postgres, sqlite};
use crate::read::Sql;

/// Tickets of one millisecond that have a place each.
const A_MILLISECOND: i64 = 1 << 20;
/// Entries a statement: SQLite binds at most 32,766 values.
const ROWS: usize = 1_000;

/// What the index holds of a ticket.
#[derive(Clone, Debug)]
pub struct Entry {
    pub ticket: TicketId,
    /// The greater, the later the ticket was entered.
    pub place: i64,
    pub agency: AgencyId,
    pub vendor: VendorId,
    /// Of everything else here: see [`Document::fingerprint`].
    pub fingerprint: String,
    pub document: Document,
}

/// An entry that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    pub place: i64,
    pub fingerprint: String,
}

/// The entries of tickets that have one.
pub async fn known(db: &impl ConnectionTrait, tickets: &[TicketId]) -> Result<HashMap<TicketId, Known>, DbErr> {
    if tickets.is_empty() {
        return Ok(HashMap::new());
    }
    let mut sql = Sql::new("SELECT ticket_id, place, fingerprint FROM ticket_text WHERE ticket_id IN ");
    sql.bind_list(tickets.iter().map(|id| id.0));
    let rows = db.query_all_raw(sql.build(db.get_database_backend())).await?;
    let entry = |row: &sea_orm::QueryResult| {
        let known = Known { place: row.try_get_by_index(1)?, fingerprint: row.try_get_by_index(2)? };
        Ok((TicketId(row.try_get_by_index(0)?), known))
    };
    rows.iter().map(entry).collect()
}

/// Places for new tickets that were entered at these times, in this order.
pub async fn places(db: &impl ConnectionTrait, entered: &[Instant]) -> Result<Vec<i64>, DbErr> {
    let mut next: HashMap<i64, i64> = HashMap::new();
    let mut firsts: Vec<i64> = entered.iter().map(|at| at.timestamp_millis() * A_MILLISECOND).collect();
    let wanted = firsts.clone();
    firsts.sort_unstable();
    firsts.dedup();
    for some in firsts.chunks(ROWS) {
        let mut sql = Sql::new(
            "SELECT column1, (SELECT max(place) FROM ticket_text WHERE place >= column1 AND place < column1 + ",
        );
        sql.bind(A_MILLISECOND).push(") FROM (VALUES ");
        for (position, first) in some.iter().enumerate() {
            sql.push(if position > 0 { ", " } else { "" }).bind_list([*first]);
        }
        sql.push(") milliseconds");
        for row in db.query_all_raw(sql.build(db.get_database_backend())).await? {
            let first: i64 = row.try_get_by_index(0)?;
            let last: Option<i64> = row.try_get_by_index(1)?;
            next.insert(first, last.map_or(first, |last| last + 1));
        }
    }
    let mut take = |first: i64| {
        let next = next.entry(first).or_insert(first);
        *next += 1;
        *next - 1
    };
    Ok(wanted.into_iter().map(&mut take).collect())
}

/// Writes entries, in place of older ones of the same tickets.
pub async fn write(db: &impl ConnectionTrait, entries: &[Entry]) -> Result<(), DbErr> {
    for some in entries.chunks(ROWS) {
        match db.get_database_backend() {
            DbBackend::Sqlite => sqlite::write(db, some).await?,
            _ => postgres::write(db, some).await?,
        }
    }
    Ok(())
}
