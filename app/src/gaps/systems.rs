//! Systems that nobody covers, whose cover ends, or that are promised too little.

use chrono::TimeDelta;
use domain::routing::{Gap, covered_until, missing_targets};
use domain::ticket::Circumstances;

use super::{Finding, GapObject, View};
use crate::{Contract, Coverage, System};

pub(super) fn findings(view: &View<'_>, coverage: &Coverage) -> Vec<Finding> {
    let directory = view.op.directory();
    let systems = directory.systems.values().filter(|system| system.active && view.is_about(system.agency_id));
    systems.flat_map(|system| of_system(view, coverage, system)).collect()
}

fn of_system(view: &View<'_>, coverage: &Coverage, system: &System) -> Vec<Finding> {
    let own = view.scope.covers(Some(system.agency_id), None);
    let finding = |gap, contract: Option<&Contract>| Finding {
        gap,
        agency: system.agency_id,
        object: GapObject::System(system.id),
        contract: contract.filter(|contract| view.sight.contract(contract)).map(|contract| contract.row.id),
        key: String::new(),
    };
    let name = || system.code.clone();
    let Some(bound) = coverage.contract_for(system.id, view.op.now()) else {
        // A vendor must not learn what others cover.
        return if own { vec![finding(Gap::SystemWithoutContract { system: name() }, None)] } else { vec![] };
    };
    let (contract, today) = (bound.contract, bound.contract.day(view.op.now()));
    let mut found = Vec::new();
    if own {
        let covers = coverage.contracts_of(system.id).map(|contract| &contract.covers);
        let until = covered_until(covers, system.id, today);
        let soon = today + TimeDelta::days(i64::from(view.within_days));
        if let Some(on) = until.filter(|until| *until <= soon) {
            found.push(finding(Gap::CoverEnds { system: name(), on }, Some(contract)));
        }
    }
    if view.sight.contract(contract) {
        found.extend(promised_too_little(coverage, system, bound).map(|gap| finding(gap, Some(contract))));
    }
    found
}

fn promised_too_little(coverage: &Coverage, system: &System, bound: crate::Bound<'_>) -> Option<Gap> {
    let circumstances = Circumstances {
        system_type: Some(system.system_type.clone()),
        protection_level: Some(system.protection_level),
        ..Circumstances::default()
    };
    let missing = missing_targets(coverage.terms_now(bound.terms)?, system.site_class, &circumstances);
    let policy = coverage.policies.get(&bound.terms.policy)?.code.clone();
    (!missing.is_empty()).then(|| Gap::PriorityWithoutTarget { system: system.code.clone(), policy, missing })
}
