//! What becomes of a milestone: handed in by the vendor, accepted or rejected, and paid by the agency.

use chrono::NaiveDate;
use domain::access::Action;
use domain::change::ObjectKind;
use domain::contract::{PaymentStep, available_payment_steps, four_eyes, is_due_by_state, next_payment, payment_needs};
use domain::ids::{MilestoneId, UserId};
use storage::query::setup::{insert, update};

use super::{Told, taken, tell};
use crate::change::stale;
use crate::mistakes::{Mistakes, NAME_MAX, REASON_MAX};
use crate::setup::reach::Reach;
use crate::setup::write::{Snapshot, Write};
use crate::{Contract, Error, Milestone, Op, Result};

/// How a milestone was paid.
#[derive(Clone, Debug)]
pub struct Payment {
    /// The number of the voucher.
    pub reference: String,
    pub paid_on: NaiveDate,
}

/// Hands in what a milestone asks for: a note, and the files that were attached to it before. Needs `payment.submit` at
/// the contract's vendor.
///
/// # Errors
/// `NOT_DUE` before the contract is in the state that the milestone waits for; `REQUIRED` for the note; `WRONG_STATE`;
/// CONFLICT.
pub async fn submit_payment_milestone(op: &Op, id: MilestoneId, version: i64, note: &str) -> Result<MilestoneId> {
    let mut step = Step::begin(op, PaymentStep::Submit, id, version).await?;
    let note = step.mistakes.text("note", note, REASON_MAX);
    if let Err(refusal) = is_due_by_state(step.found.row.due_state, &step.contract.states_reached()) {
        step.mistakes.extend([refusal.into()]);
    }
    step.end(Told { note: Some(note), payment: None }).await
}

/// Agrees with what was handed in: the milestone can be paid. Needs `contract.approve` at the buyer or over it.
///
/// # Errors
/// `SAME_PERSON` for who wrote the milestone into the plan, or handed it in; `WRONG_STATE`; CONFLICT.
pub async fn accept_payment_milestone(
    op: &Op,
    id: MilestoneId,
    version: i64,
    note: Option<&str>,
) -> Result<MilestoneId> {
    let mut step = Step::begin(op, PaymentStep::Accept, id, version).await?;
    let note = step.mistakes.optional("note", note, REASON_MAX);
    step.end(Told { note, payment: None }).await
}

/// Disagrees with what was handed in; the vendor may hand in again. Needs `contract.approve` at the buyer or over it.
///
/// # Errors
/// `REQUIRED` for the reason; `SAME_PERSON`; `WRONG_STATE`; CONFLICT.
pub async fn reject_payment_milestone(op: &Op, id: MilestoneId, version: i64, reason: &str) -> Result<MilestoneId> {
    let mut step = Step::begin(op, PaymentStep::Reject, id, version).await?;
    let note = Some(step.mistakes.text("reason", reason, REASON_MAX));
    step.end(Told { note, payment: None }).await
}

/// Records that an accepted milestone was paid. Needs `contract.manage` at the buyer or over it.
///
/// # Errors
/// `REQUIRED` for the reference; `OUTSIDE_PERIOD` for a day to come, or before the contract began; `SAME_PERSON` for who
/// accepted it; `WRONG_STATE`; CONFLICT.
pub async fn record_milestone_payment(
    op: &Op,
    id: MilestoneId,
    version: i64,
    payment: &Payment,
) -> Result<MilestoneId> {
    let mut step = Step::begin(op, PaymentStep::Pay, id, version).await?;
    let reference = step.mistakes.text("paymentReference", &payment.reference, NAME_MAX);
    let (paid_on, today) = (payment.paid_on, step.contract.day(step.write.now()));
    let first = step.contract.row.starts_on;
    if paid_on > today || paid_on < first {
        let en = format!("{paid_on} is not from {first} to today, {today}");
        step.mistakes.add(
            "OUTSIDE_PERIOD",
            "paidOn",
            en,
            format!("付款日期 {paid_on} 须在 {first} 至今日 {today} 之间"),
        );
    }
    step.end(Told { note: None, payment: Some(Payment { reference, paid_on }) }).await
}

