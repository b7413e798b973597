//! The board and every list of tickets: one statement a page, whatever its size (DESIGN §9).

use domain::Instant;
use domain::access::TicketScope;
use domain::ids::{AgencyId, ContractId, PolicyVersionId, SystemId, TeamId, TicketId, UserId, VendorId};
use domain::routing::TeamRule;
use domain::sla::{ClockState, Metric};
use domain::ticket::{Impact, Priority, SiteClass, TicketKind, TicketState, Urgency};
use sea_orm::{ConnectionTrait, DbErr, QueryResult, TryGetable};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Sql, TicketFilter, predicate};
use crate::entity::ticket;

/// A ticket as a list shows it. Names come from the directory.
#[derive(Clone, Debug, PartialEq)]
pub struct TicketRow {
    pub id: TicketId,
    pub number: String,
    pub agency_id: AgencyId,
    pub vendor_id: VendorId,
    pub system_id: SystemId,
    pub contract_id: ContractId,
    /// The version of the contract's terms.
    pub terms_number: i32,
    pub policy_version_id: PolicyVersionId,
    /// The vendor's team that has it, and why; none: the common queue.
    pub team_id: Option<TeamId>,
    pub team_rule: Option<TeamRule>,
    /// The contracts that lost when it was raised, as they were kept.
    pub bound_over: Option<serde_json::Value>,
    pub kind: TicketKind,
    pub title: String,
    pub site_class: SiteClass,
    pub impact: Impact,
    pub urgency: Urgency,
    pub priority: Priority,
    pub state: TicketState,
    pub assignee_id: Option<UserId>,
    pub raised_by: Option<UserId>,
    pub raised_at: Instant,
    pub created_at: Instant,
    pub updated_at: Instant,
    pub resolved_at: Option<Instant>,
    pub closed_at: Option<Instant>,
    pub cycle: i32,
    pub version: i64,
    pub next_due_at: Instant,
    pub breached: bool,
    pub stars: Option<i32>,
    /// One a metric, in the order of [`Metric::ALL`].
    pub clocks: [ClockSummary; 5],
    /// The long texts, when asked for.
    pub text: Option<TicketText>,
}

/// The current clock of one metric, as kept on the ticket row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockSummary {
    pub metric: Metric,
    pub state: ClockState,
    pub due_at: Option<Instant>,
}

/// The long texts of a ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TicketText {
    pub description: String,
    pub cause: Option<String>,
    pub solution: Option<String>,
}

impl From<ticket::Model> for TicketRow {
    fn from(row: ticket::Model) -> Self {
        let clock = |metric, state, due_at| ClockSummary { metric, state, due_at };
        Self {
            clocks: [
                clock(Metric::Response, row.response_state, row.response_due_at),
                clock(Metric::Arrival, row.arrival_state, row.arrival_due_at),
                clock(Metric::Restore, row.restore_state, row.restore_due_at),
                clock(Metric::Resolve, row.resolve_state, row.resolve_due_at),
                clock(Metric::Update, row.update_state, row.update_due_at),
            ],
            text: Some(TicketText { description: row.description, cause: row.cause, solution: row.solution }),
            id: row.id,
            number: row.number,
            agency_id: row.agency_id,
            vendor_id: row.vendor_id,
            system_id: row.system_id,
            contract_id: row.contract_id,
            terms_number: row.terms_number,
            policy_version_id: row.policy_version_id,
            team_id: row.team_id,
            team_rule: row.team_rule,
            bound_over: row.bound_over,
            kind: row.kind,
            title: row.title,
            site_class: row.site_class,
            impact: row.impact,
            urgency: row.urgency,
            priority: row.priority,
            state: row.state,
            assignee_id: row.assignee_id,
            raised_by: row.raised_by,
            raised_at: row.raised_at,
            created_at: row.created_at,
            updated_at: row.updated_at,
            resolved_at: row.resolved_at,
            closed_at: row.closed_at,
            cycle: row.cycle,
            version: row.version,
            next_due_at: row.next_due_at,
            breached: row.breached,
            stars: row.stars,
        }
    }
}

/// The order of a list; the id breaks ties.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TicketOrder {
    /// Newest first.
    #[default]
    CreatedDesc,
    CreatedAsc,
    /// The next deadline first; tickets without one last.
    DueAsc,
    DueDesc,
    /// P1 first.
    PriorityAsc,
    PriorityDesc,
}

impl TicketOrder {
    const fn column(self) -> &'static str {
        match self {
            Self::CreatedAsc | Self::CreatedDesc => "created_at",
            Self::DueAsc | Self::DueDesc => "next_due_at",
            Self::PriorityAsc | Self::PriorityDesc => "priority",
        }
    }

    const fn descends(self) -> bool {
        matches!(self, Self::CreatedDesc | Self::DueDesc | Self::PriorityDesc)
    }
}

/// The sort value of a ticket.
#[derive(Clone, Copy, Debug)]
pub enum SortKey {
    Time(Instant),
    Priority(Priority),
}

