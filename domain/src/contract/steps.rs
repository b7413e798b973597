//! Which step is possible in which state, and what it needs: the one table, printed in `golden/contract-steps.txt`.

use chrono::NaiveDate;

use super::ContractState::{self as S, Accepted, Active, Approved, Draft, Expired, InReview, Suspended, Terminated};
use super::{ContractRefusal, ContractStep as Step, Coverage};
use crate::access::{Action, Actor};

/// The states in which a step is possible, and the state after it; none: the state stays.
const fn rule(step: Step) -> (&'static [S], Option<S>) {
    match step {
        Step::Update => (&[Draft], None),
        Step::Submit => (&[Draft], Some(InReview)),
        Step::Withdraw => (&[InReview, Approved], Some(Draft)),
        Step::Approve => (&[InReview], Some(Approved)),
        Step::Activate => (&[Approved], Some(Active)),
        Step::Suspend => (&[Active], Some(Suspended)),
        Step::Resume => (&[Suspended], Some(Active)),
        // Decided for a day to come, it takes place on that day.
        Step::Terminate => (&[Active, Suspended], Some(Terminated)),
        Step::Expire => (&[Active, Suspended], Some(Expired)),
        Step::Accept => (&[Expired, Terminated], Some(Accepted)),
        Step::SetKeyDates | Step::SetPrecedence => (&[Draft, InReview, Approved, Active, Suspended], None),
        Step::Amend | Step::ActivateAmendment | Step::WithdrawAmendment => (&[Active, Suspended], None),
    }
}

/// The permission that a step needs; none: time does it.
///
/// Whoever writes a contract does not approve it: what binds the agency is agreed to, and accepted in the end, by
/// somebody else.
pub const fn needs(step: Step) -> Option<Action> {
    match step {
        Step::Approve | Step::ActivateAmendment | Step::Accept => Some(Action::ContractApprove),
        Step::Expire => None,
        _ => Some(Action::ContractManage),
    }
}

/// The state after a step.
pub fn next(state: S, step: Step) -> Result<S, ContractRefusal> {
    let (from, to) = rule(step);
    if from.contains(&state) { Ok(to.unwrap_or(state)) } else { Err(ContractRefusal::WrongState { step, state }) }
}

/// What `actor` may ask of a contract in this state, in the order of [`Step::ALL`]. The caller has checked the scope.
pub fn available_steps(actor: &Actor, state: S) -> Vec<Step> {
    let may = |step: &Step| needs(*step).is_some_and(|action| actor.may(action)) && next(state, *step).is_ok();
    Step::ALL.iter().copied().filter(may).collect()
}

/// The step that a running contract takes because a day has come: an early end that was decided, or its last day has
/// passed.
pub fn run_out(coverage: &Coverage, today: NaiveDate) -> Option<Step> {
    if !coverage.state.is_running() {
        return None;
    }
    if coverage.terminates_on.is_some_and(|end| end <= today) {
        return Some(Step::Terminate);
    }
    (coverage.last_day() < today).then_some(Step::Expire)
}

impl Step {
    /// The topic of the message that tells of it, by the state after it; none for what concerns nobody else.
    pub const fn topic(self, to: S) -> Option<&'static str> {
        Some(match self {
            Self::Submit => "contract.submitted",
            Self::Withdraw => "contract.withdrawn",
            Self::Approve => "contract.approved",
            Self::Activate => "contract.activated",
            Self::Suspend => "contract.suspended",
            Self::Resume => "contract.resumed",
            Self::Terminate if to.is_running() => "contract.termination_announced",
            Self::Terminate => "contract.terminated",
            Self::Expire => "contract.expired",
            Self::Accept => "contract.accepted",
            Self::Amend => "contract.amendment_drafted",
            Self::ActivateAmendment => "contract.amended",
            Self::WithdrawAmendment => "contract.amendment_withdrawn",
            Self::SetPrecedence => "contract.precedence_set",
            Self::Update | Self::SetKeyDates => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::{Role, allow};
    use crate::golden::assert_golden;

    #[test]
    fn the_table_is_the_reviewed_one() {
        let mut text = String::from(
            "What may be done to a contract: each step from a state, the state after it, and who may take it.\n\
             ✔ the role may, · it may not; a step without a ✔ is taken by time alone.\n\n",
        );
        for (column, role) in Role::ALL.iter().enumerate() {
            text.push_str(&format!("{:45}{}{role}\n", "", "│ ".repeat(column)));
        }
        for step in Step::ALL {
            for state in S::ALL {
                let Ok(to) = next(*state, *step) else { continue };
                let may = |role: &Role| needs(*step).is_some_and(|action| allow(*role, action));
                let cells: Vec<_> = Role::ALL.iter().map(|role| if may(role) { "✔" } else { "·" }).collect();
                text.push_str(&format!(
                    "{:20}{:11} → {:11}{}\n",
                    step.as_str(),
                    state.as_str(),
                    to.as_str(),
                    cells.join(" ")
                ));
            }
        }
        assert_golden("contract-steps.txt", &text);
    }

    #[test]
    fn nothing_comes_into_force_without_approval_and_nothing_ended_starts_again() {
        for state in S::ALL {
            for step in Step::ALL {
                let Ok(to) = next(*state, *step) else { continue };
                if to == Active {
                    assert!(matches!(state, Approved | Active | Suspended), "{step} from {state}");
                }
                if matches!(state, Expired | Terminated | Accepted) {
                    assert_eq!((*step, to), (Step::Accept, Accepted), "from {state}");
                }
            }
        }
    }

    #[test]
    fn every_state_can_be_reached_and_left_but_the_last() {
        for state in S::ALL {
            let reached = *state == Draft
                || S::ALL
                    .iter()
                    .any(|from| from != state && Step::ALL.iter().any(|step| next(*from, *step) == Ok(*state)));
            assert!(reached, "nothing leads to {state}");
            let left = Step::ALL.iter().any(|step| next(*state, *step).is_ok_and(|to| to != *state));
            assert_eq!(left, *state != Accepted, "{state}");
        }
    }

    #[test]
    fn whoever_writes_does_not_approve() {
        for role in Role::ALL {
            assert!(!(allow(*role, Action::ContractManage) && allow(*role, Action::ContractApprove)), "{role}");
        }
        let nobody = Actor::person(crate::ids::UserId(uuid::Uuid::nil()), String::new(), vec![], 1);
        assert!(S::ALL.iter().all(|state| available_steps(&nobody, *state).is_empty()));
        let time = available_steps(&Actor::system("test"), Active);
        assert!(!time.contains(&Step::Expire), "nobody asks for what time does: {time:?}");
    }
}
