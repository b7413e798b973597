//! Payment plans of contracts: milestones that the vendor hands in, the agency accepts and pays.

mod plan;
mod step;

use domain::contract::{ContractState, PaymentState, PaymentStep, Share};
use domain::ids::ContractId;
use serde_json::Value;
use storage::entity::{payment_milestone, payment_step};
use storage::query::setup::insert;

pub use plan::set_payment_plan;
pub(crate) use plan::takes_a_plan;
pub use step::{
    Payment, accept_payment_milestone, available_milestone_steps, record_milestone_payment, reject_payment_milestone,
    submit_payment_milestone,
};

use crate::setup::write::Write;
use crate::{Op, Result};

/// A plan, in place of the milestones that were not accepted yet.
#[derive(Clone, Debug)]
pub struct NewPlan {
    pub contract: ContractId,
    /// How often a plan was written, as it was read.
    pub plan: i32,
    pub milestones: Vec<NewMilestone>,
}

/// A milestone to be written.
#[derive(Clone, Debug)]
pub struct NewMilestone {
    pub number: i32,
    pub name: String,
    /// One of the two.
    pub due_on: Option<chrono::NaiveDate>,
    pub due_state: Option<ContractState>,
    pub share: Share,
    /// What has to be handed in and found in order.
    pub requirement: String,
}

/// What the history says of a step beside the states.
#[derive(Clone, Debug, Default)]
struct Told {
    note: Option<String>,
    payment: Option<Payment>,
}

/// The row after a step, and the step in its history.
fn taken(
    op: &Op,
    mut row: payment_milestone::Model,
    (step, to): (PaymentStep, PaymentState),
    told: Told,
) -> (payment_milestone::Model, payment_step::Model) {
    let from = std::mem::replace(&mut row.state, to);
    row.version += 1;
    let history = payment_step::Model {
        milestone_id: row.id,
        seq: row.version,
        step,
        from_state: from,
        to_state: to,
        note: told.note,
        payment_reference: told.payment.as_ref().map(|payment| payment.reference.clone()),
        paid_on: told.payment.map(|payment| payment.paid_on),
        actor_id: op.actor().user(),
        actor_name: op.actor().name().to_owned(),
        recorded_at: op.now(),
    };
    (row, history)
}

/// Tells both parties of the contract.
async fn tell(write: &Write, contract: &crate::Contract, topic: &str, mut payload: Value) -> Result<()> {
    payload["contractId"] = serde_json::json!(contract.row.id);
    payload["contractNumber"] = serde_json::json!(contract.row.number);
    let message = storage::entity::outbox::Model {
        id: write.id(),
        feed_seq: None,
        topic: topic.to_owned(),
        ticket_id: None,
        agency_id: Some(contract.row.agency_id),
        vendor_id: Some(contract.row.vendor_id),
        payload,
        created_at: write.now(),
    };
    Ok(insert(write.transaction(), message).await?)
}
