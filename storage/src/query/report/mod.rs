//! Counting clocks for reports: one statement, grouped by the database, the same text on both (S10).

mod group;
mod pauses;

use domain::Instant;
use domain::access::TicketScope;
use domain::ids::{AgencyId, ContractId, SystemId, VendorId};
use domain::sla::{ClockTally, Metric};
use domain::ticket::Priority;
use sea_orm::{ConnectionTrait, DbErr, QueryResult};

pub use group::{Group, GroupClocks, group_clocks, group_solutions};
pub use pauses::{PauseDimension, PauseFilter, PauseKey, PauseTally, pauses};

use crate::read::{Sql, among, in_scope_of};

/// What a report's rows are told apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dimension {
    Contract,
    Vendor,
    Agency,
    System,
    Priority,
    Metric,
    Month,
}

/// The value of one dimension in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReportKey {
    Contract(ContractId),
    Vendor(VendorId),
    Agency(AgencyId),
    System(SystemId),
    /// The ticket's priority now.
    Priority(Priority),
    Metric(Metric),
    /// `YYYYMM` in the contract's zone.
    Month(i32),
}

/// Which clocks. `None` does not narrow.
#[derive(Clone, Debug, Default)]
pub struct ReportFilter {
    /// The first and the last month, `YYYYMM` in each contract's zone.
    pub from_month: Option<i32>,
    pub until_month: Option<i32>,
    /// Counted at or after.
    pub counted_from: Option<Instant>,
    /// Counted before.
    pub counted_before: Option<Instant>,
    pub contract: Option<ContractId>,
    pub vendor: Option<VendorId>,
    /// Already expanded to subtrees.
    pub agencies: Option<Vec<AgencyId>>,
    pub system: Option<SystemId>,
    pub priority: Option<Priority>,
    pub metric: Option<Metric>,
}

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

/// Counts the clocks of tickets in scope that have begun by `now`, at most `limit` rows in the order of their keys.
///
/// A clock that runs past a certain due time counts as breached, whether or not the sweep has come to it.
pub async fn clocks(
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
    sql.push("CASE WHEN c.state IN ('MET', 'BREACHED') AND c.stopped_at IS NOT NULL THEN 1 ELSE 0 END AS stopped, ");
    sql.push("c.elapsed_seconds, c.paused_seconds, ");
    counted_state(&mut sql, now);
    // A clock is its contract's: after a hand-over that need not be the contract of the vendor that has the ticket now.
    sql.push(
        " AS state FROM sla_clock c JOIN ticket t ON t.id = c.ticket_id
         JOIN service_contract k ON k.id = c.contract_id WHERE ",
    );
    in_scope_of(&mut sql, scope, "t.agency_id", "k.vendor_id");
    narrow(&mut sql, filter, now);
    sql.push(") SELECT ");
    for (sum, state) in SUMS.iter().enumerate() {
        sql.push(if sum > 0 { ", " } else { "" });
        sql.push("COALESCE(SUM(CASE WHEN state ").push(state).push(" THEN 1 ELSE 0 END), 0)");
    }
    for spent in ["elapsed_seconds", "paused_seconds"] {
        sql.push(", CAST(COALESCE(SUM(stopped * ").push(spent).push("), 0) AS bigint)");
    }
    let keys = KEYS[..by.len()].join(", ");
    if !by.is_empty() {
        sql.push(", ").push(&keys).push(" FROM counted GROUP BY ").push(&keys).push(" ORDER BY ").push(&keys);
    } else {
        sql.push(" FROM counted");
    }
    sql.push(" LIMIT ").bind(limit);
    let rows = db.query_all_raw(sql.build(db.get_database_backend())).await?;
    let read = |row: &QueryResult| {
        let (elapsed, paused) = (row.try_get_by_index(SUMS.len())?, row.try_get_by_index(SUMS.len() + 1)?);
        Ok((read_keys(row, by)?, tally(row)?, Spent { elapsed, paused }))
    };
    rows.iter().map(read).collect()
}