/// Which page of a list.
#[derive(Clone, Debug)]
pub struct TicketPage {
    pub order: TicketOrder,
    /// The last ticket already seen: its sort value and id.
    pub after: Option<(SortKey, TicketId)>,
    pub limit: u64,
    /// Whether to read the long texts.
    pub with_text: bool,
}

const COLUMNS: &str = "id, number, agency_id, vendor_id, system_id, contract_id, terms_number, policy_version_id, \
     team_id, team_rule, bound_over, kind, title, site_class, impact, urgency, priority, state, assignee_id, raised_by, \
     raised_at, created_at, updated_at, resolved_at, closed_at, cycle, version, next_due_at, breached, stars, response_state, response_due_at, \
     arrival_state, arrival_due_at, restore_state, restore_due_at, resolve_state, resolve_due_at, update_state, update_due_at";
const TEXT_COLUMNS: &str = ", description, cause, solution";

/// One page of the tickets in scope.
pub async fn tickets(
    db: &impl ConnectionTrait,
    scope: &TicketScope,
    filter: &TicketFilter,
    page: &TicketPage,
) -> Result<Vec<TicketRow>, DbErr> {
    let mut sql = Sql::new("SELECT ");
    sql.push(&columns(page.with_text)).push(" FROM ticket WHERE ");
    predicate(&mut sql, scope, filter);
    let (column, descends) = (page.order.column(), page.order.descends());
    if let Some((value, id)) = &page.after {
        sql.push(" AND (").push(column).push(", id) ").push(if descends { "<" } else { ">" }).push(" (");
        match value {
            SortKey::Time(at) => sql.bind(*at),
            SortKey::Priority(priority) => sql.bind(priority.as_str()),
        };
        sql.push(", ").bind(id.0).push(")");
    }
    let direction = if descends { " DESC" } else { " ASC" };
    sql.push(" ORDER BY ").push(column).push(direction).push(", id").push(direction);
    sql.push(" LIMIT ").bind(page.limit);
    let rows = db.query_all_raw(sql.build(db.get_database_backend())).await?;
    rows.iter().map(|row| decode(row, page.with_text)).collect()
}

/// How many tickets are in scope and pass the filter.
pub async fn count_tickets(
    db: &impl ConnectionTrait,
    scope: &TicketScope,
    filter: &TicketFilter,
) -> Result<i64, DbErr> {
    let mut sql = Sql::new("SELECT COUNT(*) FROM ticket WHERE ");
    predicate(&mut sql, scope, filter);
    let row = db.query_one_raw(sql.build(db.get_database_backend())).await?;
    row.map_or(Ok(0), |row| row.try_get_by_index(0))
}

/// The columns of a ticket, in the order of [`decode`].
pub(crate) fn columns(with_text: bool) -> String {
    format!("{COLUMNS}{}", if with_text { TEXT_COLUMNS } else { "" })
}

/// Decodes by position: by name it costs a look-up a cell, a tenth of the page.
pub(crate) fn decode(row: &QueryResult, with_text: bool) -> Result<TicketRow, DbErr> {
    let mut cells = Cells { row, next: 0 };
    Ok(TicketRow {
        id: TicketId(cells.take()?),
        number: cells.take()?,
        agency_id: AgencyId(cells.take()?),
        vendor_id: VendorId(cells.take()?),
        system_id: SystemId(cells.take()?),
        contract_id: ContractId(cells.take()?),
        terms_number: cells.take()?,
        policy_version_id: PolicyVersionId(cells.take()?),
        team_id: cells.take::<Option<Uuid>>()?.map(TeamId),
        team_rule: cells.take()?,
        bound_over: cells.take()?,
        kind: cells.take()?,
        title: cells.take()?,
        site_class: cells.take()?,
        impact: cells.take()?,
        urgency: cells.take()?,
        priority: cells.take()?,
        state: cells.take()?,
        assignee_id: cells.take::<Option<Uuid>>()?.map(UserId),
        raised_by: cells.take::<Option<Uuid>>()?.map(UserId),
        raised_at: cells.take()?,
        created_at: cells.take()?,
        updated_at: cells.take()?,
        resolved_at: cells.take()?,
        closed_at: cells.take()?,
        cycle: cells.take()?,
        version: cells.take()?,
        next_due_at: cells.take()?,
        breached: cells.take()?,
        stars: cells.take()?,
        clocks: [
            summary(&mut cells, Metric::Response)?,
            summary(&mut cells, Metric::Arrival)?,
            summary(&mut cells, Metric::Restore)?,
            summary(&mut cells, Metric::Resolve)?,
            summary(&mut cells, Metric::Update)?,
        ],
        text: if with_text {
            Some(TicketText { description: cells.take()?, cause: cells.take()?, solution: cells.take()? })
        } else {
            None
        },
    })
}

fn summary(cells: &mut Cells<'_>, metric: Metric) -> Result<ClockSummary, DbErr> {
    Ok(ClockSummary { metric, state: cells.take()?, due_at: cells.take()? })
}

struct Cells<'r> {
    row: &'r QueryResult,
    next: usize,
}

impl Cells<'_> {
    fn take<T: TryGetable>(&mut self) -> Result<T, DbErr> {
        self.next += 1;
        self.row.try_get_by_index(self.next - 1)
    }
}
