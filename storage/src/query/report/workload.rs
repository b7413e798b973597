//! Counting work for reports: tickets that came and went in a window, what is left at its end, and the minutes booked in it.
//!
//! Each figure has a branch of its own, so that each begins from its own index.

use domain::access::TicketScope;
use domain::ids::{AgencyId, ContractId, SystemId, TeamId, UserId, VendorId};
use domain::ticket::{Priority, TicketKind, Visibility};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, QueryResult};
use serde::{Deserialize, Serialize};

use crate::read::{Sql, WORK_CONTRACT, Window, among, in_scope_of, in_sight, unindexed};

/// What the rows of a report of work are told apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum WorkloadDimension {
    Agency,
    Vendor,
    Contract,
    System,
    Team,
    Engineer,
    Kind,
    Priority,
}

/// The value of one dimension in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WorkloadKey {
    Agency(AgencyId),
    Vendor(VendorId),
    Contract(ContractId),
    System(SystemId),
    /// None: the common queue.
    Team(Option<TeamId>),
    /// None: nobody yet.
    Engineer(Option<UserId>),
    Kind(TicketKind),
    Priority(Priority),
}

/// Which tickets and entries, and when. `None` does not narrow.
#[derive(Clone, Debug, Default)]
pub struct WorkloadFilter {
    pub window: Window,
    /// Already expanded to subtrees.
    pub agencies: Option<Vec<AgencyId>>,
    pub vendor: Option<VendorId>,
    pub contract: Option<ContractId>,
    pub system: Option<SystemId>,
}

/// Tickets as they stand now, and minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WorkloadTally {
    pub raised: i64,
    /// Solved in the present cycle.
    pub resolved: i64,
    pub closed: i64,
    pub cancelled: i64,
    /// At the end of the window.
    pub open_at_end: i64,
    /// Of entries that began in it, less what was taken back.
    pub minutes: i64,
    /// Of these, what is charged for.
    pub billable_minutes: i64,
}

impl WorkloadTally {
    /// Open when the window began: whatever came since and is gone or left was there, or came.
    pub const fn open_at_start(&self) -> i64 {
        self.open_at_end - self.raised + self.closed + self.cancelled
    }
}

impl std::ops::Add for WorkloadTally {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            raised: self.raised + other.raised,
            resolved: self.resolved + other.resolved,
            closed: self.closed + other.closed,
            cancelled: self.cancelled + other.cancelled,
            open_at_end: self.open_at_end + other.open_at_end,
            minutes: self.minutes + other.minutes,
            billable_minutes: self.billable_minutes + other.billable_minutes,
        }
    }
}

impl WorkloadDimension {
    /// The column of a ticket `t`.
    const fn of_ticket(self) -> &'static str {
        match self {
            Self::Agency => "t.agency_id",
            Self::Vendor => "t.vendor_id",
            Self::Contract => "t.contract_id",
            Self::System => "t.system_id",
            Self::Team => "t.team_id",
            Self::Engineer => "t.assignee_id",
            Self::Kind => "t.kind",
            Self::Priority => "t.priority",
        }
    }

    /// The same of an entry `w` of its work log: work counts for whoever did it.
    const fn of_work(self) -> &'static str {
        match self {
            Self::Vendor => "w.vendor_id",
            Self::Contract => WORK_CONTRACT,
            Self::Team => "CASE WHEN w.vendor_id = t.vendor_id THEN t.team_id END",
            Self::Engineer => "w.engineer_id",
            Self::Agency | Self::System | Self::Kind | Self::Priority => self.of_ticket(),
        }
    }

    fn read(self, row: &QueryResult, index: usize) -> Result<WorkloadKey, DbErr> {
        Ok(match self {
            Self::Agency => WorkloadKey::Agency(row.try_get_by_index(index)?),
            Self::Vendor => WorkloadKey::Vendor(row.try_get_by_index(index)?),
            Self::Contract => WorkloadKey::Contract(row.try_get_by_index(index)?),
            Self::System => WorkloadKey::System(row.try_get_by_index(index)?),
            Self::Team => WorkloadKey::Team(row.try_get_by_index(index)?),
            Self::Engineer => WorkloadKey::Engineer(row.try_get_by_index(index)?),
            Self::Kind => WorkloadKey::Kind(row.try_get_by_index(index)?),
            Self::Priority => WorkloadKey::Priority(row.try_get_by_index(index)?),
        })
    }
}

