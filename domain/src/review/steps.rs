//! Which step of a review is possible in which state, and what it needs: printed in `golden/review-steps.txt`.

use super::ReviewState::{self as S, Convened, Decided, InProgress, Withdrawn};
use super::ReviewStep as Step;
use crate::access::{Action, Actor};

/// Why a step of a review is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not possible while the review is {state}: {step}")]
pub struct ReviewRefusal {
    pub step: Step,
    pub state: S,
}

impl ReviewRefusal {
    /// The sentence in Chinese.
    pub fn zh(self) -> String {
        format!("审查处于“{}”状态，不能执行此操作", self.state.zh())
    }
}

/// The states in which a step is possible, and the state after it; none: the state stays.
const fn rule(step: Step) -> (&'static [S], Option<S>) {
    match step {
        Step::Answer => (&[Convened, InProgress], Some(InProgress)),
        Step::Decline | Step::FillSeats => (&[Convened, InProgress], None),
        Step::Decide => (&[InProgress], Some(Decided)),
        // A changed draft needs a review of its own, so also one that is decided goes with what it was about.
        Step::Withdraw => (&[Convened, InProgress, Decided], Some(Withdrawn)),
    }
}

/// The permission that a step needs; none: it follows from another. A reviewer must hold a seat as well.
pub const fn needs(step: Step) -> Option<Action> {
    match step {
        Step::Answer | Step::Decline => Some(Action::ReviewDecide),
        Step::FillSeats => Some(Action::ReviewConvene),
        Step::Decide => None,
        // It goes with its contract or amendment.
        Step::Withdraw => Some(Action::ContractManage),
    }
}

/// The state after a step.
pub fn next(state: S, step: Step) -> Result<S, ReviewRefusal> {
    let (from, to) = rule(step);
    if from.contains(&state) { Ok(to.unwrap_or(state)) } else { Err(ReviewRefusal { step, state }) }
}

/// What `actor` may ask of a review in this state, in the order of [`Step::ALL`], but for what belongs to the contract.
/// The caller has checked scope and seat.
pub fn available_steps(actor: &Actor, state: S) -> Vec<Step> {
    let own = [Step::Answer, Step::Decline, Step::FillSeats].into_iter();
    own.filter(|step| needs(*step).is_some_and(|action| actor.may(action)) && next(state, *step).is_ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::{Role, allow};
    use crate::golden::assert_golden;

    #[test]
    fn the_table_is_the_reviewed_one() {
        let mut text = String::from(
            "What may be done to a compliance review: each step from a state, the state after it, and who may take it.\n\
             ✔ the role may, · it may not; a step without a ✔ follows from the last answer. ANSWER and DECLINE are for\n\
             those who were drawn; WITHDRAW goes with the contract or amendment.\n\n",
        );
        for (column, role) in Role::ALL.iter().enumerate() {
            text.push_str(&format!("{:41}{}{role}\n", "", "│ ".repeat(column)));
        }
        for step in Step::ALL {
            for state in S::ALL {
                let Ok(to) = next(*state, *step) else { continue };
                let may = |role: &Role| needs(*step).is_some_and(|action| allow(*role, action));
                let cells: Vec<_> = Role::ALL.iter().map(|role| if may(role) { "✔" } else { "·" }).collect();
                let (step, from, to) = (step.as_str(), state.as_str(), to.as_str());
                text.push_str(&format!("{step:13}{from:12} → {to:13}{}\n", cells.join(" ")));
            }
        }
        assert_golden("review-steps.txt", &text);
    }

    #[test]
    fn nothing_is_decided_twice_and_nothing_withdrawn_comes_back() {
        for step in Step::ALL {
            assert!(next(Withdrawn, *step).is_err(), "{step}");
        }
        assert!(next(Decided, Step::Answer).is_err());
        assert!(next(Convened, Step::Decide).is_err(), "without an answer there is nothing to decide");
    }
}
