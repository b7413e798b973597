//! Drafting a contract: what it says must exist and fit together.

use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;
use domain::contract::{ContractState, ContractStep};
use domain::ids::{AgencyId, ContractId, PolicyId, SchemeId, SystemId, VendorId};
use domain::money::Fen;
use storage::entity::{audit_entry, service_contract};
use storage::query::setup::{contract, insert, update};

use super::change::Change;
use super::{ContractChange, ContractTerms, NewContract};
use crate::mistakes::{Mistakes, NAME_MAX};
use crate::setup::reach::{CONTRACT, readable_at};
use crate::setup::scheme::newest_shipped;
use crate::setup::write::{Snapshot, Write};
use crate::{Op, Result};

/// Drafts a contract. Needs `contract.manage` at the buyer or over it.
///
/// # Errors
/// `TAKEN` for a number in use; `NOT_FOUND` for a party, system, policy or scheme that the buyer cannot use;
/// `NO_PUBLISHED_VERSION` for a policy that binds nobody yet; `PERIOD`; `NEGATIVE` for the amount.
pub async fn create_contract(op: &Op, new: &NewContract) -> Result<ContractId> {
    op.require(CONTRACT.manage)?;
    let write = Write::begin(op, Snapshot::Coverage).await?;
    CONTRACT.create(&write, Some(new.agency))?;
    let mut mistakes = Mistakes::default();
    let taken = |number: &str| write.coverage().contracts.values().any(|other| other.row.number == number);
    let drafted = draft(&write, &mut mistakes, new, taken);
    let drafted = mistakes.finish(drafted)?;
    commit(write, drafted, None).await
}

/// A draft that may be written.
pub(in crate::setup) struct Drafted {
    pub row: service_contract::Model,
    pub systems: Vec<SystemId>,
}

impl Drafted {
    /// The audit entry of its making.
    pub(in crate::setup) fn entry(&self, op: &Op, origin: Option<(&str, serde_json::Value)>) -> audit_entry::Model {
        let mut detail = detail(&self.row, &self.systems);
        if let Some((name, from)) = origin {
            detail[name] = from;
        }
        op.audit("contract.create", ("contract", self.row.id.0), detail)
    }
}

/// Checks a new contract; `taken` tells whether a number is in use. None only together with a mistake.
pub(in crate::setup) fn draft(
    op: &Op,
    mistakes: &mut Mistakes,
    new: &NewContract,
    taken: impl FnOnce(&str) -> bool,
) -> Option<Drafted> {
    let number = mistakes.text("number", &new.number, NAME_MAX);
    if taken(&number) {
        mistakes.add("TAKEN", "number", format!("{number} is taken"), format!("合同编号 {number} 已存在"));
    }
    let Checked { name, vendor, amount, policy, scheme, zone, systems } = check(op, mistakes, new.agency, &new.terms)?;
    let row = service_contract::Model {
        id: op.id(),
        number,
        name,
        agency_id: new.agency,
        vendor_id: vendor,
        state: ContractState::Draft,
        starts_on: new.terms.starts_on,
        ends_on: new.terms.ends_on,
        amount_fen: amount.0,
        policy_id: policy,
        scheme_id: scheme,
        zone: zone.name().to_owned(),
        created_at: op.now(),
        version: 1,
        terminates_on: None,
        notice_days: None,
        renewal_days: None,
        precedence: None,
    };
    Some(Drafted { row, systems })
}

/// Writes one draft; `origin` tells the audit log what it was made from.
pub(super) async fn commit(
    write: Write,
    drafted: Drafted,
    origin: Option<(&str, serde_json::Value)>,
) -> Result<ContractId> {
    let (id, entry) = (drafted.row.id, drafted.entry(&write, origin));
    insert(write.transaction(), drafted.row).await?;
    contract::cover(write.transaction(), id, &drafted.systems).await?;
    write.commit_all(vec![entry]).await?;
    Ok(id)
}

/// Changes a draft. Needs `contract.manage` at the buyer or over it.
///
/// # Errors
/// `WRONG_STATE` once it is no draft; CONFLICT when somebody else changed it meanwhile; as for a new contract.
pub async fn update_contract(op: &Op, change: &ContractChange) -> Result<()> {
    let Change { write, found, mut mistakes, .. } =
        Change::begin(op, ContractStep::Update, change.contract, change.version).await?;
    // A contract that is no draft is not looked at any further.
    std::mem::take(&mut mistakes).refuse()?;
    let mut row = found.row;
    let checked = check(&write, &mut mistakes, row.agency_id, &change.terms);
    let Checked { name, vendor, amount, policy, scheme, zone, systems } = mistakes.finish(checked)?;
    row.name = name;
    row.vendor_id = vendor;
    row.starts_on = change.terms.starts_on;
    row.ends_on = change.terms.ends_on;
    row.amount_fen = amount.0;
    row.policy_id = policy;
    row.scheme_id = scheme;
    zone.name().clone_into(&mut row.zone);
    row.version += 1;
    let (id, detail) = (row.id, detail(&row, &systems));
    update(write.transaction(), row).await?;
    contract::cover(write.transaction(), id, &systems).await?;
    write.commit("contract.update", ("contract", id.0), detail).await
}

