//! Managed systems from a table; owners by their short codes.

use std::collections::HashMap;

use domain::ids::AgencyId;
use domain::ticket::SiteClass;
use storage::entity::managed_system::Model;
use storage::query::setup::insert_in_batches;

use super::ImportAsked;
use super::columns::{Column, Table};
use super::report::ImportReport;
use super::rows::{Judged, Row, Seen, differs};
use crate::mistakes::Mistakes;
use crate::setup::reach::{Reach, SYSTEM};
use crate::setup::system::{NewSystem, created, draft};
use crate::setup::write::{Snapshot, Write};
use crate::{Error, Op, Result};

const COLUMNS: [Column; 8] = [
    Column {
        field: "agencyId",
        names: &["所属机构简称", "机构简称", "所属机构", "agency short code", "agency"],
        needed: true,
    },
    Column { field: "code", names: &["系统编码", "编码", "system code"], needed: true },
    Column { field: "name", names: &["系统名称", "名称", "system name"], needed: true },
    Column { field: "nameEn", names: &["英文名称", "English name"], needed: false },
    Column { field: "systemType", names: &["系统类型", "类型", "type"], needed: true },
    Column { field: "protectionLevel", names: &["等级保护级别", "等保级别", "level"], needed: true },
    Column { field: "filingNumber", names: &["备案编号", "备案号", "filing"], needed: false },
    Column { field: "siteClass", names: &["驻地类别", "场所类别", "站点类别", "site"], needed: true },
];

/// Registers the systems of a file, or tells what would become of each row. Needs `system.manage` at each owner or over
/// it.
///
/// # Errors
/// What is wrong with the file as a whole; mistakes of rows stand in the report.
pub async fn import_systems(op: &Op, asked: &ImportAsked) -> Result<ImportReport> {
    op.require(SYSTEM.manage)?;
    let table = Table::read(asked, &COLUMNS).await?;
    if asked.dry_run {
        return Ok(judge(op, &table).report(true, 0));
    }
    let write = Write::begin(op, Snapshot::Directory).await?;
    let mut judged = judge(&write, &table);
    if !judged.is_to_be_written() {
        return Ok(judged.report(false, 0));
    }
    let new = std::mem::take(&mut judged.new);
    let (written, entries) = (new.len(), new.iter().map(|row| created(&write, row)).collect());
    insert_in_batches(write.transaction(), new).await?;
    write.commit_all(entries).await?;
    Ok(judged.report(false, written))
}

fn judge(op: &Op, table: &Table) -> Judged<Model> {
    let directory = op.directory();
    let on_record: HashMap<&str, &Model> = directory.systems.values().map(|row| (row.code.as_str(), row)).collect();
    let (mut judged, mut seen, mut owners) = (Judged::new(), Seen::default(), Owners::of(op, SYSTEM));
    for row in table.rows() {
        let mut mistakes = Mistakes::default();
        seen.once(&mut mistakes, &row, "code");
        let made = one(op, &mut mistakes, &mut owners, on_record.get(row.get("code")).copied(), &row);
        judged.note(&row, ("code", "name"), mistakes, made);
    }
    judged
}

fn one(
    op: &Op,
    mistakes: &mut Mistakes,
    owners: &mut Owners<'_>,
    existing: Option<&Model>,
    row: &Row<'_>,
) -> Option<Model> {
    let agency = owners.find(mistakes, row);
    let protection_level = row.level(mistakes, "protectionLevel");
    let site_class = row.site(mistakes, "siteClass");
    // What lies outside the reach is taken, and nothing is told of it.
    if let Some(existing) =
        existing.filter(|existing| op.read_scope(SYSTEM.manage).covers(Some(existing.agency_id), None))
    {
        let text = |field| row.get(field).to_owned();
        let level = |level: Option<i32>| level.map(|level| level.to_string()).unwrap_or_default();
        differs(
            mistakes,
            vec![
                ("name", existing.name.clone(), text("name")),
                ("nameEn", existing.name_en.clone().unwrap_or_default(), text("nameEn")),
                ("systemType", existing.system_type.clone(), text("systemType")),
                ("filingNumber", existing.filing_number.clone().unwrap_or_default(), text("filingNumber")),
            ],
        );
        if protection_level.is_some() {
            differs(
                mistakes,
                vec![("protectionLevel", level(Some(existing.protection_level)), level(protection_level))],
            );
        }
        if let Some(site) = site_class {
            differs(mistakes, vec![("siteClass", existing.site_class.to_string(), site.to_string())]);
        }
        if agency.is_some() {
            differs(mistakes, vec![("agencyId", owners.code(existing.agency_id), text("agencyId"))]);
        }
        return None;
    }
    let new = NewSystem {
        agency: agency.unwrap_or(AgencyId(uuid::Uuid::nil())),
        code: row.get("code").to_owned(),
        name: row.get("name").to_owned(),
        name_en: row.some("nameEn").map(str::to_owned),
        system_type: row.get("systemType").to_owned(),
        protection_level: protection_level.unwrap_or(0),
        filing_number: row.some("filingNumber").map(str::to_owned),
        site_class: site_class.unwrap_or(SiteClass::City),
    };
    let mut found = Mistakes::default();
    let made = draft(op, &mut found, &new, |_| existing.is_some());
    mistakes.extend_unknown(found);
    Some(made)
}

/// Agencies by their short codes, and whether the actor may make something there; each looked up once.
pub(super) struct Owners<'o> {
    op: &'o Op,
    reach: Reach,
    ids: HashMap<String, AgencyId>,
    allowed: HashMap<AgencyId, Allowed>,
}

#[derive(Clone, Copy)]
enum Allowed {
    Yes,
    Unseen,
    Forbidden,
}

impl<'o> Owners<'o> {
    pub(super) fn of(op: &'o Op, reach: Reach) -> Self {
        let ids = op.directory().agencies.values().map(|row| (row.short_code.clone(), row.id)).collect();
        Self { op, reach, ids, allowed: HashMap::new() }
    }

    /// The agency of a row, where the actor may write; else a mistake as a single one would have.
    pub(super) fn find(&mut self, mistakes: &mut Mistakes, row: &Row<'_>) -> Option<AgencyId> {
        let id = self.ids.get(row.get("agencyId")).copied();
        let allowed = id.map_or(Allowed::Unseen, |id| {
            let check = || match self.reach.create(self.op, Some(id)) {
                Ok(()) => Allowed::Yes,
                Err(Error::Forbidden(_)) => Allowed::Forbidden,
                Err(_) => Allowed::Unseen,
            };
            *self.allowed.entry(id).or_insert_with(check)
        });
        match allowed {
            Allowed::Yes => id,
            Allowed::Unseen => mistakes.found("agencyId", ("agency", "单位"), None),
            Allowed::Forbidden => {
                let action = self.reach.manage;
                let en = format!("not allowed: needs {action}");
                mistakes.add("FORBIDDEN", "agencyId", en, format!("没有权限：{action}"));
                None
            }
        }
    }

    /// The short code of an agency.
    pub(super) fn code(&self, id: AgencyId) -> String {
        self.op.directory().agencies.get(&id).map(|row| row.short_code.clone()).unwrap_or_default()
    }
}
