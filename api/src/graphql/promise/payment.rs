//! The payment plan of a contract, and its milestones.

use app::file::is_attachable;
use app::setup::contract::payment::available_milestone_steps;
use async_graphql::{ID, Object};
use chrono::NaiveDate;
use domain::Instant;
use domain::access::Action;
use domain::money::Fen;

use super::Attachment;
use crate::error::ApiError;
use crate::graphql::money::Money;
use crate::graphql::node_id::NodeType;
use crate::graphql::request::Request;
use crate::graphql::words::{ContractState, PaymentState, PaymentStep};

/// The plan of a contract of the snapshot.
#[derive(Clone, Copy)]
pub struct PaymentPlan<'a> {
    pub of: &'a app::Contract,
    pub request: &'a Request,
}

/// What a contract's amount is paid for, part by part. Needs contract.view.
#[Object(serial)]
impl<'a> PaymentPlan<'a> {
    /// How often a plan was written: 0 when there is none. Give it to setPaymentPlan.
    async fn version(&self) -> i32 {
        self.of.plan_number()
    }

    /// The contract's amount by what was agreed last, which the milestones come to.
    async fn amount(&self) -> Money {
        Money(self.of.covers.latest().amount)
    }

    /// What the milestones come to.
    async fn planned(&self) -> Money {
        Money(self.of.planned())
    }

    /// Whether the milestones do not come to the contract's amount: an amendment has changed it, and the plan has to be
    /// written anew.
    async fn out_of_balance(&self) -> bool {
        self.of.out_of_balance()
    }

    /// The milestones by number.
    async fn milestones(
        &self,
        #[graphql(desc = "Whether to show those that another plan has replaced as well.", default = false)]
        include_replaced: bool,
    ) -> Vec<PaymentMilestone<'a>> {
        let shown = self.of.papers.milestones.iter();
        let replaced = domain::contract::PaymentState::Replaced;
        let shown = shown.filter(|milestone| include_replaced || milestone.row.state != replaced);
        shown.map(|of| PaymentMilestone { of, contract: self.of, request: self.request }).collect()
    }

    /// Whether you may write it anew.
    async fn can_plan(&self) -> bool {
        let scope = self.request.op().read_scope(Action::ContractManage);
        let open = self.of.row.state != domain::contract::ContractState::Accepted;
        open && scope.covers(Some(self.of.row.agency_id), None)
    }
}

/// A milestone of the snapshot.
#[derive(Clone, Copy)]
pub struct PaymentMilestone<'a> {
    pub of: &'a app::Milestone,
    pub contract: &'a app::Contract,
    pub request: &'a Request,
}

/// A part of a contract's amount (付款节点), and what it takes to be paid. Needs contract.view.
#[Object(serial)]
impl<'a> PaymentMilestone<'a> {
    /// Global id.
    async fn id(&self) -> ID {
        NodeType::PaymentMilestone.id(self.of.row.id.0)
    }

    /// Its number in the plan.
    async fn number(&self) -> i32 {
        self.of.row.number
    }

    /// Name.
    async fn name(&self) -> &str {
        &self.of.row.name
    }

    /// The day on which it is due, in the contract's zone; null when it waits for a state.
    async fn due_on(&self) -> Option<NaiveDate> {
        self.of.row.due_on
    }

    /// The state of the contract that it waits for; null when it is due on a day.
    async fn due_state(&self) -> Option<ContractState> {
        self.of.row.due_state.map(Into::into)
    }

    /// What is paid for it.
    async fn share(&self) -> Money {
        Money(Fen(self.of.row.share_fen))
    }

    /// What has to be handed in and found in order.
    async fn requirement(&self) -> &str {
        &self.of.row.requirement
    }

    /// Where it stands.
    async fn state(&self) -> PaymentState {
        self.of.row.state.into()
    }

    /// Grows with each step; give it to the next one.
    async fn version(&self) -> i64 {
        self.of.row.version
    }

    /// What was done to it, in order.
    async fn history(&self) -> Vec<PaymentHistoryEntry<'a>> {
        self.of.steps.iter().map(PaymentHistoryEntry).collect()
    }

    /// What the vendor attached to it.
    async fn attachments(&self) -> Result<Vec<Attachment<'a>>, ApiError> {
        let parts = self.request.contract_parts(self.contract.row.id);
        let rows = parts.attachments(self.of.row.id.0).await?;
        Ok(rows.iter().map(|row| Attachment { row: row.clone(), request: self.request, ticket: None }).collect())
    }

    /// Whether you may attach a file to it now.
    async fn can_attach(&self) -> bool {
        is_attachable(self.request.op(), self.contract, Some(self.of))
    }

    /// What you may do with it now.
    async fn available_actions(&self) -> Vec<PaymentStep> {
        let steps = available_milestone_steps(self.request.op(), self.contract, self.of);
        steps.into_iter().map(Into::into).collect()
    }
}

/// A row of the history.
pub struct PaymentHistoryEntry<'a>(pub &'a app::PaymentStepRow);

/// A step of a payment milestone; the history is append-only.
#[Object(serial)]
impl PaymentHistoryEntry<'_> {
    /// The version of the milestone after it.
    async fn version(&self) -> i64 {
        self.0.seq
    }

    /// What was done.
    async fn step(&self) -> PaymentStep {
        self.0.step.into()
    }

    /// The state before it.
    async fn from(&self) -> PaymentState {
        self.0.from_state.into()
    }

    /// The state after it.
    async fn to(&self) -> PaymentState {
        self.0.to_state.into()
    }

    /// What was said with it; null without.
    async fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }

    /// The number of the voucher by which it was paid; null for any other step.
    async fn payment_reference(&self) -> Option<&str> {
        self.0.payment_reference.as_deref()
    }

    /// The day on which it was paid; null for any other step.
    async fn paid_on(&self) -> Option<NaiveDate> {
        self.0.paid_on
    }

    /// The name of who did it.
    async fn actor_name(&self) -> &str {
        &self.0.actor_name
    }

    /// When it was done.
    async fn recorded_at(&self) -> Instant {
        self.0.recorded_at
    }
}