struct Checked {
    name: String,
    vendor: VendorId,
    amount: Fen,
    policy: PolicyId,
    scheme: SchemeId,
    zone: Tz,
    systems: Vec<SystemId>,
}

/// None only together with a mistake.
fn check(op: &Op, mistakes: &mut Mistakes, buyer: AgencyId, terms: &ContractTerms) -> Option<Checked> {
    let directory = op.directory();
    if directory.agencies.get(&buyer).is_none_or(|agency| !agency.active) {
        mistakes.add("NOT_FOUND", "agencyId", "no such active agency", "没有此在用单位");
    }
    let name = mistakes.text("name", &terms.name, NAME_MAX);
    let vendor = directory.vendors.get(&terms.vendor).filter(|vendor| vendor.active).map(|vendor| vendor.id);
    let vendor = mistakes.found("vendorId", ("active vendor", "在用服务商"), vendor);
    check_period(mistakes, terms.starts_on, terms.ends_on);
    check_amount(mistakes, terms.amount);
    let zone = terms.zone.trim().parse::<Tz>();
    let zone = mistakes.parsed(("INVALID", "zone"), zone, "没有此时区");
    Some(Checked {
        name,
        vendor: vendor?,
        amount: terms.amount,
        zone: zone?,
        policy: check_policy(op, mistakes, buyer, terms.policy)?,
        scheme: check_scheme(op, mistakes, buyer, terms.scheme)?,
        systems: check_systems(op, mistakes, buyer, &terms.systems),
    })
}

pub(super) fn check_amount(mistakes: &mut Mistakes, amount: Fen) {
    if amount < Fen(0) {
        mistakes.add("NEGATIVE", "amount", "the amount must not be negative", "合同金额不能为负");
    }
}

pub(super) fn check_period(mistakes: &mut Mistakes, from: NaiveDate, until: NaiveDate) {
    // A slip of a digit in the year would otherwise cover systems for a millennium.
    let sane = |date: NaiveDate| (2000..=2100).contains(&date.year());
    if !sane(from) {
        mistakes.add("PERIOD", "startsOn", "the year must be 2000 to 2100", "年份须在 2000 至 2100 之间");
    }
    if !sane(until) {
        mistakes.add("PERIOD", "endsOn", "the year must be 2000 to 2100", "年份须在 2000 至 2100 之间");
    } else if until < from {
        mistakes.add("PERIOD", "endsOn", "the period ends before it begins", "合同结束日期早于开始日期");
    }
}

pub(super) fn check_policy(op: &Op, mistakes: &mut Mistakes, buyer: AgencyId, policy: PolicyId) -> Option<PolicyId> {
    let coverage = op.coverage();
    let policy = coverage.policies.get(&policy).filter(|policy| readable_at(op, policy.owner_id, Some(buyer)));
    let policy = mistakes.found("policyId", ("policy for this agency", "可用的服务级别策略"), policy)?;
    if policy.published_version_id.is_none() {
        let en = "the policy has no published version";
        mistakes.add("NO_PUBLISHED_VERSION", "policyId", en, "该策略没有已发布的版本");
    }
    Some(policy.id)
}

pub(super) fn check_scheme(
    op: &Op,
    mistakes: &mut Mistakes,
    buyer: AgencyId,
    scheme: Option<SchemeId>,
) -> Option<SchemeId> {
    let coverage = op.coverage();
    let scheme = match scheme {
        Some(scheme) => coverage.schemes.get(&scheme).filter(|scheme| readable_at(op, scheme.owner_id, Some(buyer))),
        None => newest_shipped(&coverage),
    };
    mistakes.found("schemeId", ("scoring scheme for this agency", "可用的考核方案"), scheme.map(|scheme| scheme.id))
}

pub(super) fn check_systems(op: &Op, mistakes: &mut Mistakes, buyer: AgencyId, asked: &[SystemId]) -> Vec<SystemId> {
    let directory = op.directory();
    let under = directory.below(buyer);
    let mut systems = asked.to_vec();
    systems.sort_unstable();
    systems.dedup();
    for system in &systems {
        if directory.systems.get(system).is_none_or(|system| !under.contains(&system.agency_id)) {
            let en = format!("no such system under this agency: {system}");
            mistakes.add("NOT_FOUND", "systemIds", en, format!("该单位下没有此系统：{system}"));
        }
    }
    systems
}

fn detail(row: &service_contract::Model, systems: &[SystemId]) -> serde_json::Value {
    serde_json::json!({
        "number": row.number, "name": row.name, "agencyId": row.agency_id, "vendorId": row.vendor_id,
        "startsOn": row.starts_on, "endsOn": row.ends_on, "amount": Fen(row.amount_fen).to_string(),
        "policyId": row.policy_id, "schemeId": row.scheme_id, "zone": row.zone, "version": row.version,
        "systemIds": systems,
    })
}
