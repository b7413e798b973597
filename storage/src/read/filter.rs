//! Which tickets: the actor's scope and what a list is narrowed to, as conditions of hand-made statements.

use domain::Instant;
use domain::access::TicketScope;
use domain::ids::{AgencyId, ContractId, ExclusionId, SystemId, TeamId, TicketId, UserId, VendorId};
use domain::ticket::{Priority, TicketKind, TicketState};
use sea_orm::DbBackend;
use uuid::Uuid;

use super::work::with_work;
use super::{Sql, Window, WorkFilter};

/// Which tickets. Empty lists and `None` do not narrow.
#[derive(Clone, Debug, Default)]
pub struct TicketFilter {
    pub ids: Vec<TicketId>,
    pub number: Option<String>,
    pub states: Vec<TicketState>,
    pub open: Option<bool>,
    pub priorities: Vec<Priority>,
    pub kinds: Vec<TicketKind>,
    /// Already expanded to subtrees.
    pub agencies: Option<Vec<AgencyId>>,
    pub vendor: Option<VendorId>,
    pub team: Option<TeamId>,
    pub system: Option<SystemId>,
    pub contract: Option<ContractId>,
    pub assignee: Option<UserId>,
    pub raised_by: Option<UserId>,
    /// With an engineer, or without.
    pub assigned: Option<bool>,
    /// With a team, or in the vendor's common queue.
    pub routed: Option<bool>,
    pub breached: Option<bool>,
    pub due_before: Option<Instant>,
    /// Into which this exclusion was written.
    pub exclusion: Option<ExclusionId>,
    pub raised: Window,
    /// In the present cycle.
    pub resolved: Window,
    /// Closed or cancelled.
    pub ended: Window,
    /// Raised before it, and neither closed nor cancelled before it.
    pub open_at: Option<Instant>,
    /// With an entry in the work log that passes.
    pub work: Option<WorkFilter>,
}

/// Scope and filter as conditions.
pub(crate) fn predicate(sql: &mut Sql, scope: &TicketScope, filter: &TicketFilter) {
    in_scope(sql, scope);
    if !filter.ids.is_empty() {
        sql.push(" AND id IN ").bind_list(filter.ids.iter().map(|id| id.0));
    }
    if let Some(number) = &filter.number {
        sql.push(" AND number = ").bind(number.as_str());
    }
    words(sql, "state", filter.states.iter().map(|word| word.as_str()));
    words(sql, "priority", filter.priorities.iter().map(|word| word.as_str()));
    words(sql, "kind", filter.kinds.iter().map(|word| word.as_str()));
    if let Some(open) = filter.open {
        sql.push(" AND is_open = ").bind(open);
    }
    if let Some(agencies) = &filter.agencies {
        sql.push(" AND ");
        among(sql, "agency_id", agencies.iter().map(|id| id.0));
    }
    equal(sql, "vendor_id", filter.vendor.map(|id| id.0));
    equal(sql, "team_id", filter.team.map(|id| id.0));
    equal(sql, "system_id", filter.system.map(|id| id.0));
    equal(sql, "contract_id", filter.contract.map(|id| id.0));
    equal(sql, "assignee_id", filter.assignee.map(|id| id.0));
    equal(sql, "raised_by", filter.raised_by.map(|id| id.0));
    known(sql, "assignee_id", filter.assigned);
    known(sql, "team_id", filter.routed);
    if let Some(breached) = filter.breached {
        sql.push(" AND breached = ").bind(breached);
    }
    if let Some(due) = filter.due_before {
        sql.push(" AND next_due_at < ").bind(due);
    }
    if let Some(exclusion) = filter.exclusion {
        sql.push(" AND id IN (SELECT x.ticket_id FROM service_exclusion_ticket x WHERE x.exclusion_id = ");
        sql.bind(exclusion.0).push(" AND x.applied_at IS NOT NULL)");
    }
    if let Some(from) = filter.raised.from {
        // Nothing is entered before it is raised, and lists have indexes over the time of entry.
        sql.push(" AND created_at >= ").bind(from);
    }
    filter.raised.push(sql, "raised_at");
    filter.resolved.push(sql, "resolved_at");
    filter.ended.push(sql, "ended_at");
    if let Some(at) = filter.open_at {
        sql.push(" AND raised_at < ").bind(at).push(" AND (is_open OR ended_at >= ").bind(at).push(")");
    }
    if let Some(work) = &filter.work {
        with_work(sql, scope, work);
    }
}

fn known(sql: &mut Sql, column: &str, wanted: Option<bool>) {
    if let Some(wanted) = wanted {
        sql.push(" AND ").push(column).push(if wanted { " IS NOT NULL" } else { " IS NULL" });
    }
}

/// The scope as SQL text: the same predicate as `row_scope::tickets`, for hand-made statements.
pub(crate) fn in_scope(sql: &mut Sql, scope: &TicketScope) {
    in_scope_of(sql, scope, "agency_id", "vendor_id");
}

/// The same on other columns: of a vendor, those of what it answers for.
pub(crate) fn in_scope_of(sql: &mut Sql, scope: &TicketScope, agency: &str, vendor: &str) {
    match scope {
        TicketScope::Everything => sql.push("TRUE"),
        TicketScope::Nothing => sql.push("FALSE"),
        TicketScope::Orgs { agencies, vendors } if vendors.is_empty() => {
            among(sql, agency, agencies.iter().map(|id| id.0))
        }
        TicketScope::Orgs { agencies, vendors } if agencies.is_empty() => {
            among(sql, vendor, vendors.iter().map(|id| id.0))
        }
        TicketScope::Orgs { agencies, vendors } => {
            sql.push("(");
            among(sql, agency, agencies.iter().map(|id| id.0)).push(" OR ");
            among(sql, vendor, vendors.iter().map(|id| id.0)).push(")")
        }
    };
}

/// A column, or what qualifies it, of which no index is to be used: SQLite keeps no statistics, and would begin with all
/// rows of an agency rather than with those of a short time.
pub(crate) fn unindexed(backend: DbBackend, column: &str) -> String {
    if backend == DbBackend::Sqlite { format!("+{column}") } else { column.to_owned() }
}

/// One id is compared with `=`, so that the board index gives the order as well.
pub(crate) fn among<'s>(sql: &'s mut Sql, column: &str, ids: impl ExactSizeIterator<Item = Uuid>) -> &'s mut Sql {
    let mut ids = ids;
    match ids.len() {
        0 => sql.push("FALSE"),
        1 => {
            sql.push(column).push(" = ");
            if let Some(id) = ids.next() { sql.bind(id) } else { sql }
        }
        _ => sql.push(column).push(" IN ").bind_list(ids),
    }
}

fn equal(sql: &mut Sql, column: &str, id: Option<Uuid>) {
    if let Some(id) = id {
        sql.push(" AND ").push(column).push(" = ").bind(id);
    }
}

fn words<'w>(sql: &mut Sql, column: &str, words: impl ExactSizeIterator<Item = &'w str>) {
    if words.len() > 0 {
        sql.push(" AND ").push(column).push(" IN ").bind_list(words);
    }
}
