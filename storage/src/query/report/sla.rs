//! How many clocks came to what, and how much of their time was paused.

use domain::Instant;
use domain::access::TicketScope;
use domain::sla::ClockTally;
use sea_orm::{ConnectionTrait, DbErr, QueryResult};

use super::counted::{STOPPED, SUMS, counted_state, from_clocks, sums, tally};
use super::dimension::{Dimension, ReportFilter, ReportKey, narrow, read_keys};
use crate::read::Sql;

/// Time of clocks that were judged and have stopped, in seconds of their own measure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spent {
    pub elapsed: i64,
    pub paused: i64,
}

impl std::ops::Add for Spent {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { elapsed: self.elapsed + other.elapsed, paused: self.paused + other.paused }
    }
}

/// Counts the clocks of tickets in scope that have begun by `now`, at most `limit` rows in whatever order.
pub async fn count_clocks(
    db: &impl ConnectionTrait,
    scope: &TicketScope,
    filter: &ReportFilter,
    by: &[Dimension],
    now: Instant,
    limit: u64,
) -> Result<Vec<(Vec<ReportKey>, ClockTally, Spent)>, DbErr> {
    let mut sql = Sql::new("WITH counted AS (SELECT ");
    for (place, dimension) in by.iter().enumerate() {
        sql.push(dimension.column()).push(" AS ").push(KEYS[place]).push(", ");
    }
    sql.push("CASE WHEN ").push(STOPPED).push(" THEN 1 ELSE 0 END AS stopped, c.elapsed_seconds, c.paused_seconds, ");
    counted_state(&mut sql, now);
    sql.push(" AS state");
    from_clocks(&mut sql, scope);
    narrow(&mut sql, filter, now);
    sql.push(") SELECT ");
    sums(&mut sql);
    for spent in ["elapsed_seconds", "paused_seconds"] {
        sql.push(", CAST(COALESCE(SUM(stopped * ").push(spent).push("), 0) AS bigint)");
    }
    if by.is_empty() {
        sql.push(" FROM counted");
    } else {
        let keys = KEYS[..by.len()].join(", ");
        sql.push(", ").push(&keys).push(" FROM counted GROUP BY ").push(&keys);
    }
    sql.push(" LIMIT ").bind(limit);
    let rows = db.query_all_raw(sql.build(db.get_database_backend())).await?;
    let read = |row: &QueryResult| {
        let (elapsed, paused) = (row.try_get_by_index(SUMS)?, row.try_get_by_index(SUMS + 1)?);
        Ok((read_keys(row, by, SUMS + 2)?, tally(row)?, Spent { elapsed, paused }))
    };
    rows.iter().map(read).collect()
}

const KEYS: [&str; 2] = ["first_key", "second_key"];
