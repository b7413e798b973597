//! Mutations of payment plans: written, handed in, judged, paid.

use app::setup::contract::payment as life;
use app::setup::contract::payment::{NewMilestone, NewPlan, Payment};
use async_graphql::{Context, ID, InputObject, Object};
use chrono::NaiveDate;
use domain::contract::Share;
use domain::ids::{ContractId, MilestoneId};

use super::contract::contract;
use super::outcome::{Outcome, payloads};
use super::read::Read;
use crate::error::{ApiError, UserError};
use crate::graphql::money::Money;
use crate::graphql::node_id::NodeType;
use crate::graphql::promise::{PaymentMilestone, ServiceContract};
use crate::graphql::request::Request;
use crate::graphql::words::ContractState;

/// A payment plan, in place of the milestones that were not accepted yet.
#[derive(Debug, InputObject)]
pub struct SetPaymentPlanInput {
    /// The contract.
    contract_id: ID,
    /// The plan's version as you read it: CONFLICT when somebody wrote another since.
    version: i32,
    /// The milestones. Together with accepted and paid ones they come to the contract's amount, to the fen.
    milestones: Vec<MilestoneInput>,
}

/// A milestone to be written: due on a day or in a state; for an amount, a percentage, or the rest.
#[derive(Debug, InputObject)]
pub struct MilestoneInput {
    /// Its number in the plan, 1 to 999.
    number: i32,
    /// Name, up to 200 characters.
    name: String,
    /// The day on which it is due.
    due_on: Option<NaiveDate>,
    /// The state of the contract that it waits for: ACTIVE or ACCEPTED.
    due_state: Option<ContractState>,
    /// What is paid for it. Without amount and percent it takes what the others leave: one milestone at most.
    amount: Option<Money>,
    /// The same in percent of the contract's amount, such as "33.33": rounded to whole fen once, half up.
    percent: Option<String>,
    /// What has to be handed in and found in order, up to 2,000 characters.
    requirement: String,
}

/// A milestone to be handed in, with the files that were attached to it before.
#[derive(Debug, InputObject)]
pub struct SubmitPaymentMilestoneInput {
    /// The milestone.
    milestone_id: ID,
    /// Its version as you read it: CONFLICT when somebody took a step since.
    version: i64,
    /// What was done, up to 2,000 characters.
    note: String,
}

/// A milestone to be accepted.
#[derive(Debug, InputObject)]
pub struct AcceptPaymentMilestoneInput {
    /// The milestone.
    milestone_id: ID,
    /// Its version as you read it: CONFLICT when somebody took a step since.
    version: i64,
    /// What is to be said of it, up to 2,000 characters.
    note: Option<String>,
}

/// A milestone to be rejected.
#[derive(Debug, InputObject)]
pub struct RejectPaymentMilestoneInput {
    /// The milestone.
    milestone_id: ID,
    /// Its version as you read it: CONFLICT when somebody took a step since.
    version: i64,
    /// Why, up to 2,000 characters.
    reason: String,
}

/// A payment that was made.
#[derive(Debug, InputObject)]
pub struct RecordMilestonePaymentInput {
    /// The milestone.
    milestone_id: ID,
    /// Its version as you read it: CONFLICT when somebody took a step since.
    version: i64,
    /// The number of the voucher, up to 200 characters.
    payment_reference: String,
    /// The day of the payment, in the contract's zone: not to come.
    paid_on: NaiveDate,
}

impl MilestoneInput {
    fn read(self, read: &mut Read<'_>) -> NewMilestone {
        let share = match (self.amount, self.percent) {
            (Some(amount), None) => Share::Amount(amount.0),
            (None, Some(percent)) => Share::percent(&percent).unwrap_or_else(|| {
                let en = "a percentage has at most two decimal places, such as 33.33";
                read.refuse("milestones", en, "比例最多两位小数，例如 33.33");
                Share::Rest
            }),
            (None, None) => Share::Rest,
            (Some(_), Some(_)) => {
                read.refuse("milestones", "give an amount or a percentage, not both", "金额与比例只填一项");
                Share::Rest
            }
        };
        NewMilestone {
            number: self.number,
            name: self.name,
            due_on: self.due_on,
            due_state: self.due_state.map(Into::into),
            share,
            requirement: self.requirement,
        }
    }
}

