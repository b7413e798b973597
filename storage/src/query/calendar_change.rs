//! Changes of calendars, the clocks that they touch, and the tickets that still have to follow.

use chrono::DateTime;
use domain::Instant;
use domain::access::TicketScope;
use domain::calendar::CalendarChangeState;
use domain::ids::{CalendarChangeId, CalendarId, ClockId, PolicyVersionId, TicketId};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    Select, Statement,
};

use crate::entity::{calendar_change, calendar_revision, clock_revision, ticket};
use crate::read::{Sql, in_scope};
use crate::row_scope;

/// One change.
pub async fn find(db: &impl ConnectionTrait, id: CalendarChangeId) -> Result<Option<calendar_change::Model>, DbErr> {
    calendar_change::Entity::find_by_id(id).one(db).await
}

/// Which changes, of calendars that the reader may look behind.
#[derive(Clone, Debug, Default)]
pub struct ChangeFilter {
    pub calendars: Vec<CalendarId>,
    /// Empty: in any state.
    pub states: Vec<CalendarChangeState>,
}

/// A page, the newest first: ids are in the order of time.
pub async fn page(
    db: &impl ConnectionTrait,
    filter: &ChangeFilter,
    after: Option<CalendarChangeId>,
    limit: u64,
) -> Result<Vec<calendar_change::Model>, DbErr> {
    let mut query = filtered(filter).order_by_desc(calendar_change::Column::Id).limit(limit);
    if let Some(after) = after {
        query = query.filter(calendar_change::Column::Id.lt(after));
    }
    query.all(db).await
}

/// How many there are.
pub async fn count(db: &impl ConnectionTrait, filter: &ChangeFilter) -> Result<u64, DbErr> {
    filtered(filter).count(db).await
}

fn filtered(filter: &ChangeFilter) -> Select<calendar_change::Entity> {
    let calendars = filter.calendars.iter().copied();
    let query = calendar_change::Entity::find().filter(calendar_change::Column::CalendarId.is_in(calendars));
    match filter.states.as_slice() {
        [] => query,
        states => query.filter(calendar_change::Column::State.is_in(states.iter().copied())),
    }
}

/// Changes whose clocks have not all followed yet, by revision.
pub async fn activating(db: &impl ConnectionTrait) -> Result<Vec<calendar_change::Model>, DbErr> {
    calendar_change::Entity::find()
        .filter(calendar_change::Column::State.eq(CalendarChangeState::Activating))
        .order_by_asc(calendar_change::Column::Revision)
        .all(db)
        .await
}

/// Which clocks a change touches: without a verdict, on an older revision, of terms that count with the calendar, and
/// over a day that changes.
#[derive(Clone, Debug)]
pub struct Touching {
    /// The revision that clocks are to reach, or one higher than any for a draft.
    pub revision: i64,
    /// The policy versions with a target in the calendar.
    pub versions: Vec<PolicyVersionId>,
    /// What changes, as half-open spans of instants in order; few, because each is bound.
    pub spans: Vec<(i64, i64)>,
}

impl Touching {
    /// Nothing can be touched.
    pub fn is_nothing(&self) -> bool {
        self.versions.is_empty() || self.spans.is_empty()
    }

