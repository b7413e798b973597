//! Reading notes: an agency's by itself, those above and below it and, if it shares them, the vendors that serve it; a
//! vendor's by the vendor. Drafts by their authors.

use std::collections::HashMap;

use domain::access::{Action, ReadScope};
use domain::catalogue::{NoteState, NoteStep, available_note_steps};
use domain::ids::{AgencyId, NoteId, ServiceItemId, TicketId};
use storage::Transaction;
use storage::entity::knowledge_note;
use storage::query::note::{self as query, NoteFilter, NoteReach};

use crate::catalogue::{ServiceItemView, seen, ticket_items};
use crate::{Error, Op, Result};

/// Notes that are looked at to suggest some.
const CANDIDATES: u64 = 200;

/// A note, what it is about, and how often it was used.
#[derive(Clone, Debug)]
pub struct NoteView {
    pub row: knowledge_note::Model,
    pub system_types: Vec<String>,
    /// Those that the actor sees.
    pub items: Vec<ServiceItemView>,
    /// In the solutions of how many tickets that the actor sees.
    pub uses: i64,
}

/// Which notes, and which page. `None` and empty lists do not narrow.
#[derive(Clone, Debug, Default)]
pub struct NoteQuery {
    pub states: Vec<NoteState>,
    pub system_type: Option<String>,
    pub item: Option<ServiceItemId>,
    /// The last one already seen.
    pub after: Option<NoteId>,
    /// At most this many.
    pub limit: u64,
    /// Whether to count all that pass.
    pub with_total: bool,
}

/// A page of notes, the newest first.
#[derive(Clone, Debug)]
pub struct NoteList {
    pub rows: Vec<NoteView>,
    /// Whether another page follows.
    pub more: bool,
    pub total: Option<u64>,
}

/// One page of the notes that the actor may see. Needs `note.view`.
pub async fn notes(op: &Op, asked: &NoteQuery) -> Result<NoteList> {
    op.require(Action::NoteView)?;
    // No type of systems holds NUL, and PostgreSQL takes no text that does.
    if asked.system_type.as_ref().is_some_and(|of| of.contains('\0')) {
        return Ok(NoteList { rows: Vec::new(), more: false, total: Some(0) });
    }
    let (db, reach) = (op.app().store.read(), reach(op));
    let filter = NoteFilter {
        states: asked.states.clone(),
        system_type: asked.system_type.clone(),
        item: asked.item,
        about: None,
    };
    let mut rows = query::page(db, &reach, &filter, asked.after, asked.limit + 1).await?;
    let more = rows.len() as u64 > asked.limit;
    rows.truncate(usize::try_from(asked.limit).unwrap_or(usize::MAX));
    let total = if asked.with_total { Some(query::count(db, &reach, &filter).await?) } else { None };
    Ok(NoteList { rows: views(op, rows).await?, more, total })
}

/// One note. Needs `note.view`.
///
/// # Errors
/// NOT_FOUND when there is none that the actor reads.
pub async fn find_note(op: &Op, id: NoteId) -> Result<NoteView> {
    let rows = query::named(op.app().store.read(), &reach(op), &[id]).await?;
    views(op, rows).await?.pop().ok_or(Error::NotFound("knowledge note"))
}

/// Published notes about the type of the ticket's system, or about what it asks for: the latter first, then those used
/// most. Needs `note.view` and `ticket.view`.
///
/// # Errors
/// NOT_FOUND for a ticket outside the actor's scope.
pub async fn suggested_notes(op: &Op, ticket: TicketId, limit: usize) -> Result<Vec<NoteView>> {
    op.require(Action::NoteView)?;
    let row = crate::ticket::find(op, ticket).await?;
    let item = ticket_items(op, &[ticket]).await?.remove(&ticket).flatten().map(|asked| asked.item.row.id);
    let directory = op.directory();
    let Some(system) = directory.systems.get(&row.system_id) else { return Ok(Vec::new()) };
    let filter = NoteFilter {
        states: vec![NoteState::Published],
        about: Some((system.system_type.clone(), item)),
        ..NoteFilter::default()
    };
    let rows = query::page(op.app().store.read(), &reach(op), &filter, None, CANDIDATES).await?;
    let mut found = views(op, rows).await?;
    let fits = |note: &NoteView| note.items.iter().any(|known| Some(known.row.id) == item);
    found.sort_by_key(|note| std::cmp::Reverse((fits(note), note.uses, note.row.updated_at, note.row.id)));
    found.truncate(limit);
    Ok(found)
}

