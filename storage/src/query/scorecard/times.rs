//! How long promises took: buckets of contract months for percentiles at once, and exact ones from the clocks themselves.

use std::fmt::Write;

use domain::ids::ContractId;
use domain::scorecard::{Percentiles, TimeUsed, time_doublings};
use domain::sla::Metric;
use sea_orm::{ConnectionTrait, DbErr, QueryResult};

use super::clocks::{CLOCK, Month, counted, values};
use crate::read::Sql;

/// A promise that was kept, in time or late.
const KEPT: &str = "c.state IN ('MET', 'BREACHED') AND (c.state = 'MET' OR c.stopped_at IS NOT NULL)";

/// What a contract month's promises of a metric took.
#[derive(Clone, Debug)]
pub struct MonthTimes {
    pub contract: ContractId,
    pub month: i32,
    pub metric: Metric,
    pub used: TimeUsed,
}

/// More or fewer times in a bucket of a contract month.
#[derive(Clone, Copy, Debug)]
pub struct TimeChange {
    pub contract: ContractId,
    pub month: i32,
    pub metric: Metric,
    pub bucket: i32,
    pub count: i64,
}

/// What the journal changes.
pub async fn changed_times(db: &impl ConnectionTrait) -> Result<Vec<TimeChange>, DbErr> {
    let (from, sign) = counted(None, CLOCK);
    let bucket = bucket("c.elapsed_seconds");
    let sql = format!(
        "SELECT c.contract_id, c.counted_month, c.metric, CAST({bucket} AS int), SUM({sign})
         FROM {from} WHERE {KEPT} GROUP BY 1, 2, 3, 4 HAVING SUM({sign}) <> 0"
    );
    let change = |row: &QueryResult| {
        Ok(TimeChange {
            contract: row.try_get_by_index(0)?,
            month: row.try_get_by_index(1)?,
            metric: row.try_get_by_index(2)?,
            bucket: row.try_get_by_index(3)?,
            count: row.try_get_by_index(4)?,
        })
    };
    db.query_all_raw(Sql::new(&sql).build(db.get_database_backend())).await?.iter().map(change).collect()
}

/// Forgets the times of months, which are counted anew.
pub async fn forget_times(db: &impl ConnectionTrait, months: &[Month]) -> Result<(), DbErr> {
    for chunk in months.chunks(TIMES_A_STATEMENT) {
        let mut sql = Sql::new("DELETE FROM time_used WHERE (contract_id, month) IN (");
        values(&mut sql, chunk);
        sql.push(")");
        db.execute_raw(sql.build(db.get_database_backend())).await?;
    }
    Ok(())
}

/// The times of contract months.
pub async fn times(db: &impl ConnectionTrait, months: &[Month]) -> Result<Vec<MonthTimes>, DbErr> {
    let mut found = Vec::new();
    for chunk in months.chunks(TIMES_A_STATEMENT) {
        let mut sql =
            Sql::new("SELECT contract_id, month, metric, buckets FROM time_used WHERE (contract_id, month) IN (");
        values(&mut sql, chunk);
        sql.push(")");
        found.extend(read(db, sql).await?);
    }
    Ok(found)
}

/// The times of contracts from one month to another, both inclusive.
pub async fn times_between(
    db: &impl ConnectionTrait,
    contracts: impl IntoIterator<Item = ContractId>,
    (first, last): (i32, i32),
) -> Result<Vec<MonthTimes>, DbErr> {
    let mut sql = Sql::new("SELECT contract_id, month, metric, buckets FROM time_used WHERE month >= ");
    sql.bind(first).push(" AND month <= ").bind(last);
    sql.push(" AND contract_id IN ").bind_list(contracts.into_iter().map(|id| id.0));
    read(db, sql).await
}

