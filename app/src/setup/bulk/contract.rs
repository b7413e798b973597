//! Contracts from a table, as drafts; what they name stands there by its code.

use std::collections::HashMap;

use domain::ids::{AgencyId, PolicyId, SchemeId, SystemId, VendorId};
use domain::money::Fen;
use storage::entity::contract_system;
use storage::query::setup::insert_in_batches;
use uuid::Uuid;

use super::ImportAsked;
use super::columns::{Column, Table};
use super::report::ImportReport;
use super::rows::{Judged, Row, Seen, differs};
use super::system::Owners;
use crate::mistakes::Mistakes;
use crate::setup::contract::{ContractTerms, Drafted, NewContract, check_key_date, draft};
use crate::setup::reach::{CONTRACT, readable_at};
use crate::setup::write::{Snapshot, Write};
use crate::{Contract, Op, Result};

const COLUMNS: [Column; 13] = [
    Column { field: "number", names: &["合同编号", "编号", "contract number"], needed: true },
    Column {
        field: "agencyId",
        names: &["采购单位简称", "采购方简称", "甲方简称", "机构简称", "buyer short code", "buyer"],
        needed: true,
    },
    Column { field: "name", names: &["合同名称", "名称", "contract name"], needed: true },
    Column {
        field: "vendorId",
        names: &["服务商信用代码", "统一社会信用代码", "vendor credit code", "vendor"],
        needed: true,
    },
    Column { field: "startsOn", names: &["开始日期", "起始日期", "start date"], needed: true },
    Column { field: "endsOn", names: &["结束日期", "终止日期", "end date"], needed: true },
    Column { field: "amount", names: &["合同金额", "合同金额（元）", "金额"], needed: true },
    Column {
        field: "policyId", names: &["服务级别策略编码", "策略编码", "policy code", "policy"], needed: true
    },
    Column {
        field: "schemeId", names: &["考核方案编码", "方案编码", "scheme code", "scheme"], needed: false
    },
    Column { field: "zone", names: &["时区", "time zone"], needed: false },
    Column {
        field: "systemIds", names: &["覆盖系统编码", "系统编码", "system codes", "systems"], needed: true
    },
    Column { field: "noticeDays", names: &["通知期（天）", "通知期"], needed: false },
    Column { field: "renewalDays", names: &["续签决定期（天）", "续签期"], needed: false },
];

/// Where a contract's dates belong unless its row says otherwise.
const ZONE: &str = "Asia/Shanghai";

/// Drafts the contracts of a file, or tells what would become of each row. Needs `contract.manage` at each buyer or over
/// it.
///
/// # Errors
/// What is wrong with the file as a whole; mistakes of rows stand in the report.
pub async fn import_contracts(op: &Op, asked: &ImportAsked) -> Result<ImportReport> {
    op.require(CONTRACT.manage)?;
    let table = Table::read(asked, &COLUMNS).await?;
    if asked.dry_run {
        return Ok(judge(op, &table).report(true, 0));
    }
    let write = Write::begin(op, Snapshot::Coverage).await?;
    let mut judged = judge(&write, &table);
    if !judged.is_to_be_written() {
        return Ok(judged.report(false, 0));
    }
    let new = std::mem::take(&mut judged.new);
    let (written, entries) = (new.len(), new.iter().map(|drafted| drafted.entry(&write, None)).collect());
    let covered = |of: &Drafted| {
        let contract_id = of.row.id;
        of.systems
            .iter()
            .map(move |system| contract_system::Model { contract_id, system_id: *system })
            .collect::<Vec<_>>()
    };
    let systems = new.iter().flat_map(covered).collect();
    insert_in_batches(write.transaction(), new.into_iter().map(|of| of.row).collect()).await?;
    insert_in_batches(write.transaction(), systems).await?;
    write.commit_all(entries).await?;
    Ok(judged.report(false, written))
}

