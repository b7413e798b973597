//! Checklists: data with versions; a review keeps the version that it was convened with.

use domain::ids::{AgencyId, ChecklistId};
use domain::review::Checklist;
use storage::entity::review_checklist;
use storage::query::setup::insert;

use crate::mistakes::{Mistakes, NAME_MAX};
use crate::setup::reach::{CHECKLIST, readable_at};
use crate::setup::system::code;
use crate::setup::write::{Snapshot, Write};
use crate::{Op, Result};

/// The code of the checklist that ships with the product.
pub const SHIPPED_CHECKLIST: &str = "OUTSOURCED-OM";

/// A new checklist, or a new version of one.
#[derive(Clone, Debug)]
pub struct NewChecklist {
    /// None: the platform's, for everybody.
    pub owner: Option<AgencyId>,
    /// A code in use makes the next version of that checklist, for its owner only.
    pub code: String,
    pub name: String,
    pub checklist: Checklist,
}

/// Writes a version of a checklist; versions never change. Needs `checklist.manage` at the owner.
///
/// # Errors
/// `INVALID` names each item that nobody could work with; `TAKEN` when the code is another owner's; `NO_CHANGE`.
pub async fn create_checklist(op: &Op, new: &NewChecklist) -> Result<ChecklistId> {
    op.require(CHECKLIST.manage)?;
    let write = Write::begin(op, Snapshot::Coverage).await?;
    CHECKLIST.create(&write, new.owner)?;
    let mut mistakes = Mistakes::default();
    let code = code(&mut mistakes, "code", &new.code);
    let coverage = write.coverage();
    let versions = coverage.checklists.values().filter(|row| row.code == code);
    let latest = versions.max_by_key(|row| row.version);
    if latest.is_some_and(|latest| latest.owner_id != new.owner) {
        mistakes.add("TAKEN", "code", format!("{code} is taken"), format!("编码 {code} 已被使用"));
    }
    let name = mistakes.text("name", &new.name, NAME_MAX);
    for error in new.checklist.validate() {
        mistakes.add("INVALID", "items", error.to_string(), error.zh());
    }
    let spec = serde_json::to_value(&new.checklist)?;
    if latest.is_some_and(|latest| latest.spec == spec && latest.name == name) {
        mistakes.add("NO_CHANGE", "items", "the newest version says the same", "与最新版本相同");
    }
    mistakes.refuse()?;
    let row = review_checklist::Model {
        id: write.id(),
        owner_id: new.owner,
        code,
        version: latest.map_or(0, |latest| latest.version) + 1,
        name,
        spec,
        created_by: write.actor().user(),
        created_at: write.now(),
    };
    let detail = serde_json::json!({ "code": row.code, "version": row.version, "name": row.name });
    let id = row.id;
    insert(write.transaction(), row).await?;
    write.commit("checklist.create", ("checklist", id.0), detail).await?;
    Ok(id)
}

/// The checklist for a buyer: the one asked for if it holds there, else the newest of the nearest owner.
pub(super) fn chosen(op: &Op, buyer: AgencyId, asked: Option<ChecklistId>) -> Option<ChecklistId> {
    let coverage = op.coverage();
    if let Some(asked) = asked {
        let found = coverage.checklists.get(&asked);
        return found.filter(|row| readable_at(op, row.owner_id, Some(buyer))).map(|row| row.id);
    }
    let newest = |owner: Option<AgencyId>| {
        let own = coverage.checklists.values().filter(|row| row.owner_id == owner);
        own.max_by_key(|row| (row.created_at, row.id)).map(|row| row.id)
    };
    let own = op.directory().above(buyer).into_iter().find_map(|agency| newest(Some(agency)));
    own.or_else(|| newest(None))
}

/// The items of a version as it is written down.
pub(super) fn written(row: &review_checklist::Model) -> Result<Checklist> {
    Ok(serde_json::from_value(row.spec.clone())?)
}