    /// From the index of clocks without verdict by due time, beginning where the first change does.
    fn push(&self, sql: &mut Sql) {
        let first = self.spans.first().map_or(i64::MAX, |span| span.0);
        let last = self.spans.last().map_or(i64::MIN, |span| span.1);
        sql.push(
            " FROM sla_clock c JOIN ticket t ON t.id = c.ticket_id
             WHERE c.state IN ('RUNNING', 'PAUSED', 'AWAITING_CALENDAR') AND (c.due_at >= ",
        );
        sql.bind(at(first)).push(" OR c.due_at IS NULL) AND c.started_at < ").bind(at(last));
        sql.push(" AND c.calendar_revision < ").bind(self.revision);
        sql.push(" AND t.policy_version_id IN ").bind_list(self.versions.iter().map(|version| version.0));
        sql.push(" AND EXISTS (SELECT 1 FROM (VALUES ");
        for (place, (from, to)) in self.spans.iter().enumerate() {
            sql.push(if place > 0 { ", (" } else { "(" }).bind(at(*from)).push(", ").bind(at(*to)).push(")");
        }
        sql.push(") AS s WHERE c.started_at < s.column2 AND (c.due_at IS NULL OR c.due_at >= s.column1))");
    }
}

fn at(second: i64) -> Instant {
    DateTime::from_timestamp(second, 0).unwrap_or(DateTime::UNIX_EPOCH)
}

/// How many clocks of tickets in scope a change touches, and how many of them have a provisional deadline.
pub async fn count_touched(
    db: &impl ConnectionTrait,
    scope: &TicketScope,
    touching: &Touching,
) -> Result<(i64, i64), DbErr> {
    if touching.is_nothing() {
        return Ok((0, 0));
    }
    let mut sql = Sql::new("SELECT COUNT(*), COUNT(CASE WHEN c.provisional THEN 1 END)");
    touching.push(&mut sql);
    sql.push(" AND ");
    in_scope(&mut sql, scope);
    let row = db.query_one_raw(sql.build(db.get_database_backend())).await?;
    row.map_or(Ok((0, 0)), |row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?)))
}

/// The clocks in scope that a change touches and that are due first, with their tickets.
pub async fn first_touched(
    db: &impl ConnectionTrait,
    scope: &TicketScope,
    touching: &Touching,
    limit: u64,
) -> Result<Vec<(ClockId, TicketId)>, DbErr> {
    if touching.is_nothing() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new("SELECT c.id, c.ticket_id");
    touching.push(&mut sql);
    sql.push(" AND ");
    in_scope(&mut sql, scope);
    // A paused clock has no due time: it comes last on both databases.
    sql.push(" ORDER BY c.due_at IS NULL, c.due_at, c.id LIMIT ").bind(limit);
    let rows = db.query_all_raw(sql.build(db.get_database_backend())).await?;
    rows.iter().map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?))).collect()
}

/// Notes the tickets of the clocks that a change touches; how many were not noted before.
pub async fn list_tickets(
    db: &impl ConnectionTrait,
    change: CalendarChangeId,
    touching: &Touching,
) -> Result<u64, DbErr> {
    if touching.is_nothing() {
        return Ok(0);
    }
    let mut sql = Sql::new("INSERT INTO calendar_change_ticket (change_id, ticket_id) SELECT DISTINCT ");
    sql.bind(change.0);
    if db.get_database_backend() == DbBackend::Postgres {
        sql.push("::uuid");
    }
    sql.push(", c.ticket_id");
    touching.push(&mut sql);
    sql.push(" ON CONFLICT DO NOTHING");
    Ok(db.execute_raw(sql.build(db.get_database_backend())).await?.rows_affected())
}

/// Marks a change listed; `false` when somebody else has. Whoever marks it holds the row until the list is written.
pub async fn mark_listed(db: &impl ConnectionTrait, id: CalendarChangeId, now: Instant) -> Result<bool, DbErr> {
    let text = "UPDATE calendar_change SET listed_at = $1 WHERE id = $2 AND listed_at IS NULL";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), text, [now.into(), id.0.into()]);
    Ok(db.execute_raw(statement).await?.rows_affected() > 0)
}

/// Adds to the number of tickets that a change has to reach.
pub async fn add_tickets(db: &impl ConnectionTrait, id: CalendarChangeId, more: i64) -> Result<(), DbErr> {
    let text = "UPDATE calendar_change SET tickets = tickets + $1 WHERE id = $2";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), text, [more.into(), id.0.into()]);
    db.execute_raw(statement).await.map(drop)
}

