//! Which promise a preview is about, and what binds the system that it names.

use std::sync::Arc;

use chrono::NaiveDate;
use domain::Instant;
use domain::access::Action;
use domain::ids::{AgencyId, ContractId, PolicyId, PolicyVersionId, SystemId};
use domain::sla::PolicyTerms;

use crate::mistakes::Mistakes;
use crate::ticket::asked::{agency_for, related};
use crate::ticket::raise::{no_published_version, not_covered};
use crate::{Contract, Coverage, Op, Sight, System, Violation};

/// Which promise is asked about: the first one given decides, and every one given must be visible.
#[derive(Clone, Copy, Debug, Default)]
pub struct PreviewOf {
    /// This version, a draft as well.
    pub version: Option<PolicyVersionId>,
    /// The published version of this policy.
    pub policy: Option<PolicyId>,
    /// What this contract promises on the day of raising.
    pub contract: Option<ContractId>,
    /// What binds this system on the day of raising; it also tells the class of the site, and to targets for some systems
    /// only, or for guard periods, whether they apply.
    pub system: Option<SystemId>,
    /// For which agency, as when a ticket is raised; none: the asker's, or the system's owner.
    pub agency: Option<AgencyId>,
}

/// The contract that binds a ticket of the system asked about, for who may raise it or see the contract.
#[derive(Clone, Copy, Debug)]
pub struct PreviewBinding {
    pub contract: ContractId,
    /// The version of its terms.
    pub terms_number: i32,
    /// The civil day of raising, in the contract's zone.
    pub day: NaiveDate,
}

/// The system asked about, and for which agency.
pub(super) struct Place {
    pub system: System,
    pub agency: AgencyId,
    /// Whether the asker may raise a ticket there.
    raises: bool,
}

/// What is promised, and what binds the system when that was asked about.
pub(super) type Promised = (Arc<PolicyTerms>, Option<PreviewBinding>);

/// The place of a question, which its asker must see or may raise a ticket for; none when it names no system, or with a
/// mistake.
pub(super) fn place(op: &Op, coverage: &Coverage, mistakes: &mut Mistakes, of: &PreviewOf) -> Option<Place> {
    let directory = op.directory();
    let asking = |row: &System| agency_for(op, row.agency_id, of.agency).filter(|_| row.active);
    let system = of.system.and_then(|id| {
        let sight = Sight::of(op, Action::SystemView, coverage);
        let known = directory.systems.get(&id).filter(|row| sight.system(row) || asking(row).is_some());
        mistakes.found("systemId", ("system", "系统"), known)
    });
    let named = of.agency.and_then(|id| {
        let sight = Sight::of(op, Action::AgencyView, coverage);
        let known = directory.agencies.get(&id).filter(|row| sight.agency(row));
        let known = known.filter(|row| system.is_none_or(|system| related(&directory, row.id, system.agency_id)));
        mistakes.found("agencyId", ("agency", "单位"), known)
    });
    let system = system?;
    let asking = asking(system);
    let agency = named.map(|row| row.id).or(asking).unwrap_or(system.agency_id);
    Some(Place { system: system.clone(), agency, raises: asking.is_some() })
}

/// The promise that a question is about; none only together with a mistake.
pub(super) fn promised(
    op: &Op,
    coverage: &Coverage,
    mistakes: &mut Mistakes,
    (of, place): (&PreviewOf, Option<&Place>),
    raised_at: Instant,
) -> Option<Promised> {
    let policies = Sight::of(op, Action::PolicyView, coverage);
    let seen = |policy: PolicyId| coverage.policies.get(&policy).filter(|row| policies.policy(row));
    let plain = |field, terms: Option<&Arc<PolicyTerms>>| {
        terms.map(|terms| (terms.clone(), None)).ok_or_else(|| nothing_in_sight(field))
    };
    let version = of.version.map(|id| {
        let known = coverage.versions.get(&id).filter(|row| seen(row.policy_id).is_some());
        let known = mistakes.found("versionId", ("policy version", "策略版本"), known);
        plain("versionId", known.and_then(|row| coverage.terms.get(&row.id)))
    });
    let policy = of.policy.map(|id| {
        let known = mistakes.found("policyId", ("policy", "策略"), seen(id));
        plain("policyId", known.and_then(|row| coverage.terms.get(&row.published_version_id?)))
    });
    let agreed = |contract: &Contract| {
        let agreed = contract.covers.as_of(contract.day(raised_at));
        coverage.terms_for(agreed, raised_at).filter(|_| seen(agreed.policy).is_some())
    };
    let contract = of.contract.map(|id| {
        let sight = Sight::of(op, Action::ContractView, coverage);
        let known = coverage.contracts.get(&id).filter(|contract| sight.contract(contract));
        let known = mistakes.found("contractId", ("contract", "合同"), known);
        plain("contractId", known.and_then(agreed))
    });
    let system = place.map(|place| binding(op, coverage, place, &policies, raised_at));
    let unknown = of.system.map(|_| Err(nothing_in_sight("systemId")));
    let Some(found) = version.or(policy).or(contract).or(system).or(unknown) else {
        let en = "name a policy version, a policy, a contract or a system";
        mistakes.add("REQUIRED", "versionId", en, "请指定策略版本、策略、合同或系统");
        return None;
    };
    let refused = |refusal| {
        if mistakes.is_empty() {
            mistakes.extend([refusal]);
        }
    };
    found.map_err(refused).ok()
}

/// What binds a ticket of the place. Who may not raise it and does not reach the owner of the system is not told whether
/// another's contract covers it.
fn binding(
    op: &Op,
    coverage: &Coverage,
    Place { system, agency, raises }: &Place,
    policies: &Sight,
    raised_at: Instant,
) -> Result<Promised, Violation> {
    let told = *raises || op.read_scope(Action::SystemView).covers(Some(system.agency_id), None);
    let refusal = |of: fn() -> Violation| if told { of() } else { nothing_in_sight("systemId") };
    let bound = coverage.contract_for(system.id, raised_at).ok_or_else(|| refusal(not_covered))?;
    let line = op.directory().above(*agency);
    let terms = coverage.binding_terms(bound.terms, &line, raised_at, op.now());
    let terms = terms.ok_or_else(|| refusal(no_published_version))?;
    let policy = coverage.policies.get(&bound.terms.policy);
    if !raises && !policy.is_some_and(|row| policies.policy(row)) {
        return Err(nothing_in_sight("systemId"));
    }
    let shown = *raises || Sight::of(op, Action::ContractView, coverage).contract(bound.contract);
    let binding = PreviewBinding {
        contract: bound.contract.row.id,
        terms_number: bound.terms.number,
        day: bound.contract.day(raised_at),
    };
    Ok((terms.clone(), shown.then_some(binding)))
}

fn nothing_in_sight(field: &'static str) -> Violation {
    let en = "nothing that you may see is promised there: no published policy version in force on that day";
    Violation::new("NO_PUBLISHED_VERSION", field, en, "当日没有您可见的已发布策略版本")
}