/// What a clock counts as: one that runs past a certain due time is breached, whether or not the sweep has come to it.
fn counted_state(sql: &mut Sql, now: Instant) {
    sql.push("CASE WHEN c.state = 'RUNNING' AND NOT c.provisional AND c.due_at < ").bind(now);
    sql.push(" THEN 'BREACHED' ELSE c.state END");
}

const KEYS: [&str; 2] = ["first_key", "second_key"];

/// In the order of [`ClockTally`]'s fields.
const SUMS: [&str; 6] = [
    "= 'MET'",
    "= 'BREACHED'",
    "IN ('RUNNING', 'PAUSED', 'AWAITING_CALENDAR')",
    "= 'EXCLUDED'",
    "= 'NO_PROMISE'",
    "= 'CANCELLED'",
];

impl Dimension {
    const fn column(self) -> &'static str {
        match self {
            Self::Contract => "c.contract_id",
            Self::Vendor => "k.vendor_id",
            Self::Agency => "t.agency_id",
            Self::System => "t.system_id",
            Self::Priority => "t.priority",
            Self::Metric => "c.metric",
            Self::Month => "c.counted_month",
        }
    }

    fn read(self, row: &QueryResult, index: usize) -> Result<ReportKey, DbErr> {
        Ok(match self {
            Self::Contract => ReportKey::Contract(row.try_get_by_index(index)?),
            Self::Vendor => ReportKey::Vendor(row.try_get_by_index(index)?),
            Self::Agency => ReportKey::Agency(row.try_get_by_index(index)?),
            Self::System => ReportKey::System(row.try_get_by_index(index)?),
            Self::Priority => ReportKey::Priority(row.try_get_by_index(index)?),
            Self::Metric => ReportKey::Metric(row.try_get_by_index(index)?),
            Self::Month => ReportKey::Month(row.try_get_by_index(index)?),
        })
    }
}

fn narrow(sql: &mut Sql, filter: &ReportFilter, now: Instant) {
    // UPDATE links are computed ahead: one that has not begun promises nothing yet.
    sql.push(" AND c.started_at <= ").bind(now);
    if let Some(month) = filter.from_month {
        sql.push(" AND c.counted_month >= ").bind(month);
    }
    if let Some(month) = filter.until_month {
        sql.push(" AND c.counted_month <= ").bind(month);
    }
    if let Some(at) = filter.counted_from {
        sql.push(" AND c.counted_at >= ").bind(at);
    }
    if let Some(at) = filter.counted_before {
        sql.push(" AND c.counted_at < ").bind(at);
    }
    if let Some(contract) = filter.contract {
        sql.push(" AND c.contract_id = ").bind(contract.0);
    }
    if let Some(vendor) = filter.vendor {
        sql.push(" AND k.vendor_id = ").bind(vendor.0);
    }
    if let Some(agencies) = &filter.agencies {
        sql.push(" AND ");
        among(sql, "t.agency_id", agencies.iter().map(|id| id.0));
    }
    if let Some(system) = filter.system {
        sql.push(" AND t.system_id = ").bind(system.0);
    }
    if let Some(priority) = filter.priority {
        sql.push(" AND t.priority = ").bind(priority.as_str());
    }
    if let Some(metric) = filter.metric {
        sql.push(" AND c.metric = ").bind(metric.as_str());
    }
}

fn read_keys(row: &QueryResult, by: &[Dimension]) -> Result<Vec<ReportKey>, DbErr> {
    by.iter().enumerate().map(|(place, dimension)| dimension.read(row, SUMS.len() + 2 + place)).collect()
}

fn tally(row: &QueryResult) -> Result<ClockTally, DbErr> {
    Ok(ClockTally {
        met: row.try_get_by_index(0)?,
        breached: row.try_get_by_index(1)?,
        running: row.try_get_by_index(2)?,
        excluded: row.try_get_by_index(3)?,
        without_promise: row.try_get_by_index(4)?,
        cancelled: row.try_get_by_index(5)?,
    })
}
