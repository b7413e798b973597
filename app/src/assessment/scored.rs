//! What a period comes to now: its months' counters, scored by its scheme, with what was booked into it.

use domain::assessment::{Adjusted, AssessmentInputs, AssessmentRecord, AssessmentRules, assess};
use domain::ids::{AssessmentId, SchemeId};
use domain::scorecard::Counters;
use storage::query::assessment as query;
use storage::query::scorecard::exact_percentiles;

use super::read::period_of;
use crate::scorecard::{Booked, count, scheme_named};
use crate::setup::contract::held::Held;
use crate::{AdjustmentRow, AssessmentRow, Contract, Coverage, Result};

/// Assesses a period by what is known now; nothing is written. Its months are counted from their facts and not taken from
/// their cards, which another job keeps and which may lag behind. What has run past its due time counts once it was swept.
pub(super) async fn scored(held: &Held, row: &AssessmentRow) -> Result<AssessmentRecord> {
    let (db, period) = (&held.transaction, period_of(row));
    let coverage = held.coverage();
    let months = period.each_month().map(|month| (row.contract_id, month)).collect();
    let mut counters = Counters::default();
    for counted in count(db, &coverage, &months).await?.months.into_values() {
        counters += counted;
    }
    let scheme = scheme_named(&coverage, row.scheme_id)?;
    let brought = Booked::load(db, &[row.contract_id], (period.start, period.end())).await?;
    let (entries, given) = brought.of(row.contract_id, period, &scheme);
    let booked = booked_into(held, row).await?;
    let hands = booked.iter().filter_map(|of| of.author_id).chain(brought.hands).collect();
    let (policy_versions, calendar_revisions) = query::versions_used(db, row.contract_id, period.months()).await?;
    let inputs = AssessmentInputs {
        contract: row.contract_id,
        period,
        revision: row.revision,
        scheme: row.scheme_id,
        policy_versions,
        calendar_revisions,
        counters,
        entries,
        given,
        adjustments: booked.iter().map(adjusted).collect(),
        percentiles: exact_percentiles(db, row.contract_id, period.months()).await?,
    };
    Ok(assess(&scheme, inputs, hands))
}

/// What was booked into a period, whichever of its revisions was open then.
async fn booked_into(held: &Held, row: &AssessmentRow) -> Result<Vec<AdjustmentRow>> {
    let revisions = query::revisions(&held.transaction, row.contract_id, period_of(row)).await?;
    let revisions: Vec<AssessmentId> = revisions.iter().map(|revision| revision.id).collect();
    let mut booked = query::adjustments(&held.transaction, &revisions).await?;
    booked.sort_unstable_by_key(|of| of.id);
    Ok(booked)
}

fn adjusted(row: &AdjustmentRow) -> Adjusted {
    Adjusted { id: row.id, about: row.about_id, cause: row.cause, points_hundredths: row.points_hundredths }
}

/// The scheme by which a period of a contract is assessed: that of its first day, like a scorecard.
pub(super) fn scheme_on(contract: &Contract, start: chrono::NaiveDate) -> SchemeId {
    contract.covers.as_of(start).scheme
}

/// How a contract's period is assessed.
pub(super) fn rules(coverage: &Coverage, id: SchemeId) -> Result<AssessmentRules> {
    Ok(scheme_named(coverage, id)?.assessment_rules())
}
