//! Booking points of a closed assessment into the next open one.

use domain::assessment::{AdjustmentCause, AssessmentRecord, AssessmentState, AssessmentStep, changes, difference};
use domain::ids::{AdjustmentId, AssessmentId, ContractId};
use serde_json::Value;
use storage::query::assessment as query;
use storage::query::setup::insert;

use super::read::{period_of, record};
use super::scored::scored;
use super::writing::Writing;
use crate::mistakes::REASON_MAX;
use crate::setup::contract::held::Held;
use crate::{AdjustmentRow, AssessmentRow, Op, Result};

/// Verdicts that an adjustment names as its causes; what there are more of, the terms tell.
const MOST_CAUSES: i64 = 50;

/// Points to be booked by hand.
#[derive(Clone, Debug)]
pub struct NewAdjustment {
    /// The closed assessment that it is about.
    pub about: AssessmentId,
    /// As it was read.
    pub version: i64,
    /// Such as `-3.5`.
    pub points: String,
    /// What was found, and where it stands.
    pub reason: String,
}

/// Books points about a closed assessment into the next open one of the contract. Needs `assessment.score` at the buyer or
/// over it.
///
/// # Errors
/// `INVALID` for the points; `REQUIRED` for the reason; `WRONG_STATE` unless it is frozen; `NO_OPEN_PERIOD` when none
/// follows: then it takes a correction; CONFLICT.
pub async fn adjust_assessment(op: &Op, new: &NewAdjustment) -> Result<AssessmentId> {
    let mut writing = Writing::begin(op, new.about, AssessmentStep::Rescore, new.version).await?;
    let reason = writing.mistakes.text("reason", &new.reason, REASON_MAX);
    let points = domain::assessment::points(&new.points);
    if points.is_none() {
        let en = "points are a number from -100 to 100 with at most two places, and not 0";
        writing.mistakes.add("INVALID", "points", en, "分值须为 -100 至 100 之间的非零数，最多两位小数");
    }
    if writing.row.state != AssessmentState::Frozen {
        let en = "points are booked about what is frozen; what is not is scored again";
        writing.mistakes.add("WRONG_STATE", "assessmentId", en, "仅可对已归档的考核周期登记调整，未归档的请重新评分");
    }
    let into = next_open(&writing.held, &writing.row).await?;
    if into.is_none() {
        let en = "no later period of the contract is open: make a correction";
        writing.mistakes.add("NO_OPEN_PERIOD", "assessmentId", en, "该合同没有后续考核周期可登记调整，请作更正");
    }
    let Writing { held, row, mistakes, .. } = writing;
    let (into, points) = mistakes.finish(into.zip(points))?;
    let booking = Booking { cause: AdjustmentCause::Finding, points, reason, detail: None };
    book(&held, &row, &into, booking).await?;
    let told = serde_json::json!({ "assessmentId": into.id, "aboutId": row.id, "pointsHundredths": points });
    held.tell("assessment.adjusted", told.clone()).await?;
    held.commit("assessment.adjust", ("assessment", into.id.0), told).await?;
    Ok(into.id)
}

struct Booking {
    cause: AdjustmentCause,
    points: i64,
    reason: String,
    detail: Option<Value>,
}

async fn book(held: &Held, about: &AssessmentRow, into: &AssessmentRow, booking: Booking) -> Result<()> {
    let row = AdjustmentRow {
        id: held.id::<AdjustmentId>(),
        assessment_id: into.id,
        about_id: about.id,
        cause: booking.cause,
        points_hundredths: booking.points,
        reason: booking.reason,
        detail: booking.detail,
        author_id: held.actor().user(),
        author_name: held.actor().name().to_owned(),
        recorded_at: held.now(),
    };
    Ok(insert(&held.transaction, row).await?)
}

async fn next_open(held: &Held, about: &AssessmentRow) -> Result<Option<AssessmentRow>> {
    let found = query::next_open(&held.transaction, about.contract_id, about.period_kind, about.period_start).await?;
    Ok(found)
}

/// Books what a closed assessment has come to differ by since, and what it passes on for not being rated. Whether
/// anything was booked. Where no period is open, nothing is: a correction can still be made.
pub(super) async fn recount(op: &Op, id: AssessmentId, contract: ContractId) -> Result<bool> {
    let writing = Writing::held(op, id, contract).await?;
    let (held, row) = (&writing.held, &writing.row);
    let (Some(closed), Some(into)) = (record(row)?, next_open(held, row).await?) else { return Ok(false) };
    if !query::superseded(&held.transaction, &[row.id]).await?.is_empty() {
        return Ok(false);
    }
    let revisions = query::revisions(&held.transaction, contract, period_of(row)).await?;
    let revisions: Vec<AssessmentId> = revisions.iter().map(|revision| revision.id).collect();
    let mut bookings = Vec::new();
    if let Some(booking) = differs(held, row, &closed, &revisions).await? {
        bookings.push(booking);
    }
    // What was passed on is taken back once a correction is rated: then it counts there.
    let passes = if closed.card.score.is_none() { closed.inputs.adjustment() } else { 0 };
    let carried = query::booked(&held.transaction, &revisions, AdjustmentCause::Carried).await?;
    if passes != carried {
        let reason =
            "不予评定的考核周期，其调整结转至下期 / what is booked into a period passes on while it is not rated"
                .to_owned();
        bookings.push(Booking { cause: AdjustmentCause::Carried, points: passes - carried, reason, detail: None });
    }
    let Some(points) = bookings.iter().map(|booking| booking.points).reduce(|sum, points| sum + points) else {
        return Ok(false);
    };
    for booking in bookings {
        book(held, row, &into, booking).await?;
    }
    let told = serde_json::json!({ "assessmentId": into.id, "aboutId": row.id, "pointsHundredths": points });
    let into = into.id;
    writing.held.tell("assessment.adjusted", told.clone()).await?;
    writing.held.commit("assessment.adjust", ("assessment", into.0), told).await?;
    Ok(true)
}

/// What the period would score now, less what it scored and what was booked about it already.
async fn differs(
    held: &Held,
    row: &AssessmentRow,
    closed: &AssessmentRecord,
    revisions: &[AssessmentId],
) -> Result<Option<Booking>> {
    let now = scored(held, row).await?;
    let booked = query::booked(&held.transaction, revisions, AdjustmentCause::Recount).await?;
    let points = difference(&closed.card, &now.card, booked);
    if points == 0 {
        return Ok(None);
    }
    let since = row.scored_at.unwrap_or(row.created_at);
    let months = period_of(row).months();
    let verdicts = query::revised_since(&held.transaction, row.contract_id, months, since, MOST_CAUSES).await?;
    let detail = serde_json::json!({ "terms": changes(&closed.card, &now.card), "verdicts": verdicts });
    let reason = "归档后事实或决定有变 / facts or decisions recorded since it was scored".to_owned();
    Ok(Some(Booking { cause: AdjustmentCause::Recount, points, reason, detail: Some(detail) }))
}
