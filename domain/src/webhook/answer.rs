//! What an answer means for a delivery and for its endpoint.

use chrono::{DateTime, TimeDelta};

use super::{AttemptFailure, DeliveryState, DisabledReason, wait_before};
use crate::Instant;
use crate::ids::WebhookDeliveryId;

/// An endpoint of which nothing but failure was heard for so long is switched off.
const PATIENCE: TimeDelta = TimeDelta::days(5);
/// A receiver may ask to be left alone for so long at most.
const LONGEST_HOLD: TimeDelta = TimeDelta::hours(24);

/// What came of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A status, and how long the receiver asks to be left alone.
    Status(u16, Option<TimeDelta>),
    /// No answer.
    Failed(AttemptFailure),
}

/// What follows for the delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The receiver took it.
    Delivered,
    /// It is tried again after so long.
    Again(TimeDelta),
    /// It was tried often enough.
    Exhausted,
    /// The receiver wants nothing any more.
    Gone,
}

/// What follows from the answer to the `attempt`-th attempt, 1 being the first: 2xx is success, 410 says that the receiver is
/// gone, all else is failure, a redirect among it.
pub fn verdict(answer: Answer, attempt: i32, delivery: WebhookDeliveryId) -> Verdict {
    match answer {
        Answer::Status(200..=299, _) => Verdict::Delivered,
        Answer::Status(410, _) => Verdict::Gone,
        _ => match wait_before(attempt.saturating_add(1), delivery) {
            Some(wait) => Verdict::Again(wait.max(held_for(answer).unwrap_or_default())),
            None => Verdict::Exhausted,
        },
    }
}

/// How long nothing is sent to a receiver that answers 429 or 503 and says so; at most 24 hours.
pub fn held_for(answer: Answer) -> Option<TimeDelta> {
    match answer {
        Answer::Status(429 | 503, Some(asked)) if asked > TimeDelta::zero() => Some(asked.min(LONGEST_HOLD)),
        _ => None,
    }
}

/// The time that a header `Retry-After` names, seconds or a date of HTTP (RFC 9110 §10.2.3); none for any other text.
pub fn retry_after(text: &str, now: Instant) -> Option<TimeDelta> {
    let text = text.trim();
    match text.parse::<u32>() {
        Ok(seconds) => Some(TimeDelta::seconds(i64::from(seconds))),
        Err(_) => DateTime::parse_from_rfc2822(text).ok().map(|at| at.to_utc() - now),
    }
}

/// What follows from an attempt for the delivery and for its endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Next {
    pub state: DeliveryState,
    /// When it is tried again.
    pub next_at: Option<Instant>,
    /// Why the endpoint is switched off now.
    pub off: Option<DisabledReason>,
}

