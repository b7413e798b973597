//! Which step of a dispute is possible in which state, and whose it is: printed in `golden/dispute-steps.txt`.

use super::DisputeState::{self as S, AgencyDecided, Appealed, Escalated, Final, Withdrawn};
use super::{DisputeRefusal, DisputeStep as Step, DisputeTurn};
use crate::access::Action;

/// The state after a step. `ruled`: the agency has decided before. `grants_all`: what is decided now leaves the vendor
/// nothing to go further with.
///
/// Who goes further after the agency has decided cannot fall behind that: it is accepted then, not withdrawn.
pub const fn next(state: S, step: Step, ruled: bool, grants_all: bool) -> Result<S, DisputeRefusal> {
    match (step, state) {
        (Step::Withdraw, Appealed) => Ok(Withdrawn),
        (Step::Withdraw, Escalated) if !ruled => Ok(Withdrawn),
        (Step::Decide, Appealed) if grants_all => Ok(Final),
        (Step::Decide, Appealed) => Ok(AgencyDecided),
        (Step::Accept, AgencyDecided) => Ok(Final),
        (Step::Accept, Escalated) if ruled => Ok(Final),
        (Step::Escalate, AgencyDecided) => Ok(Escalated),
        (Step::DecideFinally, Escalated) => Ok(Final),
        (Step::PassOn, Appealed) => Ok(Escalated),
        (Step::Lapse, AgencyDecided) => Ok(Final),
        (Step::Overdue, Escalated) => Ok(Escalated),
        _ => Err(DisputeRefusal::WrongState { step, state }),
    }
}

/// Whose turn it is in a state.
pub const fn turn(state: S) -> DisputeTurn {
    match state {
        Appealed => DisputeTurn::Agency,
        AgencyDecided => DisputeTurn::Vendor,
        Escalated => DisputeTurn::Supervisor,
        Final | Withdrawn => DisputeTurn::Nobody,
    }
}

/// The permission that a step needs; none for what happens by itself.
pub const fn needs(step: Step) -> Option<Action> {
    match step {
        Step::Appeal | Step::Withdraw | Step::Accept | Step::Escalate => Some(Action::DisputeAppeal),
        Step::Decide => Some(Action::DisputeDecide),
        Step::DecideFinally => Some(Action::DisputeDecideFinally),
        Step::PassOn | Step::Lapse | Step::Overdue => None,
    }
}

/// The topic of the message that tells of a step.
pub const fn topic(step: Step) -> &'static str {
    match step {
        Step::Appeal => "dispute.appealed",
        Step::Withdraw => "dispute.withdrawn",
        Step::Decide => "dispute.decided",
        Step::Accept => "dispute.accepted",
        Step::Escalate => "dispute.escalated",
        Step::DecideFinally => "dispute.decided_finally",
        Step::PassOn => "dispute.passed_on",
        Step::Lapse => "dispute.lapsed",
        Step::Overdue => "dispute.overdue",
    }
}

/// What somebody who may decide for good is to the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judge {
    /// An assessor, from outside.
    Assessor,
    /// A supervisor at an agency over the buyer.
    SupervisorAbove,
    /// A supervisor at the buyer itself.
    SupervisorAtBuyer,
}

impl Judge {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Assessor, Self::SupervisorAbove, Self::SupervisorAtBuyer];
}

/// Whether somebody may decide for good: the buyer is a side of it.
pub const fn may_judge(judge: Judge) -> bool {
    !matches!(judge, Judge::SupervisorAtBuyer)
}
