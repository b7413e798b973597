//! Writing notes: an agency's by its operators, a vendor's by its people.

use std::collections::BTreeSet;

use domain::access::Action;
use domain::catalogue::{NoteState, NoteStep, next_note_state};
use domain::change::ObjectKind;
use domain::ids::{AgencyId, NoteId, ServiceItemId, VendorId};
use storage::Transaction;
use storage::entity::knowledge_note;
use storage::query::note as query;
use storage::query::setup::insert;

use super::{NoteView, find_note};
use crate::change::{Watched, stale};
use crate::mistakes::{Mistakes, NAME_MAX};
use crate::{Error, Op, Result};

/// The longest body, in characters.
const BODY_MAX: usize = 50_000;
/// Types of systems, and items, that one note is about at most.
const TAGS_MAX: usize = 50;

/// Whose a note is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteOwner {
    Agency(AgencyId),
    Vendor(VendorId),
}

/// What a note says.
#[derive(Clone, Debug)]
pub struct NoteContent {
    pub title: String,
    /// Markdown.
    pub body: String,
    /// Whether the vendors that serve the owner, or those below it, read it too. Of a vendor's note it says nothing.
    pub shared: bool,
    pub system_types: Vec<String>,
    pub items: Vec<ServiceItemId>,
}

/// A new note.
#[derive(Clone, Debug)]
pub struct NewNote {
    pub owner: NoteOwner,
    pub content: NoteContent,
}

/// Writes a draft. Needs `note.manage` at the owner.
///
/// # Errors
/// NOT_FOUND, FORBIDDEN; mistakes of the input, all at once.
pub async fn create_note(op: &Op, new: &NewNote) -> Result<NoteView> {
    op.require(Action::NoteManage)?;
    let (agency_id, vendor_id) = match new.owner {
        NoteOwner::Agency(agency) => (Some(agency), None),
        NoteOwner::Vendor(vendor) => (None, Some(vendor)),
    };
    check_owner(op, agency_id, vendor_id)?;
    let checked = checked(op, &new.content).await?;
    let row = knowledge_note::Model {
        id: op.id(),
        agency_id,
        vendor_id,
        title: checked.title,
        body: checked.body,
        state: NoteState::Draft,
        shared: new.content.shared && agency_id.is_some(),
        version: 1,
        created_by: op.actor().user(),
        created_at: op.now(),
        updated_at: op.now(),
    };
    let id = row.id;
    let transaction = op.begin().await?;
    let detail = serde_json::json!({ "agencyId": agency_id, "vendorId": vendor_id, "title": row.title });
    insert(&transaction, row).await?;
    query::replace_tags(&transaction, id, &checked.system_types, &checked.items).await?;
    finish(op, (transaction, Watched::made(ObjectKind::Note, id.0)), "note.create", id, detail).await
}

/// Writes a note anew, where `version` is still the newest. Needs `note.manage` at the owner.
///
/// # Errors
/// CONFLICT when somebody else wrote it meanwhile; `WRONG_STATE` once retired; as for a new note.
pub async fn update_note(op: &Op, id: NoteId, version: i32, content: &NoteContent) -> Result<NoteView> {
    let row = own(op, id, NoteStep::Update).await?;
    let checked = checked(op, content).await?;
    let transaction = op.begin().await?;
    let watched = Watched::begin(op, &transaction, ObjectKind::Note, id.0).await?;
    if row.version != version {
        return Err(stale(op, &transaction, (ObjectKind::Note, id.0), version.into()).await);
    }
    let shared = content.shared && row.agency_id.is_some();
    let detail = serde_json::json!({ "title": checked.title, "shared": shared, "version": version + 1 });
    let row = knowledge_note::Model {
        title: checked.title,
        body: checked.body,
        shared,
        version: version + 1,
        updated_at: op.now(),
        ..row
    };
    if !query::update(&transaction, row).await? {
        return Err(stale(op, &transaction, (ObjectKind::Note, id.0), version.into()).await);
    }
    query::replace_tags(&transaction, id, &checked.system_types, &checked.items).await?;
    finish(op, (transaction, watched), "note.update", id, detail).await
}

