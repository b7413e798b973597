//! Maintenance windows and force majeure over many tickets at once: proposed by either side, decided by the contract
//! manager of the agency, and then taken out of every ticket's time as an accepted pause (E44).

use chrono::TimeDelta;

use crate::Instant;
use crate::text_enum;
use crate::ticket::PauseReason;

/// The longest exclusion, in days, and how far back one may begin.
pub const DAYS_MAX: i64 = 366;

text_enum! {
    /// What sort of exclusion.
    pub enum ExclusionKind {
        /// An announced maintenance window.
        Maintenance = "MAINTENANCE",
        /// Force majeure (不可抗力).
        ForceMajeure = "FORCE_MAJEURE",
    }
}

text_enum! {
    /// Which tickets an exclusion is for.
    pub enum ExclusionScope {
        /// Those that one contract binds.
        Contract = "CONTRACT",
        /// Those of an agency and everything under it.
        Agency = "AGENCY",
        /// Of either, only those for some systems.
        Systems = "SYSTEMS",
    }
}

text_enum! {
    /// Where an exclusion stands.
    pub enum ExclusionState {
        /// Nobody has decided.
        Proposed = "PROPOSED",
        /// It holds.
        Approved = "APPROVED",
        /// It came to nothing.
        Rejected = "REJECTED",
        /// It was approved and then taken back before it began.
        Withdrawn = "WITHDRAWN",
    }
}

text_enum! {
    /// What may be done to an exclusion.
    pub enum ExclusionStep {
        /// Let it hold.
        Approve = "APPROVE",
        /// Say that it does not hold, and why.
        Reject = "REJECT",
        /// Let it end earlier than planned.
        End = "END",
        /// Take it back before it begins.
        Withdraw = "WITHDRAW",
    }
}

impl ExclusionKind {
    /// The reason of the pause as which it counts.
    pub const fn reason(self) -> PauseReason {
        match self {
            Self::Maintenance => PauseReason::Maintenance,
            Self::ForceMajeure => PauseReason::ForceMajeure,
        }
    }
}

/// The state after a step; none where there is no such step.
pub const fn next(state: ExclusionState, step: ExclusionStep) -> Option<ExclusionState> {
    match (state, step) {
        (ExclusionState::Proposed, ExclusionStep::Approve) => Some(ExclusionState::Approved),
        (ExclusionState::Proposed, ExclusionStep::Reject) => Some(ExclusionState::Rejected),
        (ExclusionState::Approved, ExclusionStep::End) => Some(ExclusionState::Approved),
        (ExclusionState::Approved, ExclusionStep::Withdraw) => Some(ExclusionState::Withdrawn),
        _ => None,
    }
}

/// Why an interval cannot be excluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IntervalRefusal {
    /// It begins more than [`DAYS_MAX`] days ago.
    TooOld,
    /// It does not end after it begins, or lasts longer than [`DAYS_MAX`] days.
    End,
}

/// Checks `[from, to)`, in whole seconds, as proposed at `now`.
///
/// # Errors
/// The first thing that is wrong with it.
pub fn check_interval(from: Instant, to: Instant, now: Instant) -> Result<(), IntervalRefusal> {
    let longest = TimeDelta::days(DAYS_MAX);
    if now - from > longest {
        return Err(IntervalRefusal::TooOld);
    }
    if to <= from || to - from > longest {
        return Err(IntervalRefusal::End);
    }
    Ok(())
}

/// Why an approved exclusion cannot be ended or withdrawn so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShorteningRefusal {
    /// It is over.
    Over,
    /// It has begun: it can only end.
    Begun,
    /// The end lies in the past: what was taken out of a clock's time until now, both sides have counted on.
    Past,
    /// The end is not earlier than the present one, or not after the beginning.
    End,
}

