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
    }
}

text_enum! {
    /// What may be done to an exclusion.
    pub enum ExclusionStep {
        /// Let it hold.
        Approve = "APPROVE",
        /// Say that it does not hold, and why.
        Reject = "REJECT",
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

/// The state after a step; none when it is decided.
pub const fn next(state: ExclusionState, step: ExclusionStep) -> Option<ExclusionState> {
    match (state, step) {
        (ExclusionState::Proposed, ExclusionStep::Approve) => Some(ExclusionState::Approved),
        (ExclusionState::Proposed, ExclusionStep::Reject) => Some(ExclusionState::Rejected),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exclusion_is_decided_once() {
        for state in ExclusionState::ALL {
            for step in ExclusionStep::ALL {
                assert_eq!(next(*state, *step).is_some(), *state == ExclusionState::Proposed, "{state} {step}");
            }
        }
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
