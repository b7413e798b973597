//! The terms that a review sees, and what a review of them came to.

use domain::contract::{ReviewOutcome, Terms};
use domain::review::{ReviewVerdict, ReviewedSystem, ReviewedTarget, ReviewedTerms};

use crate::{Contract, Op};

/// A version of a contract's terms with all that it names, as it stands now.
pub(crate) fn reviewed(op: &Op, contract: &Contract, agreed: &Terms) -> ReviewedTerms {
    let (directory, coverage, row) = (op.directory(), op.coverage(), &contract.row);
    let agency = |id| directory.agencies.get(&id).map(|agency| agency.name.clone()).unwrap_or_default();
    let under = directory.below(row.agency_id);
    let systems = agreed.systems.iter().filter_map(|id| directory.systems.get(id));
    let mut systems: Vec<ReviewedSystem> = systems
        .map(|system| ReviewedSystem {
            id: system.id,
            code: system.code.clone(),
            name: system.name.clone(),
            owner: agency(system.agency_id),
            of_buyer: under.contains(&system.agency_id),
            system_type: system.system_type.clone(),
            protection_level: system.protection_level,
            filing_number: system.filing_number.clone(),
            site_class: system.site_class,
        })
        .collect();
    systems.sort_unstable_by(|one, other| one.code.cmp(&other.code));
    let promised = coverage.terms_now(agreed).map(|terms| terms.targets.as_slice()).unwrap_or_default();
    let targets = promised.iter().filter_map(|target| {
        let calendar = coverage.calendars.get(&target.calendar)?;
        Some(ReviewedTarget {
            metric: target.metric,
            priority: target.priority,
            ticket_kind: target.ticket_kind,
            site_class: target.site_class,
            system_type: target.system_type.clone(),
            protection: target.protection,
            guard: target.guard,
            duration: target.duration,
            calendar: calendar.code.clone(),
            calendar_known_until: calendar.known_until,
            pausable: target.pausable,
        })
    });
    let code_of_policy = coverage.policies.get(&agreed.policy).map(|policy| policy.code.clone());
    let code_of_scheme = coverage.schemes.get(&agreed.scheme).map(|scheme| scheme.code.clone());
    ReviewedTerms {
        contract: row.id,
        number: row.number.clone(),
        name: row.name.clone(),
        agency: row.agency_id,
        buyer: agency(row.agency_id),
        vendor: row.vendor_id,
        vendor_name: directory.vendors.get(&row.vendor_id).map(|vendor| vendor.name.clone()).unwrap_or_default(),
        terms_number: agreed.number,
        starts_on: row.starts_on,
        effective_on: agreed.effective_on,
        ends_on: agreed.ends_on,
        amount: agreed.amount,
        zone: row.zone.clone(),
        notice_days: row.notice_days,
        renewal_days: row.renewal_days,
        policy: agreed.policy,
        policy_code: code_of_policy.unwrap_or_default(),
        scheme: agreed.scheme,
        scheme_code: code_of_scheme.unwrap_or_default(),
        targets: targets.collect(),
        systems,
    }
}

/// The version of terms that a review is about, as it stands now.
pub(super) fn under_review(contract: &Contract, number: i32) -> Option<&Terms> {
    if number == contract.covers.original.number {
        return Some(&contract.covers.original);
    }
    contract.amendments.iter().find(|amendment| amendment.row.number == number).map(|amendment| &amendment.terms)
}

/// What the review of these terms came to; none when there is none that counts.
pub(in crate::setup) fn outcome(op: &Op, contract: &Contract, agreed: &Terms) -> Option<ReviewOutcome> {
    let review = contract.review_of(agreed.number)?;
    if review.row.fingerprint != reviewed(op, contract, agreed).fingerprint() {
        return Some(ReviewOutcome::OfOtherTerms);
    }
    Some(match review.row.verdict {
        None => ReviewOutcome::Undecided,
        Some(ReviewVerdict::Failed) => ReviewOutcome::Failed,
        Some(ReviewVerdict::Passed | ReviewVerdict::PassedWithFindings) => ReviewOutcome::Passed,
    })
}
