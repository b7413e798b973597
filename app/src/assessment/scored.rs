//! What a period comes to now: its months' counters, scored by its scheme, with what was booked into it.

use domain::assessment::{Adjusted, AssessmentInputs, AssessmentRecord, AssessmentRules, assess};
use domain::ids::{AssessmentId, SchemeId, UserId};
use domain::scorecard::{Counters, Scheme, SubjectKind};
use storage::query::assessment as query;
use storage::query::scorecard::months_of_subjects;
use storage::query::{ledger, manual_score};

use super::read::period_of;
use crate::scorecard::Booked;
use crate::setup::contract::held::Held;
use crate::ticket::rows::missing;
use crate::{AdjustmentRow, AssessmentRow, Contract, Coverage, Result};

/// Assesses a period by what is known now; nothing is written.
pub(super) async fn scored(held: &Held, row: &AssessmentRow) -> Result<AssessmentRecord> {
    let (db, period) = (&held.transaction, period_of(row));
    let mut counters = Counters::default();
    let range = (period.start, period.end());
    for month in months_of_subjects(db, SubjectKind::Contract, [row.contract_id.0], range).await? {
        counters += serde_json::from_value::<Counters>(month.counters)?;
    }
    let scheme = scheme(&held.coverage(), row.scheme_id)?;
    let contracts = [row.contract_id];
    let (entries, given) = Booked::load(db, &contracts, range).await?.of(row.contract_id, period, &scheme);
    let booked = booked_into(held, row).await?;
    let mut hands: Vec<UserId> = booked.iter().filter_map(|of| of.author_id).collect();
    hands.extend(ledger::standing(db, contracts, range).await?.into_iter().filter_map(|entry| entry.booked_by));
    hands.extend(manual_score::accepted(db, contracts, range).await?.into_iter().filter_map(|score| score.given_by));
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

/// A version of a scheme.
pub(super) fn scheme(coverage: &Coverage, id: SchemeId) -> Result<Scheme> {
    let row = coverage.schemes.get(&id).ok_or_else(|| missing("the scoring scheme"))?;
    Ok(serde_json::from_value(row.spec.clone())?)
}

/// The scheme by which a period of a contract is assessed: that of its first day, like a scorecard.
pub(super) fn scheme_on(contract: &Contract, start: chrono::NaiveDate) -> SchemeId {
    contract.covers.as_of(start).scheme
}

/// How a contract's period is assessed.
pub(super) fn rules(coverage: &Coverage, id: SchemeId) -> Result<AssessmentRules> {
    Ok(scheme(coverage, id)?.assessment_rules())
}
