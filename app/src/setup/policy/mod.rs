//! SLA policies: a series of versions, each a table of targets.

mod conduct;
mod contradiction;
mod copy;
mod severity;
mod stated;
mod table;
mod targets;
mod template;
mod version;

use domain::change::ObjectKind;
use domain::contract::PolicyState;
use domain::ids::{AgencyId, PolicyId, PolicyVersionId};
use storage::entity::sla_policy;
use storage::query::setup::{insert, update};

pub use copy::{PolicyCopy, copy_policy};
pub use stated::{NewSeverity, NewTarget, RemovedTarget, VersionTerms, stated};
pub use template::{FromTemplate, create_policy_from_template};
pub use version::{add_policy_version, publish_policy_version, update_policy_version, withdraw_policy_version};
pub(in crate::setup) use version::{draft, publish, written};

use super::reach::{POLICY, readable_at};
use super::system::code;
use super::write::{Snapshot, Write};
use crate::mistakes::{Mistakes, NAME_MAX};
use crate::{Error, Op, Result};

/// How many policies may rest on one another, one on the next.
const DEPTH_MAX: usize = 5;

/// A new policy with its first version, a draft.
#[derive(Clone, Debug)]
pub struct NewPolicy {
    /// None: the platform's, for everybody.
    pub owner: Option<AgencyId>,
    /// Unique: capital letters, digits and hyphens.
    pub code: String,
    pub name: String,
    /// The policy that its versions inherit from. It stays for good, so that no policy ever rests on itself.
    pub base: Option<PolicyId>,
    pub terms: VersionTerms,
}

/// A policy and the version that was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PolicyWritten {
    pub policy: PolicyId,
    pub version: PolicyVersionId,
}

/// Creates a policy with a draft of its first version. Needs `policy.manage` at the owner.
///
/// # Errors
/// `TAKEN` for the code; what is wrong with the base and with the targets, each by its place in the list.
pub async fn create_policy(op: &Op, new: &NewPolicy) -> Result<PolicyWritten> {
    let write = Write::begin(op, Snapshot::Coverage).await?;
    POLICY.create(&write, new.owner)?;
    first_draft(write, new, Mistakes::default(), None).await
}

/// Writes the first draft of a policy, unless there is a mistake; `origin` tells the audit log what it was made from.
async fn first_draft(
    mut write: Write,
    new: &NewPolicy,
    mut mistakes: Mistakes,
    origin: Option<(&str, serde_json::Value)>,
) -> Result<PolicyWritten> {
    let code = code(&mut mistakes, "code", &new.code);
    if write.coverage().policies.values().any(|other| other.code == code) {
        mistakes.add("TAKEN", "code", format!("{code} is taken"), format!("编码 {code} 已被使用"));
    }
    let name = mistakes.text("name", &new.name, NAME_MAX);
    if let Some(base) = new.base {
        check_base(&write, &mut mistakes, new.owner, base);
        mistakes.refuse()?;
        mistakes = Mistakes::default();
    }
    let table = table::materialise(&write, &mut mistakes, (new.owner, new.base), &new.terms);
    mistakes.refuse()?;
    let row = sla_policy::Model {
        id: write.id(),
        owner_id: new.owner,
        code,
        name,
        published_version_id: None,
        created_at: write.now(),
        base_policy_id: new.base,
    };
    let mut detail = serde_json::json!({ "code": row.code, "name": row.name, "basePolicyId": row.base_policy_id });
    if let Some((name, from)) = origin {
        detail[name] = from;
    }
    let policy = row.id;
    insert(write.transaction(), row).await?;
    let version = version::insert_version(&mut write, (policy, new.base), 1, (&new.terms, table)).await?;
    write.commit("policy.create", ("policy", policy.0), detail).await?;
    Ok(PolicyWritten { policy, version })
}

/// A base is one that may be read where the policy belongs, and no chain of them is longer than five.
fn check_base(op: &Op, mistakes: &mut Mistakes, owner: Option<AgencyId>, base: PolicyId) {
    let coverage = op.coverage();
    let row = coverage.policies.get(&base).filter(|row| readable_at(op, row.owner_id, owner));
    let Some(row) = mistakes.found("basePolicyId", ("policy above its owner", "可供该单位引用的上级策略"), row)
    else {
        return;
    };
    let below = |row: &&sla_policy::Model| coverage.policies.get(&row.base_policy_id?);
    if std::iter::successors(Some(row), below).count() >= DEPTH_MAX {
        let en = format!("at most {DEPTH_MAX} policies may rest on one another");
        mistakes.add("TOO_LONG", "basePolicyId", en, format!("策略继承最多 {DEPTH_MAX} 层"));
    }
}

/// Retires a policy: its published version binds no new ticket; tickets that it bound keep it, and so do policies that
/// rest on it keep what they took over. Needs `policy.manage` at the owner. Nothing can delete a policy (E48).
///
/// # Errors
/// `IN_USE` names a contract in force that rests on it; `WRONG_STATE` when it has no published version.
pub async fn retire_policy(op: &Op, policy: PolicyId) -> Result<()> {
    op.require(POLICY.manage)?;
    let mut write = Write::begin(op, Snapshot::Coverage).await?;
    let coverage = write.coverage();
    let mut row = coverage.policies.get(&policy).cloned().ok_or(Error::NotFound(POLICY.what))?;
    POLICY.write(&write, row.owner_id)?;
    write.watch(ObjectKind::Policy, policy.0).await?;
    let Some(published) = row.published_version_id.and_then(|id| coverage.versions.get(&id)) else {
        let en = "the policy has no published version";
        return Err(Error::invalid("WRONG_STATE", "policyId", en, "该策略没有已发布的版本"));
    };
    if let Some(number) = resting_on(&write, policy) {
        let en = format!("contract {number} rests on this policy");
        return Err(Error::invalid("IN_USE", "policyId", en, format!("合同 {number} 正在使用该策略")));
    }
    write.watch(ObjectKind::PolicyVersion, published.id.0).await?;
    let mut version = published.clone();
    version.state = PolicyState::Retired;
    row.published_version_id = None;
    let detail = serde_json::json!({ "code": row.code, "versionId": version.id });
    update(write.transaction(), version).await?;
    update(write.transaction(), row).await?;
    write.commit("policy.retire", ("policy", policy.0), detail).await
}

/// The number of a contract in force that rests on a policy.
pub(super) fn resting_on(op: &Op, policy: PolicyId) -> Option<String> {
    let coverage = op.coverage();
    let rests_on = |contract: &&crate::Contract| {
        contract.covers.terms_from(contract.day(op.now())).any(|agreed| agreed.policy == policy)
    };
    coverage.contracts.values().find(rests_on).map(|contract| contract.row.number.clone())
}
