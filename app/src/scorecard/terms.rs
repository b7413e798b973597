//! Which scheme holds for a day or period of a contract.

use chrono::NaiveDate;
use domain::ids::SchemeId;
use domain::scorecard::{Period, Scheme};

use crate::ticket::rows::missing;
use crate::{Contract, Coverage, Result};

/// The scheme by which a period is scored: that of its first day.
pub(super) fn scheme_of(coverage: &Coverage, contract: &Contract, period: Period) -> Result<(SchemeId, Scheme)> {
    let id = contract.covers.as_of(period.start).scheme;
    let row = coverage.schemes.get(&id).ok_or_else(|| missing("the scoring scheme"))?;
    Ok((id, serde_json::from_value(row.spec.clone())?))
}

/// The scheme by which the assessed period is scored that a day lies in, the shortest if there are several.
pub(super) fn scheme_of_day(
    coverage: &Coverage,
    contract: &Contract,
    day: NaiveDate,
) -> Result<(SchemeId, Scheme)> {
    let day_only = contract.covers.as_of(day).scheme;
    let row = coverage.schemes.get(&day_only).ok_or_else(|| missing("the scoring scheme"))?;
    let scheme: Scheme = serde_json::from_value(row.spec.clone())?;
    let shortest = scheme.assessment_rules().periods.into_iter().min_by_key(|kind| kind.months());
    match shortest {
        Some(kind) => scheme_of(coverage, contract, Period::holding(kind, day)),
        None => Ok((day_only, scheme)),
    }
}
