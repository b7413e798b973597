//! The clocks behind the figures of reports, one by one.

use domain::Instant;
use domain::access::TicketScope;
use domain::ids::{ClockId, PolicyVersionId, TicketId, VendorId};
use domain::sla::{ClockKey, SlaCount};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, QueryResult};

use super::counted::{STOPPED, counted_state, counts_as, from_clocks};
use super::dimension::{Dimension, ReportFilter, ReportKey, narrow, read_keys};
use crate::entity::sla_clock;
use crate::read::Sql;

/// A clock that a report counted, with what tells its ticket.
#[derive(Clone, Debug, PartialEq)]
pub struct CountedClock {
    pub clock: sla_clock::Model,
    /// Whose contract it counts for.
    pub vendor: VendorId,
    pub ticket_number: String,
    /// The terms that bind the ticket.
    pub terms: PolicyVersionId,
}

/// A page of the clocks that count as this by `now`, the latest counted first, ties by id; behind `after`.
pub async fn counted_clocks(
    db: &impl ConnectionTrait,
    scope: &TicketScope,
    (filter, count): (&ReportFilter, SlaCount),
    now: Instant,
    after: Option<(Instant, ClockId)>,
    limit: u64,
) -> Result<Vec<CountedClock>, DbErr> {
    let mut sql = Sql::new("SELECT c.*, k.vendor_id, t.number AS ticket_number, t.policy_version_id");
    counted(&mut sql, scope, (filter, count), now);
    if let Some((at, id)) = after {
        sql.push(" AND (c.counted_at, c.id) < (").bind(at).push(", ").bind(id.0).push(")");
    }
    sql.push(" ORDER BY c.counted_at DESC, c.id DESC LIMIT ").bind(limit);
    let read = |row: &QueryResult| {
        Ok(CountedClock {
            clock: sla_clock::Model::from_query_result(row, "")?,
            vendor: row.try_get("", "vendor_id")?,
            ticket_number: row.try_get("", "ticket_number")?,
            terms: row.try_get("", "policy_version_id")?,
        })
    };
    db.query_all_raw(sql.build(db.get_database_backend())).await?.iter().map(read).collect()
}

/// How many clocks count as this by `now`.
pub async fn count_counted(
    db: &impl ConnectionTrait,
    scope: &TicketScope,
    counted_as: (&ReportFilter, SlaCount),
    now: Instant,
) -> Result<i64, DbErr> {
    let mut sql = Sql::new("SELECT COUNT(*)");
    counted(&mut sql, scope, counted_as, now);
    let row = db.query_one_raw(sql.build(db.get_database_backend())).await?;
    row.map_or(Ok(0), |row| row.try_get_by_index(0))
}

fn counted(sql: &mut Sql, scope: &TicketScope, (filter, count): (&ReportFilter, SlaCount), now: Instant) {
    from_clocks(sql, scope);
    narrow(sql, filter, now);
    sql.push(" AND ");
    counted_state(sql, now);
    counts_as(sql, count);
}

/// A clock that was judged and has stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoppedClock {
    pub ticket: TicketId,
    /// The terms that bind the ticket.
    pub terms: PolicyVersionId,
    pub key: ClockKey,
    /// One a dimension, in the order asked for.
    pub keys: Vec<ReportKey>,
}

/// How many tickets have a clock that was judged and has stopped.
pub async fn count_stopped_tickets(
    db: &impl ConnectionTrait,
    scope: &TicketScope,
    filter: &ReportFilter,
    now: Instant,
) -> Result<i64, DbErr> {
    let mut sql = Sql::new("SELECT COUNT(DISTINCT c.ticket_id)");
    stopped(&mut sql, scope, filter, now);
    let row = db.query_one_raw(sql.build(db.get_database_backend())).await?;
    row.map_or(Ok(0), |row| row.try_get_by_index(0))
}

/// The clocks that were judged and have stopped, by ticket.
pub async fn stopped_clocks(
    db: &impl ConnectionTrait,
    scope: &TicketScope,
    filter: &ReportFilter,
    by: &[Dimension],
    now: Instant,
) -> Result<Vec<StoppedClock>, DbErr> {
    let mut sql = Sql::new("SELECT c.ticket_id, t.policy_version_id, c.metric, c.cycle, c.seq");
    for dimension in by {
        sql.push(", ").push(dimension.column());
    }
    stopped(&mut sql, scope, filter, now);
    sql.push(" ORDER BY c.ticket_id");
    let read = |row: &QueryResult| {
        let (metric, cycle, seq) = (row.try_get_by_index(2)?, row.try_get_by_index(3)?, row.try_get_by_index(4)?);
        Ok(StoppedClock {
            ticket: row.try_get_by_index(0)?,
            terms: row.try_get_by_index(1)?,
            key: ClockKey { metric, cycle, seq },
            keys: read_keys(row, by, 5)?,
        })
    };
    db.query_all_raw(sql.build(db.get_database_backend())).await?.iter().map(read).collect()
}

fn stopped(sql: &mut Sql, scope: &TicketScope, filter: &ReportFilter, now: Instant) {
    from_clocks(sql, scope);
    narrow(sql, filter, now);
    sql.push(" AND ").push(STOPPED);
}
