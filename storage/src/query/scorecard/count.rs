//! What contract months come to, counted from events and pauses; never from a scorecard.
//!
//! `CROSS JOIN` tells SQLite, which keeps no statistics, to begin with the events of the month and not with every ticket
//! that the contracts ever had; to PostgreSQL it is a join like any other.

use domain::Instant;
use domain::ids::ContractId;
use sea_orm::{ConnectionTrait, DbBackend, DbErr, QueryResult};

use crate::read::Sql;

/// The leg of a ticket in which an event was recorded, where it has several; and whose count a row is.
pub(super) const LEG: &str =
    "LEFT JOIN ticket_leg l ON l.ticket_id = t.id AND e.seq BETWEEN l.first_seq AND l.last_seq";
pub(super) const COUNTS_FOR: &str = "COALESCE(l.contract_id, t.contract_id)";

/// One month of several contracts with the same zone.
#[derive(Clone, Debug)]
pub struct Span {
    /// The first instant of the month.
    pub from: Instant,
    /// The first instant after it.
    pub until: Instant,
    pub contracts: Vec<ContractId>,
}

/// The events that scorecards count: also the predicate of the index `ticket_event_scored`.
pub(super) const SCORED: &str = "e.type IN ('RESOLVED', 'REOPENED', 'SOLUTION_REJECTED', 'RATED')";

/// Solutions and ratings of a contract in a month.
#[derive(Clone, Copy, Debug)]
pub struct EventCount {
    pub contract: ContractId,
    pub resolved: i64,
    /// Reopened, or the solution rejected.
    pub reopened: i64,
    pub stars: i64,
    pub ratings: i64,
}

/// Counts events by when they occurred.
pub async fn events(db: &impl ConnectionTrait, span: &Span) -> Result<Vec<EventCount>, DbErr> {
    let mut sql = Sql::new(&format!(
        "SELECT {COUNTS_FOR}, SUM(CASE WHEN e.type = 'RESOLVED' THEN 1 ELSE 0 END),
             SUM(CASE WHEN e.type IN ('REOPENED', 'SOLUTION_REJECTED') THEN 1 ELSE 0 END),
             SUM(CASE WHEN e.type = 'RATED' THEN CAST(e.fact ->> 'stars' AS int) ELSE 0 END),
             SUM(CASE WHEN e.type = 'RATED' THEN 1 ELSE 0 END)
         FROM ticket_event e CROSS JOIN ticket t {LEG} WHERE t.id = e.ticket_id AND ",
    ));
    sql.push(SCORED);
    within(&mut sql, "e.occurred_at", span);
    sql.push(" GROUP BY 1");
    let count = |row: &QueryResult| {
        Ok(EventCount {
            contract: row.try_get_by_index(0)?,
            resolved: row.try_get_by_index(1)?,
            reopened: row.try_get_by_index(2)?,
            stars: row.try_get_by_index(3)?,
            ratings: row.try_get_by_index(4)?,
        })
    };
    let rows = db.query_all_raw(sql.build(db.get_database_backend())).await?;
    rows.iter().map(count).collect()
}

/// Faults of a contract in a month.
#[derive(Clone, Copy, Debug)]
pub struct FaultCount {
    pub contract: ContractId,
    pub faults: i64,
    pub repeats: i64,
}

/// Seconds within which a fault with the same system and cause is a repeat.
const REPEAT_SECONDS: i64 = 30 * 86_400;

