//! Open promises by when they fall due, and what became of earlier ones: from the partial indexes of open clocks, and from
//! that of contract months.

use std::collections::HashMap;

use chrono::{Datelike, TimeDelta};
use domain::Instant;
use domain::access::TicketScope;
use domain::ids::{AgencyId, ClockId, ContractId, PolicyVersionId, SystemId, TargetId, TicketId, VendorId};
use domain::report::forecast::{Survival, WHOLE};
use domain::scorecard::Tally;
use domain::sla::{ClockState, Metric};
use domain::ticket::Priority;
use sea_orm::{ConnectionTrait, DbErr, QueryResult};

use crate::read::{Sql, among, in_scope_of};

/// How an open promise stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Time is counted, and the due time is to come.
    Coming,
    /// Paused: it has no due time until it goes on.
    Paused,
    /// Past its due time and not kept yet, whether or not the sweep has come to it.
    Overdue,
}

/// Which clocks. `None` does not narrow.
#[derive(Clone, Debug, Default)]
pub struct ForecastFilter {
    /// Already expanded to subtrees.
    pub agencies: Option<Vec<AgencyId>>,
    pub vendor: Option<VendorId>,
    pub contract: Option<ContractId>,
    pub system: Option<SystemId>,
    /// For which the promise is.
    pub priority: Option<Priority>,
    pub metric: Option<Metric>,
}

/// An open clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenClock {
    pub id: ClockId,
    pub ticket: TicketId,
    pub metric: Metric,
    pub cycle: i32,
    pub seq: i32,
    pub state: ClockState,
    pub target: TargetId,
    /// None while paused.
    pub due_at: Option<Instant>,
    pub provisional: bool,
    /// As last computed: it grows by itself, but for a paused clock.
    pub elapsed_seconds: i64,
    pub target_seconds: i64,
    pub calendar_revision: i64,
    pub policy_version: PolicyVersionId,
    pub history: HistoryKey,
}

/// Whose clocks are alike: of one vendor, for one metric and one priority.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct HistoryKey {
    pub vendor: VendorId,
    pub metric: Metric,
    pub priority: Priority,
}

/// How many open clocks stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OpenTally {
    pub overdue: i64,
    pub paused: i64,
    /// Coming, due before each of the times asked for.
    pub due_before: [i64; 3],
}

/// Open clocks of tickets in scope that stand so, soonest first, paused ones by what is left of their target; of coming ones
/// those due before `until`.
pub async fn open_clocks(
    db: &impl ConnectionTrait,
    scope: &TicketScope,
    filter: &ForecastFilter,
    (standing, until): (Standing, Instant),
    now: Instant,
    limit: u64,
) -> Result<Vec<OpenClock>, DbErr> {
    let columns = "c.id, c.ticket_id, c.metric, c.cycle, c.seq, c.state, c.target_id, c.due_at, c.provisional,
        c.elapsed_seconds, c.target_seconds, c.calendar_revision, t.policy_version_id, k.vendor_id, g.priority";
    let mut sql = Sql::new("SELECT * FROM (");
    push_open(&mut sql, columns, scope, filter, (standing, until), now);
    sql.push(") o ORDER BY ").push(match standing {
        Standing::Coming | Standing::Overdue => "due_at, id LIMIT ",
        Standing::Paused => "target_seconds - elapsed_seconds, id LIMIT ",
    });
    sql.bind(limit);
    db.query_all_raw(sql.build(db.get_database_backend())).await?.iter().map(open_clock).collect()
}

/// Counts open clocks in one statement; `times` in their order.
pub async fn count_open(
    db: &impl ConnectionTrait,
    scope: &TicketScope,
    filter: &ForecastFilter,
    times: [Instant; 3],
    now: Instant,
) -> Result<OpenTally, DbErr> {
    let mut sql = Sql::new("WITH o AS (");
    let all = [("OVERDUE", Standing::Overdue), ("PAUSED", Standing::Paused), ("COMING", Standing::Coming)];
    for (place, (word, standing)) in all.into_iter().enumerate() {
        sql.push(if place > 0 { " UNION ALL " } else { "" });
        push_open(&mut sql, &format!("'{word}' AS standing, c.due_at"), scope, filter, (standing, times[2]), now);
    }
    sql.push(") SELECT COALESCE(SUM(CASE WHEN standing = 'OVERDUE' THEN 1 ELSE 0 END), 0)");
    sql.push(", COALESCE(SUM(CASE WHEN standing = 'PAUSED' THEN 1 ELSE 0 END), 0)");
    for time in times {
        sql.push(", COALESCE(SUM(CASE WHEN standing = 'COMING' AND due_at < ")
            .bind(time)
            .push(" THEN 1 ELSE 0 END), 0)");
    }
    sql.push(" FROM o");
    let row = db.query_one_raw(sql.build(db.get_database_backend())).await?;
    row.map_or(Ok(OpenTally::default()), |row| {
        let due_before = [row.try_get_by_index(2)?, row.try_get_by_index(3)?, row.try_get_by_index(4)?];
        Ok(OpenTally { overdue: row.try_get_by_index(0)?, paused: row.try_get_by_index(1)?, due_before })
    })
}

