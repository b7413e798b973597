//! The change feed: numbered messages about tickets, in their order.

use domain::access::TicketScope;
use domain::ids::TicketId;
use sea_orm::{ConnectionTrait, DbErr, Statement};

use crate::read::{Sql, among, in_scope};
use crate::write::{Numbered, numbered};

/// The highest number given out: every message up to it can be read, and none will join them.
pub async fn head(db: &impl ConnectionTrait) -> Result<i64, DbErr> {
    let text = "SELECT value FROM epoch WHERE name = 'feed'";
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), text)).await?;
    row.map_or(Ok(0), |row| row.try_get_by_index(0))
}

/// The first `limit` messages about tickets in scope, and about those of `also`, with numbers above `after` and up to
/// `until`. Who reads by scope passes over the others, so the caller keeps the two close.
pub async fn between(
    db: &impl ConnectionTrait,
    scope: &TicketScope,
    also: &[TicketId],
    (after, until): (i64, i64),
    limit: u64,
) -> Result<Vec<Numbered>, DbErr> {
    let mut sql = Sql::new(
        "SELECT feed_seq, id, topic, ticket_id, agency_id, vendor_id, payload, created_at FROM outbox WHERE feed_seq > ",
    );
    sql.bind(after).push(" AND feed_seq <= ").bind(until).push(" AND ticket_id IS NOT NULL AND ");
    sql.push("(");
    in_scope(&mut sql, scope);
    if !also.is_empty() {
        sql.push(" OR ");
        among(&mut sql, "ticket_id", also.iter().map(|id| id.0));
    }
    sql.push(") ORDER BY feed_seq LIMIT ").bind(limit);
    let rows = db.query_all_raw(sql.build(db.get_database_backend())).await?;
    rows.iter().map(numbered).collect()
}