fn judge(op: &Op, table: &Table) -> Judged<Drafted> {
    let coverage = op.coverage();
    let on_record: HashMap<&str, &Contract> =
        coverage.contracts.values().map(|contract| (contract.row.number.as_str(), contract)).collect();
    let (mut judged, mut seen) = (Judged::new(), Seen::default());
    let (mut owners, codes) = (Owners::of(op, CONTRACT), Codes::of(op));
    for row in table.rows() {
        let mut mistakes = Mistakes::default();
        seen.once(&mut mistakes, &row, "number");
        let existing = on_record.get(row.get("number")).copied();
        let agency = owners.find(&mut mistakes, &row);
        let named = Named::read(op, &mut mistakes, &row, agency, &codes);
        let reached = existing.filter(|of| op.read_scope(CONTRACT.manage).covers(Some(of.row.agency_id), None));
        let made = match reached {
            Some(existing) => {
                compare(op, &mut mistakes, &row, existing, &named);
                None
            }
            // What lies outside the reach is taken, and nothing is told of it.
            None => fresh(op, &mut mistakes, &row, named, existing.is_some()),
        };
        judged.note(&row, ("number", "name"), mistakes, made);
    }
    judged
}

/// Everything by its code; of scheme codes the newest version.
struct Codes {
    vendors: HashMap<String, VendorId>,
    policies: HashMap<String, PolicyId>,
    systems: HashMap<String, (SystemId, AgencyId)>,
}

impl Codes {
    fn of(op: &Op) -> Self {
        let (directory, coverage) = (op.directory(), op.coverage());
        Self {
            vendors: directory.vendors.values().map(|row| (row.credit_code.clone(), row.id)).collect(),
            policies: coverage.policies.values().map(|row| (row.code.clone(), row.id)).collect(),
            systems: directory.systems.values().map(|row| (row.code.clone(), (row.id, row.agency_id))).collect(),
        }
    }
}

/// What a row names and says, as far as it can be read.
struct Named {
    agency: Option<AgencyId>,
    vendor: Option<VendorId>,
    policy: Option<PolicyId>,
    /// Only when the row names one.
    scheme: Option<SchemeId>,
    systems: Vec<SystemId>,
    dates: Option<(chrono::NaiveDate, chrono::NaiveDate)>,
    amount: Option<Fen>,
    notice_days: Option<i32>,
    renewal_days: Option<i32>,
}

impl Named {
    fn read(op: &Op, mistakes: &mut Mistakes, row: &Row<'_>, agency: Option<AgencyId>, codes: &Codes) -> Self {
        let vendor = codes.vendors.get(row.get("vendorId")).copied();
        let vendor = mistakes.found("vendorId", ("active vendor", "在用服务商"), vendor);
        let policy = codes.policies.get(row.get("policyId")).copied();
        let policy = mistakes.found("policyId", ("policy for this agency", "可用的服务级别策略"), policy);
        let (starts_on, ends_on) = (row.date(mistakes, "startsOn"), row.date(mistakes, "endsOn"));
        let (notice_days, renewal_days) = (row.number(mistakes, "noticeDays"), row.number(mistakes, "renewalDays"));
        let mut wrong = Mistakes::default();
        check_key_date(&mut wrong, "noticeDays", notice_days);
        check_key_date(&mut wrong, "renewalDays", renewal_days);
        mistakes.extend_unknown(wrong);
        let (mut scheme, mut systems) = (None, Vec::new());
        // Without a buyer nobody can say what is usable there.
        if let Some(buyer) = agency {
            scheme = row.some("schemeId").and_then(|code| newest_scheme(op, mistakes, buyer, code));
            let below = op.directory().below(buyer);
            for code in row.list("systemIds") {
                match codes.systems.get(code).filter(|(_, owner)| below.contains(owner)) {
                    Some((system, _)) => systems.push(*system),
                    None => {
                        let en = format!("no such system under this agency: {code}");
                        mistakes.add("NOT_FOUND", "systemIds", en, format!("该单位下没有此系统：{code}"));
                    }
                }
            }
        }
        systems.sort_unstable();
        systems.dedup();
        let amount = row.amount(mistakes, "amount");
        Self {
            agency,
            vendor,
            policy,
            scheme,
            systems,
            dates: starts_on.zip(ends_on),
            amount,
            notice_days,
            renewal_days,
        }
    }
}

