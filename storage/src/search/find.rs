//! Searching: one statement a page on SQLite; on PostgreSQL one for the figures and one or two for the page.

use domain::access::TicketScope;
use domain::search::{Audience, TextQuery};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, Statement};
use uuid::Uuid;

use super::plan::{Plan, plan};
use super::{postgres, sqlite};
use crate::read::{Sql, TicketFilter, TicketRow, columns, decode, predicate};

/// A scope with more owners is not narrow.
const OWNERS_MAX: usize = 8;

/// What to look for, and which page.
#[derive(Clone, Copy, Debug)]
pub struct Search<'q> {
    pub query: &'q TextQuery,
    /// Whose texts the reader may read.
    pub audiences: &'q [Audience],
    /// The place of the last ticket already seen.
    pub after: Option<i64>,
    pub limit: u64,
    /// Whether to read the long texts.
    pub with_text: bool,
}

/// A ticket that was found, and its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    pub row: TicketRow,
    pub place: i64,
}

/// One page of the tickets in scope that hold every phrase, the newest first. The scope is a condition of each
/// statement (I7).
pub async fn find(
    db: &impl ConnectionTrait,
    scope: &TicketScope,
    filter: &TicketFilter,
    search: &Search<'_>,
) -> Result<Vec<Found>, DbErr> {
    let way = way(db, scope, search).await?;
    let found = page(db, statement(way, scope, filter, search), search).await?;
    // A short page may have more behind it, farther than the walk went.
    if matches!(way, Way::Walk(_)) && (found.len() as u64) < search.limit {
        return page(db, statement(Way::Index, scope, filter, search), search).await;
    }
    Ok(found)
}

/// How a page is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// SQLite: FTS5 goes from the newest match back.
    Tokens,
    /// PostgreSQL: by the index, then in order.
    Index,
    /// PostgreSQL: from the newest ticket back, at most so many.
    Walk(u64),
}

/// The way that a page will be looked for first.
pub async fn way(db: &impl ConnectionTrait, scope: &TicketScope, search: &Search<'_>) -> Result<Way, DbErr> {
    if db.get_database_backend() == DbBackend::Sqlite {
        return Ok(Way::Tokens);
    }
    let figures = postgres::frequencies(db, search.query, &owners(scope)).await?;
    Ok(match plan(&figures, search.limit, alone(scope).is_some()) {
        Plan::Index => Way::Index,
        Plan::Walk(most) => Way::Walk(most),
    })
}

/// The statement of a page.
pub fn statement(way: Way, scope: &TicketScope, filter: &TicketFilter, search: &Search<'_>) -> Statement {
    let Search { query, audiences, after, limit, with_text } = *search;
    let owners = owners(scope);
    let place = if way == Way::Tokens { "ticket_tokens.rowid" } else { "found.place" };
    let mut sql = Sql::new("SELECT ");
    sql.push(&columns(with_text)).push(", ").push(place).push(" AS place");
    let backend = match way {
        Way::Tokens => {
            sqlite::matches(&mut sql, sqlite::question(query, audiences, &owners), after);
            DbBackend::Sqlite
        }
        Way::Index => {
            postgres::by_index(&mut sql, &postgres::question(query, audiences, &owners), after);
            DbBackend::Postgres
        }
        Way::Walk(most) => {
            let question = postgres::question(query, audiences, &owners);
            postgres::by_walk(&mut sql, &question, after, alone(scope), most);
            DbBackend::Postgres
        }
    };
    predicate(&mut sql, scope, filter);
    sql.push(" ORDER BY ").push(place).push(" DESC LIMIT ").bind(limit);
    sql.build(backend)
}

/// How many tickets in scope pass the filter and hold every phrase.
pub async fn count(
    db: &impl ConnectionTrait,
    scope: &TicketScope,
    filter: &TicketFilter,
    (query, audiences): (&TextQuery, &[Audience]),
) -> Result<i64, DbErr> {
    let owners = owners(scope);
    let mut sql = Sql::new("SELECT COUNT(*)");
    if db.get_database_backend() == DbBackend::Sqlite {
        sqlite::matches(&mut sql, sqlite::question(query, audiences, &owners), None);
    } else {
        sql.push(" FROM ticket WHERE id IN (SELECT ticket_id FROM ticket_text WHERE tokens @@ CAST(");
        sql.bind(postgres::question(query, audiences, &owners)).push(" AS tsquery)) AND ");
    }
    predicate(&mut sql, scope, filter);
    let row = db.query_one_raw(sql.build(db.get_database_backend())).await?;
    row.map_or(Ok(0), |row| row.try_get_by_index(0))
}

async fn page(db: &impl ConnectionTrait, statement: Statement, search: &Search<'_>) -> Result<Vec<Found>, DbErr> {
    let rows = db.query_all_raw(statement).await?;
    let found = |row| Ok(Found { row: decode(row, search.with_text)?, place: row.try_get("", "place")? });
    rows.iter().map(found).collect()
}

/// The owners of a narrow scope; none of a wide one.
fn owners(scope: &TicketScope) -> Vec<Uuid> {
    match scope {
        TicketScope::Orgs { agencies, vendors } if agencies.len() + vendors.len() <= OWNERS_MAX => {
            agencies.iter().map(|id| id.0).chain(vendors.iter().map(|id| id.0)).collect()
        }
        _ => Vec::new(),
    }
}

/// The only owner of a scope, and the column that holds it.
fn alone(scope: &TicketScope) -> Option<(&'static str, Uuid)> {
    match scope {
        TicketScope::Orgs { agencies, vendors } => match (agencies.as_slice(), vendors.as_slice()) {
            ([agency], []) => Some(("agency_id", agency.0)),
            ([], [vendor]) => Some(("vendor_id", vendor.0)),
            _ => None,
        },
        _ => None,
    }
}
