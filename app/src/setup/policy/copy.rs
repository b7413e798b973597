//! A policy made from another one, to be changed where it differs.

use domain::access::Action;
use domain::ids::{AgencyId, PolicyId, PolicyVersionId};
use domain::sla::{PolicyTerms, SlaTarget};

use super::{NewPolicy, NewTarget, POLICY, PolicyWritten, VersionTerms, first_draft};
use crate::mistakes::Mistakes;
use crate::setup::write::{Snapshot, Write};
use crate::{Op, Result, Sight};

/// What to copy, and for whom.
#[derive(Clone, Debug)]
pub struct PolicyCopy {
    /// Its published version, else its newest; none when a version is named.
    pub policy: Option<PolicyId>,
    /// This version, whatever its state; it goes before `policy`.
    pub version: Option<PolicyVersionId>,
    pub owner: AgencyId,
    /// Unique: capital letters, digits and hyphens.
    pub code: String,
    pub name: String,
}

/// Writes a policy with a draft that promises the same. Needs `policy.manage` at the new owner and `policy.view` of the
/// other one.
///
/// # Errors
/// `NOT_FOUND` for a policy out of sight, and for each target whose calendar the new owner cannot use; `TAKEN`.
pub async fn copy_policy(op: &Op, asked: &PolicyCopy) -> Result<PolicyWritten> {
    let write = Write::begin(op, Snapshot::Coverage).await?;
    POLICY.create(&write, Some(asked.owner))?;
    let coverage = write.coverage();
    let sight = Sight::of(&write, Action::PolicyView, &coverage);
    let seen = |policy: PolicyId| coverage.policies.get(&policy).filter(|row| sight.policy(row));
    let mut mistakes = Mistakes::default();
    let version = match (asked.version, asked.policy) {
        (Some(version), _) => {
            let known = coverage.versions.get(&version).filter(|row| seen(row.policy_id).is_some());
            mistakes.found("versionId", ("policy version", "策略版本"), known.map(|row| row.id))
        }
        (None, Some(policy)) => {
            let of_policy = coverage.versions.values().filter(|version| version.policy_id == policy);
            let newest = of_policy.max_by_key(|version| version.number).map(|version| version.id);
            let known = seen(policy).and_then(|row| row.published_version_id.or(newest));
            mistakes.found("policyId", ("policy", "策略"), known)
        }
        (None, None) => {
            mistakes.add("REQUIRED", "policyId", "name a policy or a version of one", "请指定策略或其版本");
            None
        }
    };
    let terms = version.and_then(|version| coverage.terms.get(&version)).map(|terms| written(terms));
    let terms = mistakes.finish(terms)?;
    let (code, name) = (asked.code.clone(), asked.name.clone());
    let new = NewPolicy { owner: Some(asked.owner), base: None, code, name, terms };
    first_draft(write, &new, Mistakes::default(), Some(("copiedFrom", serde_json::json!(version)))).await
}

/// Terms as somebody would write them anew, without a base: what was taken over from one is stated.
fn written(terms: &PolicyTerms) -> VersionTerms {
    let target = |of: &SlaTarget| NewTarget {
        slot: of.slot(),
        duration: of.duration,
        calendar: of.calendar,
        pausable: of.pausable,
        warn_percent: of.warn_percent.iter().copied().map(i32::from).collect(),
        escalations: of.escalations.clone(),
        reason: None,
    };
    VersionTerms {
        start: Some(terms.start),
        priority_rule: Some(terms.priority_rule),
        pauses: Some(terms.pauses.clone()),
        reopening: Some(terms.reopening),
        severity: Some((&terms.severity).into()),
        targets: terms.targets.iter().map(target).collect(),
        removed: vec![],
    }
}
