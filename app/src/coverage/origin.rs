//! Where the targets of policy versions come from.

use std::collections::HashMap;

use domain::ids::{PolicyVersionId, TargetId};
use domain::sla::{SlaTarget, TargetOrigin};
use storage::entity::sla_target;

use super::Coverage;

/// Of a target that its policy took over, or changed and why.
#[derive(Clone, Debug)]
pub struct Origin {
    pub origin: TargetOrigin,
    /// The version of the base, and its target that was taken over or replaced.
    pub base: Option<(PolicyVersionId, TargetId)>,
    pub reason: Option<String>,
}

/// The origins of those targets that have something to tell.
pub(super) fn origins(targets: &[sla_target::Model]) -> HashMap<TargetId, Origin> {
    let version: HashMap<TargetId, PolicyVersionId> = targets.iter().map(|row| (row.id, row.version_id)).collect();
    let told = targets.iter().filter(|row| row.origin != TargetOrigin::Own || row.override_reason.is_some());
    let origin = |row: &sla_target::Model| Origin {
        origin: row.origin,
        base: row.base_target_id.and_then(|id| Some((*version.get(&id)?, id))),
        reason: row.override_reason.clone(),
    };
    told.map(|row| (row.id, origin(row))).collect()
}

impl Coverage {
    /// A target of a version.
    pub fn target(&self, version: PolicyVersionId, id: TargetId) -> Option<&SlaTarget> {
        self.terms.get(&version)?.targets.iter().find(|target| target.id == id)
    }

    /// Whether the base of a version's policy has published another version since its table was made.
    pub fn is_base_outdated(&self, version: PolicyVersionId) -> bool {
        let outdated = || {
            let row = self.versions.get(&version)?;
            let base = self.policies.get(&self.policies.get(&row.policy_id)?.base_policy_id?)?;
            Some(base.published_version_id.is_some_and(|published| Some(published) != row.base_version_id))
        };
        outdated().unwrap_or(false)
    }
}
