//! When something happened: checked against now, the raising and what it must follow (E18, E35).

use chrono::{SubsecRound, TimeDelta};

use super::text::{REASON_MAX, required};
use super::{Asked, Refusal, RefusalCode};
use crate::Instant;

/// From this long ago on, recording the past needs a reason.
pub const LATE_AFTER: TimeDelta = TimeDelta::minutes(5);

/// A checked time, and the reason for recording it late.
pub(super) struct Moment {
    pub at: Instant,
    pub late_reason: Option<String>,
}

/// Checks a time that a person gave; `floor` is what it must not lie before, and `field` names the input.
pub(super) fn check(asked: &Asked, field: &'static str) -> Result<Moment, Refusal> {
    let Some(given) = asked.occurred_at else {
        return Ok(Moment { at: to_second(asked.now), late_reason: None });
    };
    if given > asked.now {
        let refusal =
            Refusal::new(RefusalCode::InFuture, Some(field), "the time given has not come yet", "所填时间尚未到来");
        return Err(refusal);
    }
    let late_reason = match asked.late_reason.as_deref() {
        Some(reason) if !reason.trim().is_empty() => Some(required("lateReason", reason, REASON_MAX)?),
        _ if asked.now - given > LATE_AFTER => {
            let en = "recording what happened more than 5 minutes ago needs a reason";
            let zh = "补录 5 分钟以前发生的事项须说明原因";
            return Err(Refusal::new(RefusalCode::ReasonRequired, Some("lateReason"), en, zh));
        }
        _ => None,
    };
    Ok(Moment { at: to_second(given), late_reason })
}

/// Cut to the whole second (S1).
pub(super) fn to_second(at: Instant) -> Instant {
    at.trunc_subsecs(0)
}
