//! When the platform goes on by itself with an assessment.

use domain::Instant;
use domain::assessment::{AssessmentRules, AssessmentState, ends_of_days, first_working_day};
use domain::calendar::start_of_day;
use domain::scorecard::Period;

use super::scored::rules;
use crate::{AssessmentRow, Contract, Coverage, Result};

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

/// When the vendor's days are over in which it comments on a draft or objects to a decision; none in other states.
pub(super) fn remarks_end(coverage: &Coverage, row: &AssessmentRow) -> Result<Option<Instant>> {
    match row.state {
        AssessmentState::Draft => Ok(row.acts_at),
        AssessmentState::Decided => signing_ends(coverage, row),
        _ => Ok(None),
    }
}

/// When the vendor's days for its signature, or an objection, are over; none before a decision, and while the calendar does
/// not know it.
pub(super) fn signing_ends(coverage: &Coverage, row: &AssessmentRow) -> Result<Option<Instant>> {
    let (Some(at), Some(contract)) = (row.decided_at, coverage.contracts.get(&row.contract_id)) else {
        return Ok(None);
    };
    let rules = rules(coverage, row.scheme_id)?;
    Ok(ends((coverage, contract), (rules.sign_days, &rules), at))
}

fn ends(
    (coverage, contract): (&Coverage, &Contract),
    (days, rules): (i64, &AssessmentRules),
    at: Instant,
) -> Option<Instant> {
    let calendar = coverage.working_calendar(contract, contract.day(at));
    ends_of_days(at, (days, rules.days), (contract.zone, calendar))
}
