//! Which tickets wait for their tokens: those that were told of since, and those that were brought in silently.

use domain::ids::TicketId;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, Statement};
use uuid::Uuid;

use crate::entity::{ticket, ticket_event};
use crate::read::Sql;
use crate::store::{Store, Transaction};

/// What to write anew, in the caller's transaction.
#[derive(Clone, Debug, Default)]
pub struct Due {
    /// Each once.
    pub tickets: Vec<TicketId>,
    /// Up to where the feed was read.
    pub upto: Option<i64>,
}

/// Whether anything waits: no lock is taken for it.
pub async fn awaits(store: &Store) -> Result<bool, DbErr> {
    let db = store.read();
    let text = "SELECT 1 FROM epoch s JOIN epoch f ON f.name = 'feed' WHERE s.name = 'search' AND s.value < f.value
        UNION ALL SELECT 1 WHERE EXISTS (SELECT 1 FROM search_waiting)";
    Ok(db.query_one_raw(Statement::from_string(db.get_database_backend(), text)).await?.is_some())
}

/// At most `limit` of what waits. The first reader holds the row of the cursor until the transaction ends, so a second
/// one goes on from where it stopped.
pub async fn due(transaction: &Transaction, limit: u64) -> Result<Due, DbErr> {
    let backend = transaction.get_database_backend();
    let hold = "UPDATE epoch SET value = value WHERE name = 'search' RETURNING value";
    let row = transaction.query_one_raw(Statement::from_string(backend, hold)).await?;
    let cursor: i64 = row.ok_or_else(|| DbErr::RecordNotFound("search".to_owned()))?.try_get_by_index(0)?;
    // Deadlines change no text, and many fall at once.
    let mut sql =
        Sql::new("SELECT feed_seq, CASE WHEN topic LIKE 'ticket.%' THEN ticket_id END FROM outbox WHERE feed_seq > ");
    sql.bind(cursor).push(" ORDER BY feed_seq LIMIT ").bind(limit);
    let mut due = Due::default();
    for row in transaction.query_all_raw(sql.build(backend)).await? {
        due.upto = Some(row.try_get_by_index(0)?);
        due.tickets.extend(row.try_get_by_index::<Option<Uuid>>(1)?.map(TicketId));
    }
    if due.upto.is_none() {
        // By their ids: that is by age, so that the index grows at its end.
        let mut sql = Sql::new("SELECT ticket_id FROM search_waiting ORDER BY ticket_id LIMIT ");
        sql.bind(limit);
        for row in transaction.query_all_raw(sql.build(backend)).await? {
            due.tickets.push(TicketId(row.try_get_by_index(0)?));
        }
    }
    due.tickets.sort_unstable();
    due.tickets.dedup();
    Ok(due)
}

/// Notes that the feed was read up to a number.
pub async fn advance(db: &impl ConnectionTrait, upto: i64) -> Result<(), DbErr> {
    let mut sql = Sql::new("UPDATE epoch SET value = ");
    sql.bind(upto).push(" WHERE name = 'search'");
    db.execute_raw(sql.build(db.get_database_backend())).await.map(drop)
}

/// Notes that these tickets have their tokens.
pub async fn settle(db: &impl ConnectionTrait, tickets: &[TicketId]) -> Result<(), DbErr> {
    if tickets.is_empty() {
        return Ok(());
    }
    let mut sql = Sql::new("DELETE FROM search_waiting WHERE ticket_id IN ");
    sql.bind_list(tickets.iter().map(|id| id.0));
    db.execute_raw(sql.build(db.get_database_backend())).await.map(drop)
}

/// Lets tickets wait for their tokens of which no message tells: imported ones.
pub async fn mark_waiting(db: &impl ConnectionTrait, tickets: &[TicketId]) -> Result<(), DbErr> {
    for some in tickets.chunks(10_000) {
        let mut sql = Sql::new("INSERT INTO search_waiting (ticket_id) VALUES ");
        for (position, id) in some.iter().enumerate() {
            sql.push(if position > 0 { ", " } else { "" }).bind_list([id.0]);
        }
        sql.push(" ON CONFLICT (ticket_id) DO NOTHING");
        db.execute_raw(sql.build(db.get_database_backend())).await?;
    }
    Ok(())
}

/// Lets every ticket wait for its tokens; how many wait that did not.
pub async fn mark_all(db: &impl ConnectionTrait) -> Result<u64, DbErr> {
    // Without WHERE, SQLite would read ON as the condition of a join.
    let text =
        "INSERT INTO search_waiting (ticket_id) SELECT id FROM ticket WHERE TRUE ON CONFLICT (ticket_id) DO NOTHING";
    let done = db.execute_raw(Statement::from_string(db.get_database_backend(), text)).await?;
    Ok(done.rows_affected())
}

/// The tickets with what was written on them, the newest remark of each first.
pub async fn sources(
    db: &impl ConnectionTrait,
    tickets: &[TicketId],
) -> Result<(Vec<ticket::Model>, Vec<ticket_event::Model>), DbErr> {
    let rows = ticket::Entity::find().filter(ticket::Column::Id.is_in(tickets.iter().copied())).all(db).await?;
    let remarks = ticket_event::Entity::find()
        .filter(ticket_event::Column::TicketId.is_in(tickets.iter().copied()))
        .filter(ticket_event::Column::Type.eq("COMMENTED"))
        .order_by_asc(ticket_event::Column::TicketId)
        .order_by_desc(ticket_event::Column::Seq)
        .all(db)
        .await?;
    Ok((rows, remarks))
}
