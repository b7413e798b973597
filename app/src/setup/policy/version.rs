//! Versions of a policy: draft, published and never edited again, retired; or a draft that was taken back.

use domain::change::ObjectKind;
use domain::contract::PolicyState;
use domain::ids::{PolicyId, PolicyVersionId};
use storage::entity::{sla_policy, sla_policy_version};
use storage::query::setup::{insert, insert_all, policy, update};

use super::table::{Table, materialise, rows};
use super::{POLICY, PolicyWritten, VersionTerms, stated};
use crate::mistakes::Mistakes;
use crate::setup::write::{Snapshot, Write};
use crate::{Error, Op, Result};

/// Adds a draft of the next version. Needs `policy.manage` at the owner.
pub async fn add_policy_version(op: &Op, policy: PolicyId, terms: &VersionTerms) -> Result<PolicyWritten> {
    op.require(POLICY.manage)?;
    let mut write = Write::begin(op, Snapshot::Coverage).await?;
    let coverage = write.coverage();
    let row = coverage.policies.get(&policy).ok_or(Error::NotFound(POLICY.what))?;
    POLICY.write(&write, row.owner_id)?;
    let table = checked(&write, row, terms)?;
    let numbers = coverage.versions.values().filter(|version| version.policy_id == policy);
    let number = numbers.map(|version| version.number).max().unwrap_or(0) + 1;
    let version = insert_version(&mut write, (policy, row.base_policy_id), number, (terms, table)).await?;
    let detail = serde_json::json!({ "code": row.code, "number": number, "versionId": version });
    write.commit("policy.add_version", ("policy", policy.0), detail).await?;
    Ok(PolicyWritten { policy, version })
}

/// Writes the terms of a draft anew. Needs `policy.manage` at the owner.
///
/// # Errors
/// `WRONG_STATE` for a version that was published once: clocks rest on it (I3).
pub async fn update_policy_version(op: &Op, version: PolicyVersionId, terms: &VersionTerms) -> Result<PolicyWritten> {
    op.require(POLICY.manage)?;
    let mut write = Write::begin(op, Snapshot::Coverage).await?;
    let (policy_row, mut row) = draft(&write, "versionId", version)?;
    write.watch(ObjectKind::PolicyVersion, version.0).await?;
    let table = checked(&write, &policy_row, terms)?;
    lay(&mut row, &table)?;
    row.stated = kept(policy_row.base_policy_id, terms)?;
    let number = row.number;
    update(write.transaction(), row).await?;
    policy::replace_targets(write.transaction(), version, rows(&write, version, &table)?).await?;
    let detail = serde_json::json!({ "code": policy_row.code, "number": number, "versionId": version });
    write.commit("policy.update_version", ("policy", policy_row.id.0), detail).await?;
    Ok(PolicyWritten { policy: policy_row.id, version })
}

/// Publishes a draft: it binds tickets raised from now on, and is never edited again. The version before is retired;
/// clocks that run keep it (E14). What a draft inherits is taken anew if its base has published another version since.
/// Needs `policy.manage` at the owner.
///
/// # Errors
/// `WRONG_STATE` unless it is a draft; what the base's newer version makes wrong with it.
pub async fn publish_policy_version(op: &Op, version: PolicyVersionId) -> Result<PolicyWritten> {
    op.require(POLICY.manage)?;
    let mut write = Write::begin(op, Snapshot::Coverage).await?;
    let (policy_row, row) = draft(&write, "versionId", version)?;
    write.watch(ObjectKind::PolicyVersion, version.0).await?;
    let published = publish(&mut write, policy_row.clone(), row).await?;
    let (policy, detail) = (policy_row.id, written(&policy_row, &published));
    write.commit("policy.publish_version", ("policy", policy.0), detail).await?;
    Ok(PolicyWritten { policy, version })
}

/// Makes a version the published one; the one before is retired. A draft that rests on a base is laid anew over what the
/// base publishes now; a version that was piloted stays as it has bound tickets.
pub(in crate::setup) async fn publish(
    write: &mut Write,
    mut policy_row: sla_policy::Model,
    mut row: sla_policy_version::Model,
) -> Result<sla_policy_version::Model> {
    let coverage = write.coverage();
    write.watch(ObjectKind::Policy, policy_row.id.0).await?;
    if let Some(before) = policy_row.published_version_id.and_then(|id| coverage.versions.get(&id)) {
        write.watch(ObjectKind::PolicyVersion, before.id.0).await?;
        let retired = sla_policy_version::Model { state: PolicyState::Retired, ..before.clone() };
        update(write.transaction(), retired).await?;
    }
    let base = policy_row.base_policy_id.and_then(|base| coverage.policies.get(&base));
    let outdated = base.is_some_and(|base| base.published_version_id != row.base_version_id);
    if let Some(terms) = stated(&row)?.filter(|_| outdated && row.state == PolicyState::Draft) {
        let table = checked(write, &policy_row, &terms)?;
        lay(&mut row, &table)?;
        policy::replace_targets(write.transaction(), row.id, rows(write, row.id, &table)?).await?;
    }
    row.state = PolicyState::Published;
    row.published_at = Some(write.now());
    policy_row.published_version_id = Some(row.id);
    update(write.transaction(), row.clone()).await?;
    update(write.transaction(), policy_row).await?;
    Ok(row)
}

