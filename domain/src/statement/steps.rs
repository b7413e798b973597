//! Which step of a statement is possible, and who must not take it: printed in `golden/statement-steps.txt`.

use super::StatementState::{self as S, Approved, Prepared, Rejected, Withdrawn};
use super::StatementStep as Step;
use crate::access::Action;
use crate::ids::UserId;

/// Why a step is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StatementRefusal {
    /// Not in this state.
    #[error("not possible while the statement is {state}: {step}")]
    WrongState {
        /// What was asked.
        step: Step,
        /// Where it stands.
        state: S,
    },
    /// Four eyes see more than two.
    #[error("whoever prepared a statement does not approve or reject it")]
    Preparer,
    /// It was worked out from what no longer holds: to approve it might pay twice.
    #[error("what it rests on has changed since: reject or withdraw it and prepare another")]
    Outdated,
}

impl StatementRefusal {
    /// For programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::WrongState { .. } => "WRONG_STATE",
            Self::Preparer => "SAME_PERSON",
            Self::Outdated => "OUTDATED",
        }
    }

    /// The input it is about, as GraphQL names it.
    pub const fn field(self) -> &'static str {
        "statementId"
    }

    /// The sentence in Chinese.
    pub fn zh(self) -> String {
        match self {
            Self::WrongState { state, .. } => format!("结算单处于“{}”状态，不能执行此操作", state.zh()),
            Self::Preparer => "编制人不得审批自己编制的结算单".to_owned(),
            Self::Outdated => "编制依据已变化，请驳回或撤回后重新编制".to_owned(),
        }
    }
}

/// The state after a step.
///
/// # Errors
/// `WRONG_STATE`.
pub const fn next(state: S, step: Step) -> Result<S, StatementRefusal> {
    match (step, state) {
        (Step::Prepare, Prepared) => Ok(Prepared),
        (Step::Approve, Prepared) => Ok(Approved),
        (Step::Reject, Prepared) => Ok(Rejected),
        (Step::Withdraw, Prepared) => Ok(Withdrawn),
        _ => Err(StatementRefusal::WrongState { step, state }),
    }
}

/// The permission that a step needs.
pub const fn needs(step: Step) -> Action {
    match step {
        Step::Prepare | Step::Withdraw => Action::StatementPrepare,
        Step::Approve | Step::Reject => Action::StatementApprove,
    }
}

/// The topic of the message that tells of a step.
pub const fn topic(step: Step) -> &'static str {
    match step {
        Step::Prepare => "statement.prepared",
        Step::Approve => "statement.approved",
        Step::Reject => "statement.rejected",
        Step::Withdraw => "statement.withdrawn",
    }
}

/// Refuses the preparer's own judgement.
///
/// # Errors
/// `SAME_PERSON`.
pub fn four_eyes(step: Step, actor: Option<UserId>, preparer: Option<UserId>) -> Result<(), StatementRefusal> {
    let judges = matches!(step, Step::Approve | Step::Reject);
    if judges && actor.is_some() && actor == preparer { Err(StatementRefusal::Preparer) } else { Ok(()) }
}

/// The steps that are possible in a state.
pub fn available_steps(state: S) -> impl Iterator<Item = Step> {
    let possible = move |step: &Step| *step != Step::Prepare && next(state, *step).is_ok();
    Step::ALL.iter().copied().filter(possible)
}
