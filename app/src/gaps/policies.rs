//! Policies of one's own that nobody uses, or that were never published.
//!
//! What the platform shares is left out: whether it is used elsewhere is not for everybody to know (I7). Of a policy
//! with an owner, the contracts that may name it lie in the owner's subtree, which whoever reaches the owner reaches.

use std::collections::HashSet;

use domain::contract::PolicyState;
use domain::ids::PolicyId;
use domain::routing::Gap;

use super::{Finding, GapObject, View};
use crate::{Coverage, Policy};

pub(super) fn findings(view: &View<'_>, coverage: &Coverage) -> Vec<Finding> {
    let contracts = coverage.contracts.values();
    let drafted = contracts.clone().flat_map(|of| &of.amendments).map(|amendment| amendment.terms.policy);
    let named: HashSet<PolicyId> = contracts.map(|contract| contract.row.policy_id).chain(drafted).collect();
    let mut found = Vec::new();
    for policy in coverage.policies.values() {
        let Some(owner) = policy.owner_id.filter(|owner| view.reaches(*owner)) else { continue };
        let finding = |gap| {
            let object = GapObject::Policy(policy.id);
            Finding { gap, agency: owner, object, contract: None, key: String::new() }
        };
        if is_only_drafted(coverage, policy) {
            found.push(finding(Gap::PolicyNotPublished { policy: policy.code.clone(), contract: None }));
        } else if policy.published_version_id.is_some() && !named.contains(&policy.id) {
            found.push(finding(Gap::PolicyNeverUsed { policy: policy.code.clone() }));
        }
    }
    found
}

/// One that was retired is meant to bind nobody.
fn is_only_drafted(coverage: &Coverage, policy: &Policy) -> bool {
    let mut versions = coverage.versions.values().filter(|version| version.policy_id == policy.id);
    policy.published_version_id.is_none() && versions.all(|version| version.state == PolicyState::Draft)
}