/// What became of the clocks of vendors that count in `[since, now]`, of tickets in scope: one grouped statement.
pub async fn survival(
    db: &impl ConnectionTrait,
    scope: &TicketScope,
    vendors: &[VendorId],
    since: Instant,
    now: Instant,
) -> Result<HashMap<HistoryKey, Survival>, DbErr> {
    let mut sql = Sql::new("SELECT k.vendor_id, c.metric, g.priority, CASE WHEN c.stopped_at IS NULL");
    sql.push(" OR c.elapsed_seconds >= c.target_seconds THEN ").push(&WHOLE.to_string());
    sql.push(" ELSE c.elapsed_seconds * ").push(&WHOLE.to_string()).push(" / c.target_seconds END");
    sql.push(", SUM(CASE WHEN c.state = 'BREACHED' THEN 1 ELSE 0 END), COUNT(*) FROM service_contract k
        JOIN sla_clock c ON c.contract_id = k.id JOIN ticket t ON t.id = c.ticket_id JOIN sla_target g ON g.id = c.target_id
        WHERE ");
    among(&mut sql, "k.vendor_id", vendors.iter().map(|id| id.0)).push(" AND ");
    in_scope_of(&mut sql, scope, "t.agency_id", "k.vendor_id");
    // Months have an index; those of any zone begin within a day of those of UTC.
    let day = since - TimeDelta::days(1);
    sql.push(" AND c.counted_month >= ").bind(day.year() * 100 + i32::try_from(day.month()).unwrap_or(0));
    sql.push(" AND c.state IN ('MET', 'BREACHED') AND c.counted_at >= ").bind(since);
    sql.push(" AND c.counted_at <= ").bind(now).push(" GROUP BY 1, 2, 3, 4");
    let mut found: HashMap<HistoryKey, Survival> = HashMap::new();
    for row in db.query_all_raw(sql.build(db.get_database_backend())).await? {
        let key = HistoryKey {
            vendor: row.try_get_by_index(0)?,
            metric: row.try_get_by_index(1)?,
            priority: row.try_get_by_index(2)?,
        };
        let judged = Tally { part: row.try_get_by_index(4)?, whole: row.try_get_by_index(5)? };
        found.entry(key).or_default().add(row.try_get_by_index(3)?, judged);
    }
    Ok(found)
}

/// A clock is its contract's, and its promise that of its target. `CROSS JOIN` tells SQLite, which keeps no statistics, to
/// begin with the clocks and not with every ticket of the scope; to PostgreSQL it is a join like any other.
const CLOCKS: &str = " FROM sla_clock c CROSS JOIN ticket t
    JOIN service_contract k ON k.id = c.contract_id JOIN sla_target g ON g.id = c.target_id WHERE t.id = c.ticket_id AND ";

fn push_open(
    sql: &mut Sql,
    columns: &str,
    scope: &TicketScope,
    filter: &ForecastFilter,
    (standing, until): (Standing, Instant),
    now: Instant,
) {
    let begin = |sql: &mut Sql| {
        sql.push("SELECT ").push(columns).push(CLOCKS);
        in_scope_of(sql, scope, "t.agency_id", "k.vendor_id");
        narrow(sql, filter);
        // UPDATE links are computed ahead: one that has not begun promises nothing yet.
        sql.push(" AND c.started_at <= ").bind(now);
    };
    begin(sql);
    // Said in full, so that the index of clocks without a verdict serves.
    sql.push(" AND c.state IN ('RUNNING', 'PAUSED', 'AWAITING_CALENDAR')");
    match standing {
        Standing::Coming => {
            sql.push(" AND c.state = 'RUNNING' AND c.due_at >= ").bind(now).push(" AND c.due_at < ").bind(until);
        }
        Standing::Paused => {
            sql.push(" AND c.state = 'PAUSED' AND c.due_at IS NULL");
        }
        Standing::Overdue => {
            sql.push(" AND c.state <> 'PAUSED' AND c.stopped_at IS NULL AND c.due_at < ").bind(now);
            sql.push(" UNION ALL ");
            begin(sql);
            // What was broken before a hand-over is nobody's to keep.
            sql.push(
                " AND c.state = 'BREACHED' AND c.stopped_at IS NULL AND t.is_open AND c.contract_id = t.contract_id",
            );
            sql.push(" AND c.due_at < ").bind(now);
        }
    }
}

fn narrow(sql: &mut Sql, filter: &ForecastFilter) {
    if let Some(agencies) = &filter.agencies {
        sql.push(" AND ");
        among(sql, "t.agency_id", agencies.iter().map(|id| id.0));
    }
    let ids = [
        ("k.vendor_id", filter.vendor.map(|id| id.0)),
        ("c.contract_id", filter.contract.map(|id| id.0)),
        ("t.system_id", filter.system.map(|id| id.0)),
    ];
    for (column, id) in ids {
        if let Some(id) = id {
            sql.push(" AND ").push(column).push(" = ").bind(id);
        }
    }
    if let Some(priority) = filter.priority {
        sql.push(" AND g.priority = ").bind(priority.as_str());
    }
    if let Some(metric) = filter.metric {
        sql.push(" AND c.metric = ").bind(metric.as_str());
    }
}

fn open_clock(row: &QueryResult) -> Result<OpenClock, DbErr> {
    let metric = row.try_get_by_index(2)?;
    Ok(OpenClock {
        id: row.try_get_by_index(0)?,
        ticket: row.try_get_by_index(1)?,
        metric,
        cycle: row.try_get_by_index(3)?,
        seq: row.try_get_by_index(4)?,
        state: row.try_get_by_index(5)?,
        target: row.try_get_by_index(6)?,
        due_at: row.try_get_by_index(7)?,
        provisional: row.try_get_by_index(8)?,
        elapsed_seconds: row.try_get_by_index(9)?,
        target_seconds: row.try_get_by_index(10)?,
        calendar_revision: row.try_get_by_index(11)?,
        policy_version: row.try_get_by_index(12)?,
        history: HistoryKey { vendor: row.try_get_by_index(13)?, metric, priority: row.try_get_by_index(14)? },
    })
}
