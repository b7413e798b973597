//! The agency's contract manager lets an approved exclusion end earlier, or takes it back before it begins.

use chrono::SubsecRound;
use domain::Instant;
use domain::access::Action;
use domain::exclusion::{ExclusionStep, ShorteningRefusal, check_earlier_end, check_withdrawal, next};
use domain::ids::ExclusionId;
use storage::query::exclusion::hold;
use storage::query::setup::{insert, update};

use super::read::sight;
use super::{ExclusionView, detail, message};
use crate::mistakes::{Mistakes, REASON_MAX};
use crate::{Error, Op, Result};

/// What the contract manager wants of an approved exclusion.
#[derive(Clone, Debug)]
pub enum Shortening {
    /// It ends then, or now.
    End { at: Option<Instant> },
    /// It never holds.
    Withdraw,
}

/// Lets an approved exclusion end earlier than planned, or withdraws one that has not begun; the worker tells the tickets
/// that it was written into. Needs `exclusion.decide` at its agency or over it. Whoever proposed it may as well: that it
/// holds for less time is in nobody's own favour.
///
/// # Errors
/// `WRONG_STATE` unless it is approved, not over and, to be withdrawn, not begun; `IN_PAST` for an end before now, `INVALID`
/// for one that is not earlier; `REQUIRED` for the reason.
pub async fn shorten_exclusion(op: &Op, id: ExclusionId, how: &Shortening, reason: &str) -> Result<ExclusionView> {
    op.require(Action::ExclusionDecide)?;
    let transaction = op.begin().await?;
    let mut row = hold(&transaction, &sight(op), id).await?.ok_or(Error::NotFound("exclusion"))?;
    if !op.read_scope(Action::ExclusionDecide).covers(Some(row.agency_id), None) {
        return Err(Error::Forbidden(Action::ExclusionDecide));
    }
    let mut mistakes = Mistakes::default();
    let reason = mistakes.text("reason", reason, REASON_MAX);
    let now = op.now().trunc_subsecs(0);
    let (step, field, at) = match how {
        Shortening::End { at } => (ExclusionStep::End, "endsAt", at.map_or(now, |at| at.trunc_subsecs(0))),
        Shortening::Withdraw => (ExclusionStep::Withdraw, "exclusionId", row.from_at),
    };
    let checked = match how {
        Shortening::End { .. } => check_earlier_end((row.from_at, row.to_at), at, now),
        Shortening::Withdraw => check_withdrawal(row.from_at, now),
    };
    match (next(row.state, step), checked) {
        (None, _) => mistakes.add("WRONG_STATE", "exclusionId", "it is not approved", "该剔除时段未获批准或已撤回"),
        (Some(_), Err(refusal)) => refuse(&mut mistakes, refusal, field),
        (Some(after), Ok(())) => row.state = after,
    }
    mistakes.refuse()?;
    let action = match how {
        Shortening::End { .. } => {
            row.planned_to_at = row.planned_to_at.or(Some(row.to_at));
            row.to_at = at;
            "exclusion.end"
        }
        Shortening::Withdraw => "exclusion.withdraw",
    };
    let topic = if step == ExclusionStep::End { "exclusion.ended" } else { "exclusion.withdrawn" };
    (row.ended_by, row.ended_at, row.end_reason) = (op.actor().user(), Some(op.now()), Some(reason));
    update(&transaction, row.clone()).await?;
    let mut told = detail(&row);
    told["reason"] = serde_json::json!(row.end_reason);
    told["plannedTo"] = serde_json::json!(row.planned_to_at);
    insert(&transaction, op.audit(action, ("service_exclusion", row.id.0), told)).await?;
    insert(&transaction, message(op, topic, &row)).await?;
    transaction.commit().await?;
    op.app().outbox_filled.notify_one();
    Ok(row)
}

fn refuse(mistakes: &mut Mistakes, refusal: ShorteningRefusal, field: &'static str) {
    match refusal {
        ShorteningRefusal::Over => mistakes.add("WRONG_STATE", "exclusionId", "it is over", "该项已结束"),
        ShorteningRefusal::Begun => {
            let en = "it has begun: let it end instead";
            mistakes.add("WRONG_STATE", "exclusionId", en, "该项已开始，只能提前结束");
        }
        ShorteningRefusal::Past => {
            let en = "it cannot end before now: what was excluded so far stays excluded";
            mistakes.add("IN_PAST", field, en, "结束时间不得早于当前时间，已扣除的时间不予追回");
        }
        ShorteningRefusal::End => {
            let en = "the end lies after the beginning and before the present end";
            mistakes.add("INVALID", field, en, "结束时间须晚于开始时间且早于现定结束时间");
        }
    }
}
