//! Which scheme holds for a day or period of a contract.

use chrono::NaiveDate;
use domain::ids::SchemeId;
use domain::scorecard::{Criterion, Period, Scheme};

use crate::ticket::rows::missing;
use crate::{Contract, Coverage, Op, Result};

/// The scheme by which a period is scored: that of its first day.
pub(super) fn scheme_of(coverage: &Coverage, contract: &Contract, period: Period) -> Result<(SchemeId, Scheme)> {
    let id = contract.covers.as_of(period.start).scheme;
    Ok((id, scheme_named(coverage, id)?))
}

/// A version of a scheme.
pub(crate) fn scheme_named(coverage: &Coverage, id: SchemeId) -> Result<Scheme> {
    let row = coverage.schemes.get(&id).ok_or_else(|| missing("the scoring scheme"))?;
    Ok(serde_json::from_value(row.spec.clone())?)
}

/// Whether the scheme of today has items that people book, and criteria that they score; a scheme that cannot be read has
/// neither.
pub(crate) fn asks_of_people(op: &Op, contract: &Contract) -> (bool, bool) {
    let Ok((_, scheme)) = scheme_of_day(&op.coverage(), contract, contract.day(op.now())) else {
        return (false, false);
    };
    let mut items = scheme.ledger.iter().flat_map(|ledger| &ledger.items);
    (items.any(|item| item.counted.is_none()), scheme.criteria.iter().any(Criterion::is_manual))
}

/// The scheme by which the assessed period is scored that a day lies in, the shortest if there are several.
pub(crate) fn scheme_of_day(coverage: &Coverage, contract: &Contract, day: NaiveDate) -> Result<(SchemeId, Scheme)> {
    let day_only = contract.covers.as_of(day).scheme;
    let scheme = scheme_named(coverage, day_only)?;
    let shortest = scheme.assessment_rules().periods.into_iter().min_by_key(|kind| kind.months());
    match shortest {
        Some(kind) => scheme_of(coverage, contract, Period::holding(kind, day)),
        None => Ok((day_only, scheme)),
    }
}
