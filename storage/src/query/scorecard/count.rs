//! What contract months come to, counted from events and pauses; never from a scorecard. All of a month, or what the
//! journal says was added and taken off: one text counts both.

use domain::Instant;
use domain::ids::ContractId;
use sea_orm::{ConnectionTrait, DbBackend, DbErr, QueryResult, TryGetable};

use crate::read::Sql;

/// The leg of a ticket in which an event was recorded, where it has several; and whose count a row is.
pub(super) const LEG: &str =
    "LEFT JOIN ticket_leg l ON l.ticket_id = t.id AND e.seq BETWEEN l.first_seq AND l.last_seq";
pub(super) const COUNTS_FOR: &str = "COALESCE(l.contract_id, t.contract_id)";

/// Consecutive months of several contracts with the same zone.
#[derive(Clone, Debug)]
pub struct Stretch {
    /// Each month, `YYYYMM`, and its first instant, the first one first. Never empty.
    pub months: Vec<(i32, Instant)>,
    /// The first instant after the last.
    pub until: Instant,
    /// Those that are asked for, sorted; others may be counted too.
    pub contracts: Vec<ContractId>,
}

/// Solutions, what became of them, and ratings: also the predicate of the index `ticket_event_scored`.
pub(super) const SCORED: &str = "e.type IN ('RESOLVED', 'REOPENED', 'SOLUTION_REJECTED', 'RATED')";

/// Events of a contract in a month, or at an instant of the journal.
#[derive(Clone, Copy, Debug)]
pub struct EventCount<P> {
    pub contract: ContractId,
    pub when: P,
    pub resolved: i64,
    /// Reopened, or the solution rejected.
    pub reopened: i64,
    pub stars: i64,
    pub ratings: i64,
    /// Closed with a cause, a solution and a file of the vendor's that the agency can read.
    pub complete: i64,
    pub closed: i64,
}

/// Counts events by the month in which they occurred.
pub async fn events(db: &impl ConnectionTrait, stretch: &Stretch) -> Result<Vec<EventCount<i32>>, DbErr> {
    event_counts(db, Some(stretch)).await
}

/// Counts the events that the journal has.
pub async fn new_events(db: &impl ConnectionTrait) -> Result<Vec<EventCount<Instant>>, DbErr> {
    event_counts(db, None).await
}

async fn event_counts<P: TryGetable>(
    db: &impl ConnectionTrait,
    of: Option<&Stretch>,
) -> Result<Vec<EventCount<P>>, DbErr> {
    let mut sql = Sql::new("SELECT e.contract_id, ");
    when(&mut sql, "e.occurred_at", of);
    sql.push(
        ", SUM(CASE WHEN e.type = 'RESOLVED' THEN 1 ELSE 0 END),
         SUM(CASE WHEN e.type IN ('REOPENED', 'SOLUTION_REJECTED') THEN 1 ELSE 0 END),
         SUM(CASE WHEN e.type = 'RATED' THEN e.stars ELSE 0 END), SUM(CASE WHEN e.type = 'RATED' THEN 1 ELSE 0 END),
         SUM(CASE WHEN e.complete THEN 1 ELSE 0 END), SUM(CASE WHEN e.type = 'CONFIRMED' THEN 1 ELSE 0 END) FROM ",
    );
    if let Some(stretch) = of {
        sql.push("scored_event e WHERE TRUE");
        within(&mut sql, "e.occurred_at", "e.contract_id", stretch);
    } else {
        // CROSS JOIN tells SQLite, which keeps no statistics, to begin with the journal.
        sql.push("score_event j CROSS JOIN scored_event e WHERE e.ticket_id = j.ticket_id AND e.seq = j.seq");
    }
    sql.push(" GROUP BY 1, 2");
    let count = |row: &QueryResult| {
        Ok(EventCount {
            contract: row.try_get_by_index(0)?,
            when: row.try_get_by_index(1)?,
            resolved: row.try_get_by_index(2)?,
            reopened: row.try_get_by_index(3)?,
            stars: row.try_get_by_index(4)?,
            ratings: row.try_get_by_index(5)?,
            complete: row.try_get_by_index(6)?,
            closed: row.try_get_by_index(7)?,
        })
    };
    let rows = db.query_all_raw(sql.build(db.get_database_backend())).await?;
    rows.iter().map(count).collect()
}

