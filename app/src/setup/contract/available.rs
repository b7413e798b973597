//! What somebody may do with a contract now, so that clients hold no rules.

use domain::contract::{AmendmentState, ContractStep, Terms, available_steps as of_state, may_come_into_force, needs};

use crate::setup::review::outcome;
use crate::{Amendment, Contract, Op};

/// The steps that the actor may take with a contract that they see; those on an amendment stand at the amendment.
pub fn available_steps(op: &Op, contract: &Contract) -> Vec<ContractStep> {
    let of_amendments = [ContractStep::ActivateAmendment, ContractStep::WithdrawAmendment];
    let mut steps = possible(op, contract);
    steps.retain(|step| !of_amendments.contains(step));
    if contract.open_amendment().is_some() {
        steps.retain(|step| *step != ContractStep::Amend);
    }
    if !has_passed(op, contract, &contract.covers.original) {
        steps.retain(|step| !matches!(step, ContractStep::Approve | ContractStep::Activate));
    }
    steps
}

fn has_passed(op: &Op, contract: &Contract, agreed: &Terms) -> bool {
    may_come_into_force(outcome(op, contract, agreed)).is_ok()
}

/// The steps that the actor may take with an amendment.
pub fn available_amendment_steps(op: &Op, contract: &Contract, amendment: &Amendment) -> Vec<ContractStep> {
    let possible = possible(op, contract);
    let open = |step: &ContractStep| match step {
        ContractStep::ActivateAmendment => {
            amendment.row.state == AmendmentState::Draft && has_passed(op, contract, &amendment.terms)
        }
        ContractStep::WithdrawAmendment => super::amendment::withdrawable(contract, amendment, op.now()).is_ok(),
        _ => false,
    };
    possible.into_iter().filter(open).collect()
}

fn possible(op: &Op, contract: &Contract) -> Vec<ContractStep> {
    let mut steps = of_state(op.actor(), contract.row.state);
    let reached = |step: &ContractStep| {
        needs(*step).is_some_and(|action| op.read_scope(action).covers(Some(contract.row.agency_id), None))
    };
    steps.retain(reached);
    steps
}
