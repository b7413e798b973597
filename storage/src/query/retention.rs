//! Taking out what nobody will ask for any more, in batches.

use domain::Instant;
use sea_orm::{ConnectionTrait, DbErr, Statement};

/// Deletes at most `limit` notifications that were read and are from before an instant; how many there were.
pub async fn read_notifications(db: &impl ConnectionTrait, before: Instant, limit: i64) -> Result<u64, DbErr> {
    // The predicate is that of the index `notification_read`.
    let text = "DELETE FROM notification WHERE id IN (
        SELECT id FROM notification WHERE read_at IS NOT NULL AND created_at < $1 ORDER BY created_at LIMIT $2)";
    let values = [before.into(), limit.into()];
    let deleted = Statement::from_sql_and_values(db.get_database_backend(), text, values);
    Ok(db.execute_raw(deleted).await?.rows_affected())
}

/// The highest number up to which messages about tickets were taken out of the feed; 0 when none were.
pub async fn feed_pruned(db: &impl ConnectionTrait) -> Result<i64, DbErr> {
    let text = "SELECT value FROM epoch WHERE name = 'feed_pruned'";
    number(db, Statement::from_string(db.get_database_backend(), text)).await
}

/// The number up to which everybody in this installation that follows the feed has come: the relay, who notifies, who
/// indexes, and each active webhook endpoint.
pub async fn followed_to(db: &impl ConnectionTrait) -> Result<i64, DbErr> {
    let text = "SELECT min(value) FROM (SELECT value FROM epoch WHERE name IN ('feed', 'notified', 'search')
        UNION ALL SELECT read_to FROM webhook_endpoint WHERE active) AS followed";
    number(db, Statement::from_string(db.get_database_backend(), text)).await
}

async fn number(db: &impl ConnectionTrait, asked: Statement) -> Result<i64, DbErr> {
    db.query_one_raw(asked).await?.map_or(Ok(0), |row| row.try_get_by_index(0))
}

/// What one batch took out of the feed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pruned {
    /// Messages that are gone.
    pub messages: u64,
    /// The number up to which the feed was looked through.
    pub to: i64,
}

/// Takes the next messages about tickets out of the feed, of at most `limit` numbers: without a gap from where it was
/// pruned to, up to `until`, and none behind the first message that is not from before the instant. None when there is
/// none. Others wait for the transaction.
///
/// A message about no ticket is in nobody's feed and stays: by its id it is known not to be sent again.
pub async fn prune_feed(
    db: &impl ConnectionTrait,
    before: Instant,
    until: i64,
    limit: i64,
) -> Result<Option<Pruned>, DbErr> {
    let backend = db.get_database_backend();
    let hold = "UPDATE epoch SET value = value WHERE name = 'feed_pruned' RETURNING value";
    let from = number(db, Statement::from_string(backend, hold)).await?;
    let next =
        "SELECT feed_seq, created_at FROM outbox WHERE feed_seq > $1 AND feed_seq <= $2 ORDER BY feed_seq LIMIT $3";
    let values = [from.into(), until.into(), limit.into()];
    let rows = db.query_all_raw(Statement::from_sql_and_values(backend, next, values)).await?;
    let mut to = None;
    for row in &rows {
        let (seq, at): (i64, Instant) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        if at >= before {
            break;
        }
        to = Some(seq);
    }
    let Some(to) = to else { return Ok(None) };
    let delete = "DELETE FROM outbox WHERE feed_seq > $1 AND feed_seq <= $2 AND ticket_id IS NOT NULL";
    let gone = db.execute_raw(Statement::from_sql_and_values(backend, delete, [from.into(), to.into()])).await?;
    let keep = "UPDATE epoch SET value = $1 WHERE name = 'feed_pruned'";
    db.execute_raw(Statement::from_sql_and_values(backend, keep, [to.into()])).await?;
    Ok(Some(Pruned { messages: gone.rows_affected(), to }))
}