/// The steps that the actor may take with a milestone of a contract that they see.
pub fn available_milestone_steps(op: &Op, contract: &Contract, milestone: &Milestone) -> Vec<PaymentStep> {
    let mut steps = available_payment_steps(op.actor(), milestone.row.state);
    let before = before(milestone);
    steps.retain(|step| {
        let scope = op.read_scope(payment_needs(*step));
        let reached = match step {
            PaymentStep::Submit => scope.covers(None, Some(contract.row.vendor_id)),
            _ => scope.covers(Some(contract.row.agency_id), None),
        };
        let due = is_due_by_state(milestone.row.due_state, &contract.states_reached()).is_ok();
        reached && due && in_force(contract) && four_eyes(*step, op.actor().user(), &before).is_ok()
    });
    steps
}

/// A step that somebody asks for, with the mistakes found so far.
struct Step {
    write: Write,
    contract: Contract,
    found: Milestone,
    mistakes: Mistakes,
    step: PaymentStep,
}

impl Step {
    async fn begin(op: &Op, step: PaymentStep, id: MilestoneId, version: i64) -> Result<Self> {
        let manage = payment_needs(step);
        op.require(manage)?;
        let mut write = Write::begin(op, Snapshot::Coverage).await?;
        let coverage = write.coverage();
        let (contract, found) = coverage.milestone(id).ok_or(Error::NotFound("payment milestone"))?;
        check_reach(&write, step, contract)?;
        if found.row.version != version {
            return Err(stale(&write, write.transaction(), (ObjectKind::Milestone, id.0), version).await);
        }
        write.watch(ObjectKind::Milestone, id.0).await?;
        let mut mistakes = Mistakes::default();
        if !in_force(contract) {
            let en = "the contract never was in force";
            mistakes.add("WRONG_STATE", "milestoneId", en, "合同尚未生效");
        }
        let (contract, found) = (contract.clone(), found.clone());
        Ok(Self { write, contract, found, mistakes, step })
    }

    async fn end(mut self, told: Told) -> Result<MilestoneId> {
        let user = self.write.actor().user();
        let to = match next_payment(self.found.row.state, self.step) {
            Ok(to) => four_eyes(self.step, user, &before(&self.found)).map(|()| to),
            refused => refused,
        };
        let to = to.map_err(|refusal| self.mistakes.extend([refusal.into()])).ok();
        let to = self.mistakes.finish(to)?;
        let (row, history) = taken(&self.write, self.found.row, (self.step, to), told);
        let detail = serde_json::json!({
            "milestoneId": row.id, "milestone": row.number, "state": row.state, "note": history.note,
            "paymentReference": history.payment_reference, "paidOn": history.paid_on,
        });
        let id = row.id;
        update(self.write.transaction(), row).await?;
        insert(self.write.transaction(), history).await?;
        if let Some(topic) = self.step.topic() {
            tell(&self.write, &self.contract, topic, detail.clone()).await?;
        }
        let app = self.write.app().clone();
        let action = format!("payment.{}", self.step.as_str().to_ascii_lowercase());
        self.write.commit(&action, ("payment_milestone", id.0), detail).await?;
        app.outbox_filled.notify_one();
        Ok(id)
    }
}

fn check_reach(op: &Op, step: PaymentStep, contract: &Contract) -> Result<()> {
    let reach = Reach { what: "payment milestone", view: Action::ContractView, manage: payment_needs(step) };
    let (buyer, vendor) = (contract.row.agency_id, contract.row.vendor_id);
    match step {
        PaymentStep::Submit => reach.write_as_vendor(op, buyer, vendor),
        _ => reach.write_row(op, Some(buyer), Some(vendor)),
    }
}

/// Nothing is handed in for a contract that binds nobody yet.
fn in_force(contract: &Contract) -> bool {
    contract.row.state.came_into_force()
}

fn before(milestone: &Milestone) -> Vec<(PaymentStep, Option<UserId>)> {
    milestone.steps.iter().map(|step| (step.step, step.actor_id)).collect()
}
