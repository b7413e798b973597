//! When the platform goes on by itself with an assessment.

use domain::Instant;
use domain::assessment::{AssessmentRules, ends_of_days, first_working_day};
use domain::calendar::start_of_day;
use domain::scorecard::Period;

use crate::{Contract, Coverage};

/// The begin of the first working day after a period; none while the calendar does not know it (S8).
pub(super) fn drafted_at(coverage: &Coverage, contract: &Contract, period: Period) -> Option<Instant> {
    let after = period.end();
    let calendar = coverage.working_calendar(contract, after)?;
    Some(start_of_day(contract.zone, first_working_day(calendar, after)?))
}

/// When the vendor's days for comments on a draft of `at` are over.
pub(super) fn comments_end(
    (coverage, contract): (&Coverage, &Contract),
    rules: &AssessmentRules,
    at: Instant,
) -> Option<Instant> {
    ends((coverage, contract), (rules.comment_days, rules), at)
}

/// When the vendor's days for its signature under a decision of `at` are over.
pub(super) fn signing_ends(
    (coverage, contract): (&Coverage, &Contract),
    rules: &AssessmentRules,
    at: Instant,
) -> Option<Instant> {
    ends((coverage, contract), (rules.sign_days, rules), at)
}

fn ends(
    (coverage, contract): (&Coverage, &Contract),
    (days, rules): (i64, &AssessmentRules),
    at: Instant,
) -> Option<Instant> {
    let calendar = coverage.working_calendar(contract, contract.day(at));
    ends_of_days(at, (days, rules.days), (contract.zone, calendar))
}