const KEYS: [&str; 2] = ["first_key", "second_key"];

/// In the order of [`WorkloadTally`]'s fields.
const FIGURES: [&str; 7] = ["raised", "resolved", "closed", "cancelled", "left_open", "minutes", "billable_minutes"];

/// Counts in one statement, at most `limit` rows in the order of their keys, unknown ones last. `readable` is what the actor
/// reads of work logs.
pub async fn workload(
    db: &impl ConnectionTrait,
    scope: &TicketScope,
    filter: &WorkloadFilter,
    by: &[WorkloadDimension],
    readable: &[Visibility],
    limit: u64,
) -> Result<Vec<(Vec<WorkloadKey>, WorkloadTally)>, DbErr> {
    let backend = db.get_database_backend();
    let asked = Asked { scope, filter, by };
    let mut sql = Sql::new("WITH counted AS (");
    asked.tickets_in_window(&mut sql, backend);
    asked.tickets_at_end(&mut sql, backend);
    asked.work(&mut sql, readable);
    sql.push(") SELECT ");
    for (place, figure) in FIGURES.iter().enumerate() {
        sql.push(if place > 0 { ", " } else { "" }).push("COALESCE(SUM(").push(figure).push("), 0)");
    }
    let keys = &KEYS[..by.len()];
    for key in keys {
        sql.push(", ").push(key);
    }
    sql.push(" FROM counted");
    if !keys.is_empty() {
        sql.push(" GROUP BY ").push(&keys.join(", ")).push(" ORDER BY ");
        // NULL comes last on both databases.
        let order: Vec<String> = keys.iter().map(|key| format!("{key} IS NULL, {key}")).collect();
        sql.push(&order.join(", "));
    }
    sql.push(" LIMIT ").bind(limit);
    let read = |row: &QueryResult| {
        let keys = by.iter().zip(FIGURES.len()..).map(|(dimension, index)| dimension.read(row, index));
        Ok((keys.collect::<Result<_, DbErr>>()?, tally(row)?))
    };
    db.query_all_raw(sql.build(backend)).await?.iter().map(read).collect()
}

/// What the branches have in common.
struct Asked<'a> {
    scope: &'a TicketScope,
    filter: &'a WorkloadFilter,
    by: &'a [WorkloadDimension],
}

