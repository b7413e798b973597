//! Reading tickets: lists, pages, one by id.

use std::collections::HashMap;

use chrono::Datelike;
use domain::Instant;
use domain::access::Action;
use domain::ids::{AgencyId, ContractId, ExclusionId, SystemId, TeamId, TicketId, UserId, VendorId};
use domain::ticket::{Priority, TicketKind, TicketState};
use serde::{Deserialize, Serialize};
use storage::read::{SortKey, TicketFilter, TicketPage, Window, WorkFilter, count_tickets, tickets};

use super::talk::readable;
use crate::{Error, Op, Result, TicketOrder, TicketRow};

/// Which tickets, in which order, which page. Empty lists and `None` do not narrow.
#[derive(Clone, Debug, Default)]
pub struct TicketQuery {
    /// Only these.
    pub ids: Vec<TicketId>,
    pub number: Option<String>,
    pub states: Vec<TicketState>,
    pub open: Option<bool>,
    pub priorities: Vec<Priority>,
    pub kinds: Vec<TicketKind>,
    /// This agency and everything under it.
    pub agency: Option<AgencyId>,
    /// That agency without what is under it.
    pub agency_alone: bool,
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
    /// Into which this exclusion was written: their log says so, whoever sees the exclusion itself.
    pub exclusion: Option<ExclusionId>,
    pub raised: Window,
    /// In the present cycle.
    pub resolved: Window,
    /// Closed or cancelled.
    pub ended: Window,
    /// Raised before it, and neither closed nor cancelled before it.
    pub open_at: Option<Instant>,
    pub work: Option<WorkQuery>,
    pub order: TicketOrder,
    /// The last ticket already seen, as [`sort_key`] gave it.
    pub after: Option<(String, TicketId)>,
    /// At most this many.
    pub limit: u64,
    /// Whether the long texts are wanted.
    pub with_text: bool,
    /// Whether to count all that pass.
    pub with_total: bool,
}

/// With an entry in the work log that passes and that the actor reads. `None` does not narrow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WorkQuery {
    /// Begun in it.
    pub started: Window,
    /// Whose people did it.
    pub vendor: Option<VendorId>,
    /// Under which it was done: after a hand-over that need not be the ticket's now.
    pub contract: Option<ContractId>,
    pub engineer: Option<UserId>,
}

/// A page of tickets.
#[derive(Clone, Debug)]
pub struct TicketList {
    pub rows: Vec<TicketRow>,
    /// Whether another page follows.
    pub more: bool,
    pub total: Option<i64>,
}

/// One page of the tickets that the actor may see: one statement, and one more when the total is wanted.
pub async fn list(op: &Op, query: &TicketQuery) -> Result<TicketList> {
    // No ticket's number holds NUL, and PostgreSQL takes no text that does.
    if query.number.as_ref().is_some_and(|number| number.contains('\0')) {
        return Ok(TicketList { rows: Vec::new(), more: false, total: Some(0) });
    }
    let scope = op.ticket_scope(Action::TicketView);
    let filter = ticket_filter(op, query);
    let after = match &query.after {
        Some((key, id)) => Some((sort_value(query.order, key)?, *id)),
        None => None,
    };
    let page = TicketPage { order: query.order, after, limit: query.limit + 1, with_text: query.with_text };
    let db = op.app().store.read();
    let mut rows = tickets(db, &scope, &filter, &page).await?;
    let more = rows.len() as u64 > query.limit;
    rows.truncate(usize::try_from(query.limit).unwrap_or(usize::MAX));
    let total = if query.with_total { Some(count_tickets(db, &scope, &filter).await?) } else { None };
    Ok(TicketList { rows, more, total })
}

/// Which tickets, without order and page.
pub(crate) fn ticket_filter(op: &Op, query: &TicketQuery) -> TicketFilter {
    TicketFilter {
        ids: query.ids.clone(),
        number: query.number.clone(),
        states: query.states.clone(),
        open: query.open,
        priorities: query.priorities.clone(),
        kinds: query.kinds.clone(),
        agencies: query.agency.map(|agency| match query.agency_alone {
            true => vec![agency],
            false => op.directory().below(agency),
        }),
        vendor: query.vendor,
        team: query.team,
        system: query.system,
        contract: query.contract,
        assignee: query.assignee,
        raised_by: query.raised_by,
        assigned: query.assigned,
        routed: query.routed,
        breached: query.breached,
        due_before: query.due_before,
        exclusion: query.exclusion,
        raised: query.raised,
        resolved: query.resolved,
        ended: query.ended,
        open_at: query.open_at,
        work: query.work.map(|WorkQuery { started, vendor, contract, engineer }| WorkFilter {
            started,
            vendor,
            contract,
            engineer,
            readable: readable(op),
        }),
    }
}

/// One ticket.
///
/// # Errors
/// NOT_FOUND when there is none in the actor's scope.
pub async fn find(op: &Op, id: TicketId) -> Result<TicketRow> {
    let scope = op.ticket_scope(Action::TicketView);
    let row = storage::query::ticket::find(op.app().store.read(), &scope, id).await?;
    row.map(TicketRow::from).ok_or(Error::NotFound("ticket"))
}

/// Those of the tickets that the actor sees, with their long texts, in one statement: for rows that lead to tickets.
pub async fn tickets_of(op: &Op, ids: &[TicketId]) -> Result<HashMap<TicketId, TicketRow>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let scope = op.ticket_scope(Action::TicketView);
    let rows = storage::query::sla::tickets(op.app().store.read(), ids).await?;
    let seen = rows.into_iter().filter(|row| scope.covers(row.agency_id, Some(row.vendor_id)));
    Ok(seen.map(|row| (row.id, row.into())).collect())
}

/// What a cursor keeps of a ticket: its sort value as text.
pub fn sort_key(order: TicketOrder, row: &TicketRow) -> String {
    match order {
        TicketOrder::CreatedAsc | TicketOrder::CreatedDesc => row.created_at.timestamp_micros().to_string(),
        TicketOrder::DueAsc | TicketOrder::DueDesc => row.next_due_at.timestamp_micros().to_string(),
        TicketOrder::PriorityAsc | TicketOrder::PriorityDesc => row.priority.as_str().to_owned(),
    }
}

fn sort_value(order: TicketOrder, key: &str) -> Result<SortKey> {
    let bad = || Error::invalid("INVALID_CURSOR", "after", "this cursor is not of this list", "游标无效");
    match order {
        TicketOrder::PriorityAsc | TicketOrder::PriorityDesc => {
            let priority: Priority = key.parse().map_err(|_| bad())?;
            Ok(SortKey::Priority(priority))
        }
        _ => {
            let micros = key.parse().map_err(|_| bad())?;
            let at: Option<Instant> = chrono::DateTime::from_timestamp_micros(micros);
            // Both databases know these years; no cursor of ours holds another.
            let at = at.filter(|at| (1..=9999).contains(&at.year())).ok_or_else(bad)?;
            Ok(SortKey::Time(at))
        }
    }
}
