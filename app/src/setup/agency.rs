//! Agencies: the tree of public bodies.

use std::collections::HashSet;

use domain::change::ObjectKind;
use domain::ids::AgencyId;
use domain::party::ShortCode;
use storage::entity::{agency, audit_entry};
use storage::query::setup::{insert, party, update};

use super::reach::AGENCY;
use super::write::{Snapshot, Write};
use crate::mistakes::{Mistakes, NAME_MAX};
use crate::{Error, Op, Result};

/// A new agency.
#[derive(Clone, Debug)]
pub struct NewAgency {
    /// Unique; the beginning of its ticket numbers, so it stays for good.
    pub short_code: String,
    pub name: String,
    pub name_en: Option<String>,
    /// GB/T 2260.
    pub region_code: String,
    /// The agency over it; none for a root.
    pub parent: Option<AgencyId>,
    /// Whether it supervises others.
    pub supervisor: bool,
}

/// What to change of an agency; what is none stays.
#[derive(Clone, Debug)]
pub struct AgencyChange {
    pub agency: AgencyId,
    pub name: Option<String>,
    /// A blank text takes the English name away.
    pub name_en: Option<String>,
    pub region_code: Option<String>,
    pub parent: Option<AgencyId>,
    pub supervisor: Option<bool>,
    pub active: Option<bool>,
}

/// Creates an agency. Needs `agency.manage`.
///
/// # Errors
/// `TAKEN` for a short code in use; `NOT_FOUND` for an unknown region or parent.
pub async fn create_agency(op: &Op, new: &NewAgency) -> Result<AgencyId> {
    op.require(AGENCY.manage)?;
    let write = Write::begin(op, Snapshot::Directory).await?;
    let directory = write.directory();
    let mut mistakes = Mistakes::default();
    let regions = party::regions(write.transaction(), vec![new.region_code.trim().to_owned()]).await?;
    let parent = parent(&write, &mut mistakes, new.parent, None);
    let taken = |code: &str| directory.agencies.values().any(|other| other.short_code == code);
    let row = draft(&write, &mut mistakes, new, (parent, &regions), taken);
    mistakes.refuse()?;
    let (id, entry) = (row.id, created(&write, &row));
    insert(write.transaction(), row).await?;
    write.commit_all(vec![entry]).await?;
    Ok(id)
}

/// Checks a new agency under a checked `parent`; `taken` tells whether a short code is in use.
pub(super) fn draft(
    op: &Op,
    mistakes: &mut Mistakes,
    new: &NewAgency,
    (parent, regions): (Option<AgencyId>, &HashSet<String>),
    taken: impl FnOnce(&str) -> bool,
) -> agency::Model {
    let wrong = "简称为 2 至 10 个大写字母或数字";
    let code = mistakes.parsed(("INVALID", "shortCode"), new.short_code.trim().parse::<ShortCode>(), wrong);
    let code = code.map_or_else(String::new, String::from);
    if taken(&code) {
        mistakes.add("TAKEN", "shortCode", format!("{code} is taken"), format!("简称 {code} 已被使用"));
    }
    agency::Model {
        id: op.id(),
        short_code: code,
        name: mistakes.text("name", &new.name, NAME_MAX),
        name_en: mistakes.optional("nameEn", new.name_en.as_deref(), NAME_MAX),
        region_code: region(mistakes, regions, &new.region_code),
        parent_id: parent,
        supervisor: new.supervisor,
        active: true,
        created_at: op.now(),
    }
}

/// The audit entry of an agency's making.
pub(super) fn created(op: &Op, row: &agency::Model) -> audit_entry::Model {
    let detail = serde_json::json!({ "shortCode": row.short_code, "name": row.name, "parentId": row.parent_id });
    op.audit("agency.create", ("agency", row.id.0), detail)
}

/// Changes an agency. Needs `agency.manage`.
///
/// # Errors
/// `LOOP` when the new parent is the agency itself or lies under it; `IN_USE` when an agency with active systems or
/// active agencies under it is to be closed.
pub async fn update_agency(op: &Op, change: &AgencyChange) -> Result<()> {
    op.require(AGENCY.manage)?;
    let mut write = Write::begin(op, Snapshot::Directory).await?;
    let row = write.directory().agencies.get(&change.agency).cloned().ok_or(Error::NotFound(AGENCY.what))?;
    AGENCY.write(&write, Some(row.id))?;
    write.watch(ObjectKind::Agency, row.id.0).await?;
    let mut mistakes = Mistakes::default();
    let mut after = row.clone();
    if let Some(name) = &change.name {
        after.name = mistakes.text("name", name, NAME_MAX);
    }
    if change.name_en.is_some() {
        after.name_en = mistakes.optional("nameEn", change.name_en.as_deref(), NAME_MAX);
    }
    if let Some(code) = &change.region_code {
        let regions = party::regions(write.transaction(), vec![code.trim().to_owned()]).await?;
        after.region_code = region(&mut mistakes, &regions, code);
    }
    if change.parent.is_some() {
        after.parent_id = parent(&write, &mut mistakes, change.parent, Some(row.id));
    }
    after.supervisor = change.supervisor.unwrap_or(row.supervisor);
    after.active = change.active.unwrap_or(row.active);
    if row.active && !after.active && in_use(&write, row.id) {
        let en = "the agency has active systems, or active agencies under it";
        mistakes.add("IN_USE", "active", en, "该单位仍有在用系统或下级单位");
    }
    mistakes.refuse()?;
    let detail = serde_json::json!({
        "name": after.name, "regionCode": after.region_code, "supervisor": after.supervisor, "active": after.active,
        "parentId": { "before": row.parent_id, "after": after.parent_id },
    });
    update(write.transaction(), after).await?;
    write.commit("agency.update", ("agency", row.id.0), detail).await
}

fn region(mistakes: &mut Mistakes, known: &HashSet<String>, code: &str) -> String {
    let code = code.trim();
    if !known.contains(code) {
        mistakes.add("NOT_FOUND", "regionCode", "no such region", "没有此行政区划代码");
    }
    code.to_owned()
}

/// The parent, visible and active, and for an agency that exists not under it.
pub(super) fn parent(
    op: &Op,
    mistakes: &mut Mistakes,
    asked: Option<AgencyId>,
    of: Option<AgencyId>,
) -> Option<AgencyId> {
    let asked = asked?;
    let directory = op.directory();
    if of.is_some_and(|of| directory.below(of).contains(&asked)) {
        let en = "an agency cannot lie under itself";
        mistakes.add("LOOP", "parentId", en, "单位不能隶属于自身或其下级");
        return None;
    }
    let visible = op.read_scope(AGENCY.view).covers(Some(asked), None);
    let known = directory.agencies.get(&asked).filter(|parent| visible && parent.active);
    mistakes.found("parentId", ("agency", "单位"), known.map(|parent| parent.id))
}

fn in_use(op: &Op, agency: AgencyId) -> bool {
    let directory = op.directory();
    let children = directory.agencies.values().any(|child| child.parent_id == Some(agency) && child.active);
    children || directory.systems.values().any(|system| system.agency_id == agency && system.active)
}
