//! What contract months come to, counted from verdicts by the month in which they count (S10), and from inspections. All
//! of a month, or what the journal says was added and taken off: one text counts both.

use domain::ids::ContractId;
use domain::scorecard::TimeUsed;
use domain::sla::Metric;
use domain::ticket::Priority;
use sea_orm::{ConnectionTrait, DbErr, QueryResult};

use super::times::bucket;
use crate::read::Sql;

/// Verdicts of one metric and priority in a contract month; of the journal with sign.
#[derive(Clone, Copy, Debug)]
pub struct ClockCount {
    pub contract: ContractId,
    pub month: i32,
    pub metric: Metric,
    /// Of the promise that was judged, not of the ticket: it stays when the ticket's priority changes later.
    pub priority: Priority,
    pub met: i64,
    /// Met or breached.
    pub judged: i64,
    /// Breached, and kept only after more than twice the time allowed.
    pub beyond_twice: i64,
    /// Of these, after more than three times the time allowed.
    pub beyond_thrice: i64,
}

/// Counts verdicts of months, perhaps of others too, each with how long those took that were kept. A promise that is broken
/// and not kept yet is late, not yet later.
///
/// Grouped by the columns of the index `sla_clock_judged` in their order, which holds all that is read: many months are
/// one walk along it.
pub async fn clocks(db: &impl ConnectionTrait, months: &[Month]) -> Result<Vec<(ClockCount, TimeUsed)>, DbErr> {
    let Some(mut sql) = wanted(Some(months)) else { return Ok(Vec::new()) };
    let (from, sign) = counted(Some(months), CLOCK);
    sql.push(&format!(
        "SELECT of_target.contract_id, counted_month, of_target.metric, g.priority, met, judged, twice, thrice, times
         FROM (SELECT c.contract_id, c.counted_month, c.metric, c.target_id, {},
                 STRING_AGG(CASE WHEN c.state = 'MET' OR c.stopped_at IS NOT NULL THEN CAST({} AS text) END, ' ') AS times
             FROM {from} WHERE c.state IN ('MET', 'BREACHED'){}
             GROUP BY c.contract_id, c.counted_month, c.metric, c.target_id) of_target
         JOIN sla_target g ON g.id = of_target.target_id",
        sums(sign),
        bucket("c.elapsed_seconds"),
        between(months, "c.counted_month"),
    ));
    let count = |row: &QueryResult| {
        let times: Option<String> = row.try_get_by_index(8)?;
        let used = times.unwrap_or_default().parse::<TimeUsed>();
        Ok((ClockCount::of(row)?, used.map_err(|error| DbErr::Type(error.to_string()))?))
    };
    let rows = db.query_all_raw(sql.build(db.get_database_backend())).await?;
    rows.iter().map(count).collect()
}

/// Counts the verdicts of the journal, with sign.
pub async fn changed_clocks(db: &impl ConnectionTrait) -> Result<Vec<ClockCount>, DbErr> {
    let (from, sign) = counted(None, CLOCK);
    let text = format!(
        "SELECT c.contract_id, c.counted_month, c.metric, g.priority, {}
         FROM {from} JOIN sla_target g ON g.id = c.target_id WHERE c.state IN ('MET', 'BREACHED')
         GROUP BY c.contract_id, c.counted_month, c.metric, g.priority",
        sums(sign),
    );
    let rows = db.query_all_raw(Sql::new(&text).build(db.get_database_backend())).await?;
    rows.iter().map(ClockCount::of).collect()
}

fn sums(sign: &str) -> String {
    let late = |times: i32, name: &str| {
        format!(
            "SUM(CASE WHEN c.state = 'BREACHED' AND c.stopped_at IS NOT NULL
                 AND c.elapsed_seconds > {times} * c.target_seconds THEN {sign} ELSE 0 END) AS {name}"
        )
    };
    let met = format!("SUM(CASE WHEN c.state = 'MET' THEN {sign} ELSE 0 END) AS met, SUM({sign}) AS judged");
    format!("{met}, {}, {}", late(2, "twice"), late(3, "thrice"))
}

impl ClockCount {
    fn of(row: &QueryResult) -> Result<Self, DbErr> {
        Ok(Self {
            contract: row.try_get_by_index(0)?,
            month: row.try_get_by_index(1)?,
            metric: row.try_get_by_index(2)?,
            priority: row.try_get_by_index(3)?,
            met: row.try_get_by_index(4)?,
            judged: row.try_get_by_index(5)?,
            beyond_twice: row.try_get_by_index(6)?,
            beyond_thrice: row.try_get_by_index(7)?,
        })
    }
}

/// Something done of something due in a contract month; of the journal with sign.
#[derive(Clone, Copy, Debug)]
pub struct MonthCount {
    pub contract: ContractId,
    pub month: i32,
    pub part: i64,
    pub whole: i64,
}

