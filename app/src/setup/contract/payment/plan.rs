//! Writing a payment plan: its milestones come to the amount of the contract, to the fen.

use std::collections::HashSet;

use domain::change::ObjectKind;
use domain::contract::{ContractState, PaymentState, PaymentStep, Share, shares};
use domain::ids::ContractId;
use domain::money::Fen;
use storage::entity::{payment_milestone, payment_step};
use storage::query::setup::{insert_all, update};

use super::{NewMilestone, NewPlan, Told, taken, tell};
use crate::change::stale;
use crate::mistakes::{Mistakes, NAME_MAX, REASON_MAX};
use crate::setup::reach::CONTRACT;
use crate::setup::write::{Snapshot, Write};
use crate::{Contract, Error, Milestone, Op, Result};

/// The most milestones of one plan, and the highest number.
const MOST: usize = 50;
const HIGHEST: i32 = 999;

/// The states of a contract that a milestone can wait for.
const DUE_STATES: [ContractState; 2] = [ContractState::Active, ContractState::Accepted];

/// Writes a plan in place of the milestones that were not accepted yet; accepted and paid ones stay, and count. Together
/// they come to the amount agreed last. Needs `contract.manage` at the buyer or over it.
///
/// # Errors
/// `OUT_OF_BALANCE`, `NOT_POSITIVE` and `SEVERAL_RESTS` for the shares; `TAKEN` for a number; `DUE` unless a milestone has
/// a day or a state; `LIMIT_MILESTONES`; `WRONG_STATE` once the contract is accepted; CONFLICT when another plan was
/// written meanwhile.
pub async fn set_payment_plan(op: &Op, new: &NewPlan) -> Result<ContractId> {
    op.require(CONTRACT.manage)?;
    let mut write = Write::begin(op, Snapshot::Coverage).await?;
    let coverage = write.coverage();
    let contract = coverage.contracts.get(&new.contract).ok_or(Error::NotFound(CONTRACT.what))?;
    CONTRACT.write_row(&write, Some(contract.row.agency_id), Some(contract.row.vendor_id))?;
    if contract.plan_number() != new.plan {
        let plan = (ObjectKind::PaymentPlan, new.contract.0);
        return Err(stale(&write, write.transaction(), plan, new.plan.into()).await);
    }
    write.watch(ObjectKind::PaymentPlan, new.contract.0).await?;
    let (kept, open): (Vec<&Milestone>, Vec<&Milestone>) =
        contract.plan().partition(|milestone| !milestone.row.state.is_open());
    let mut mistakes = Mistakes::default();
    let amounts = check(&mut mistakes, contract, &kept, &new.milestones);
    let amounts = mistakes.finish(amounts)?;
    let plan = new.plan + 1;
    let mut history: Vec<payment_step::Model> = Vec::new();
    for milestone in open {
        write.watch(ObjectKind::Milestone, milestone.row.id.0).await?;
        let step = (PaymentStep::Replace, PaymentState::Replaced);
        let (row, step) = taken(&write, milestone.row.clone(), step, Told::default());
        update(write.transaction(), row).await?;
        history.push(step);
    }
    let mut rows = Vec::new();
    for (of, share) in new.milestones.iter().zip(amounts) {
        let step = (PaymentStep::Plan, PaymentState::Planned);
        let (row, step) = taken(&write, row(&write, new.contract, plan, of, share), step, Told::default());
        rows.push(row);
        history.push(step);
    }
    insert_all(write.transaction(), rows).await?;
    insert_all(write.transaction(), history).await?;
    let amount = contract.covers.latest().amount;
    let detail = serde_json::json!({
        "number": contract.row.number, "plan": plan, "amount": amount, "kept": kept.len(),
        "milestones": new.milestones.iter().map(|of| of.number).collect::<Vec<_>>(),
    });
    tell(&write, contract, "payment.planned", detail.clone()).await?;
    let app = write.app().clone();
    write.commit("payment.plan", ("contract", new.contract.0), detail).await?;
    app.outbox_filled.notify_one();
    Ok(new.contract)
}

/// Whether a contract in this state is given a plan: until it is accepted.
pub(crate) const fn takes_a_plan(state: ContractState) -> bool {
    !matches!(state, ContractState::Accepted)
}

/// The shares; none only together with a mistake.
fn check(
    mistakes: &mut Mistakes,
    contract: &Contract,
    kept: &[&Milestone],
    asked: &[NewMilestone],
) -> Option<Vec<Fen>> {
    if !takes_a_plan(contract.row.state) {
        let en = "the contract is accepted: its plan stays as it is";
        mistakes.add("WRONG_STATE", "contractId", en, "合同已验收，付款计划不再变更");
    }
    let count = kept.len() + asked.len();
    if count > MOST {
        let en = format!("milestones: {count} exceeds the limit of {MOST}");
        mistakes.add("LIMIT_MILESTONES", "milestones", en, format!("付款节点 {count} 个，超过上限 {MOST} 个"));
    }
    let mut numbers: HashSet<i32> = kept.iter().map(|milestone| milestone.row.number).collect();
    for of in asked {
        check_one(mistakes, of);
        if !numbers.insert(of.number) {
            let en = format!("milestone {} is there already", of.number);
            mistakes.add("TAKEN", "milestones", en, format!("付款节点 {} 已存在", of.number));
        }
    }
    let taken = kept.iter().fold(Fen(0), |sum, milestone| Fen(sum.0.saturating_add(milestone.row.share_fen)));
    let given: Vec<Share> = asked.iter().map(|of| of.share.clone()).collect();
    match shares(contract.covers.latest().amount, taken, &given) {
        Ok(found) => Some(found),
        Err(refusal) => {
            mistakes.extend([refusal.into()]);
            None
        }
    }
}

fn check_one(mistakes: &mut Mistakes, of: &NewMilestone) {
    let number = of.number;
    if !(1..=HIGHEST).contains(&number) {
        let zh = format!("付款节点编号 {number} 须为 1 至 {HIGHEST}");
        mistakes.add("INVALID", "milestones", format!("the number {number} is not 1 to {HIGHEST}"), zh);
    }
    mistakes.text("milestones", &of.name, NAME_MAX);
    mistakes.text("milestones", &of.requirement, REASON_MAX);
    let waits = of.due_state.is_none_or(|state| DUE_STATES.contains(&state));
    if of.due_on.is_some() == of.due_state.is_some() || !waits {
        let en = format!("milestone {number} is due on a day, or when the contract is ACTIVE or ACCEPTED: one of them");
        let zh = format!("付款节点 {number} 须约定到期日，或合同生效、验收两种状态之一");
        mistakes.add("DUE", "milestones", en, zh);
    }
}

/// Before its first step.
fn row(op: &Op, contract_id: ContractId, plan: i32, of: &NewMilestone, share: Fen) -> payment_milestone::Model {
    payment_milestone::Model {
        id: op.id(),
        contract_id,
        plan,
        number: of.number,
        name: of.name.trim().to_owned(),
        due_on: of.due_on,
        due_state: of.due_state,
        share_fen: share.0,
        requirement: of.requirement.trim().to_owned(),
        state: PaymentState::Planned,
        version: 0,
    }
}
