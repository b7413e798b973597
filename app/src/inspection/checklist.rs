//! Checklists of inspections (巡检表): written at their owner, versions never change.

use std::collections::HashMap;

use domain::access::Action;
use domain::ids::{AgencyId, InspectionChecklistId};
use domain::inspection::{InspectionItem, check_items};
use storage::Transaction;
use storage::entity::{inspection_checklist, inspection_checklist_version};
use storage::query::inspection as query;
use storage::query::setup::insert;

use crate::mistakes::{Mistakes, NAME_MAX};
use crate::setup::system::code;
use crate::ticket::rows::missing;
use crate::{Error, Op, Result, Violation};

/// A checklist as one of its versions says.
#[derive(Clone, Debug)]
pub struct ChecklistView {
    pub row: inspection_checklist::Model,
    pub content: inspection_checklist_version::Model,
    pub items: Vec<InspectionItem>,
}

/// A new checklist.
#[derive(Clone, Debug)]
pub struct NewChecklist {
    pub owner: AgencyId,
    /// Unique at the owner; it stays for good.
    pub code: String,
    pub name: String,
    pub items: Vec<InspectionItem>,
}

/// Which checklists, and which page. `None` does not narrow.
#[derive(Clone, Debug, Default)]
pub struct ChecklistQuery {
    /// What this agency can use: its own, and those of the agencies over it.
    pub agency: Option<AgencyId>,
    pub active: Option<bool>,
    /// Code and id of the last one already seen.
    pub after: Option<(String, InspectionChecklistId)>,
    /// At most this many.
    pub limit: u64,
    /// Whether to count all that pass.
    pub with_total: bool,
}

/// A page of checklists by code.
#[derive(Clone, Debug)]
pub struct ChecklistList {
    pub rows: Vec<ChecklistView>,
    /// Whether another page follows.
    pub more: bool,
    pub total: Option<u64>,
}

/// One page of the checklists that the actor may see, by their newest versions. Needs `inspection_checklist.view`.
pub async fn list_checklists(op: &Op, asked: &ChecklistQuery) -> Result<ChecklistList> {
    op.require(Action::InspectionChecklistView)?;
    let (db, scope) = (op.app().store.read(), op.read_scope(Action::InspectionChecklistView));
    let owners = asked.agency.map(|agency| op.directory().above(agency));
    let filter = query::ChecklistFilter { owners, active: asked.active };
    let after = asked.after.as_ref().map(|(code, id)| (code.as_str(), *id));
    let mut rows = query::page_checklists(db, &scope, &filter, after, asked.limit + 1).await?;
    let more = rows.len() as u64 > asked.limit;
    rows.truncate(usize::try_from(asked.limit).unwrap_or(usize::MAX));
    let total = if asked.with_total { Some(query::count_checklists(db, &scope, &filter).await?) } else { None };
    Ok(ChecklistList { rows: newest(op, rows).await?, more, total })
}

/// One checklist by its newest version. Needs `inspection_checklist.view`.
///
/// # Errors
/// NOT_FOUND when there is none in the actor's scope.
pub async fn find_checklist(op: &Op, id: InspectionChecklistId) -> Result<ChecklistView> {
    let scope = op.read_scope(Action::InspectionChecklistView);
    let row = query::find_checklist(op.app().store.read(), &scope, id).await?;
    let row = row.ok_or(Error::NotFound("inspection checklist"))?;
    newest(op, vec![row]).await?.pop().ok_or_else(|| missing("the version of a checklist"))
}

/// Whether the actor may write the next version of a checklist.
pub(crate) fn may_write_checklist(op: &Op, row: &inspection_checklist::Model) -> bool {
    op.read_scope(Action::InspectionChecklistManage).covers(Some(row.owner_id), None)
}

/// Writes a checklist with its first version. Needs `inspection_checklist.manage` at the owner.
///
/// # Errors
/// `TAKEN` for a code in use at the owner; what is wrong with the items, each named by its place.
pub async fn create_checklist(op: &Op, new: &NewChecklist) -> Result<ChecklistView> {
    op.require(Action::InspectionChecklistManage)?;
    if !op.read_scope(Action::AgencyView).covers(Some(new.owner), None) {
        return Err(Error::NotFound("agency"));
    }
    writable(op, new.owner)?;
    let mut mistakes = Mistakes::default();
    let code = code(&mut mistakes, "code", &new.code);
    let id: InspectionChecklistId = op.id();
    let content = version(op, mistakes, (id, 1), &new.name, &new.items)?;
    let row = inspection_checklist::Model {
        id,
        owner_id: new.owner,
        code: code.clone(),
        active: true,
        version: 1,
        created_at: op.now(),
    };
    let transaction = op.begin().await?;
    if !query::insert_checklist(&transaction, row).await? {
        return Err(Error::invalid("TAKEN", "code", format!("{code} is taken"), format!("编码 {code} 已被使用")));
    }
    let detail = serde_json::json!({ "ownerId": new.owner, "code": code, "name": content.name });
    insert(&transaction, content).await?;
    finish(op, transaction, "inspection_checklist.create", id, detail).await
}

