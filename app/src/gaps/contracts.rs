//! Contracts that end soon, that outlast a calendar they count with, or whose policy binds nobody.

use std::collections::BTreeSet;

use chrono::{NaiveDate, TimeDelta};
use domain::ids::{CalendarId, PolicyId};
use domain::routing::Gap;

use super::{Finding, GapObject, View};
use crate::{Contract, Coverage};

pub(super) fn findings(view: &View<'_>, coverage: &Coverage) -> Vec<Finding> {
    let contracts = coverage.contracts.values();
    let running = contracts.filter(|contract| contract.row.state.is_running() && view.sees(contract));
    running.flat_map(|contract| of_contract(view, coverage, contract)).collect()
}

fn of_contract(view: &View<'_>, coverage: &Coverage, contract: &Contract) -> Vec<Finding> {
    let today = contract.day(view.op.now());
    let last_day = contract.covers.last_day();
    let number = &contract.row.number;
    let finding = |gap, object| Finding {
        gap,
        agency: contract.row.agency_id,
        object,
        contract: Some(contract.row.id),
        key: String::new(),
    };
    let mut found = Vec::new();
    if (today..=today + TimeDelta::days(i64::from(view.within_days))).contains(&last_day) {
        let gap = Gap::ContractEnds { contract: number.clone(), on: last_day, dates: contract.key_dates() };
        found.push(finding(gap, GapObject::Contract(contract.row.id)));
    }
    let agreed: BTreeSet<PolicyId> = contract.covers.terms_from(today).map(|terms| terms.policy).collect();
    let mut calendars: BTreeSet<CalendarId> = BTreeSet::new();
    for policy in agreed.iter().filter_map(|policy| coverage.policies.get(policy)) {
        match policy.published_version_id.and_then(|version| coverage.terms.get(&version)) {
            Some(terms) => calendars.extend(terms.targets.iter().map(|target| target.calendar)),
            None => {
                let gap = Gap::PolicyNotPublished { policy: policy.code.clone(), contract: Some(number.clone()) };
                found.push(finding(gap, GapObject::Policy(policy.id)));
            }
        }
    }
    for id in calendars {
        let (Some(row), Some(known_until)) = (coverage.calendars.get(&id), known_until(coverage, id)) else { continue };
        if known_until < last_day {
            let (calendar, contract) = (row.code.clone(), number.clone());
            found.push(finding(
                Gap::CalendarEnds { calendar, contract, known_until, last_day },
                GapObject::Calendar(id),
            ));
        }
    }
    found
}

/// None: known without limit.
fn known_until(coverage: &Coverage, calendar: CalendarId) -> Option<NaiveDate> {
    coverage.book.as_of(coverage.book.latest()).get(calendar)?.known_until()
}
