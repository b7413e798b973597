//! What a contract needs before it is reviewed, and before it binds anybody.

use domain::contract::{Coverage as Covers, Terms, may_come_into_force};

use crate::mistakes::Mistakes;
use crate::setup::review::outcome;
use crate::{Contract, Op, Violation};

/// Notes what is missing: systems, a promise, a vendor that is there. `field` names the input that it is about.
pub(super) fn complete(op: &Op, mistakes: &mut Mistakes, field: &'static str, contract: &Contract, agreed: &Terms) {
    if agreed.systems.is_empty() {
        mistakes.add("NO_SYSTEMS", field, "the contract covers no system", "合同没有覆盖任何系统");
    }
    if op.coverage().terms_now(agreed).is_none() {
        let en = "the contract's policy has no published version";
        mistakes.add("NO_PUBLISHED_VERSION", field, en, "合同的策略没有已发布的版本");
    }
    if op.directory().vendors.get(&contract.row.vendor_id).is_none_or(|vendor| !vendor.active) {
        mistakes.add("NOT_FOUND", field, "the contract's vendor is locked", "合同的服务商已停用");
    }
}

/// Notes each contract that covers a system on a day on which this one would, unless both state a precedence and these
/// differ (E30).
pub(super) fn alone(op: &Op, mistakes: &mut Mistakes, field: &'static str, covers: &Covers) {
    let (coverage, directory) = (op.coverage(), op.directory());
    let mut others: Vec<&Contract> = coverage.contracts.values().collect();
    others.sort_by(|one, other| one.row.number.cmp(&other.row.number));
    for other in others {
        let Some(overlap) = covers.conflict(&other.covers) else { continue };
        let system = overlap.system;
        let name = directory.systems.get(&system).map_or_else(|| system.to_string(), |system| system.code.clone());
        let (number, from, until) = (&other.row.number, overlap.from, overlap.until);
        let en = format!(
            "system {name} is covered by contract {number} from {from} to {until}: both must state a precedence, and \
             these must differ"
        );
        let zh = format!("系统 {name} 在 {from} 至 {until} 期间已由合同 {number} 覆盖：双方须均约定优先序，且互不相同");
        mistakes.add("OVERLAPPING_COVERAGE", field, en, zh);
    }
}

/// Notes that no review has passed these terms. `field` names the input that it is about.
pub(super) fn cleared(op: &Op, mistakes: &mut Mistakes, field: &'static str, contract: &Contract, agreed: &Terms) {
    if let Err(refusal) = may_come_into_force(outcome(op, contract, agreed)) {
        mistakes.extend([Violation { field: Some(field), ..refusal.into() }]);
    }
}
