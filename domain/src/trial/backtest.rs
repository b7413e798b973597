//! The life of a back-test: the one table, printed in `golden/backtest-steps.txt`.

use crate::access::Action;
use crate::text_enum;

text_enum! {
    /// What a back-test tries.
    pub enum CandidateKind {
        /// A version of an SLA policy.
        Policy = "POLICY",
        /// A drafted change of a calendar.
        Calendar = "CALENDAR",
        /// A version of a scoring scheme.
        Scheme = "SCHEME",
    }
}

text_enum! {
    /// Where a back-test stands.
    pub enum BacktestState {
        /// Waits for a worker.
        Queued = "QUEUED",
        /// A worker is at it.
        Running = "RUNNING",
        /// Its result is complete and does not change any more.
        Done = "DONE",
        /// It cannot be carried out; what was found so far is no result.
        Failed = "FAILED",
        /// Given up by a person; what was found so far is no result.
        Cancelled = "CANCELLED",
    }
}

text_enum! {
    /// What may happen to a back-test.
    pub enum BacktestStep {
        /// A worker takes it, or takes it over.
        Take = "TAKE",
        /// The last ticket was compared.
        Finish = "FINISH",
        /// It cannot be carried out.
        Fail = "FAIL",
        /// A person gives it up.
        Cancel = "CANCEL",
    }
}

/// The state after a step; none when it is not possible.
pub const fn next(state: BacktestState, step: BacktestStep) -> Option<BacktestState> {
    use BacktestState::{Cancelled, Done, Failed, Queued, Running};
    match (state, step) {
        (Queued | Running, BacktestStep::Take) => Some(Running),
        (Running, BacktestStep::Finish) => Some(Done),
        (Running, BacktestStep::Fail) => Some(Failed),
        (Queued | Running, BacktestStep::Cancel) => Some(Cancelled),
        _ => None,
    }
}

/// The permission that back-testing takes at the owner of what is tried.
pub const fn owner_needs(kind: CandidateKind) -> Action {
    match kind {
        CandidateKind::Policy => Action::PolicyManage,
        CandidateKind::Calendar => Action::CalendarManage,
        CandidateKind::Scheme => Action::SchemeManage,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::golden::assert_golden;

    #[test]
    fn the_table_is_the_reviewed_one() {
        let mut text =
            String::from("What may happen to a back-test: each step from a state, and the state after it.\n\n");
        for step in BacktestStep::ALL {
            for state in BacktestState::ALL {
                let Some(to) = next(*state, *step) else { continue };
                text.push_str(&format!("{:8}{:9} → {to}\n", step.as_str(), state.as_str()));
            }
        }
        text.push_str("\nWhat it takes at the owner of what is tried.\n\n");
        for kind in CandidateKind::ALL {
            text.push_str(&format!("{:10}{}\n", kind.as_str(), owner_needs(*kind)));
        }
        assert_golden("backtest-steps.txt", &text);
    }

    #[test]
    fn what_is_over_stays_as_it_is() {
        for state in [BacktestState::Done, BacktestState::Failed, BacktestState::Cancelled] {
            assert!(BacktestStep::ALL.iter().all(|step| next(state, *step).is_none()), "{state}");
        }
    }
}
