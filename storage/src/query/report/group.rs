//! Two groups of tickets under one policy: those of a pilot, and the rest.

use domain::Instant;
use domain::access::TicketScope;
use domain::ids::{AgencyId, PolicyVersionId};
use domain::scorecard::Tally;
use domain::sla::{ClockTally, Metric};
use sea_orm::{ConnectionTrait, DbErr, QueryResult};

use super::counted::{STOPPED, SUMS, counted_state, sums, tally};
use crate::read::{Sql, among, in_scope};

/// Which tickets.
#[derive(Clone, Debug)]
pub struct Group {
    /// Bound by one of these.
    pub versions: Vec<PolicyVersionId>,
    /// Of one of these agencies, or of none of them.
    pub agencies: Vec<AgencyId>,
    pub within: bool,
    /// Raised in `[from, until)`.
    pub from: Instant,
    pub until: Instant,
}

impl Group {
    fn push(&self, sql: &mut Sql, scope: &TicketScope) {
        in_scope(sql, scope);
        sql.push(" AND t.raised_at >= ").bind(self.from).push(" AND t.raised_at < ").bind(self.until).push(" AND ");
        among(sql, "t.policy_version_id", self.versions.iter().map(|id| id.0)).push(" AND ");
        sql.push(if self.within { "" } else { "NOT " }).push("(");
        among(sql, "t.agency_id", self.agencies.iter().map(|id| id.0)).push(")");
    }
}

/// The clocks of a metric in a group.
#[derive(Clone, Copy, Debug)]
pub struct GroupClocks {
    pub metric: Metric,
    pub tally: ClockTally,
    /// Of clocks that were judged and have stopped.
    pub elapsed_seconds: i64,
    pub paused_seconds: i64,
}

/// Counts the clocks of a group that have begun by `now`, as reports do (S10).
pub async fn group_clocks(
    db: &impl ConnectionTrait,
    scope: &TicketScope,
    group: &Group,
    now: Instant,
) -> Result<Vec<GroupClocks>, DbErr> {
    let mut sql = Sql::new("WITH counted AS (SELECT c.metric, c.elapsed_seconds, c.paused_seconds, ");
    sql.push("CASE WHEN ").push(STOPPED).push(" THEN 1 ELSE 0 END AS stopped, ");
    counted_state(&mut sql, now);
    sql.push(" AS state FROM sla_clock c JOIN ticket t ON t.id = c.ticket_id WHERE ");
    group.push(&mut sql, scope);
    sql.push(" AND c.started_at <= ").bind(now).push(") SELECT ");
    sums(&mut sql);
    sql.push(
        ", CAST(COALESCE(SUM(stopped * elapsed_seconds), 0) AS bigint),
         CAST(COALESCE(SUM(stopped * paused_seconds), 0) AS bigint), metric FROM counted GROUP BY metric",
    );
    let read = |row: &QueryResult| {
        Ok(GroupClocks {
            tally: tally(row)?,
            elapsed_seconds: row.try_get_by_index(SUMS)?,
            paused_seconds: row.try_get_by_index(SUMS + 1)?,
            metric: row.try_get_by_index(SUMS + 2)?,
        })
    };
    db.query_all_raw(sql.build(db.get_database_backend())).await?.iter().map(read).collect()
}

/// How many tickets of a group there are; and of its closed ones the solutions that did not hold, out of all: a cycle
/// more is one that was reopened or rejected.
pub async fn group_solutions(
    db: &impl ConnectionTrait,
    scope: &TicketScope,
    group: &Group,
) -> Result<(i64, Tally), DbErr> {
    let mut sql = Sql::new(
        "SELECT COUNT(*), CAST(COALESCE(SUM(CASE WHEN t.state = 'CLOSED' THEN t.cycle - 1 ELSE 0 END), 0) AS bigint),
             CAST(COALESCE(SUM(CASE WHEN t.state = 'CLOSED' THEN t.cycle ELSE 0 END), 0) AS bigint)
         FROM ticket t WHERE ",
    );
    group.push(&mut sql, scope);
    let Some(row) = db.query_one_raw(sql.build(db.get_database_backend())).await? else {
        return Ok((0, Tally::default()));
    };
    let solutions = Tally { part: row.try_get_by_index(1)?, whole: row.try_get_by_index(2)? };
    Ok((row.try_get_by_index(0)?, solutions))
}