/// The notes that the solutions of tickets used, by ticket, as far as the actor reads them.
pub async fn ticket_notes(op: &Op, ids: &[TicketId]) -> Result<HashMap<TicketId, Vec<NoteView>>> {
    let db = op.app().store.read();
    let used = query::of_tickets(db, &op.ticket_scope(Action::TicketView), ids).await?;
    let mut wanted: Vec<NoteId> = used.iter().map(|row| row.note_id).collect();
    wanted.sort_unstable();
    wanted.dedup();
    if wanted.is_empty() {
        return Ok(HashMap::new());
    }
    let notes = views(op, query::named(db, &reach(op), &wanted).await?).await?;
    let notes: HashMap<NoteId, NoteView> = notes.into_iter().map(|note| (note.row.id, note)).collect();
    let mut found: HashMap<TicketId, Vec<NoteView>> = HashMap::new();
    for row in used {
        let shown = found.entry(row.ticket_id).or_default();
        // A note that both solutions of a reopened ticket used is shown once.
        let new = notes.get(&row.note_id).filter(|note| shown.iter().all(|known| known.row.id != note.row.id));
        shown.extend(new.cloned());
    }
    Ok(found)
}

/// What the actor may do with a note that they see.
pub fn available_steps(op: &Op, row: &knowledge_note::Model) -> Vec<NoteStep> {
    let authored = op.read_scope(Action::NoteManage).covers(row.agency_id, row.vendor_id);
    if authored { available_note_steps(row.state) } else { Vec::new() }
}

/// Those of these notes that are published and that the actor reads.
pub(crate) async fn visible(op: &Op, transaction: &Transaction, ids: &[NoteId]) -> Result<Vec<NoteId>> {
    let found = query::named(transaction, &reach(op), ids).await?;
    Ok(found.into_iter().filter(|row| row.state == NoteState::Published).map(|row| row.id).collect())
}

fn reach(op: &Op) -> NoteReach {
    let scope = op.read_scope(Action::NoteView);
    NoteReach { served: served(op, &scope), authored: op.read_scope(Action::NoteManage), scope }
}

/// The agencies that the actor's vendors serve by contract, with everybody above them.
fn served(op: &Op, scope: &ReadScope) -> Vec<AgencyId> {
    let ReadScope::Orgs { vendors, .. } = scope else { return Vec::new() };
    let (coverage, directory) = (op.coverage(), op.directory());
    let own = coverage.contracts.values().filter(|contract| vendors.binary_search(&contract.row.vendor_id).is_ok());
    let mut agencies: Vec<AgencyId> = own.flat_map(|contract| directory.above(contract.row.agency_id)).collect();
    agencies.sort_unstable();
    agencies.dedup();
    agencies
}

async fn views(op: &Op, rows: Vec<knowledge_note::Model>) -> Result<Vec<NoteView>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let db = op.app().store.read();
    let ids: Vec<NoteId> = rows.iter().map(|row| row.id).collect();
    let tags = query::tags(db, &ids).await?;
    let uses: HashMap<NoteId, i64> =
        query::uses(db, &op.ticket_scope(Action::TicketView), &ids).await?.into_iter().collect();
    let mut wanted: Vec<ServiceItemId> = tags.items.iter().map(|(_, item)| *item).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let items = seen(op, &wanted).await?;
    let view = |row: knowledge_note::Model| {
        let types = tags.system_types.iter().filter(|(note, _)| *note == row.id).map(|(_, of)| of.clone()).collect();
        let about = tags.items.iter().filter(|(note, _)| *note == row.id);
        let items = about.filter_map(|(_, id)| items.iter().find(|item| item.row.id == *id).cloned()).collect();
        NoteView { system_types: types, items, uses: uses.get(&row.id).copied().unwrap_or(0), row }
    };
    Ok(rows.into_iter().map(view).collect())
}
