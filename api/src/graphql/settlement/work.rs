//! Mutations of credit terms and statements.

use app::credit::{self as terms, NewCreditTerms};
use app::statement::{self as life, NewStatement};
use app::{CreditTermsDecisionRow, CreditTermsRow, Op, StatementRow};
use async_graphql::{Context, Object};
use domain::ids::{CreditTermsId, StatementId};

use super::Statement;
use super::inputs::{
    AcceptCreditTermsInput, ApproveStatementInput, PrepareStatementInput, ProposeCreditTermsInput,
    RejectCreditTermsInput, RejectStatementInput, WithdrawStatementInput,
};
use super::terms::CreditTerms;
use crate::error::{ApiError, UserError};
use crate::graphql::node_id::NodeType;
use crate::graphql::request::Request;
use crate::graphql::setup::{Outcome, Read, payloads};

/// A version and the decision about it.
type Terms = (CreditTermsRow, Option<CreditTermsDecisionRow>);

fn credit_terms<'r>(of: &Terms, request: &'r Request) -> Option<CreditTerms<'r>> {
    Some(CreditTerms { of: of.clone(), request })
}

fn statement<'r>(row: &StatementRow, request: &'r Request) -> Option<Statement<'r>> {
    Statement::new(row.clone(), request).ok()
}

payloads! {
    credit_terms: CreditTerms, "The version after it; null when nothing was changed.", credit_terms(Terms);
    /// What became of proposeCreditTerms.
    ProposeCreditTermsPayload,
    /// What became of acceptCreditTerms.
    AcceptCreditTermsPayload,
    /// What became of rejectCreditTerms.
    RejectCreditTermsPayload,
}

payloads! {
    statement: Statement, "The statement after it; null when nothing was changed.", statement(StatementRow);
    /// What became of prepareStatement.
    PrepareStatementPayload,
    /// What became of approveStatement.
    ApproveStatementPayload,
    /// What became of rejectStatement.
    RejectStatementPayload,
    /// What became of withdrawStatement.
    WithdrawStatementPayload,
}

/// The mutations of settlement.
#[derive(Default)]
pub struct SettlementMutation;

/// The mutations of settlement.
#[Object]
impl SettlementMutation {
    /// Propose a version of what a contract says of service credits; contradictions are refused with the field. WITHIN_PERIOD
    /// when it settles periods of another length than the version before and a period of either would be cut; WAITING while
    /// another is undecided. Needs statement.prepare at the buyer or above.
    async fn propose_credit_terms(
        &self,
        ctx: &Context<'_>,
        input: ProposeCreditTermsInput,
    ) -> Result<ProposeCreditTermsPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let contract = read.id(NodeType::ServiceContract, &input.contract_id, "contractId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        let (effective_on, rules, reason) = (input.effective_on, input.rules, input.reason);
        let new = NewCreditTerms { contract, effective_on, rules, reason };
        read.answer(terms_after(op, terms::propose_credit_terms(op, &new).await).await)
    }

    /// Accept a version of credit terms. SAME_PERSON for who proposed it; OUTSIDE_PERIOD when it would reach back by now. Needs
    /// statement.approve at the buyer or above.
    async fn accept_credit_terms(
        &self,
        ctx: &Context<'_>,
        input: AcceptCreditTermsInput,
    ) -> Result<AcceptCreditTermsPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let id = read.id(NodeType::CreditTerms, &input.credit_terms_id, "creditTermsId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        let done = terms::decide_credit_terms(op, id, true, input.note.as_deref()).await;
        read.answer(terms_after(op, done).await)
    }

    /// Reject a version of credit terms, with a reason. SAME_PERSON for who proposed it. Needs statement.approve at the
    /// buyer or above.
    async fn reject_credit_terms(
        &self,
        ctx: &Context<'_>,
        input: RejectCreditTermsInput,
    ) -> Result<RejectCreditTermsPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let id = read.id(NodeType::CreditTerms, &input.credit_terms_id, "creditTermsId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        let done = terms::decide_credit_terms(op, id, false, Some(&input.reason)).await;
        read.answer(terms_after(op, done).await)
    }

    /// Work out what a frozen period pays; somebody else approves it. NO_TERMS when the contract says nothing of credits
    /// for the period; TAKEN when the assessment has a statement, or another period pays the milestone. Needs
    /// statement.prepare at the buyer or above.
    async fn prepare_statement(
        &self,
        ctx: &Context<'_>,
        input: PrepareStatementInput,
    ) -> Result<PrepareStatementPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let assessment = read.id(NodeType::AssessmentPeriod, &input.assessment_id, "assessmentId");
        let milestone = read.optional_id(NodeType::PaymentMilestone, input.milestone_id.as_ref(), "milestoneId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        let new = NewStatement { assessment, milestone, note: input.note };
        read.answer(after(op, life::prepare_statement(op, &new).await).await)
    }

    /// Agree with a statement: it holds, and never changes. SAME_PERSON for who prepared it; OUTDATED when what it rests on has
    /// changed since, so that it might pay twice. Needs statement.approve at the buyer or above.
    async fn approve_statement(
        &self,
        ctx: &Context<'_>,
        input: ApproveStatementInput,
    ) -> Result<ApproveStatementPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let id = read.id(NodeType::Statement, &input.statement_id, "statementId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        let done = life::approve_statement(op, id, input.version, input.note.as_deref()).await;
        read.answer(after(op, done).await)
    }

    /// Disagree with a statement: another may be prepared. SAME_PERSON for who prepared it. Needs statement.approve at the
    /// buyer or above.
    async fn reject_statement(
        &self,
        ctx: &Context<'_>,
        input: RejectStatementInput,
    ) -> Result<RejectStatementPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let id = read.id(NodeType::Statement, &input.statement_id, "statementId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        let done = life::reject_statement(op, id, input.version, &input.reason).await;
        read.answer(after(op, done).await)
    }

    /// Take a statement back before it is approved. Needs statement.prepare at the buyer or above.
    async fn withdraw_statement(
        &self,
        ctx: &Context<'_>,
        input: WithdrawStatementInput,
    ) -> Result<WithdrawStatementPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let id = read.id(NodeType::Statement, &input.statement_id, "statementId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        let done = life::withdraw_statement(op, id, input.version, &input.reason).await;
        read.answer(after(op, done).await)
    }
}

/// The version as it stands after what was done.
async fn terms_after(op: &Op, done: app::Result<CreditTermsId>) -> app::Result<Terms> {
    terms::find_credit_terms(op, done?).await
}

/// The statement as it stands after what was done.
async fn after(op: &Op, done: app::Result<StatementId>) -> app::Result<StatementRow> {
    life::find_statement(op, done?).await
}
