//! Payment milestones: which step is possible in which state and what it needs, printed in `golden/payment-steps.txt`.

use super::payment_words::PaymentState::{self as S, Accepted, Paid, Planned, Rejected, Replaced, Submitted};
use super::{ContractState, PaymentRefusal, PaymentStep as Step};
use crate::access::{Action, Actor};
use crate::ids::UserId;

/// The states in which a step is possible, and the state after it.
const fn rule(step: Step) -> (&'static [S], S) {
    match step {
        Step::Plan => (&[Planned], Planned),
        Step::Submit => (&[Planned, Rejected], Submitted),
        Step::Accept => (&[Submitted], Accepted),
        Step::Reject => (&[Submitted], Rejected),
        Step::Pay => (&[Accepted], Paid),
        Step::Replace => (&[Planned, Submitted, Rejected], Replaced),
    }
}

/// The permission that a step needs: the vendor hands in, the agency's supervisor judges, its contract manager plans and
/// pays.
pub const fn payment_needs(step: Step) -> Action {
    match step {
        Step::Submit => Action::PaymentSubmit,
        Step::Accept | Step::Reject => Action::ContractApprove,
        Step::Plan | Step::Pay | Step::Replace => Action::ContractManage,
    }
}

/// The state after a step.
pub fn next_payment(state: S, step: Step) -> Result<S, PaymentRefusal> {
    let (from, to) = rule(step);
    if from.contains(&state) { Ok(to) } else { Err(PaymentRefusal::WrongState { step, state }) }
}

/// What `actor` may ask of a milestone in this state. Writing the plan is asked of the contract. The caller has checked
/// the scope.
pub fn available_payment_steps(actor: &Actor, state: S) -> Vec<Step> {
    let of_milestone = |step: &Step| !matches!(step, Step::Plan | Step::Replace);
    let may = |step: &Step| actor.may(payment_needs(*step)) && next_payment(state, *step).is_ok();
    Step::ALL.iter().copied().filter(of_milestone).filter(may).collect()
}

/// Refuses whoever had a hand in what they would judge or pay: four eyes see more than two. `before` are those who took
/// the steps so far.
pub fn four_eyes(step: Step, actor: Option<UserId>, before: &[(Step, Option<UserId>)]) -> Result<(), PaymentRefusal> {
    let barred: &[Step] = match step {
        Step::Accept | Step::Reject => &[Step::Plan, Step::Submit],
        Step::Pay => &[Step::Submit, Step::Accept],
        _ => &[],
    };
    let same = |of: &&(Step, Option<UserId>)| actor.is_some() && of.1 == actor && barred.contains(&of.0);
    before.iter().rev().find(same).map_or(Ok(()), |(did, _)| Err(PaymentRefusal::SamePerson { did: *did }))
}

/// Whether a milestone that waits for a state of its contract can be handed in: the contract was in that state once.
pub fn is_due_by_state(due: Option<ContractState>, reached: &[ContractState]) -> Result<(), PaymentRefusal> {
    match due.filter(|due| !reached.contains(due)) {
        Some(due) => Err(PaymentRefusal::NotDue { due }),
        None => Ok(()),
    }
}

impl S {
    /// Whether it can still be replaced by another plan.
    pub const fn is_open(self) -> bool {
        matches!(self, Planned | Submitted | Rejected)
    }
}

impl Step {
    /// The topic of the message that tells of it; none for what only the plan as a whole tells of.
    pub const fn topic(self) -> Option<&'static str> {
        match self {
            Self::Submit => Some("payment.submitted"),
            Self::Accept => Some("payment.accepted"),
            Self::Reject => Some("payment.rejected"),
            Self::Pay => Some("payment.paid"),
            Self::Plan | Self::Replace => None,
        }
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
            "What may be done to a payment milestone: each step from a state, the state after it, and who may take it.\n\
             ✔ the role may, · it may not.\n\n",
        );
        for (column, role) in Role::ALL.iter().enumerate() {
            text.push_str(&format!("{:33}{}{role}\n", "", "│ ".repeat(column)));
        }
        for step in Step::ALL {
            for state in S::ALL {
                let Ok(to) = next_payment(*state, *step) else { continue };
                let may = |role: &Role| allow(*role, payment_needs(*step));
                let cells: Vec<_> = Role::ALL.iter().map(|role| if may(role) { "✔" } else { "·" }).collect();
                let (step, state, to) = (step.as_str(), state.as_str(), to.as_str());
                text.push_str(&format!("{step:9}{state:10} → {to:10} {}\n", cells.join(" ")));
            }
        }
        assert_golden("payment-steps.txt", &text);
    }

    #[test]
    fn what_was_accepted_is_never_replaced_and_nothing_is_paid_before() {
        for state in S::ALL {
            assert_eq!(next_payment(*state, Step::Replace).is_ok(), state.is_open(), "{state}");
            assert_eq!(next_payment(*state, Step::Pay).is_ok(), *state == Accepted, "{state}");
        }
    }

    #[test]
    fn nobody_judges_or_pays_their_own_work() {
        let person = |number: u128| Some(UserId(uuid::Uuid::from_u128(number)));
        let before = [(Step::Plan, person(1)), (Step::Submit, person(2)), (Step::Accept, person(3))];
        let who = |step, number| four_eyes(step, person(number), &before).is_ok();
        assert_eq!([1, 2, 3].map(|number| who(Step::Accept, number)), [false, false, true]);
        assert_eq!([1, 2, 3].map(|number| who(Step::Pay, number)), [true, false, false]);
        assert!(four_eyes(Step::Pay, None, &[(Step::Accept, None)]).is_ok(), "the platform is no person");
    }
}