fn milestone<'r>(id: &MilestoneId, request: &'r Request) -> Option<PaymentMilestone<'r>> {
    let (contract, of) = request.coverage().milestone(*id)?;
    Some(PaymentMilestone { of, contract, request })
}

payloads! {
    contract: ServiceContract, "The contract after it; null when nothing was changed.", contract(ContractId);
    /// What became of setPaymentPlan.
    SetPaymentPlanPayload,
}

payloads! {
    milestone: PaymentMilestone, "The milestone after it; null when nothing was changed.", milestone(MilestoneId);
    /// What became of submitPaymentMilestone.
    SubmitPaymentMilestonePayload,
    /// What became of acceptPaymentMilestone.
    AcceptPaymentMilestonePayload,
    /// What became of rejectPaymentMilestone.
    RejectPaymentMilestonePayload,
    /// What became of recordMilestonePayment.
    RecordMilestonePaymentPayload,
}

/// The mutations of payment plans.
#[derive(Default)]
pub struct PaymentMutation;

/// The mutations of payment plans.
#[Object]
impl PaymentMutation {
    /// Write a payment plan in place of the milestones that were not accepted yet. OUT_OF_BALANCE names what the
    /// milestones come to, and the contract. Needs contract.manage at the buyer or above.
    async fn set_payment_plan(
        &self,
        ctx: &Context<'_>,
        input: SetPaymentPlanInput,
    ) -> Result<SetPaymentPlanPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let contract = read.id(NodeType::ServiceContract, &input.contract_id, "contractId");
        let milestones = input.milestones.into_iter().map(|of| of.read(&mut read)).collect();
        let new = NewPlan { contract, plan: input.version, milestones };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(life::set_payment_plan(op, &new).await)
    }

    /// Hand in what a milestone asks for. NOT_DUE before the contract is in the state that it waits for. Needs
    /// payment.submit at the vendor.
    async fn submit_payment_milestone(
        &self,
        ctx: &Context<'_>,
        input: SubmitPaymentMilestoneInput,
    ) -> Result<SubmitPaymentMilestonePayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let milestone = read.id(NodeType::PaymentMilestone, &input.milestone_id, "milestoneId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(life::submit_payment_milestone(op, milestone, input.version, &input.note).await)
    }

    /// Agree with what was handed in: the milestone can be paid. SAME_PERSON for who wrote it into the plan. Needs
    /// contract.approve at the buyer or above.
    async fn accept_payment_milestone(
        &self,
        ctx: &Context<'_>,
        input: AcceptPaymentMilestoneInput,
    ) -> Result<AcceptPaymentMilestonePayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let milestone = read.id(NodeType::PaymentMilestone, &input.milestone_id, "milestoneId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        let done = life::accept_payment_milestone(op, milestone, input.version, input.note.as_deref()).await;
        read.answer(done)
    }

    /// Disagree with what was handed in; the vendor may hand in again. Needs contract.approve at the buyer or above.
    async fn reject_payment_milestone(
        &self,
        ctx: &Context<'_>,
        input: RejectPaymentMilestoneInput,
    ) -> Result<RejectPaymentMilestonePayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let milestone = read.id(NodeType::PaymentMilestone, &input.milestone_id, "milestoneId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(life::reject_payment_milestone(op, milestone, input.version, &input.reason).await)
    }

    /// Record that an accepted milestone was paid. SAME_PERSON for who accepted it. Needs contract.manage at the buyer or
    /// above.
    async fn record_milestone_payment(
        &self,
        ctx: &Context<'_>,
        input: RecordMilestonePaymentInput,
    ) -> Result<RecordMilestonePaymentPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let milestone = read.id(NodeType::PaymentMilestone, &input.milestone_id, "milestoneId");
        let payment = Payment { reference: input.payment_reference, paid_on: input.paid_on };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        read.answer(life::record_milestone_payment(op, milestone, input.version, &payment).await)
    }
}
