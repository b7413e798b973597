//! Counting pauses for reports: what was decided of them, and how long they were declared to last. A pause counts for the
//! leg in which it began (E28).

use domain::Instant;
use domain::access::TicketScope;
use domain::ids::{AgencyId, ContractId, VendorId};
use domain::ticket::{PauseParty, PauseReason};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, QueryResult};
use serde::{Deserialize, Serialize};

use crate::read::{Sql, among, in_scope_of};

/// Of the leg that a pause began in; of the ticket, when it was never handed over.
const CONTRACT: &str = "COALESCE(l.contract_id, t.contract_id)";
const VENDOR: &str = "COALESCE(l.vendor_id, t.vendor_id)";
const LEG: &str = " LEFT JOIN ticket_leg l ON l.ticket_id = t.id AND l.from_at <= p.from_at AND p.from_at < l.until_at";

/// What the rows of a report of pauses are told apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PauseDimension {
    Contract,
    Vendor,
    Agency,
    Reason,
    Party,
}

/// The value of one dimension in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PauseKey {
    Contract(ContractId),
    Vendor(VendorId),
    Agency(AgencyId),
    Reason(PauseReason),
    Party(PauseParty),
}

/// Which pauses. `None` does not narrow.
#[derive(Clone, Debug, Default)]
pub struct PauseFilter {
    /// Begun in `[from, before)`.
    pub from: Option<Instant>,
    pub before: Option<Instant>,
    pub contract: Option<ContractId>,
    pub vendor: Option<VendorId>,
    /// Already expanded to subtrees.
    pub agencies: Option<Vec<AgencyId>>,
}

/// Pauses by what was decided of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PauseTally {
    pub pending: i64,
    pub accepted: i64,
    pub rejected: i64,
    /// Of those that have ended, round the clock.
    pub declared_seconds: i64,
    /// Of the rejected ones among them.
    pub rejected_seconds: i64,
}

impl std::ops::Add for PauseTally {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            pending: self.pending + other.pending,
            accepted: self.accepted + other.accepted,
            rejected: self.rejected + other.rejected,
            declared_seconds: self.declared_seconds + other.declared_seconds,
            rejected_seconds: self.rejected_seconds + other.rejected_seconds,
        }
    }
}

impl PauseDimension {
    const fn column(self) -> &'static str {
        match self {
            Self::Contract => CONTRACT,
            Self::Vendor => VENDOR,
            Self::Agency => "t.agency_id",
            Self::Reason => "p.reason",
            Self::Party => "p.party",
        }
    }

    fn read(self, row: &QueryResult, index: usize) -> Result<PauseKey, DbErr> {
        Ok(match self {
            Self::Contract => PauseKey::Contract(row.try_get_by_index(index)?),
            Self::Vendor => PauseKey::Vendor(row.try_get_by_index(index)?),
            Self::Agency => PauseKey::Agency(row.try_get_by_index(index)?),
            Self::Reason => PauseKey::Reason(row.try_get_by_index(index)?),
            Self::Party => PauseKey::Party(row.try_get_by_index(index)?),
        })
    }
}

/// Counts the pauses of tickets in scope in one statement, at most `limit` rows in the order of their keys.
pub async fn pauses(
    db: &impl ConnectionTrait,
    scope: &TicketScope,
    filter: &PauseFilter,
    by: &[PauseDimension],
    limit: u64,
) -> Result<Vec<(Vec<PauseKey>, PauseTally)>, DbErr> {
    let seconds = match db.get_database_backend() {
        DbBackend::Sqlite => "(unixepoch(p.to_at) - unixepoch(p.from_at))",
        _ => "CAST(EXTRACT(EPOCH FROM p.to_at - p.from_at) AS bigint)",
    };
    let mut sql = Sql::new("SELECT ");
    for decision in ["PENDING", "ACCEPTED", "REJECTED"] {
        sql.push("COALESCE(SUM(CASE WHEN p.decision = '").push(decision).push("' THEN 1 ELSE 0 END), 0), ");
    }
    sql.push("CAST(COALESCE(SUM(").push(seconds).push("), 0) AS bigint), ");
    sql.push("CAST(COALESCE(SUM(CASE WHEN p.decision = 'REJECTED' THEN ").push(seconds);
    sql.push(" ELSE 0 END), 0) AS bigint)");
    for dimension in by {
        sql.push(", ").push(dimension.column());
    }
    sql.push(" FROM ticket_pause p JOIN ticket t ON t.id = p.ticket_id").push(LEG).push(" WHERE ");
    in_scope_of(&mut sql, scope, "t.agency_id", VENDOR);
    narrow(&mut sql, filter);
    let keys: Vec<&str> = by.iter().map(|dimension| dimension.column()).collect();
    if !keys.is_empty() {
        let keys = keys.join(", ");
        sql.push(" GROUP BY ").push(&keys).push(" ORDER BY ").push(&keys);
    }
    sql.push(" LIMIT ").bind(limit);
    let read = |row: &QueryResult| {
        let tally = PauseTally {
            pending: row.try_get_by_index(0)?,
            accepted: row.try_get_by_index(1)?,
            rejected: row.try_get_by_index(2)?,
            declared_seconds: row.try_get_by_index(3)?,
            rejected_seconds: row.try_get_by_index(4)?,
        };
        let keys = by.iter().zip(5..).map(|(dimension, index)| dimension.read(row, index));
        Ok((keys.collect::<Result<_, DbErr>>()?, tally))
    };
    db.query_all_raw(sql.build(db.get_database_backend())).await?.iter().map(read).collect()
}

fn narrow(sql: &mut Sql, filter: &PauseFilter) {
    if let Some(from) = filter.from {
        sql.push(" AND p.from_at >= ").bind(from);
    }
    if let Some(before) = filter.before {
        sql.push(" AND p.from_at < ").bind(before);
    }
    if let Some(contract) = filter.contract {
        sql.push(" AND ").push(CONTRACT).push(" = ").bind(contract.0);
    }
    if let Some(vendor) = filter.vendor {
        sql.push(" AND ").push(VENDOR).push(" = ").bind(vendor.0);
    }
    if let Some(agencies) = &filter.agencies {
        sql.push(" AND ");
        among(sql, "t.agency_id", agencies.iter().map(|id| id.0));
    }
}