/// What the audit log says of a version.
pub(in crate::setup) fn written(policy: &sla_policy::Model, version: &sla_policy_version::Model) -> serde_json::Value {
    serde_json::json!({
        "code": policy.code, "number": version.number, "versionId": version.id, "baseVersionId": version.base_version_id,
    })
}

/// Takes a draft back: it stays to be read and is never published. Needs `policy.manage` at the owner.
///
/// # Errors
/// `WRONG_STATE` unless it is a draft.
pub async fn withdraw_policy_version(op: &Op, version: PolicyVersionId) -> Result<PolicyWritten> {
    op.require(POLICY.manage)?;
    let mut write = Write::begin(op, Snapshot::Coverage).await?;
    let (policy_row, mut row) = draft(&write, "versionId", version)?;
    write.watch(ObjectKind::PolicyVersion, version.0).await?;
    row.state = PolicyState::Withdrawn;
    let detail = serde_json::json!({ "code": policy_row.code, "number": row.number, "versionId": version });
    update(write.transaction(), row).await?;
    write.commit("policy.withdraw_version", ("policy", policy_row.id.0), detail).await?;
    Ok(PolicyWritten { policy: policy_row.id, version })
}

/// The table of what is written for a policy, or every mistake in it.
fn checked(op: &Op, policy: &sla_policy::Model, terms: &VersionTerms) -> Result<Table> {
    let mut mistakes = Mistakes::default();
    let table = materialise(op, &mut mistakes, (policy.owner_id, policy.base_policy_id), terms);
    mistakes.refuse()?;
    Ok(table)
}

/// Inserts a draft with a table that was checked.
pub(super) async fn insert_version(
    write: &mut Write,
    (policy, base): (PolicyId, Option<PolicyId>),
    number: i32,
    (terms, table): (&VersionTerms, Table),
) -> Result<PolicyVersionId> {
    let mut row = sla_policy_version::Model {
        id: write.id(),
        policy_id: policy,
        number,
        state: PolicyState::Draft,
        clock_start: table.start,
        priority_rule: table.priority_rule,
        created_at: write.now(),
        published_at: None,
        base_version_id: None,
        stated: kept(base, terms)?,
        pause_rules: None,
        reopening: table.reopening.mode,
        reopen_days: None,
        severity_rules: None,
    };
    lay(&mut row, &table)?;
    let version = row.id;
    insert(write.transaction(), row).await?;
    insert_all(write.transaction(), rows(write, version, &table)?).await?;
    write.made(ObjectKind::PolicyVersion, version.0);
    Ok(version)
}

/// What is written is kept where the table follows from a base as well.
fn kept(base: Option<PolicyId>, terms: &VersionTerms) -> Result<Option<serde_json::Value>> {
    Ok(base.map(|_| serde_json::to_value(terms)).transpose()?)
}

fn lay(row: &mut sla_policy_version::Model, table: &Table) -> Result<()> {
    row.clock_start = table.start;
    row.priority_rule = table.priority_rule;
    row.base_version_id = table.base;
    let limited = !table.pauses.is_unlimited();
    row.pause_rules = limited.then(|| serde_json::to_value(&table.pauses)).transpose()?;
    row.reopening = table.reopening.mode;
    row.reopen_days = table.reopening.window_days;
    let ranked = !table.severity.is_usual();
    row.severity_rules = ranked.then(|| serde_json::to_value(&table.severity)).transpose()?;
    Ok(())
}

/// A version that may still be edited, and its policy, which the actor may write; `field` names the input.
pub(in crate::setup) fn draft(
    op: &Op,
    field: &'static str,
    version: PolicyVersionId,
) -> Result<(sla_policy::Model, sla_policy_version::Model)> {
    let coverage = op.coverage();
    let row = coverage.versions.get(&version).ok_or(Error::NotFound("policy version"))?;
    let policy = coverage.policies.get(&row.policy_id).ok_or(Error::NotFound("policy version"))?;
    POLICY.write(op, policy.owner_id)?;
    if row.state == PolicyState::Draft {
        return Ok((policy.clone(), row.clone()));
    }
    let en = format!("version {} is {}, not a draft", row.number, row.state);
    Err(Error::invalid("WRONG_STATE", field, en, format!("版本 {} 不是草稿", row.number)))
}