impl Asked<'_> {
    /// What was raised, solved, closed and cancelled.
    fn tickets_in_window(&self, sql: &mut Sql, backend: DbBackend) {
        let window = self.filter.window;
        // A window is shorter than the life of an agency's tickets.
        let of = if window == Window::default() { "t.".to_owned() } else { unindexed(backend, "t.") };
        self.tickets(sql, &of, &[("raised", "1")]);
        if let Some(from) = window.from {
            // Nothing is entered before it is raised, and lists have indexes over the time of entry.
            sql.push(" AND t.created_at >= ").bind(from);
        }
        window.push(sql, "t.raised_at");
        sql.push(" UNION ALL ");
        self.tickets(sql, &of, &[("resolved", "1")]);
        sql.push(" AND t.resolved_at IS NOT NULL");
        window.push(sql, "t.resolved_at");
        sql.push(" UNION ALL ");
        let closed = "CASE WHEN t.state = 'CLOSED' THEN 1 ELSE 0 END";
        let cancelled = "CASE WHEN t.state = 'CANCELLED' THEN 1 ELSE 0 END";
        self.tickets(sql, &of, &[("closed", closed), ("cancelled", cancelled)]);
        sql.push(" AND t.ended_at IS NOT NULL");
        window.push(sql, "t.ended_at");
    }

    /// What was open then: what still is, and what has ended since.
    fn tickets_at_end(&self, sql: &mut Sql, backend: DbBackend) {
        sql.push(" UNION ALL ");
        self.tickets(sql, "t.", &[("left_open", "1")]);
        sql.push(" AND t.is_open = TRUE");
        let Some(before) = self.filter.window.before else { return };
        sql.push(" AND t.raised_at < ").bind(before);
        sql.push(" UNION ALL ");
        self.tickets(sql, &unindexed(backend, "t."), &[("left_open", "1")]);
        sql.push(" AND t.is_open = FALSE AND t.ended_at >= ").bind(before).push(" AND t.raised_at < ").bind(before);
    }

    fn work(&self, sql: &mut Sql, readable: &[Visibility]) {
        sql.push(" UNION ALL ");
        let billable = "CASE WHEN w.billable THEN w.minutes ELSE 0 END";
        let counted = [("minutes", "w.minutes"), ("billable_minutes", billable)];
        select(sql, self.by.iter().map(|dimension| dimension.of_work()), &counted);
        // `CROSS JOIN` tells SQLite, which keeps no statistics, to begin with the entries.
        sql.push(" FROM work_entry w CROSS JOIN ticket t WHERE t.id = w.ticket_id AND ");
        in_scope_of(sql, self.scope, "t.agency_id", "w.vendor_id");
        sql.push(" AND ");
        in_sight(sql, self.scope, readable);
        narrow(sql, self.filter, ["t.agency_id", "w.vendor_id", WORK_CONTRACT]);
        self.filter.window.push(sql, "w.started_at");
    }

    /// `of` qualifies the columns of parties.
    fn tickets(&self, sql: &mut Sql, of: &str, counted: &[(&str, &str)]) {
        select(sql, self.by.iter().map(|dimension| dimension.of_ticket()), counted);
        let (agency, vendor) = (format!("{of}agency_id"), format!("{of}vendor_id"));
        sql.push(" FROM ticket t WHERE ");
        in_scope_of(sql, self.scope, &agency, &vendor);
        narrow(sql, self.filter, [&agency, &vendor, "t.contract_id"]);
    }
}

/// Each key, and each figure that is counted, as what; the others are 0.
fn select<'k>(sql: &mut Sql, keys: impl Iterator<Item = &'k str>, counted: &[(&str, &str)]) {
    sql.push("SELECT ");
    for (key, name) in keys.zip(KEYS) {
        sql.push(key).push(" AS ").push(name).push(", ");
    }
    for (place, figure) in FIGURES.iter().enumerate() {
        let counts = counted.iter().find(|(counts, _)| counts == figure).map_or("0", |(_, value)| value);
        sql.push(if place > 0 { ", " } else { "" }).push(counts).push(" AS ").push(figure);
    }
}

fn narrow(sql: &mut Sql, filter: &WorkloadFilter, [agency_id, vendor_id, contract_id]: [&str; 3]) {
    if let Some(agencies) = &filter.agencies {
        sql.push(" AND ");
        among(sql, agency_id, agencies.iter().map(|id| id.0));
    }
    if let Some(vendor) = filter.vendor {
        sql.push(" AND ").push(vendor_id).push(" = ").bind(vendor.0);
    }
    if let Some(contract) = filter.contract {
        sql.push(" AND ").push(contract_id).push(" = ").bind(contract.0);
    }
    if let Some(system) = filter.system {
        sql.push(" AND t.system_id = ").bind(system.0);
    }
}

fn tally(row: &QueryResult) -> Result<WorkloadTally, DbErr> {
    Ok(WorkloadTally {
        raised: row.try_get_by_index(0)?,
        resolved: row.try_get_by_index(1)?,
        closed: row.try_get_by_index(2)?,
        cancelled: row.try_get_by_index(3)?,
        open_at_end: row.try_get_by_index(4)?,
        minutes: row.try_get_by_index(5)?,
        billable_minutes: row.try_get_by_index(6)?,
    })
}
