//! Which step of a rectification is possible, and whose it is: printed in `golden/rectification-steps.txt`.

use super::RectificationState::{self as S, Accepted, Open, Reopened, Submitted};
use super::{Party, RectificationStep as Step};
use crate::access::Action;

/// Why a step of a rectification is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not possible while the rectification is {state}: {step}")]
pub struct RectificationRefusal {
    pub step: Step,
    pub state: S,
}

impl RectificationRefusal {
    /// The sentence in Chinese.
    pub fn zh(self) -> String {
        format!("整改项处于“{}”状态，不能执行此操作", self.state.zh())
    }
}

/// The state after a step.
pub const fn next(state: S, step: Step) -> Result<S, RectificationRefusal> {
    match (step, state) {
        (Step::Submit, Open | Reopened) => Ok(Submitted),
        (Step::Accept, Submitted) => Ok(Accepted),
        (Step::Reopen, Submitted) => Ok(Reopened),
        _ => Err(RectificationRefusal { step, state }),
    }
}

/// The permission that a step needs; a reviewer who found it may accept and reopen without.
pub const fn needs(step: Step) -> Action {
    match step {
        Step::Submit => Action::RectificationSubmit,
        Step::Accept | Step::Reopen => Action::RectificationDecide,
    }
}

/// Who finds something mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accepter {
    /// A reviewer of the review that found it.
    Reviewer,
    /// A supervisor at an agency over the buyer.
    SupervisorAbove,
    /// A supervisor at the buyer itself.
    SupervisorAtBuyer,
}

#[cfg(test)]
impl Accepter {
    const ALL: [Self; 3] = [Self::Reviewer, Self::SupervisorAbove, Self::SupervisorAtBuyer];
}

/// Whether somebody may find mended what `party` had to mend: never the side that says so itself.
pub const fn may_accept(party: Party, accepter: Accepter) -> bool {
    !matches!((party, accepter), (Party::Buyer, Accepter::SupervisorAtBuyer))
}

/// Whether somebody of a side may say that it is mended: the side that has to.
pub fn may_submit(party: Party, side: Party) -> bool {
    party == side
}

/// The steps that are possible: `side` is that of whoever may submit, `accepters` what the actor is to it.
pub fn available_steps(state: S, party: Party, side: Option<Party>, accepters: &[Accepter]) -> Vec<Step> {
    let submits = side.is_some_and(|side| may_submit(party, side));
    let decides = accepters.iter().any(|accepter| may_accept(party, *accepter));
    let whose = |step: &Step| if *step == Step::Submit { submits } else { decides };
    Step::ALL.iter().copied().filter(|step| next(state, *step).is_ok() && whose(step)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::golden::assert_golden;

    #[test]
    fn the_table_is_the_reviewed_one() {
        let mut text =
            String::from("What may be done to a rectification: each step from a state, and the state after it.\n\n");
        for step in Step::ALL {
            for state in S::ALL {
                let Ok(to) = next(*state, *step) else { continue };
                text.push_str(&format!(
                    "{:8}{:10}→ {:10}needs {}\n",
                    step.as_str(),
                    state.as_str(),
                    to.as_str(),
                    needs(*step)
                ));
            }
        }
        text.push_str("\nWho may find mended what a party had to mend.\n\n");
        for party in Party::ALL {
            for accepter in Accepter::ALL {
                let mark = if may_accept(*party, accepter) { "✔" } else { "·" };
                text.push_str(&format!("{:8}{mark} {accepter:?}\n", party.as_str()));
            }
        }
        assert_golden("rectification-steps.txt", &text);
    }

    #[test]
    fn nobody_finds_mended_what_their_own_side_had_to_mend() {
        let steps = |side, accepters: &[Accepter]| available_steps(Submitted, Party::Buyer, side, accepters);
        assert_eq!(steps(None, &[Accepter::SupervisorAtBuyer]), []);
        assert_eq!(steps(None, &[Accepter::SupervisorAtBuyer, Accepter::Reviewer]), [Step::Accept, Step::Reopen]);
        assert_eq!(available_steps(Open, Party::Vendor, Some(Party::Buyer), &[]), [], "the other side mends nothing");
        assert_eq!(available_steps(Reopened, Party::Vendor, Some(Party::Vendor), &[]), [Step::Submit]);
        for step in Step::ALL {
            assert!(next(Accepted, *step).is_err(), "what is mended stays so");
        }
    }
}
