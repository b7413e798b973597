//! The relay: gives committed messages their place in the change feed, without gaps (DESIGN §9).

use domain::Instant;
use domain::ids::{AgencyId, OutboxId, TicketId, VendorId};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryResult, Statement};

use crate::entity::outbox;
use crate::store::Store;

/// A message that has its number now.
#[derive(Clone, Debug, PartialEq)]
pub struct Numbered {
    pub seq: i64,
    pub id: OutboxId,
    pub topic: String,
    pub ticket_id: Option<TicketId>,
    pub agency_id: Option<AgencyId>,
    pub vendor_id: Option<VendorId>,
    pub payload: serde_json::Value,
    pub created_at: Instant,
}

/// Numbers at most `limit` committed messages and returns them in order.
///
/// Two relays at once cannot leave a gap or give a number twice: both queue on the row of the last number.
pub async fn number_outbox(store: &Store, limit: i64) -> Result<Vec<Numbered>, DbErr> {
    let backend = store.write().get_database_backend();
    let waiting = "SELECT 1 FROM outbox WHERE feed_seq IS NULL LIMIT 1";
    if store.read().query_one_raw(Statement::from_string(backend, waiting)).await?.is_none() {
        return Ok(Vec::new());
    }
    let transaction = store.begin().await?;
    let lock = "UPDATE epoch SET value = value WHERE name = 'feed'";
    transaction.execute_raw(Statement::from_string(backend, lock)).await?;
    let number = "UPDATE outbox SET feed_seq = batch.seq FROM (
            SELECT id AS of_id, (SELECT value FROM epoch WHERE name = 'feed') + row_number() OVER (ORDER BY created_at, id) AS seq
            FROM outbox WHERE feed_seq IS NULL ORDER BY created_at, id LIMIT $1
        ) batch WHERE outbox.id = batch.of_id
        RETURNING feed_seq, id, topic, ticket_id, agency_id, vendor_id, payload, created_at";
    let rows = transaction.query_all_raw(Statement::from_sql_and_values(backend, number, [limit.into()])).await?;
    let mut numbered = rows.iter().map(numbered).collect::<Result<Vec<_>, DbErr>>()?;
    numbered.sort_by_key(|message| message.seq);
    let last = numbered.last().map(|message| message.seq);
    if let Some(last) = last {
        let keep =
            Statement::from_sql_and_values(backend, "UPDATE epoch SET value = $1 WHERE name = 'feed'", [last.into()]);
        transaction.execute_raw(keep).await?;
    }
    transaction.commit().await?;
    Ok(numbered)
}

/// A message in the order of the columns above.
pub(crate) fn numbered(row: &QueryResult) -> Result<Numbered, DbErr> {
    Ok(Numbered {
        seq: row.try_get_by_index(0)?,
        id: row.try_get_by_index(1)?,
        topic: row.try_get_by_index(2)?,
        ticket_id: row.try_get_by_index(3)?,
        agency_id: row.try_get_by_index(4)?,
        vendor_id: row.try_get_by_index(5)?,
        payload: row.try_get_by_index(6)?,
        created_at: row.try_get_by_index(7)?,
    })
}

/// Writes a message unless one with its id was written before; whether it was written now.
pub async fn send_once(db: &impl ConnectionTrait, message: outbox::Model) -> Result<bool, DbErr> {
    let written = outbox::Entity::insert(message.into_active_model())
        .on_conflict(OnConflict::column(outbox::Column::Id).do_nothing().to_owned())
        .exec_without_returning(db)
        .await?;
    Ok(written > 0)
}
