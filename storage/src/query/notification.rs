//! Notifications: what is still to be told, and somebody's inbox.

use domain::Instant;
use domain::access::{ReadScope, TicketScope};
use domain::ids::{NotificationId, TicketId, UserId};
use domain::ticket::Visibility;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, JoinType, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, Select, Statement,
};

use crate::entity::{notification, outbox, report_delivery, ticket, ticket_event};
use crate::row_scope;

use super::{leg, webhook};

/// SQLite binds at most 32,766 values, and a notification has fourteen.
const ROWS_A_STATEMENT: usize = 2_000;

/// Whether some numbered message has not been looked at yet.
pub async fn is_behind(db: &impl ConnectionTrait) -> Result<bool, DbErr> {
    let waiting = "SELECT 1 FROM outbox WHERE feed_seq > (SELECT value FROM epoch WHERE name = 'notified') LIMIT 1";
    Ok(db.query_one_raw(Statement::from_string(db.get_database_backend(), waiting)).await?.is_some())
}

/// The number of the last message that was looked at, held until the end of the transaction: others wait for it, so that
/// each message is looked at by one.
pub async fn hold_last(db: &impl ConnectionTrait) -> Result<i64, DbErr> {
    let hold = "UPDATE epoch SET value = value WHERE name = 'notified' RETURNING value";
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), hold)).await?;
    row.ok_or_else(|| DbErr::RecordNotFound("notified".to_owned()))?.try_get_by_index(0)
}

/// The next messages of the feed.
pub async fn messages_after(db: &impl ConnectionTrait, seq: i64, limit: u64) -> Result<Vec<outbox::Model>, DbErr> {
    outbox::Entity::find()
        .filter(outbox::Column::FeedSeq.gt(seq))
        .order_by_asc(outbox::Column::FeedSeq)
        .limit(limit)
        .all(db)
        .await
}

/// The events at any of these places in the logs of these tickets.
pub async fn events_at(
    db: &impl ConnectionTrait,
    tickets: &[TicketId],
    seqs: &[i32],
) -> Result<Vec<ticket_event::Model>, DbErr> {
    ticket_event::Entity::find()
        .filter(ticket_event::Column::TicketId.is_in(tickets.iter().copied()))
        .filter(ticket_event::Column::Seq.is_in(seqs.iter().copied()))
        .all(db)
        .await
}

/// Writes notifications, each once, and that the messages up to `last` were looked at; how many were new.
pub async fn write(db: &impl ConnectionTrait, mut rows: Vec<notification::Model>, last: i64) -> Result<u64, DbErr> {
    let mut written = 0;
    while !rows.is_empty() {
        let rest = rows.split_off(rows.len().min(ROWS_A_STATEMENT));
        let batch = std::mem::replace(&mut rows, rest);
        written += notification::Entity::insert_many(batch.into_iter().map(IntoActiveModel::into_active_model))
            .on_conflict(OnConflict::new().do_nothing().to_owned())
            .exec_without_returning(db)
            .await?;
    }
    let keep = "UPDATE epoch SET value = $1 WHERE name = 'notified'";
    db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), keep, [last.into()])).await?;
    Ok(written)
}

/// Whose inbox, as far as they see the tickets, the legs or the endpoints, and may read what it is about.
#[derive(Clone, Copy, Debug)]
pub struct Inbox<'i> {
    pub user: UserId,
    pub scope: &'i TicketScope,
    /// The legs that they see.
    pub legs: &'i ReadScope,
    /// The webhook endpoints that they see.
    pub endpoints: &'i ReadScope,
    pub readable: &'i [Visibility],
    /// Only what was not read.
    pub unread: bool,
}

impl Inbox<'_> {
    /// What is about a leg is seen with the leg, what is about a webhook endpoint with it, what is about a delivery while there
    /// is one, as it is one's own, and all else with the ticket (I7).
    fn seen(&self) -> Condition {
        let of_ticket = Condition::all()
            .add(notification::Column::LegId.is_null())
            .add(notification::Column::DeliveryId.is_null())
            .add(notification::Column::WebhookEndpointId.is_null())
            .add(row_scope::tickets(self.scope));
        let of_leg = notification::Column::LegId.in_subquery(leg::ids_within(self.legs));
        let readable = notification::Column::Visibility.is_in(self.readable.iter().copied());
        let told = Condition::all().add(Condition::any().add(of_ticket).add(of_leg)).add(readable);
        // One by one, by the key: of all that was ever delivered few are somebody's.
        let this = Expr::col((report_delivery::Entity, report_delivery::Column::Id))
            .equals((notification::Entity, notification::Column::DeliveryId));
        let delivery = Query::select().expr(Expr::value(1)).from(report_delivery::Entity).and_where(this).to_owned();
        let of_endpoint = notification::Column::WebhookEndpointId.in_subquery(webhook::ids_within(self.endpoints));
        Condition::any().add(told).add(Expr::exists(delivery)).add(of_endpoint)
    }

    fn select(&self) -> Select<notification::Entity> {
        let to_ticket = notification::Entity::belongs_to(ticket::Entity)
            .from(notification::Column::TicketId)
            .to(ticket::Column::Id);
        let mut query = notification::Entity::find()
            .join(JoinType::LeftJoin, to_ticket.into())
            .filter(self.seen())
            .filter(notification::Column::UserId.eq(self.user));
        if self.unread {
            query = query.filter(notification::Column::ReadAt.is_null());
        }
        query
    }

    /// A page, the newest first, behind the place `after`.
    pub async fn page(
        &self,
        db: &impl ConnectionTrait,
        after: Option<i64>,
        limit: u64,
    ) -> Result<Vec<notification::Model>, DbErr> {
        let mut query = self.select().order_by_desc(notification::Column::FeedSeq).limit(limit);
        if let Some(after) = after {
            query = query.filter(notification::Column::FeedSeq.lt(after));
        }
        query.all(db).await
    }

    /// How many there are.
    pub async fn count(&self, db: &impl ConnectionTrait) -> Result<u64, DbErr> {
        self.select().count(db).await
    }
}

/// Marks somebody's notifications as read, all of them or some; how many were not before.
pub async fn mark_read(
    db: &impl ConnectionTrait,
    user: UserId,
    ids: Option<&[NotificationId]>,
    now: Instant,
) -> Result<u64, DbErr> {
    let mut update = notification::Entity::update_many()
        .col_expr(notification::Column::ReadAt, Expr::value(now))
        .filter(notification::Column::UserId.eq(user))
        .filter(notification::Column::ReadAt.is_null());
    if let Some(ids) = ids {
        update = update.filter(notification::Column::Id.is_in(ids.iter().copied()));
    }
    Ok(update.exec(db).await?.rows_affected)
}