async fn read(db: &impl ConnectionTrait, sql: Sql) -> Result<Vec<MonthTimes>, DbErr> {
    let times = |row: &QueryResult| {
        let buckets: String = row.try_get_by_index(3)?;
        Ok(MonthTimes {
            contract: row.try_get_by_index(0)?,
            month: row.try_get_by_index(1)?,
            metric: row.try_get_by_index(2)?,
            used: buckets.parse::<TimeUsed>().map_err(|error| DbErr::Type(format!("time_used.buckets: {error}")))?,
        })
    };
    db.query_all_raw(sql.build(db.get_database_backend())).await?.iter().map(times).collect()
}

/// Rows in one statement; SQLite binds at most 32,766 values.
const TIMES_A_STATEMENT: usize = 5_000;

/// Writes the times of contract months in the place of those before.
pub async fn write_times(db: &impl ConnectionTrait, rows: &[MonthTimes]) -> Result<(), DbErr> {
    for chunk in rows.chunks(TIMES_A_STATEMENT) {
        let mut sql = Sql::new("INSERT INTO time_used (contract_id, month, metric, buckets) VALUES ");
        for (place, row) in chunk.iter().enumerate() {
            let values: [sea_orm::Value; 4] =
                [row.contract.0.into(), row.month.into(), row.metric.as_str().into(), row.used.to_string().into()];
            sql.push(if place > 0 { ", " } else { "" }).bind_list(values);
        }
        sql.push(" ON CONFLICT (contract_id, month, metric) DO UPDATE SET buckets = excluded.buckets");
        db.execute_raw(sql.build(db.get_database_backend())).await?;
    }
    Ok(())
}

/// The percentiles of a contract's months, both inclusive, from the clocks themselves, in the order of metrics.
pub async fn exact_percentiles(
    db: &impl ConnectionTrait,
    contract: ContractId,
    (first, last): (i32, i32),
) -> Result<Vec<Percentiles>, DbErr> {
    let mut sql = Sql::new(
        "WITH ranked AS (
             SELECT c.metric, c.elapsed_seconds, COUNT(*) OVER (PARTITION BY c.metric) AS times,
                 ROW_NUMBER() OVER (PARTITION BY c.metric ORDER BY c.elapsed_seconds) AS place
             FROM sla_clock c WHERE c.contract_id = ",
    );
    sql.bind(contract.0).push(" AND c.counted_month >= ").bind(first).push(" AND c.counted_month <= ").bind(last);
    sql.push(" AND ").push(KEPT).push(") SELECT metric, times");
    for percent in [50, 90, 95, 99] {
        sql.push(&format!(", MIN(CASE WHEN place * 100 >= times * {percent} THEN elapsed_seconds END)"));
    }
    sql.push(" FROM ranked GROUP BY metric, times");
    let percentiles = |row: &QueryResult| {
        Ok(Percentiles {
            metric: row.try_get_by_index(0)?,
            count: row.try_get_by_index(1)?,
            p50: row.try_get_by_index(2)?,
            p90: row.try_get_by_index(3)?,
            p95: row.try_get_by_index(4)?,
            p99: row.try_get_by_index(5)?,
            exact: true,
        })
    };
    let rows = db.query_all_raw(sql.build(db.get_database_backend())).await?;
    let mut found = rows.iter().map(percentiles).collect::<Result<Vec<_>, DbErr>>()?;
    found.sort_unstable_by_key(|of| of.metric as u8);
    Ok(found)
}

/// The bucket of a time in seconds, as [`domain::scorecard::time_bucket`] finds it: whole numbers alone, so that both
/// databases and the domain agree at every boundary.
pub(super) fn bucket(seconds: &str) -> String {
    let mut doublings = time_doublings().peekable();
    let mut text = "CASE".to_owned();
    if let Some((low, ..)) = doublings.peek() {
        // Writing to a String cannot fail.
        let _ = write!(text, " WHEN {seconds} < {low} THEN {seconds}");
    }
    while let Some((low, first, width)) = doublings.next() {
        let _ = match doublings.peek() {
            Some((next, ..)) => {
                write!(text, " WHEN {seconds} < {next} THEN {first} + ({seconds} - {low}) / {width}")
            }
            None => write!(text, " ELSE {first} END"),
        };
    }
    text
}