fn newest_scheme(op: &Op, mistakes: &mut Mistakes, buyer: AgencyId, code: &str) -> Option<SchemeId> {
    let coverage = op.coverage();
    let usable = |scheme: &&crate::Scheme| scheme.code == code && readable_at(op, scheme.owner_id, Some(buyer));
    let newest = coverage.schemes.values().filter(usable).max_by_key(|scheme| scheme.version).map(|scheme| scheme.id);
    mistakes.found("schemeId", ("scoring scheme for this agency", "可用的考核方案"), newest)
}

/// A draft, checked as a single one is; what could not be read is a mistake already.
fn fresh(op: &Op, mistakes: &mut Mistakes, row: &Row<'_>, named: Named, taken: bool) -> Option<Drafted> {
    let nobody = Uuid::nil();
    let (starts_on, ends_on) = named.dates.unwrap_or_default();
    let new = NewContract {
        number: row.get("number").to_owned(),
        agency: named.agency.unwrap_or(AgencyId(nobody)),
        terms: ContractTerms {
            name: row.get("name").to_owned(),
            vendor: named.vendor.unwrap_or(VendorId(nobody)),
            starts_on,
            ends_on,
            amount: named.amount.unwrap_or(Fen(0)),
            policy: named.policy.unwrap_or(PolicyId(nobody)),
            scheme: named.scheme,
            zone: row.some("zone").unwrap_or(ZONE).to_owned(),
            systems: named.systems,
        },
    };
    let mut found = Mistakes::default();
    let drafted = draft(op, &mut found, &new, |_| taken);
    // What stands in for something unreadable is no mistake of its own.
    if named.dates.is_none() {
        found.forget(&["startsOn", "endsOn"]);
    }
    if named.agency.is_none() {
        found.forget(&["policyId"]);
    }
    mistakes.extend_unknown(found);
    let mut drafted = drafted?;
    drafted.row.notice_days = named.notice_days;
    drafted.row.renewal_days = named.renewal_days;
    Some(drafted)
}

/// Notes where a row says something else than the contract as it was signed.
fn compare(op: &Op, mistakes: &mut Mistakes, row: &Row<'_>, existing: &Contract, named: &Named) {
    let (directory, coverage, is) = (op.directory(), op.coverage(), &existing.row);
    let days = |days: Option<i32>| days.map(|days| days.to_string()).unwrap_or_default();
    let vendor = directory.vendors.get(&is.vendor_id).map(|row| row.credit_code.clone()).unwrap_or_default();
    let buyer = directory.agencies.get(&is.agency_id).map(|row| row.short_code.clone()).unwrap_or_default();
    let policy = coverage.policies.get(&is.policy_id).map(|row| row.code.clone()).unwrap_or_default();
    let scheme = coverage.schemes.get(&is.scheme_id).map(|row| row.code.clone()).unwrap_or_default();
    let mut systems = existing.covers.original.systems.clone();
    systems.sort_unstable();
    let code = |system: &SystemId| directory.systems.get(system).map(|row| row.code.clone()).unwrap_or_default();
    let listed = |systems: &[SystemId]| systems.iter().map(code).collect::<Vec<_>>().join(";");
    let text = |field| row.get(field).to_owned();
    let mut found = Mistakes::default();
    differs(
        &mut found,
        vec![
            ("agencyId", buyer, text("agencyId")),
            ("name", is.name.clone(), text("name")),
            ("vendorId", vendor, text("vendorId")),
            ("policyId", policy, text("policyId")),
            // Left out, it was the newest of that day, which another may have followed.
            ("schemeId", scheme.clone(), row.some("schemeId").map_or(scheme, str::to_owned)),
            ("zone", is.zone.clone(), row.some("zone").unwrap_or(ZONE).to_owned()),
            ("noticeDays", days(is.notice_days), days(named.notice_days)),
            ("renewalDays", days(is.renewal_days), days(named.renewal_days)),
            ("systemIds", listed(&systems), listed(&named.systems)),
        ],
    );
    if let Some((starts_on, ends_on)) = named.dates {
        let dates = [("startsOn", is.starts_on, starts_on), ("endsOn", is.ends_on, ends_on)];
        differs(&mut found, dates.map(|(field, is, given)| (field, is.to_string(), given.to_string())).to_vec());
    }
    if let Some(amount) = named.amount {
        differs(&mut found, vec![("amount", Fen(is.amount_fen).to_string(), amount.to_string())]);
    }
    mistakes.extend_unknown(found);
}