/// Counts faults: incidents by their first solution, where it names a cause. A repeat is solved at most 30 days, each
/// of 24 hours, after another fault of the same contract with the same system and cause.
pub async fn faults(db: &impl ConnectionTrait, span: &Span) -> Result<Vec<FaultCount>, DbErr> {
    let mut sql = Sql::new(&format!(
        "WITH solved AS (
             SELECT {COUNTS_FOR} AS contract_id, t.system_id, e.fact ->> 'cause' AS cause, e.occurred_at, e.ticket_id
             FROM ticket_event e CROSS JOIN ticket t {LEG}
             WHERE t.id = e.ticket_id AND e.type = 'RESOLVED' AND t.kind = 'INCIDENT' AND ",
    ));
    sql.push(SCORED).push(
        " AND NOT EXISTS (SELECT 1 FROM ticket_event o
                 WHERE o.ticket_id = e.ticket_id AND o.seq < e.seq AND o.type = 'RESOLVED')",
    );
    let reach = span.from - chrono::TimeDelta::seconds(REPEAT_SECONDS);
    within(&mut sql, "e.occurred_at", &Span { from: reach, ..span.clone() });
    sql.push(
        "), ordered AS (
             SELECT contract_id, occurred_at, LAG(occurred_at)
                 OVER (PARTITION BY contract_id, system_id, cause ORDER BY occurred_at, ticket_id) AS earlier
             FROM solved WHERE cause <> ''
         )
         SELECT contract_id, COUNT(*), SUM(CASE WHEN ",
    );
    let backend = db.get_database_backend();
    sql.push(&seconds_between(backend, "earlier", "occurred_at")).push(" <= ").bind(REPEAT_SECONDS);
    sql.push(" THEN 1 ELSE 0 END) FROM ordered WHERE occurred_at >= ").bind(span.from);
    sql.push(" GROUP BY contract_id");
    let count = |row: &QueryResult| {
        Ok(FaultCount {
            contract: row.try_get_by_index(0)?,
            faults: row.try_get_by_index(1)?,
            repeats: row.try_get_by_index(2)?,
        })
    };
    db.query_all_raw(sql.build(backend)).await?.iter().map(count).collect()
}

/// Pause time of a contract in a month, in seconds round the clock.
#[derive(Clone, Copy, Debug)]
pub struct PauseCount {
    pub contract: ContractId,
    pub rejected: i64,
    pub claimed: i64,
}

/// Sums the pauses that have ended, each whole in the month in which it began.
pub async fn pauses(db: &impl ConnectionTrait, span: &Span) -> Result<Vec<PauseCount>, DbErr> {
    let backend = db.get_database_backend();
    let seconds = seconds_between(backend, "p.from_at", "p.to_at");
    let mut sql = Sql::new(&format!(
        "SELECT {COUNTS_FOR}, CAST(SUM(CASE WHEN p.decision = 'REJECTED' THEN {seconds} ELSE 0 END) AS bigint),
             CAST(SUM({seconds}) AS bigint)
         FROM ticket_pause p CROSS JOIN ticket t
             LEFT JOIN ticket_leg l ON l.ticket_id = t.id AND l.from_at <= p.from_at AND p.from_at < l.until_at
         WHERE t.id = p.ticket_id AND p.to_at IS NOT NULL",
    ));
    within(&mut sql, "p.from_at", span);
    sql.push(" GROUP BY 1");
    let count = |row: &QueryResult| {
        Ok(PauseCount {
            contract: row.try_get_by_index(0)?,
            rejected: row.try_get_by_index(1)?,
            claimed: row.try_get_by_index(2)?,
        })
    };
    db.query_all_raw(sql.build(backend)).await?.iter().map(count).collect()
}

pub(super) fn within(sql: &mut Sql, column: &str, span: &Span) {
    sql.push(" AND ").push(column).push(" >= ").bind(span.from);
    sql.push(" AND ").push(column).push(" < ").bind(span.until);
    sql.push(" AND ").push(COUNTS_FOR).push(" IN ").bind_list(span.contracts.iter().map(|id| id.0));
}

/// Whole seconds; event and pause times have no parts of a second.
fn seconds_between(backend: DbBackend, from: &str, to: &str) -> String {
    match backend {
        DbBackend::Sqlite => format!("(unixepoch({to}) - unixepoch({from}))"),
        _ => format!("CAST(EXTRACT(EPOCH FROM {to} - {from}) AS bigint)"),
    }
}
