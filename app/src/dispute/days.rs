//! How many working days each side of a dispute has: what the version of the scoring scheme says by which what is disputed
//! counts.

use domain::dispute::{DisputeDays, Explained};
use domain::ids::SchemeId;
use domain::sla::Sentence;

use super::DisputeView;
use super::record::{calendar, deadline};
use crate::scorecard::scheme_named;
use crate::{Coverage, Op, Result};

/// The days by a version of a scheme; without one the usual ones.
pub(super) fn days_by(coverage: &Coverage, scheme: Option<SchemeId>) -> Result<DisputeDays> {
    Ok(stated(coverage, scheme)?.unwrap_or_default())
}

/// The days that a version of a scheme states.
fn stated(coverage: &Coverage, scheme: Option<SchemeId>) -> Result<Option<DisputeDays>> {
    Ok(scheme.map(|id| scheme_named(coverage, id)).transpose()?.and_then(|scheme| scheme.dispute_days))
}

/// How many working days each side of a dispute has.
pub fn dispute_days(op: &Op, row: &DisputeView) -> Result<DisputeDays> {
    days_by(&op.coverage(), row.scheme_id)
}

/// Why the side whose turn it is has until then, in sentences.
pub fn explain_deadline(op: &Op, row: &DisputeView) -> Result<Vec<Sentence>> {
    let coverage = op.coverage();
    let scheme = row.scheme_id.and_then(|id| coverage.schemes.get(&id));
    let stated = stated(&coverage, row.scheme_id)?;
    let explained = Explained {
        scheme: scheme.map(|scheme| (scheme.code.as_str(), scheme.version)),
        agreed: stated.is_some(),
        days: stated.unwrap_or_default(),
        calendar: calendar(&coverage, row.calendar_id)?,
        known_at: row.known_at,
        state: row.state,
        deadline: deadline(row),
    };
    Ok(explained.sentences())
}
