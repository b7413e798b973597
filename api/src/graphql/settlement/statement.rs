//! A statement of what a frozen period pays.

use std::sync::Arc;

use app::statement::available_statement_steps;
use app::{Op, StatementRow, StatementStepRow};
use async_graphql::{ID, Object};
use chrono::NaiveDate;
use domain::Instant;
use domain::ids::StatementId;
use domain::money::Fen;
use domain::statement::{StatementRecord, StatementState as State};

use super::line::{CreditCap, CreditLine, StatementFunding, StatementHistoryEntry};
use crate::error::ApiError;
use crate::graphql::connection::Listed;
use crate::graphql::cursor::Cursor;
use crate::graphql::money::Money;
use crate::graphql::node_id::NodeType;
use crate::graphql::promise::ServiceContract;
use crate::graphql::refusal::failure;
use crate::graphql::request::Request;
use crate::graphql::review::Gathered;
use crate::graphql::words::{CreditCapKind, PeriodKind, StatementState, StatementStep};

/// What hangs on the statements of one answer, read together for all that were met.
#[derive(Default)]
pub struct StatementParts {
    histories: Gathered<StatementId, Vec<StatementStepRow>>,
    outdated: Gathered<StatementId, bool>,
}

impl StatementParts {
    async fn history(&self, op: &Op, id: StatementId) -> Result<Arc<Vec<StatementStepRow>>, ApiError> {
        self.histories.of(id, async |ids| app::statement::history(op, &ids).await).await
    }

    async fn is_outdated(&self, op: &Op, id: StatementId) -> Result<bool, ApiError> {
        Ok(*self.outdated.of(id, async |ids| app::statement::outdated(op, &ids).await).await?)
    }
}

/// A statement of the use case.
pub struct Statement<'a> {
    row: StatementRow,
    record: Box<StatementRecord>,
    request: &'a Request,
}

impl<'a> Statement<'a> {
    /// The order of every list of statements.
    pub const LATEST: &'static str = "statements.latest";

    /// # Errors
    /// What is stored cannot be read.
    pub fn new(row: StatementRow, request: &'a Request) -> Result<Self, ApiError> {
        let record = app::statement::record(&row).map_err(|error| failure(error, request.language()))?;
        request.statements().histories.note(row.id);
        if row.state == State::Prepared {
            request.statements().outdated.note(row.id);
        }
        Ok(Self { row, record: Box::new(record), request })
    }
}

/// What a frozen period pays (结算单): prepared by one person, approved by another; once approved it never changes. Needs
/// statement.view at either party or above the buyer.
#[Object(serial)]
impl<'a> Statement<'a> {
    /// Global id.
    pub async fn id(&self) -> ID {
        NodeType::Statement.id(self.row.id.0)
    }

    /// The contract; null without contract.view there.
    async fn contract(&self) -> Option<ServiceContract<'a>> {
        ServiceContract::seen(self.request, self.row.contract_id)
    }

    /// The global id of the frozen assessment that it settles.
    async fn assessment_id(&self) -> ID {
        NodeType::AssessmentPeriod.id(self.row.assessment_id.0)
    }

    /// The global id of the credit terms by which it is settled.
    async fn terms_id(&self) -> ID {
        NodeType::CreditTerms.id(self.row.terms_id.0)
    }

    /// The global id of the payment milestone that it pays; null when the fee is the period's share by civil days.
    async fn milestone_id(&self) -> Option<ID> {
        self.row.milestone_id.map(|id| NodeType::PaymentMilestone.id(id.0))
    }

    /// How long the period is.
    async fn period(&self) -> PeriodKind {
        self.row.period_kind.into()
    }

    /// The first day of the period.
    async fn starts_on(&self) -> NaiveDate {
        self.row.period_start
    }

    /// Where it stands.
    async fn state(&self) -> StatementState {
        self.row.state.into()
    }

    /// Grows with each step; give it to the next one.
    async fn version(&self) -> i64 {
        self.row.version
    }

    /// The assessed score; null when not rated.
    async fn score(&self) -> Option<String> {
        self.record.inputs.score.map(|score| score.to_string())
    }

    /// What the period pays before anything is taken off.
    async fn fee(&self) -> Money {
        Money(Fen(self.row.fee_fen))
    }

    /// Every rule that found something.
    #[graphql(complexity = "8 * child_complexity")]
    async fn lines(&self) -> Vec<CreditLine<'_>> {
        self.record.sheet.lines.iter().map(CreditLine).collect()
    }

    /// All points, exact.
    async fn points(&self) -> String {
        self.record.sheet.points.to_string()
    }

    /// All per cent of the fee, exact.
    async fn percent(&self) -> String {
        self.record.sheet.percent.to_string()
    }

    /// What the lines come to, rounded once, a half up, before caps.
    async fn gross(&self) -> Money {
        Money(self.record.sheet.gross)
    }

    /// The limits.
    async fn caps(&self) -> Vec<CreditCap<'_>> {
        self.record.sheet.caps.iter().map(CreditCap).collect()
    }

    /// The limit that holds; null when none does.
    async fn capped_by(&self) -> Option<CreditCapKind> {
        self.record.sheet.capped_by.map(Into::into)
    }

    /// What is taken off.
    async fn credit(&self) -> Money {
        Money(Fen(self.row.credit_fen))
    }

    /// What is given back of an earlier credit.
    async fn earned_back(&self) -> Money {
        Money(Fen(self.row.earned_back_fen))
    }

    /// What is put on top.
    async fn reward(&self) -> Money {
        Money(Fen(self.row.reward_fen))
    }

    /// The fee less the credit, with what is earned back and the reward.
    async fn payable(&self) -> Money {
        Money(Fen(self.row.payable_fen))
    }

    /// What an approved statement of an earlier revision of the assessment pays already.
    async fn already(&self) -> Money {
        Money(self.record.inputs.already)
    }

    /// What is still to be paid; below 0 it is claimed back.
    async fn due(&self) -> Money {
        Money(Fen(self.row.due_fen))
    }

    /// Who pays how much of what is payable, to the fen.
    async fn funding(&self) -> Vec<StatementFunding<'_>> {
        self.record.funding.iter().map(StatementFunding).collect()
    }

    /// Whether two scores in a row give the buyer the right to end the contract.
    async fn right_to_terminate(&self) -> bool {
        self.record.sheet.right_to_terminate
    }

    /// The SHA-256 of everything that it rests on.
    async fn input_hash(&self) -> &str {
        &self.row.input_hash
    }

    /// Who prepared it.
    async fn preparer_name(&self) -> &str {
        &self.row.preparer
    }

    /// When it was prepared.
    async fn created_at(&self) -> Instant {
        self.row.created_at
    }

    /// What was done to it, in order.
    #[graphql(complexity = "5 + child_complexity")]
    async fn history(&self) -> Result<Vec<StatementHistoryEntry>, ApiError> {
        let steps = self.request.statements().history(self.request.op(), self.row.id).await?;
        Ok(steps.iter().cloned().map(StatementHistoryEntry).collect())
    }

    /// What you may do with it now.
    #[graphql(complexity = 5)]
    async fn available_actions(&self) -> Result<Vec<StatementStep>, ApiError> {
        let (op, parts) = (self.request.op(), self.request.statements());
        let is_outdated = self.row.state == State::Prepared && parts.is_outdated(op, self.row.id).await?;
        let steps = available_statement_steps(op, &self.row, is_outdated);
        Ok(steps.into_iter().map(Into::into).collect())
    }
}

impl Listed for Statement<'_> {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        Cursor { order, key: self.row.period_start.to_string(), id: self.row.id.0 }
    }
}
