//! Reading disputes: the buyer's side with those over it, and the vendor's.

use std::collections::HashMap;

use domain::access::Action;
use domain::dispute::{DisputeState, DisputeSubject, DisputeTurn, Ruling};
use domain::ids::{AgencyId, ContractId, DisputeId, TicketId, VendorId};
use storage::query::dispute::{self as query, DisputeFilter};
use storage::read::{TicketFilter, TicketPage, tickets};

use super::{DisputeStepView, DisputeView, record};
use crate::ticket::grouped;
use crate::{Error, Op, Result, TicketOrder, TicketRow};

/// Which disputes, and which page. `None` and empty lists do not narrow.
#[derive(Clone, Debug, Default)]
pub struct DisputeQuery {
    /// Of the contracts of this agency and everything under it.
    pub agency: Option<AgencyId>,
    pub vendor: Option<VendorId>,
    pub contract: Option<ContractId>,
    pub ticket: Option<TicketId>,
    pub subjects: Vec<DisputeSubject>,
    pub states: Vec<DisputeState>,
    pub turns: Vec<DisputeTurn>,
    /// The last one already seen.
    pub after: Option<DisputeId>,
    /// At most this many.
    pub limit: u64,
    /// Whether to count all that pass.
    pub with_total: bool,
}

/// A page of disputes, the newest first.
#[derive(Clone, Debug)]
pub struct DisputeList {
    pub rows: Vec<DisputeView>,
    /// Whether another page follows.
    pub more: bool,
    pub total: Option<u64>,
}

/// One page of the disputes that the actor may see. Needs `dispute.view`.
pub async fn disputes(op: &Op, asked: &DisputeQuery) -> Result<DisputeList> {
    op.require(Action::DisputeView)?;
    let (db, scope) = (op.app().store.read(), op.read_scope(Action::DisputeView));
    let filter = DisputeFilter {
        agencies: asked.agency.map(|agency| op.directory().below(agency)),
        vendor: asked.vendor,
        contract: asked.contract,
        ticket: asked.ticket,
        subjects: asked.subjects.clone(),
        states: asked.states.clone(),
        turns: asked.turns.clone(),
    };
    let mut rows = query::page(db, &scope, &filter, asked.after, asked.limit + 1).await?;
    let more = rows.len() as u64 > asked.limit;
    rows.truncate(usize::try_from(asked.limit).unwrap_or(usize::MAX));
    let total = if asked.with_total { Some(query::count(db, &scope, &filter).await?) } else { None };
    Ok(DisputeList { rows, more, total })
}

/// One dispute. Needs `dispute.view`.
///
/// # Errors
/// NOT_FOUND when there is none in the actor's scope.
pub async fn find_dispute(op: &Op, id: DisputeId) -> Result<DisputeView> {
    let found = query::find(op.app().store.read(), &op.read_scope(Action::DisputeView), id).await?;
    found.ok_or(Error::NotFound("dispute"))
}

/// The disputes about verdicts of tickets that the actor may see, by ticket, the oldest first.
pub async fn disputes_of(op: &Op, tickets: &[TicketId]) -> Result<HashMap<TicketId, Vec<DisputeView>>> {
    let rows = query::of_tickets(op.app().store.read(), &op.read_scope(Action::DisputeView), tickets).await?;
    let told = rows.into_iter().filter_map(|row| Some((row.ticket_id?, row)));
    let mut found: HashMap<TicketId, Vec<DisputeView>> = HashMap::new();
    told.for_each(|(ticket, row)| found.entry(ticket).or_default().push(row));
    Ok(found)
}

/// The steps of disputes that the actor has read, by dispute, in order.
pub async fn steps_of(op: &Op, ids: &[DisputeId]) -> Result<HashMap<DisputeId, Vec<DisputeStepView>>> {
    Ok(grouped(query::steps(op.app().store.read(), ids).await?, |row| row.dispute_id))
}

/// A decision as stored.
///
/// # Errors
/// Internal, when it is none.
pub fn ruling_of(value: Option<&serde_json::Value>) -> Result<Option<Ruling>> {
    record::ruling(value)
}

/// The tickets of disputes, as far as the actor sees them; a vendor that has given a ticket away does not any more.
pub async fn tickets_of(op: &Op, disputes: &[DisputeView]) -> Result<HashMap<TicketId, TicketRow>> {
    let mut ids: Vec<TicketId> = disputes.iter().filter_map(|row| row.ticket_id).collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let limit = ids.len() as u64;
    let filter = TicketFilter { ids, ..TicketFilter::default() };
    let page = TicketPage { order: TicketOrder::default(), after: None, limit, with_text: true };
    let found = tickets(op.app().store.read(), &op.ticket_scope(Action::TicketView), &filter, &page).await?;
    Ok(found.into_iter().map(|row| (row.id, row)).collect())
}
