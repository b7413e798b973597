//! What hangs on tickets beside their log: files, work, watchers. Everything internal is read by its side alone.

use domain::access::TicketScope;
use domain::file::{AttachmentState, FileOwner};
use domain::ids::{AttachmentId, EventId, TicketId, UserId, WorkEntryId};
use domain::ticket::Visibility;
use sea_orm::sea_query::{LockType, OnConflict, SelectStatement};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};

use super::ticket::within;
use crate::entity::{attachment, ticket, ticket_event, ticket_watcher, work_entry};
use crate::read::Sql;
use crate::row_scope;

/// The ticket's row when it lies in the scope, held until the end of the transaction.
pub async fn hold_ticket(
    db: &impl ConnectionTrait,
    scope: &TicketScope,
    id: TicketId,
) -> Result<Option<ticket::Model>, DbErr> {
    ticket::Entity::find_by_id(id).filter(row_scope::tickets(scope)).lock(LockType::NoKeyUpdate).one(db).await
}

/// One event of a ticket.
pub async fn event(
    db: &impl ConnectionTrait,
    ticket: TicketId,
    id: EventId,
) -> Result<Option<ticket_event::Model>, DbErr> {
    ticket_event::Entity::find()
        .filter(ticket_event::Column::TicketId.eq(ticket))
        .filter(ticket_event::Column::Id.eq(id))
        .one(db)
        .await
}

/// The whole files of tickets in scope, withdrawn ones included, the oldest first.
pub async fn attachments_of(
    db: &impl ConnectionTrait,
    scope: &TicketScope,
    ids: &[TicketId],
    readable: &[Visibility],
) -> Result<Vec<attachment::Model>, DbErr> {
    attachment::Entity::find()
        .filter(attachment::Column::OwnerType.eq(FileOwner::Ticket))
        .filter(attachment::Column::OwnerId.in_subquery(within(scope, ids)))
        .filter(attachment::Column::State.ne(AttachmentState::Pending))
        .filter(attachment::Column::Visibility.is_in(readable.iter().copied()))
        .order_by_asc(attachment::Column::Id)
        .all(db)
        .await
}

/// How many files a ticket has, and has begun, and their bytes.
pub async fn files_of(db: &impl ConnectionTrait, id: TicketId) -> Result<(i64, i64), DbErr> {
    let mut sql =
        Sql::new("SELECT COUNT(*), CAST(COALESCE(SUM(size), 0) AS bigint) FROM attachment WHERE owner_type = ");
    sql.bind(FileOwner::Ticket.as_str()).push(" AND owner_id = ").bind(id.0);
    let row = db.query_one_raw(sql.build(db.get_database_backend())).await?;
    row.map_or(Ok((0, 0)), |row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?)))
}

/// The entries of the work logs of tickets in scope, in recorded order.
pub async fn work_of(
    db: &impl ConnectionTrait,
    scope: &TicketScope,
    ids: &[TicketId],
    readable: &[Visibility],
) -> Result<Vec<work_entry::Model>, DbErr> {
    work_entry::Entity::find()
        .filter(work_entry::Column::TicketId.in_subquery(within(scope, ids)))
        .filter(work_entry::Column::Visibility.is_in(readable.iter().copied()))
        .filter(own_work(scope))
        .order_by_asc(work_entry::Column::TicketId)
        .order_by_asc(work_entry::Column::Id)
        .all(db)
        .await
}

/// What is inside a vendor is read by that vendor alone, also when the ticket has gone to another one since (E28).
fn own_work(scope: &TicketScope) -> Condition {
    match scope {
        TicketScope::Orgs { vendors, .. } if !vendors.is_empty() => Condition::any()
            .add(work_entry::Column::Visibility.ne(Visibility::VendorInternal))
            .add(work_entry::Column::VendorId.is_in(vendors.iter().copied())),
        _ => Condition::all(),
    }
}

/// One entry.
pub async fn work_entry(db: &impl ConnectionTrait, id: WorkEntryId) -> Result<Option<work_entry::Model>, DbErr> {
    work_entry::Entity::find_by_id(id).one(db).await
}

/// Minutes by ticket and engineer, those that are charged for apart: one grouped statement.
pub async fn work_sums(
    db: &impl ConnectionTrait,
    scope: &TicketScope,
    ids: &[TicketId],
    readable: &[Visibility],
) -> Result<Vec<(TicketId, UserId, bool, i64)>, DbErr> {
    use work_entry::Column::{Billable, EngineerId, Minutes, TicketId as Ticket, Visibility as Seen};
    work_entry::Entity::find()
        .select_only()
        .columns([Ticket, EngineerId, Billable])
        .column_as(Minutes.sum(), "minutes")
        .filter(Ticket.in_subquery(within(scope, ids)))
        .filter(Seen.is_in(readable.iter().copied()))
        .filter(own_work(scope))
        .group_by(Ticket)
        .group_by(EngineerId)
        .group_by(Billable)
        .order_by_asc(Ticket)
        .order_by_asc(EngineerId)
        .order_by_asc(Billable)
        .into_tuple()
        .all(db)
        .await
}

/// Those who watch tickets in scope, in the order they were added.
pub async fn watchers_of(
    db: &impl ConnectionTrait,
    scope: &TicketScope,
    ids: &[TicketId],
) -> Result<Vec<ticket_watcher::Model>, DbErr> {
    watching(within(scope, ids)).all(db).await
}

/// Those who watch a ticket.
pub async fn watchers(db: &impl ConnectionTrait, id: TicketId) -> Result<Vec<ticket_watcher::Model>, DbErr> {
    watchers_of(db, &TicketScope::Everything, &[id]).await
}

fn watching(tickets: SelectStatement) -> sea_orm::Select<ticket_watcher::Entity> {
    ticket_watcher::Entity::find()
        .filter(ticket_watcher::Column::TicketId.in_subquery(tickets))
        .order_by_asc(ticket_watcher::Column::TicketId)
        .order_by_asc(ticket_watcher::Column::AddedAt)
        .order_by_asc(ticket_watcher::Column::UserId)
}

/// How many watch a ticket.
pub async fn count_watchers(db: &impl ConnectionTrait, id: TicketId) -> Result<u64, DbErr> {
    ticket_watcher::Entity::find().filter(ticket_watcher::Column::TicketId.eq(id)).count(db).await
}

/// Adds watchers; who watches already stays as added.
pub async fn watch(db: &impl ConnectionTrait, rows: Vec<ticket_watcher::Model>) -> Result<u64, DbErr> {
    if rows.is_empty() {
        return Ok(0);
    }
    let key = [ticket_watcher::Column::TicketId, ticket_watcher::Column::UserId];
    ticket_watcher::Entity::insert_many(rows.into_iter().map(IntoActiveModel::into_active_model))
        .on_conflict(OnConflict::columns(key).do_nothing().to_owned())
        .exec_without_returning(db)
        .await
}

/// Takes watchers away; how many there were.
pub async fn unwatch(db: &impl ConnectionTrait, id: TicketId, users: &[UserId]) -> Result<u64, DbErr> {
    let gone = ticket_watcher::Entity::delete_many()
        .filter(ticket_watcher::Column::TicketId.eq(id))
        .filter(ticket_watcher::Column::UserId.is_in(users.iter().copied()))
        .exec(db)
        .await?;
    Ok(gone.rows_affected)
}

/// The file of a ticket.
pub async fn ticket_file(db: &impl ConnectionTrait, id: AttachmentId) -> Result<Option<attachment::Model>, DbErr> {
    attachment::Entity::find_by_id(id).filter(attachment::Column::OwnerType.eq(FileOwner::Ticket)).one(db).await
}