impl MonthCount {
    fn of(row: &QueryResult) -> Result<Self, DbErr> {
        Ok(Self {
            contract: row.try_get_by_index(0)?,
            month: row.try_get_by_index(1)?,
            part: row.try_get_by_index(2)?,
            whole: row.try_get_by_index(3)?,
        })
    }
}

/// Counts answers to complaints: their RESOLVE verdicts, met, of met or breached.
pub async fn complaints(db: &impl ConnectionTrait, months: Option<&[Month]>) -> Result<Vec<MonthCount>, DbErr> {
    let Some(mut sql) = wanted(months) else { return Ok(Vec::new()) };
    let (from, sign) = counted(months, CLOCK);
    let between = between(months.unwrap_or_default(), "c.counted_month");
    sql.push(&format!(
        "SELECT c.contract_id, c.counted_month, SUM(CASE WHEN c.state = 'MET' THEN {sign} ELSE 0 END), SUM({sign})
         FROM {from} JOIN ticket t ON t.id = c.ticket_id
         WHERE c.state IN ('MET', 'BREACHED') AND c.metric = 'RESOLVE' AND t.kind = 'COMPLAINT'{between}
         GROUP BY c.contract_id, c.counted_month",
    ));
    db.query_all_raw(sql.build(db.get_database_backend())).await?.iter().map(MonthCount::of).collect()
}

/// This inspection counts: it was done, done late or missed. One with a cause was nobody's to do: skipped by its plan,
/// cancelled, or never raised because the platform stood still. One that was done after a last day that is in doubt counts
/// once the days are known (S8).
pub(super) const INSPECTED: &str = "o.state IN ('DONE', 'DONE_LATE', 'MISSED') AND o.cause IS NULL
    AND (o.state = 'DONE' OR o.missed_at IS NOT NULL)";

/// Counts inspections by the month of their date: done by their last day, of those that count.
pub async fn inspections(db: &impl ConnectionTrait, months: Option<&[Month]>) -> Result<Vec<MonthCount>, DbErr> {
    let Some(mut sql) = wanted(months) else { return Ok(Vec::new()) };
    let (from, sign) = counted(months, INSPECTION);
    let between = between(months.unwrap_or_default(), "o.month");
    sql.push(&format!(
        "SELECT o.contract_id, o.month, SUM(CASE WHEN o.state = 'DONE' THEN {sign} ELSE 0 END), SUM({sign})
         FROM {from} WHERE {INSPECTED}{between}
         GROUP BY o.contract_id, o.month",
    ));
    db.query_all_raw(sql.build(db.get_database_backend())).await?.iter().map(MonthCount::of).collect()
}

/// A contract and a month, `YYYYMM`.
pub type Month = (ContractId, i32);

/// Where something is counted: from its table for the months wanted, from all of it where they are many, from the journal.
pub(super) type Counted = [(&'static str, &'static str); 3];
pub(super) const CLOCK: Counted = [
    ("wanted w JOIN sla_clock c ON c.contract_id = w.contract_id AND c.counted_month = w.month", "1"),
    ("sla_clock c", "1"),
    ("score_clock c", "c.sign"),
];
const INSPECTION: Counted = [
    ("wanted w JOIN inspection_occurrence o ON o.contract_id = w.contract_id AND o.month = w.month", "1"),
    ("inspection_occurrence o", "1"),
    ("score_inspection o", "o.sign"),
];

/// From so many months on, all from the first to the last are counted, in the order of an index: to look each up, or to
/// leave some out, costs more.
const MANY: usize = 200;

/// What to read, and as how many a row counts.
pub(super) fn counted(months: Option<&[Month]>, of: Counted) -> (&'static str, &'static str) {
    let [wanted, all, journal] = of;
    match months {
        Some(months) if months.len() < MANY => wanted,
        Some(_) => all,
        None => journal,
    }
}

/// `wanted (contract_id, month)` where few are; none of no months, because no database takes VALUES of nothing.
fn wanted(months: Option<&[Month]>) -> Option<Sql> {
    let Some(months) = months.filter(|months| months.len() < MANY) else { return Some(Sql::default()) };
    if months.is_empty() {
        return None;
    }
    let mut sql = Sql::new("WITH wanted (contract_id, month) AS (");
    values(&mut sql, months);
    sql.push(") ");
    Some(sql)
}

/// That a month lies between the first and the last, where they are many.
fn between(months: &[Month], column: &str) -> String {
    let range = months.iter().map(|(_, month)| month).min().zip(months.iter().map(|(_, month)| month).max());
    match range.filter(|_| months.len() >= MANY) {
        Some((first, last)) => format!(" AND {column} BETWEEN {first} AND {last}"),
        None => String::new(),
    }
}

/// Appends `VALUES (contract, month), …`.
pub(super) fn values(sql: &mut Sql, months: &[Month]) {
    sql.push("VALUES ");
    for (place, (contract, month)) in months.iter().enumerate() {
        sql.push(if place > 0 { ", (" } else { "(" }).bind(contract.0).push(", ").bind(*month).push(")");
    }
}