/// Pause time of a contract in a month, in seconds round the clock.
#[derive(Clone, Copy, Debug)]
pub struct PauseCount<P> {
    pub contract: ContractId,
    pub when: P,
    pub rejected: i64,
    pub claimed: i64,
}

/// Sums the pauses that have ended, each whole in the month in which it began.
pub async fn pauses(db: &impl ConnectionTrait, stretch: &Stretch) -> Result<Vec<PauseCount<i32>>, DbErr> {
    pause_counts(db, Some(stretch)).await
}

/// Sums what the journal has of pauses.
pub async fn changed_pauses(db: &impl ConnectionTrait) -> Result<Vec<PauseCount<Instant>>, DbErr> {
    pause_counts(db, None).await
}

async fn pause_counts<P: TryGetable>(
    db: &impl ConnectionTrait,
    of: Option<&Stretch>,
) -> Result<Vec<PauseCount<P>>, DbErr> {
    let backend = db.get_database_backend();
    let (from, sign) = if of.is_some() { ("ticket_pause", "1") } else { ("score_pause", "p.sign") };
    let seconds = format!("{sign} * {}", seconds_between(backend, "p.from_at", "p.to_at"));
    let mut sql = Sql::new("SELECT ");
    sql.push(COUNTS_FOR).push(", ");
    when(&mut sql, "p.from_at", of);
    sql.push(&format!(
        ", CAST(SUM(CASE WHEN p.decision = 'REJECTED' THEN {seconds} ELSE 0 END) AS bigint), CAST(SUM({seconds}) AS bigint)
         FROM {from} p CROSS JOIN ticket t
             LEFT JOIN ticket_leg l ON l.ticket_id = t.id AND l.from_at <= p.from_at AND p.from_at < l.until_at
         WHERE t.id = p.ticket_id AND p.to_at IS NOT NULL",
    ));
    if let Some(stretch) = of {
        within(&mut sql, "p.from_at", COUNTS_FOR, stretch);
    }
    sql.push(" GROUP BY 1, 2");
    let count = |row: &QueryResult| {
        Ok(PauseCount {
            contract: row.try_get_by_index(0)?,
            when: row.try_get_by_index(1)?,
            rejected: row.try_get_by_index(2)?,
            claimed: row.try_get_by_index(3)?,
        })
    };
    db.query_all_raw(sql.build(backend)).await?.iter().map(count).collect()
}

/// Appends the month that an instant lies in; of the journal the instant itself, because only the contract's zone says
/// which month it is.
pub(super) fn when(sql: &mut Sql, column: &str, of: Option<&Stretch>) {
    let mut months = of.into_iter().flat_map(|stretch| &stretch.months);
    let Some((first, _)) = months.next() else {
        sql.push(column);
        return;
    };
    let mut month = first;
    sql.push("CASE");
    for (next, start) in months {
        sql.push(" WHEN ").push(column).push(" < ").bind(*start).push(&format!(" THEN {month}"));
        month = next;
    }
    // CASE wants a WHEN, also where there is one month.
    sql.push(&format!(" WHEN {column} IS NOT NULL THEN {month} END"));
}

/// From so many contracts on, all are counted: to hold each row against the list costs more than to leave some out.
const ALL_CONTRACTS: usize = 200;

pub(super) fn within(sql: &mut Sql, column: &str, contract: &str, stretch: &Stretch) {
    if let Some((_, from)) = stretch.months.first() {
        sql.push(" AND ").push(column).push(" >= ").bind(*from);
    }
    sql.push(" AND ").push(column).push(" < ").bind(stretch.until);
    if stretch.contracts.len() < ALL_CONTRACTS {
        sql.push(" AND ").push(contract).push(" IN ").bind_list(stretch.contracts.iter().map(|id| id.0));
    }
}

/// Whole seconds; event and pause times have no parts of a second.
pub(super) fn seconds_between(backend: DbBackend, from: &str, to: &str) -> String {
    match backend {
        DbBackend::Sqlite => format!("(unixepoch({to}) - unixepoch({from}))"),
        _ => format!("CAST(EXTRACT(EPOCH FROM {to} - {from}) AS bigint)"),
    }
}
