//! What the rows of an SLA report are told apart by, and which clocks it is about.

use domain::Instant;
use domain::ids::{AgencyId, ContractId, SystemId, TeamId, UserId, VendorId};
use domain::sla::Metric;
use domain::ticket::{Priority, TicketKind};
use sea_orm::{DbErr, QueryResult};
use serde::{Deserialize, Serialize};

use crate::read::{Sql, among};

/// What a report's rows are told apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Dimension {
    Contract,
    Vendor,
    Agency,
    System,
    Priority,
    Metric,
    Month,
    Kind,
    Cause,
    Team,
    Assignee,
}

/// The value of one dimension in a row.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
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
    Kind(TicketKind),
    /// Word for word as the vendor last stated it; none before, and for a vendor that has given the ticket away.
    Cause(Option<String>),
    /// None for the common queue, and for a vendor that has given the ticket away.
    Team(Option<TeamId>),
    /// None in the vendor's queue, and for a vendor that has given the ticket away.
    Assignee(Option<UserId>),
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
    pub kind: Option<TicketKind>,
    pub cause: Option<String>,
    /// With a cause, or without.
    pub cause_stated: Option<bool>,
    pub team: Option<TeamId>,
    /// With a team, or in the vendor's common queue.
    pub routed: Option<bool>,
    pub assignee: Option<UserId>,
    /// With an engineer, or without.
    pub assigned: Option<bool>,
}

// What the ticket says of the vendor that has it now is nothing of the vendor that gave it away.
const CAUSE: &str = "CASE WHEN t.vendor_id = k.vendor_id AND t.cause <> '' THEN t.cause END";
const TEAM: &str = "CASE WHEN t.vendor_id = k.vendor_id THEN t.team_id END";
const ASSIGNEE: &str = "CASE WHEN t.vendor_id = k.vendor_id THEN t.assignee_id END";

impl Dimension {
    /// On the clock `c`, the ticket `t` and the contract `k`.
    pub(super) const fn column(self) -> &'static str {
        match self {
            Self::Contract => "c.contract_id",
            Self::Vendor => "k.vendor_id",
            Self::Agency => "t.agency_id",
            Self::System => "t.system_id",
            Self::Priority => "t.priority",
            Self::Metric => "c.metric",
            Self::Month => "c.counted_month",
            Self::Kind => "t.kind",
            Self::Cause => CAUSE,
            Self::Team => TEAM,
            Self::Assignee => ASSIGNEE,
        }
    }

    pub(super) fn read(self, row: &QueryResult, index: usize) -> Result<ReportKey, DbErr> {
        Ok(match self {
            Self::Contract => ReportKey::Contract(row.try_get_by_index(index)?),
            Self::Vendor => ReportKey::Vendor(row.try_get_by_index(index)?),
            Self::Agency => ReportKey::Agency(row.try_get_by_index(index)?),
            Self::System => ReportKey::System(row.try_get_by_index(index)?),
            Self::Priority => ReportKey::Priority(row.try_get_by_index(index)?),
            Self::Metric => ReportKey::Metric(row.try_get_by_index(index)?),
            Self::Month => ReportKey::Month(row.try_get_by_index(index)?),
            Self::Kind => ReportKey::Kind(row.try_get_by_index(index)?),
            Self::Cause => ReportKey::Cause(row.try_get_by_index(index)?),
            Self::Team => ReportKey::Team(row.try_get_by_index(index)?),
            Self::Assignee => ReportKey::Assignee(row.try_get_by_index(index)?),
        })
    }
}

/// Reads the keys of a row, from the column at `first` on.
pub(super) fn read_keys(row: &QueryResult, by: &[Dimension], first: usize) -> Result<Vec<ReportKey>, DbErr> {
    by.iter().zip(first..).map(|(dimension, index)| dimension.read(row, index)).collect()
}

/// Appends the conditions on the clock `c`, the ticket `t` and the contract `k`.
pub(super) fn narrow(sql: &mut Sql, filter: &ReportFilter, now: Instant) {
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
    if let Some(kind) = filter.kind {
        sql.push(" AND t.kind = ").bind(kind.as_str());
    }
    if let Some(cause) = &filter.cause {
        sql.push(" AND ").push(CAUSE).push(" = ").bind(cause.as_str());
    }
    if let Some(team) = filter.team {
        sql.push(" AND ").push(TEAM).push(" = ").bind(team.0);
    }
    if let Some(assignee) = filter.assignee {
        sql.push(" AND ").push(ASSIGNEE).push(" = ").bind(assignee.0);
    }
    for (value, known) in [(CAUSE, filter.cause_stated), (TEAM, filter.routed), (ASSIGNEE, filter.assigned)] {
        if let Some(known) = known {
            sql.push(" AND (").push(value).push(if known { ") IS NOT NULL" } else { ") IS NULL" });
        }
    }
}
