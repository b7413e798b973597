//! Finding clocks and tickets that must be looked at again.

use domain::Instant;
use domain::ids::{CalendarId, ClockId, PauseId, TicketId};
use domain::sla::AlarmKind;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};

use crate::entity::{sla_alarm, ticket, ticket_pause};
use crate::read::Sql;

/// The next tickets' ids in their order.
pub async fn ids_after(db: &impl ConnectionTrait, after: Option<TicketId>, limit: u64) -> Result<Vec<TicketId>, DbErr> {
    let mut query = ticket::Entity::find().select_only().column(ticket::Column::Id);
    if let Some(after) = after {
        query = query.filter(ticket::Column::Id.gt(after));
    }
    query.order_by_asc(ticket::Column::Id).limit(limit).into_tuple().all(db).await
}

/// Tickets by id, in the order of their ids.
pub async fn tickets(db: &impl ConnectionTrait, ids: &[TicketId]) -> Result<Vec<ticket::Model>, DbErr> {
    let ids = ids.iter().copied();
    ticket::Entity::find().filter(ticket::Column::Id.is_in(ids)).order_by_asc(ticket::Column::Id).all(db).await
}

/// How many tickets there are.
pub async fn count_tickets(db: &impl ConnectionTrait) -> Result<u64, DbErr> {
    ticket::Entity::find().count(db).await
}

/// When the breach alarms of clocks are still to fire.
pub async fn coming_breaches(db: &impl ConnectionTrait, clocks: &[ClockId]) -> Result<Vec<(ClockId, Instant)>, DbErr> {
    if clocks.is_empty() {
        return Ok(Vec::new());
    }
    let rows = sla_alarm::Entity::find()
        .filter(sla_alarm::Column::ClockId.is_in(clocks.iter().copied()))
        .filter(sla_alarm::Column::Kind.is_in([AlarmKind::Breach, AlarmKind::Await]))
        .filter(sla_alarm::Column::FiredAt.is_null())
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.clock_id, row.at)).collect())
}

/// A clock without a verdict, as far as a new calendar revision concerns it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OpenClock {
    pub id: ClockId,
    pub ticket_id: TicketId,
    pub started_at: Instant,
    /// None: it may last as long as it likes.
    pub due_at: Option<Instant>,
    pub calendar_revision: i64,
}

/// Clocks without a verdict that rest on an older revision, of tickets whose terms use the calendar; by ticket.
pub async fn open_clocks(
    db: &impl ConnectionTrait,
    (calendar, revision): (CalendarId, i64),
    after: Option<(TicketId, ClockId)>,
    limit: u64,
) -> Result<Vec<OpenClock>, DbErr> {
    let mut sql = Sql::new(
        "SELECT c.id, c.ticket_id, c.started_at, c.due_at, c.calendar_revision
         FROM sla_clock c JOIN ticket t ON t.id = c.ticket_id
         WHERE c.state IN ('RUNNING', 'PAUSED', 'AWAITING_CALENDAR') AND c.calendar_revision < ",
    );
    sql.bind(revision);
    sql.push(" AND t.policy_version_id IN (SELECT version_id FROM sla_target WHERE calendar_id = ").bind(calendar.0);
    sql.push(")");
    if let Some((ticket, clock)) = after {
        sql.push(" AND (c.ticket_id, c.id) > (").bind(ticket.0).push(", ").bind(clock.0).push(")");
    }
    sql.push(" ORDER BY c.ticket_id, c.id LIMIT ").bind(limit);
    let rows = db.query_all_raw(sql.build(db.get_database_backend())).await?;
    let clock = |row: &sea_orm::QueryResult| {
        Ok(OpenClock {
            id: row.try_get_by_index(0)?,
            ticket_id: row.try_get_by_index(1)?,
            started_at: row.try_get_by_index(2)?,
            due_at: row.try_get_by_index(3)?,
            calendar_revision: row.try_get_by_index(4)?,
        })
    };
    rows.iter().map(clock).collect()
}

