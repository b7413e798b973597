//! Working a ranking out: for the first time, again while nothing is out, and as a correction of what is.

use domain::access::Action;
use domain::ids::{AgencyId, RankingId};
use domain::ranking::{RankingKind, RankingState, RankingStep};
use domain::scorecard::{Period, PeriodKind};

use super::made::ZONE;
use super::writing::{Writing, trusted};
use crate::mistakes::REASON_MAX;
use crate::{Error, Op, RankingRow, Result};

/// The fewest events that a figure rests on when nobody says: below ten the luck of one is a tenth.
pub const MIN_SAMPLE: i64 = 10;
/// The objection period when nobody says, in civil days (公示期不少于七日).
pub const OBJECTION_DAYS: i64 = 7;

const MOST_SAMPLE: i64 = 100_000;
const MOST_DAYS: i64 = 90;

/// A ranking to be worked out.
#[derive(Clone, Debug)]
pub struct NewRanking {
    /// Compared is what lies under it: the region's body for the region, the root for the nation.
    pub agency: AgencyId,
    pub kind: RankingKind,
    pub period: PeriodKind,
    /// Any day of the period.
    pub day: chrono::NaiveDate,
    /// None: ten.
    pub min_sample: Option<i64>,
    /// None: seven.
    pub objection_days: Option<i64>,
}

/// Works a ranking out. Needs `ranking.draft` at the agency or above it.
///
/// # Errors
/// `NOT_FOUND` for the agency; `NOT_OVER` before the period has ended; `TAKEN` when there is one of it already; `INVALID` for
/// the minimum or the days.
pub async fn draft_ranking(op: &Op, new: &NewRanking) -> Result<RankingId> {
    op.require(Action::RankingDraft)?;
    if !op.directory().agencies.contains_key(&new.agency)
        || !op.read_scope(Action::AgencyView).covers(Some(new.agency), None)
    {
        return Err(Error::NotFound("agency"));
    }
    if !op.read_scope(Action::RankingDraft).covers(Some(new.agency), None) {
        return Err(Error::Forbidden(Action::RankingDraft));
    }
    let period = Period::holding(new.period, new.day);
    let row = RankingRow {
        id: op.id(),
        agency_id: new.agency,
        kind: new.kind,
        period_kind: period.kind,
        period_start: period.start,
        state: RankingState::Draft,
        number: 0,
        published_number: None,
        is_public: false,
        min_sample: new.min_sample.unwrap_or(MIN_SAMPLE),
        objection_days: new.objection_days.unwrap_or(OBJECTION_DAYS),
        objections_end_at: None,
        drafter_id: None,
        announced_at: None,
        published_at: None,
        version: 0,
        created_at: op.now(),
    };
    let mut writing = Writing::on(op, trusted(op).await?, row, true);
    check(&mut writing, period);
    writing.check()?;
    writing.work_out(None).await?;
    writing.take(RankingStep::Draft, None);
    writing.commit(Vec::new(), serde_json::json!({})).await
}

fn check(writing: &mut Writing, period: Period) {
    let (_, end) = period.bounds(ZONE);
    if writing.op.now() < end {
        let en = "the period has not ended: nothing of it is frozen yet";
        writing.mistakes.add("NOT_OVER", "day", en, "该考核周期尚未结束");
    }
    let bounds =
        [("minSample", writing.row.min_sample, MOST_SAMPLE), ("objectionDays", writing.row.objection_days, MOST_DAYS)];
    for (field, given, most) in bounds {
        if !(1..=most).contains(&given) {
            let zh = format!("{field} 须为 1 至 {most}");
            writing.mistakes.add("INVALID", field, format!("{field} must be 1 to {most}"), zh);
        }
    }
}

/// Works a ranking out again with what is frozen and recorded by now: a new version; an announced one is taken back. Needs
/// `ranking.draft` at the agency or above it.
///
/// # Errors
/// `REQUIRED` for the reason; `WRONG_STATE` once it is published; CONFLICT.
pub async fn redraft_ranking(op: &Op, id: RankingId, expected: i64, reason: &str) -> Result<RankingId> {
    again(op, id, RankingStep::Redraft, expected, reason).await
}

/// Begins a correction of a published ranking: a new version, announced and published like the first; until then the
/// published one stands. Needs `ranking.draft` at the agency or above it.
///
/// # Errors
/// `REQUIRED` for the reason; `WRONG_STATE` unless it is published; CONFLICT.
pub async fn correct_ranking(op: &Op, id: RankingId, expected: i64, reason: &str) -> Result<RankingId> {
    again(op, id, RankingStep::Correct, expected, reason).await
}

async fn again(op: &Op, id: RankingId, step: RankingStep, expected: i64, reason: &str) -> Result<RankingId> {
    let mut writing = Writing::begin(op, id, step, expected).await?;
    let reason = writing.mistakes.text("reason", reason, REASON_MAX);
    if let Err(refusal) = domain::ranking::next(writing.row.state, step) {
        writing.mistakes.extend([refusal.into()]);
    }
    writing.check()?;
    writing.work_out(Some(reason.clone())).await?;
    writing.take(step, Some(reason));
    writing.commit(Vec::new(), serde_json::json!({})).await
}