/// Writes the next version of a checklist, where `number` is still the newest; plans and tickets keep theirs. Needs
/// `inspection_checklist.manage` at the owner.
///
/// # Errors
/// CONFLICT when somebody else wrote one meanwhile; as for a new checklist.
pub async fn revise_checklist(
    op: &Op,
    id: InspectionChecklistId,
    number: i32,
    name: &str,
    items: &[InspectionItem],
) -> Result<ChecklistView> {
    let known = own(op, id).await?;
    let content = version(op, Mistakes::default(), (id, number.saturating_add(1)), name, items)?;
    if known.content.number != number {
        return Err(Error::Conflict);
    }
    let transaction = op.begin().await?;
    if !query::count_checklist_version(&transaction, id, number).await? {
        return Err(Error::Conflict);
    }
    let detail = serde_json::json!({ "version": content.number, "name": content.name });
    insert(&transaction, content).await?;
    finish(op, transaction, "inspection_checklist.revise", id, detail).await
}

/// Retires a checklist, so that no plan is written with it any more, or opens it again; plans that have it keep it. Needs
/// `inspection_checklist.manage` at the owner.
pub async fn set_checklist_active(op: &Op, id: InspectionChecklistId, active: bool) -> Result<ChecklistView> {
    own(op, id).await?;
    let transaction = op.begin().await?;
    query::set_checklist_active(&transaction, id, active).await?;
    let detail = serde_json::json!({ "active": active });
    finish(op, transaction, "inspection_checklist.set_active", id, detail).await
}

async fn own(op: &Op, id: InspectionChecklistId) -> Result<ChecklistView> {
    op.require(Action::InspectionChecklistManage)?;
    let checklist = find_checklist(op, id).await?;
    writable(op, checklist.row.owner_id)?;
    Ok(checklist)
}

fn writable(op: &Op, owner: AgencyId) -> Result<()> {
    let covered = op.read_scope(Action::InspectionChecklistManage).covers(Some(owner), None);
    if covered { Ok(()) } else { Err(Error::Forbidden(Action::InspectionChecklistManage)) }
}

async fn finish(
    op: &Op,
    transaction: Transaction,
    action: &str,
    id: InspectionChecklistId,
    detail: serde_json::Value,
) -> Result<ChecklistView> {
    insert(&transaction, op.audit(action, ("inspection_checklist", id.0), detail)).await?;
    transaction.commit().await?;
    find_checklist(op, id).await
}

fn version(
    op: &Op,
    mut mistakes: Mistakes,
    (checklist_id, number): (InspectionChecklistId, i32),
    name: &str,
    items: &[InspectionItem],
) -> Result<inspection_checklist_version::Model> {
    let name = mistakes.text("name", name, NAME_MAX);
    let items = check_items(items.to_vec());
    let items = items.map_err(|wrong| mistakes.extend(wrong.into_iter().map(Violation::from))).unwrap_or_default();
    mistakes.refuse()?;
    Ok(inspection_checklist_version::Model {
        checklist_id,
        number,
        name,
        items: serde_json::to_value(items)?,
        created_by: op.actor().user(),
        created_at: op.now(),
    })
}

async fn newest(op: &Op, rows: Vec<inspection_checklist::Model>) -> Result<Vec<ChecklistView>> {
    let wanted: Vec<_> = rows.iter().map(|row| (row.id, row.version)).collect();
    let versions = query::versions(op.app().store.read(), &wanted).await?;
    let mut versions: HashMap<_, _> = versions.into_iter().map(|row| (row.checklist_id, row)).collect();
    rows.into_iter().filter_map(|row| Some((versions.remove(&row.id)?, row))).map(|(of, row)| view(row, of)).collect()
}

/// Checklists by the versions that are pinned somewhere, whoever owns them: for plans and tickets that were read in scope.
pub(super) async fn pinned_checklists(
    op: &Op,
    pinned: impl Iterator<Item = (InspectionChecklistId, i32)>,
) -> Result<HashMap<(InspectionChecklistId, i32), ChecklistView>> {
    let db = op.app().store.read();
    let mut wanted: Vec<_> = pinned.collect();
    wanted.sort_unstable();
    wanted.dedup();
    let mut ids: Vec<InspectionChecklistId> = wanted.iter().map(|(id, _)| *id).collect();
    ids.dedup();
    let rows = query::named_checklists(db, &ids).await?;
    let rows: HashMap<_, _> = rows.into_iter().map(|row| (row.id, row)).collect();
    let mut views = HashMap::new();
    for version in query::versions(db, &wanted).await? {
        if let Some(row) = rows.get(&version.checklist_id) {
            views.insert((version.checklist_id, version.number), view(row.clone(), version)?);
        }
    }
    Ok(views)
}

fn view(row: inspection_checklist::Model, content: inspection_checklist_version::Model) -> Result<ChecklistView> {
    let items = serde_json::from_value(content.items.clone())?;
    Ok(ChecklistView { row, content, items })
}