/// Open tickets whose chain of UPDATE links was missed since it was computed, and has fewer than `links` links that
/// have not begun; by id.
pub async fn short_chains(
    db: &impl ConnectionTrait,
    now: Instant,
    links: i64,
    after: Option<TicketId>,
    limit: u64,
) -> Result<Vec<TicketId>, DbErr> {
    // The first line is the predicate of the index `ticket_chain`.
    let mut sql = Sql::new(
        "SELECT t.id FROM ticket t WHERE t.update_state = 'BREACHED' AND t.is_open AND t.resolved_at IS NULL
             AND (SELECT COUNT(*) FROM sla_clock c WHERE c.ticket_id = t.id AND c.metric = 'UPDATE'
                 AND c.state = 'RUNNING' AND c.started_at > ",
    );
    sql.bind(now).push(") < ").bind(links);
    if let Some(after) = after {
        sql.push(" AND t.id > ").bind(after.0);
    }
    sql.push(" ORDER BY t.id LIMIT ").bind(limit);
    let rows = db.query_all_raw(sql.build(db.get_database_backend())).await?;
    rows.iter().map(|row| row.try_get_by_index(0)).collect()
}

/// Pauses that stopped holding by themselves and whose clocks have not followed yet, with their tickets.
pub async fn lapsed_pauses(
    db: &impl ConnectionTrait,
    now: Instant,
    limit: u64,
) -> Result<Vec<(PauseId, TicketId)>, DbErr> {
    ticket_pause::Entity::find()
        .select_only()
        .columns([ticket_pause::Column::Id, ticket_pause::Column::TicketId])
        .filter(to_lapse(now))
        .order_by_asc(ticket_pause::Column::LapsesAt)
        .order_by_asc(ticket_pause::Column::Id)
        .limit(limit)
        .into_tuple()
        .all(db)
        .await
}

/// Of these tickets, those with such a pause.
pub async fn with_lapsed_pauses(
    db: &impl ConnectionTrait,
    ids: &[TicketId],
    now: Instant,
) -> Result<Vec<TicketId>, DbErr> {
    ticket_pause::Entity::find()
        .select_only()
        .column(ticket_pause::Column::TicketId)
        .filter(to_lapse(now))
        .filter(ticket_pause::Column::TicketId.is_in(ids.iter().copied()))
        .into_tuple()
        .all(db)
        .await
}

/// The predicate of the index `ticket_pause_lapse`, and its time.
fn to_lapse(now: Instant) -> Condition {
    Condition::all()
        .add(ticket_pause::Column::ToAt.is_null())
        .add(ticket_pause::Column::LapsesAt.is_not_null())
        .add(Expr::col(ticket_pause::Column::Lapsed).not())
        .add(ticket_pause::Column::LapsesAt.lte(now))
}

/// Writes down that the clocks of a pause have followed; `false` when somebody else did.
pub async fn mark_lapsed(db: &impl ConnectionTrait, pause: PauseId) -> Result<bool, DbErr> {
    let marked = ticket_pause::Entity::update_many()
        .col_expr(ticket_pause::Column::Lapsed, Expr::value(true))
        .filter(ticket_pause::Column::Id.eq(pause))
        .filter(ticket_pause::Column::Lapsed.eq(false))
        .exec(db)
        .await?;
    Ok(marked.rows_affected == 1)
}

/// A level that shall rise by itself, as its alarm says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DueRise {
    pub clock_id: ClockId,
    pub ticket_id: TicketId,
    pub level: i32,
    pub at: Instant,
}

/// Rises that are due and not done, in the order of their times.
pub async fn due_rises(db: &impl ConnectionTrait, now: Instant, limit: u64) -> Result<Vec<DueRise>, DbErr> {
    // The predicate of the index `sla_alarm_rise`.
    let mut sql = Sql::new(
        "SELECT clock_id, ticket_id, level, at FROM sla_alarm WHERE kind = 'RISE' AND fired_at IS NULL AND at <= ",
    );
    sql.bind(now).push(" ORDER BY at LIMIT ").bind(limit);
    let rows = db.query_all_raw(sql.build(db.get_database_backend())).await?;
    let rise = |row: &sea_orm::QueryResult| {
        Ok(DueRise {
            clock_id: row.try_get_by_index(0)?,
            ticket_id: row.try_get_by_index(1)?,
            level: row.try_get_by_index(2)?,
            at: row.try_get_by_index(3)?,
        })
    };
    rows.iter().map(rise).collect()
}

/// Writes down that nothing more comes of a rise: it is done, or the ticket has moved on.
pub async fn settle_rise(db: &impl ConnectionTrait, rise: &DueRise, now: Instant) -> Result<(), DbErr> {
    let fired = sla_alarm::Entity::update_many()
        .col_expr(sla_alarm::Column::FiredAt, Expr::value(now))
        .filter(sla_alarm::Column::ClockId.eq(rise.clock_id))
        .filter(sla_alarm::Column::Kind.eq(AlarmKind::Rise))
        .filter(sla_alarm::Column::Level.eq(rise.level))
        .filter(sla_alarm::Column::At.eq(rise.at))
        .filter(sla_alarm::Column::FiredAt.is_null());
    fired.exec(db).await.map(drop)
}
