//! Managed systems: what is served.

use domain::change::ObjectKind;
use domain::ids::{AgencyId, SystemId};
use domain::party::ProtectionLevel;
use domain::ticket::SiteClass;
use storage::entity::{audit_entry, managed_system};
use storage::query::setup::{insert, update};

use super::reach::SYSTEM;
use super::write::{Snapshot, Write};
use crate::mistakes::{Mistakes, NAME_MAX};
use crate::{Error, Op, Result};

const CODE_MAX: usize = 40;

/// A new system.
#[derive(Clone, Debug)]
pub struct NewSystem {
    /// The owner.
    pub agency: AgencyId,
    /// Unique: capital letters, digits and hyphens.
    pub code: String,
    pub name: String,
    pub name_en: Option<String>,
    /// What sort of system, in the agency's words.
    pub system_type: String,
    /// 1 to 5 (等级保护).
    pub protection_level: i32,
    /// Of the filing with the police (备案编号).
    pub filing_number: Option<String>,
    pub site_class: SiteClass,
}

/// What to change of a system; what is none stays, a blank optional text goes.
#[derive(Clone, Debug)]
pub struct SystemChange {
    pub system: SystemId,
    pub name: Option<String>,
    pub name_en: Option<String>,
    pub system_type: Option<String>,
    pub protection_level: Option<i32>,
    pub filing_number: Option<String>,
    /// Binds tickets raised from now on; those that run keep theirs.
    pub site_class: Option<SiteClass>,
    /// Tickets are raised for active systems only.
    pub active: Option<bool>,
}

/// Registers a system. Needs `system.manage` at the owner or over it.
///
/// # Errors
/// `TAKEN` for a code in use; `INVALID` for a protection level that does not exist.
pub async fn create_system(op: &Op, new: &NewSystem) -> Result<SystemId> {
    op.require(SYSTEM.manage)?;
    let write = Write::begin(op, Snapshot::Directory).await?;
    SYSTEM.create(&write, Some(new.agency))?;
    let mut mistakes = Mistakes::default();
    let taken = |code: &str| write.directory().systems.values().any(|other| other.code == code);
    let row = draft(&write, &mut mistakes, new, taken);
    mistakes.refuse()?;
    let (id, entry) = (row.id, created(&write, &row));
    insert(write.transaction(), row).await?;
    write.commit_all(vec![entry]).await?;
    Ok(id)
}

/// Checks a new system of an owner where the actor may write; `taken` tells whether a code is in use.
pub(super) fn draft(
    op: &Op,
    mistakes: &mut Mistakes,
    new: &NewSystem,
    taken: impl FnOnce(&str) -> bool,
) -> managed_system::Model {
    let code = code(mistakes, "code", &new.code);
    if taken(&code) {
        mistakes.add("TAKEN", "code", format!("{code} is taken"), format!("编码 {code} 已被使用"));
    }
    managed_system::Model {
        id: op.id(),
        agency_id: new.agency,
        code,
        name: mistakes.text("name", &new.name, NAME_MAX),
        name_en: mistakes.optional("nameEn", new.name_en.as_deref(), NAME_MAX),
        system_type: mistakes.text("systemType", &new.system_type, NAME_MAX),
        protection_level: level(mistakes, new.protection_level),
        filing_number: mistakes.optional("filingNumber", new.filing_number.as_deref(), NAME_MAX),
        site_class: new.site_class,
        active: true,
        created_at: op.now(),
    }
}

/// The audit entry of a system's making.
pub(super) fn created(op: &Op, row: &managed_system::Model) -> audit_entry::Model {
    let detail = serde_json::json!({ "code": row.code, "name": row.name, "agencyId": row.agency_id });
    op.audit("system.create", ("system", row.id.0), detail)
}

/// Changes a system. Needs `system.manage` at the owner or over it.
pub async fn update_system(op: &Op, change: &SystemChange) -> Result<()> {
    op.require(SYSTEM.manage)?;
    let mut write = Write::begin(op, Snapshot::Directory).await?;
    let row = write.directory().systems.get(&change.system).cloned();
    let mut row = row.ok_or(Error::NotFound(SYSTEM.what))?;
    SYSTEM.write(&write, Some(row.agency_id))?;
    write.watch(ObjectKind::System, row.id.0).await?;
    let mut mistakes = Mistakes::default();
    if let Some(name) = &change.name {
        row.name = mistakes.text("name", name, NAME_MAX);
    }
    if change.name_en.is_some() {
        row.name_en = mistakes.optional("nameEn", change.name_en.as_deref(), NAME_MAX);
    }
    if let Some(system_type) = &change.system_type {
        row.system_type = mistakes.text("systemType", system_type, NAME_MAX);
    }
    if let Some(asked) = change.protection_level {
        row.protection_level = level(&mut mistakes, asked);
    }
    if change.filing_number.is_some() {
        row.filing_number = mistakes.optional("filingNumber", change.filing_number.as_deref(), NAME_MAX);
    }
    row.site_class = change.site_class.unwrap_or(row.site_class);
    row.active = change.active.unwrap_or(row.active);
    mistakes.refuse()?;
    let detail = serde_json::json!({
        "name": row.name, "systemType": row.system_type, "protectionLevel": row.protection_level,
        "filingNumber": row.filing_number, "siteClass": row.site_class, "active": row.active,
    });
    let id = row.id;
    update(write.transaction(), row).await?;
    write.commit("system.update", ("system", id.0), detail).await
}

/// The trimmed code, 1 to 40 capital letters, digits or hyphens: as systems, calendars, policies and schemes have it.
pub(crate) fn code(mistakes: &mut Mistakes, field: &'static str, text: &str) -> String {
    let code = text.trim();
    let plain = code.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-');
    if !plain || code.is_empty() || code.len() > CODE_MAX {
        let en = format!("{field} has 1 to {CODE_MAX} capital letters, digits or hyphens");
        mistakes.add("INVALID", field, en, format!("{field} 为 1 至 {CODE_MAX} 个大写字母、数字或连字符"));
    }
    code.to_owned()
}

fn level(mistakes: &mut Mistakes, asked: i32) -> i32 {
    let level = ProtectionLevel::try_from(asked);
    mistakes.parsed(("INVALID", "protectionLevel"), level, "等级保护级别为 1 至 5").map_or(asked, i32::from)
}
