//! What contract months come to, counted from verdicts by the month in which they count (S10).

use domain::ids::ContractId;
use domain::sla::Metric;
use domain::ticket::Priority;
use sea_orm::{ConnectionTrait, DbErr, QueryResult};

use crate::read::Sql;

/// Verdicts of one metric and priority in a contract month.
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

/// Counts verdicts. A promise that is broken and not kept yet is late, not yet later.
pub async fn clocks(db: &impl ConnectionTrait, months: &[(ContractId, i32)]) -> Result<Vec<ClockCount>, DbErr> {
    let late = |times: i32| {
        format!(
            "SUM(CASE WHEN c.state = 'BREACHED' AND c.stopped_at IS NOT NULL
                 AND c.elapsed_seconds > {times} * c.target_seconds THEN 1 ELSE 0 END)"
        )
    };
    let Some(mut sql) = wanted(months) else { return Ok(Vec::new()) };
    sql.push(&format!(
        " SELECT c.contract_id, c.counted_month, c.metric, g.priority,
             SUM(CASE WHEN c.state = 'MET' THEN 1 ELSE 0 END), COUNT(*), {}, {}
         FROM wanted w JOIN sla_clock c ON c.contract_id = w.contract_id AND c.counted_month = w.month
             JOIN sla_target g ON g.id = c.target_id
         WHERE c.state IN ('MET', 'BREACHED')
         GROUP BY c.contract_id, c.counted_month, c.metric, g.priority",
        late(2),
        late(3),
    ));
    let count = |row: &QueryResult| {
        Ok(ClockCount {
            contract: row.try_get_by_index(0)?,
            month: row.try_get_by_index(1)?,
            metric: row.try_get_by_index(2)?,
            priority: row.try_get_by_index(3)?,
            met: row.try_get_by_index(4)?,
            judged: row.try_get_by_index(5)?,
            beyond_twice: row.try_get_by_index(6)?,
            beyond_thrice: row.try_get_by_index(7)?,
        })
    };
    let rows = db.query_all_raw(sql.build(db.get_database_backend())).await?;
    rows.iter().map(count).collect()
}

/// Something done of something due in a contract month.
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
pub async fn complaints(db: &impl ConnectionTrait, months: &[(ContractId, i32)]) -> Result<Vec<MonthCount>, DbErr> {
    let Some(mut sql) = wanted(months) else { return Ok(Vec::new()) };
    sql.push(
        " SELECT c.contract_id, c.counted_month, SUM(CASE WHEN c.state = 'MET' THEN 1 ELSE 0 END), COUNT(*)
         FROM wanted w JOIN sla_clock c ON c.contract_id = w.contract_id AND c.counted_month = w.month
             JOIN ticket t ON t.id = c.ticket_id
         WHERE c.state IN ('MET', 'BREACHED') AND c.metric = 'RESOLVE' AND t.kind = 'COMPLAINT'
         GROUP BY c.contract_id, c.counted_month",
    );
    db.query_all_raw(sql.build(db.get_database_backend())).await?.iter().map(MonthCount::of).collect()
}

/// Counts inspections by the month of their date: done by their last day, of done, done late or missed. One with a cause
/// was nobody's to do: skipped by its plan, cancelled, or never raised because the platform stood still. One that was done
/// after a last day that is in doubt counts once the days are known (S8).
pub async fn inspections(db: &impl ConnectionTrait, months: &[(ContractId, i32)]) -> Result<Vec<MonthCount>, DbErr> {
    let Some(mut sql) = wanted(months) else { return Ok(Vec::new()) };
    sql.push(
        " SELECT o.contract_id, o.month, SUM(CASE WHEN o.state = 'DONE' THEN 1 ELSE 0 END), COUNT(*)
         FROM wanted w JOIN inspection_occurrence o ON o.contract_id = w.contract_id AND o.month = w.month
         WHERE o.state IN ('DONE', 'DONE_LATE', 'MISSED') AND o.cause IS NULL
             AND (o.state = 'DONE' OR o.missed_at IS NOT NULL)
         GROUP BY o.contract_id, o.month",
    );
    db.query_all_raw(sql.build(db.get_database_backend())).await?.iter().map(MonthCount::of).collect()
}

/// `wanted (contract_id, month)`; none without any, because no database takes VALUES of nothing.
fn wanted(months: &[(ContractId, i32)]) -> Option<Sql> {
    if months.is_empty() {
        return None;
    }
    let mut sql = Sql::new("WITH wanted (contract_id, month) AS (VALUES ");
    for (place, (contract, month)) in months.iter().enumerate() {
        sql.push(if place > 0 { ", (" } else { "(" }).bind(contract.0).push(", ").bind(*month).push(")");
    }
    sql.push(")");
    Some(sql)
}
