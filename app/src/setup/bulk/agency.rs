//! Agencies from a table; parents by their short codes, in the file or on record.

use std::collections::{HashMap, HashSet};

use domain::ids::AgencyId;
use storage::entity::agency::Model;
use storage::query::setup::{insert_in_batches, party};

use super::ImportAsked;
use super::columns::{Column, Table};
use super::report::ImportReport;
use super::rows::{Judged, Row, Seen, differs};
use crate::mistakes::Mistakes;
use crate::setup::agency::{NewAgency, created, draft, parent};
use crate::setup::reach::AGENCY;
use crate::setup::write::{Snapshot, Write};
use crate::{Op, Result};

const COLUMNS: [Column; 6] = [
    Column { field: "shortCode", names: &["机构简称", "简称", "短码"], needed: true },
    Column { field: "name", names: &["机构名称", "名称", "agency name"], needed: true },
    Column { field: "nameEn", names: &["英文名称", "English name"], needed: false },
    Column { field: "regionCode", names: &["行政区划代码", "区划代码", "region"], needed: true },
    Column {
        field: "parentId",
        names: &["上级机构简称", "上级简称", "上级机构", "上级", "parent short code", "parent"],
        needed: false,
    },
    Column { field: "supervisor", names: &["是否监管机构", "监管机构", "is supervisor"], needed: false },
];

/// Creates the agencies of a file, or tells what would become of each row. Needs `agency.manage`.
///
/// # Errors
/// What is wrong with the file as a whole; mistakes of rows stand in the report.
pub async fn import_agencies(op: &Op, asked: &ImportAsked) -> Result<ImportReport> {
    op.require(AGENCY.manage)?;
    let table = Table::read(asked, &COLUMNS).await?;
    let codes: HashSet<String> = table.rows().iter().map(|row| row.get("regionCode").to_owned()).collect();
    let regions = party::regions(op.app().store.read(), codes.into_iter().collect()).await?;
    if asked.dry_run {
        return Ok(judge(op, &table, &regions).report(true, 0));
    }
    let write = Write::begin(op, Snapshot::Directory).await?;
    let mut judged = judge(&write, &table, &regions);
    if !judged.is_to_be_written() {
        return Ok(judged.report(false, 0));
    }
    let new = std::mem::take(&mut judged.new);
    let (written, entries) = (new.len(), new.iter().map(|row| created(&write, row)).collect());
    insert_in_batches(write.transaction(), new).await?;
    write.commit_all(entries).await?;
    Ok(judged.report(false, written))
}

/// What the rows before made.
#[derive(Debug, Default)]
struct Before<'t> {
    seen: Seen<'t>,
    made: HashMap<&'t str, AgencyId>,
    refused: HashSet<&'t str>,
}

/// Parents before children, whatever the order of the file: so they can be written in that order.
fn judge(op: &Op, table: &Table, regions: &HashSet<String>) -> Judged<Model> {
    let directory = op.directory();
    let on_record: HashMap<&str, &Model> =
        directory.agencies.values().map(|row| (row.short_code.as_str(), row)).collect();
    let (mut judged, mut before) = (Judged::new(), Before::default());
    let mut waiting = table.rows();
    let mut open: HashMap<&str, usize> = HashMap::new();
    for row in &waiting {
        *open.entry(row.get("shortCode")).or_default() += 1;
    }
    loop {
        let (count, mut later) = (waiting.len(), Vec::new());
        for row in waiting {
            if row.some("parentId").is_some_and(|parent| open.contains_key(parent)) {
                later.push(row);
                continue;
            }
            let code = row.get("shortCode");
            if let Some(left) = open.get_mut(code) {
                *left -= 1;
                if *left == 0 {
                    open.remove(code);
                }
            }
            let mut mistakes = Mistakes::default();
            let made = one(op, &mut mistakes, &mut before, &on_record, &row, regions);
            judged.note(&row, ("shortCode", "name"), mistakes, made);
        }
        if later.len() == count {
            for row in later {
                let mut mistakes = Mistakes::default();
                mistakes.add(
                    "LOOP",
                    "parentId",
                    "the rows lie under each other in a circle",
                    "各行的上下级关系形成循环",
                );
                judged.note(&row, ("shortCode", "name"), mistakes, None);
            }
            return judged;
        }
        waiting = later;
    }
}

fn one<'t>(
    op: &Op,
    mistakes: &mut Mistakes,
    before: &mut Before<'t>,
    on_record: &HashMap<&str, &Model>,
    row: &Row<'t>,
    regions: &HashSet<String>,
) -> Option<Model> {
    before.seen.once(mistakes, row, "shortCode");
    let supervisor = row.yes(mistakes, "supervisor");
    let parent = under(op, mistakes, before, on_record, row);
    let code = row.get("shortCode");
    if let Some(existing) = on_record.get(code) {
        let mut fields = vec![
            ("name", existing.name.clone(), row.get("name").to_owned()),
            ("nameEn", existing.name_en.clone().unwrap_or_default(), row.get("nameEn").to_owned()),
            ("regionCode", existing.region_code.clone(), row.get("regionCode").to_owned()),
            ("supervisor", existing.supervisor.to_string(), supervisor.to_string()),
        ];
        // A parent that is not there is a mistake already.
        if parent.is_some() || row.some("parentId").is_none() {
            let directory = op.directory();
            let above = existing.parent_id.and_then(|id| directory.agencies.get(&id));
            let above = above.map(|row| row.short_code.clone()).unwrap_or_default();
            fields.push(("parentId", above, row.get("parentId").to_owned()));
        }
        differs(mistakes, fields);
        return None;
    }
    let new = NewAgency {
        short_code: code.to_owned(),
        name: row.get("name").to_owned(),
        name_en: row.some("nameEn").map(str::to_owned),
        region_code: row.get("regionCode").to_owned(),
        parent,
        supervisor,
    };
    let mut found = Mistakes::default();
    let made = draft(op, &mut found, &new, (parent, regions), |_| false);
    mistakes.extend_unknown(found);
    if mistakes.is_empty() {
        before.made.insert(code, made.id);
    } else {
        before.refused.insert(code);
    }
    Some(made)
}

/// The parent: made by a row before, or on record and checked as that of a single agency.
fn under(
    op: &Op,
    mistakes: &mut Mistakes,
    before: &Before<'_>,
    on_record: &HashMap<&str, &Model>,
    row: &Row<'_>,
) -> Option<AgencyId> {
    let code = row.some("parentId")?;
    if let Some(made) = before.made.get(code) {
        return Some(*made);
    }
    if before.refused.contains(code) {
        let en = format!("the row of {code} has mistakes");
        mistakes.add("PARENT_REFUSED", "parentId", en, format!("上级单位 {code} 所在的行有误"));
        return None;
    }
    match on_record.get(code) {
        Some(existing) => parent(op, mistakes, Some(existing.id), None),
        None => mistakes.found("parentId", ("agency", "单位"), None),
    }
}