/// Checks an earlier end `at` of `[from, to)`, in whole seconds, as decided at `now`.
///
/// # Errors
/// The first thing that is wrong with it.
pub fn check_earlier_end((from, to): (Instant, Instant), at: Instant, now: Instant) -> Result<(), ShorteningRefusal> {
    if to <= now {
        return Err(ShorteningRefusal::Over);
    }
    if at < now {
        return Err(ShorteningRefusal::Past);
    }
    if at >= to || at <= from {
        return Err(ShorteningRefusal::End);
    }
    Ok(())
}

/// Checks that an exclusion from `from` on may be withdrawn at `now`.
///
/// # Errors
/// It has begun.
pub fn check_withdrawal(from: Instant, now: Instant) -> Result<(), ShorteningRefusal> {
    if from <= now { Err(ShorteningRefusal::Begun) } else { Ok(()) }
}

/// What may be done with an exclusion of `[from, to)` at `now`, by whoever decides about it.
pub fn steps(state: ExclusionState, (from, to): (Instant, Instant), now: Instant) -> Vec<ExclusionStep> {
    let in_time = |step: &ExclusionStep| match step {
        ExclusionStep::End => now < to,
        ExclusionStep::Withdraw => check_withdrawal(from, now).is_ok(),
        ExclusionStep::Approve | ExclusionStep::Reject => true,
    };
    let possible = |step: &ExclusionStep| next(state, *step).is_some() && in_time(step);
    ExclusionStep::ALL.iter().copied().filter(possible).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exclusion_is_decided_once_and_what_was_approved_may_end_earlier() {
        use ExclusionState::{Approved, Proposed};
        use ExclusionStep::{Approve, End, Reject, Withdraw};
        for state in ExclusionState::ALL {
            for step in ExclusionStep::ALL {
                let possible = match step {
                    Approve | Reject => *state == Proposed,
                    End | Withdraw => *state == Approved,
                };
                assert_eq!(next(*state, *step).is_some(), possible, "{state} {step}");
            }
        }
        let at = |days: i64| Instant::UNIX_EPOCH + TimeDelta::days(days);
        assert_eq!(steps(Proposed, (at(10), at(12)), at(9)), [Approve, Reject]);
        assert_eq!(steps(Approved, (at(10), at(12)), at(9)), [End, Withdraw]);
        assert_eq!(steps(Approved, (at(10), at(12)), at(10)), [End]);
        assert_eq!(steps(Approved, (at(10), at(12)), at(12)), []);
    }

    #[test]
    fn an_exclusion_ends_earlier_but_never_before_now() {
        let at = |days: i64| Instant::UNIX_EPOCH + TimeDelta::days(days);
        let span = (at(10), at(20));
        assert_eq!(check_earlier_end(span, at(15), at(15)), Ok(()));
        assert_eq!(check_earlier_end(span, at(14), at(15)), Err(ShorteningRefusal::Past));
        assert_eq!(check_earlier_end(span, at(20), at(15)), Err(ShorteningRefusal::End));
        assert_eq!(check_earlier_end(span, at(10), at(5)), Err(ShorteningRefusal::End), "that is a withdrawal");
        assert_eq!(check_earlier_end(span, at(21), at(20)), Err(ShorteningRefusal::Over));
        assert_eq!(check_withdrawal(at(10), at(9)), Ok(()));
        assert_eq!(check_withdrawal(at(10), at(10)), Err(ShorteningRefusal::Begun));
    }

    #[test]
    fn an_interval_ends_after_it_begins_and_lasts_a_year_at_most() {
        let at = |days: i64| Instant::UNIX_EPOCH + TimeDelta::days(days);
        assert_eq!(check_interval(at(500), at(501), at(600)), Ok(()));
        assert_eq!(check_interval(at(700), at(1_066), at(600)), Ok(()));
        assert_eq!(check_interval(at(700), at(1_067), at(600)), Err(IntervalRefusal::End));
        assert_eq!(check_interval(at(500), at(500), at(600)), Err(IntervalRefusal::End));
        assert_eq!(check_interval(at(233), at(501), at(600)), Err(IntervalRefusal::TooOld));
    }
}