/// Offers a draft, or a retired note once more, to its readers. Needs `note.manage` at the owner.
///
/// # Errors
/// `WRONG_STATE` for one that is published; CONFLICT.
pub async fn publish_note(op: &Op, id: NoteId) -> Result<NoteView> {
    step(op, id, NoteStep::Publish, "note.publish").await
}

/// Offers a note no more; the solutions that used it still show it. Needs `note.manage` at the owner.
///
/// # Errors
/// `WRONG_STATE` for one that is retired; CONFLICT.
pub async fn retire_note(op: &Op, id: NoteId) -> Result<NoteView> {
    step(op, id, NoteStep::Retire, "note.retire").await
}

async fn step(op: &Op, id: NoteId, step: NoteStep, action: &str) -> Result<NoteView> {
    let row = own(op, id, step).await?;
    let state = next_note_state(row.state, step)?;
    let transaction = op.begin().await?;
    let watched = Watched::begin(op, &transaction, ObjectKind::Note, id.0).await?;
    let row = knowledge_note::Model { state, version: row.version + 1, updated_at: op.now(), ..row };
    let detail = serde_json::json!({ "state": state, "version": row.version });
    if !query::update(&transaction, row).await? {
        return Err(Error::Conflict);
    }
    finish(op, (transaction, watched), action, id, detail).await
}

async fn own(op: &Op, id: NoteId, step: NoteStep) -> Result<knowledge_note::Model> {
    op.require(Action::NoteManage)?;
    let row = find_note(op, id).await?.row;
    if !op.read_scope(Action::NoteManage).covers(row.agency_id, row.vendor_id) {
        return Err(Error::Forbidden(Action::NoteManage));
    }
    next_note_state(row.state, step)?;
    Ok(row)
}

fn check_owner(op: &Op, agency: Option<AgencyId>, vendor: Option<VendorId>) -> Result<()> {
    let seen = op.read_scope(Action::AgencyView).covers(agency, None)
        || op.read_scope(Action::VendorView).covers(None, vendor);
    if op.read_scope(Action::NoteManage).covers(agency, vendor) {
        Ok(())
    } else if seen {
        Err(Error::Forbidden(Action::NoteManage))
    } else {
        Err(Error::NotFound("owner"))
    }
}

async fn finish(
    op: &Op,
    (transaction, watched): (Transaction, Watched),
    action: &str,
    id: NoteId,
    detail: serde_json::Value,
) -> Result<NoteView> {
    insert(&transaction, op.audit(action, ("knowledge_note", id.0), detail)).await?;
    watched.end(op, &transaction).await?;
    transaction.commit().await?;
    find_note(op, id).await
}

struct Checked {
    title: String,
    body: String,
    system_types: Vec<String>,
    items: Vec<ServiceItemId>,
}

async fn checked(op: &Op, asked: &NoteContent) -> Result<Checked> {
    let mut mistakes = Mistakes::default();
    let title = mistakes.text("title", &asked.title, NAME_MAX);
    let body = mistakes.text("body", &asked.body, BODY_MAX);
    let types: BTreeSet<String> =
        asked.system_types.iter().map(|of| mistakes.text("systemTypes", of, NAME_MAX)).collect();
    let items: BTreeSet<ServiceItemId> = asked.items.iter().copied().collect();
    for (field, count) in [("systemTypes", types.len()), ("serviceItemIds", items.len())] {
        if count > TAGS_MAX {
            let en = format!("a note is about at most {TAGS_MAX}, not {count}");
            mistakes.add("TOO_MANY", field, en, format!("最多 {TAGS_MAX} 项"));
        }
    }
    let items: Vec<ServiceItemId> = items.into_iter().take(TAGS_MAX).collect();
    let seen = crate::catalogue::seen(op, &items).await?;
    if seen.len() < items.len() {
        mistakes.add("NOT_FOUND", "serviceItemIds", "no such service item", "没有此服务项");
    }
    mistakes.refuse()?;
    Ok(Checked { title, body, system_types: types.into_iter().collect(), items })
}