/// What follows at `now` from a verdict on an endpoint that has done nothing but fail since `failing_since`: to one that is off,
/// or is switched off for this, nothing is sent again.
pub fn next(verdict: Verdict, is_active: bool, failing_since: Instant, now: Instant) -> Next {
    let off = match verdict {
        Verdict::Delivered => None,
        Verdict::Gone => Some(DisabledReason::Gone),
        Verdict::Again(_) | Verdict::Exhausted => (now - failing_since >= PATIENCE).then_some(DisabledReason::Failing),
    };
    let off = off.filter(|_| is_active);
    match verdict {
        Verdict::Delivered => Next { state: DeliveryState::Succeeded, next_at: None, off },
        Verdict::Again(wait) if is_active && off.is_none() => {
            Next { state: DeliveryState::Pending, next_at: Some(now + wait), off }
        }
        _ => Next { state: DeliveryState::Failed, next_at: None, off },
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    const DELIVERY: WebhookDeliveryId = WebhookDeliveryId(Uuid::from_u128(1));

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    #[test]
    fn two_hundreds_are_success_and_a_redirect_is_none() {
        for status in [200, 201, 202, 204, 299] {
            assert_eq!(verdict(Answer::Status(status, None), 1, DELIVERY), Verdict::Delivered);
        }
        assert_eq!(verdict(Answer::Status(410, None), 1, DELIVERY), Verdict::Gone);
        let second = Verdict::Again(wait_before(2, DELIVERY).unwrap());
        for status in [100, 199, 301, 302, 307, 308, 400, 401, 404, 409, 429, 500, 502, 503, 504] {
            assert_eq!(verdict(Answer::Status(status, None), 1, DELIVERY), second, "{status}");
        }
        for failure in AttemptFailure::ALL {
            assert_eq!(verdict(Answer::Failed(*failure), 1, DELIVERY), second);
        }
        assert_eq!(verdict(Answer::Status(500, None), 10, DELIVERY), Verdict::Exhausted);
        assert_eq!(verdict(Answer::Status(200, None), 10, DELIVERY), Verdict::Delivered);
    }

    #[test]
    fn who_asks_for_time_gets_it_up_to_a_day() {
        let asked = |status, seconds| {
            let answer = Answer::Status(status, Some(TimeDelta::seconds(seconds)));
            (held_for(answer), verdict(answer, 1, DELIVERY))
        };
        let usual = wait_before(2, DELIVERY).unwrap();
        let minute = TimeDelta::seconds(60);
        assert_eq!(asked(429, 60), (Some(minute), Verdict::Again(minute)));
        assert_eq!(asked(503, 60), (Some(minute), Verdict::Again(minute)));
        let day = TimeDelta::hours(24);
        assert_eq!(asked(429, 1_000_000), (Some(day), Verdict::Again(day)));
        assert_eq!(
            asked(429, 1),
            (Some(TimeDelta::seconds(1)), Verdict::Again(usual)),
            "never sooner than by the schedule"
        );
        assert_eq!(asked(429, -60), (None, Verdict::Again(usual)));
        assert_eq!(asked(500, 60), (None, Verdict::Again(usual)));
    }

    #[test]
    fn the_time_asked_for_is_seconds_or_a_date() {
        let now = at("2026-03-02T01:00:00Z");
        assert_eq!(retry_after(" 120 ", now), Some(TimeDelta::seconds(120)));
        assert_eq!(retry_after("Mon, 02 Mar 2026 01:05:00 GMT", now), Some(TimeDelta::minutes(5)));
        for other in ["", "soon", "-1", "1.5", "99999999999"] {
            assert_eq!(retry_after(other, now), None, "{other}");
        }
    }

    #[test]
    fn five_days_of_failure_are_enough() {
        let since = at("2026-03-02T01:00:00Z");
        let (before, after) = (at("2026-03-07T00:59:59Z"), at("2026-03-07T01:00:00Z"));
        let again = Verdict::Again(TimeDelta::hours(1));
        let later = Next { state: DeliveryState::Pending, next_at: Some(before + TimeDelta::hours(1)), off: None };
        assert_eq!(next(again, true, since, before), later);
        let given_up = Next { state: DeliveryState::Failed, next_at: None, off: None };
        assert_eq!(next(Verdict::Exhausted, true, since, before), given_up);
        let off = Next { off: Some(DisabledReason::Failing), ..given_up };
        assert_eq!(next(again, true, since, after), off);
        assert_eq!(next(Verdict::Exhausted, true, since, after), off);
        let delivered = Next { state: DeliveryState::Succeeded, ..given_up };
        assert_eq!(next(Verdict::Delivered, true, since, after), delivered);
    }

    #[test]
    fn whoever_is_gone_is_switched_off_once() {
        let now = at("2026-03-02T01:00:00Z");
        let failed = Next { state: DeliveryState::Failed, next_at: None, off: None };
        assert_eq!(next(Verdict::Gone, true, now, now), Next { off: Some(DisabledReason::Gone), ..failed });
        for verdict in [Verdict::Gone, Verdict::Again(TimeDelta::hours(1)), Verdict::Exhausted] {
            assert_eq!(next(verdict, false, now, now), failed, "{verdict:?}");
        }
    }
}