/// Takes the next tickets from the list of a change, in the caller's transaction: they are on it again if that fails.
/// What another worker has taken is passed over.
pub async fn claim(db: &impl ConnectionTrait, change: CalendarChangeId, limit: u64) -> Result<Vec<TicketId>, DbErr> {
    let text = match db.get_database_backend() {
        DbBackend::Postgres => {
            "WITH next AS MATERIALIZED (
                 SELECT ticket_id FROM calendar_change_ticket WHERE change_id = $1 ORDER BY ticket_id LIMIT $2
                 FOR UPDATE SKIP LOCKED)
             DELETE FROM calendar_change_ticket w USING next WHERE w.change_id = $1 AND w.ticket_id = next.ticket_id
             RETURNING w.ticket_id"
        }
        _ => {
            "DELETE FROM calendar_change_ticket WHERE change_id = $1 AND ticket_id IN (
                 SELECT ticket_id FROM calendar_change_ticket WHERE change_id = $1 ORDER BY ticket_id LIMIT $2)
             RETURNING ticket_id"
        }
    };
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let statement = Statement::from_sql_and_values(db.get_database_backend(), text, [change.0.into(), limit.into()]);
    let rows = db.query_all_raw(statement).await?;
    let mut tickets: Vec<TicketId> = rows.iter().map(|row| row.try_get_by_index(0)).collect::<Result<_, _>>()?;
    tickets.sort_unstable();
    Ok(tickets)
}

/// Tickets by id, held until the end of the transaction where rows can be.
pub async fn hold_tickets(db: &impl ConnectionTrait, ids: &[TicketId]) -> Result<Vec<ticket::Model>, DbErr> {
    ticket::Entity::find()
        .filter(ticket::Column::Id.is_in(ids.iter().copied()))
        .order_by_asc(ticket::Column::Id)
        .lock_exclusive()
        .all(db)
        .await
}

/// How many tickets are still on the list of a change.
pub async fn left(db: &impl ConnectionTrait, change: CalendarChangeId) -> Result<i64, DbErr> {
    let text = "SELECT COUNT(*) FROM calendar_change_ticket WHERE change_id = $1";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), text, [change.0.into()]);
    db.query_one_raw(statement).await?.map_or(Ok(0), |row| row.try_get_by_index(0))
}

/// How many clocks are at a revision because they followed it, and how many of their deadlines moved.
pub async fn followed(db: &impl ConnectionTrait, revision: i64) -> Result<(i64, i64), DbErr> {
    let text = "SELECT COUNT(*), COUNT(CASE WHEN moved THEN 1 END) FROM clock_revision WHERE calendar_revision = $1";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), text, [revision.into()]);
    let row = db.query_one_raw(statement).await?;
    row.map_or(Ok((0, 0)), |row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?)))
}

/// Ends a change that every clock has followed; `false` when somebody else has.
pub async fn finish(db: &impl ConnectionTrait, id: CalendarChangeId, now: Instant) -> Result<bool, DbErr> {
    let text = "UPDATE calendar_change SET state = 'ACTIVE', finished_at = $1 WHERE id = $2 AND state = 'ACTIVATING'
        AND NOT EXISTS (SELECT 1 FROM calendar_change_ticket w WHERE w.change_id = calendar_change.id)";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), text, [now.into(), id.0.into()]);
    Ok(db.execute_raw(statement).await?.rows_affected() > 0)
}

/// The moves of the clocks of tickets in scope, oldest first.
pub async fn revisions_of(
    db: &impl ConnectionTrait,
    scope: &TicketScope,
    ids: &[TicketId],
) -> Result<Vec<clock_revision::Model>, DbErr> {
    let seen = ticket::Entity::find()
        .select_only()
        .column(ticket::Column::Id)
        .filter(ticket::Column::Id.is_in(ids.iter().copied()))
        .filter(row_scope::tickets(scope));
    clock_revision::Entity::find()
        .filter(clock_revision::Column::TicketId.in_subquery(sea_orm::QueryTrait::into_query(seen)))
        .order_by_asc(clock_revision::Column::ClockId)
        .order_by_asc(clock_revision::Column::CalendarRevision)
        .all(db)
        .await
}

/// Why calendar revisions were made, by number.
pub async fn reasons(db: &impl ConnectionTrait, revisions: &[i64]) -> Result<Vec<(i64, String)>, DbErr> {
    use calendar_revision::Column::{Reason, Revision};
    calendar_revision::Entity::find()
        .select_only()
        .column(Revision)
        .column(Reason)
        .filter(Revision.is_in(revisions.iter().copied()))
        .into_tuple()
        .all(db)
        .await
}
