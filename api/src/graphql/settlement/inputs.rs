//! Inputs of credit terms and statements.

use async_graphql::{ID, InputObject};
use chrono::NaiveDate;

use crate::graphql::words::StatementState;

/// Which statements. What is left out does not narrow.
#[derive(Debug, Default, InputObject)]
pub struct StatementFilter {
    /// Of this contract.
    pub contract_id: Option<ID>,
    /// Of contracts of this agency and everything under it.
    pub agency_id: Option<ID>,
    /// Of contracts with this vendor.
    pub vendor_id: Option<ID>,
    /// In one of these states.
    pub states: Option<Vec<StatementState>>,
}

/// A version of credit terms to be proposed.
#[derive(Debug, InputObject)]
pub struct ProposeCreditTermsInput {
    /// The contract.
    pub contract_id: ID,
    /// Periods that begin on this day or later are settled by it.
    pub effective_on: NaiveDate,
    /// The rules, as creditPresets shows them.
    pub rules: serde_json::Value,
    /// Where it was agreed, up to 2,000 characters.
    pub reason: String,
}

/// A version of credit terms to be accepted.
#[derive(Debug, InputObject)]
pub struct AcceptCreditTermsInput {
    /// The version.
    pub credit_terms_id: ID,
    /// What is to be said of it, up to 2,000 characters.
    pub note: Option<String>,
}

/// A version of credit terms to be rejected.
#[derive(Debug, InputObject)]
pub struct RejectCreditTermsInput {
    /// The version.
    pub credit_terms_id: ID,
    /// Why, up to 2,000 characters.
    pub reason: String,
}

/// A statement to be prepared.
#[derive(Debug, InputObject)]
pub struct PrepareStatementInput {
    /// A frozen assessment.
    pub assessment_id: ID,
    /// The payment milestone that it pays, whose share is the fee; when left out the fee is the period's share of the
    /// contract's amount by civil days.
    pub milestone_id: Option<ID>,
    /// What is to be said of it, up to 2,000 characters.
    pub note: Option<String>,
}

/// A statement to be approved.
#[derive(Debug, InputObject)]
pub struct ApproveStatementInput {
    /// The statement.
    pub statement_id: ID,
    /// Its version as you read it: CONFLICT when somebody took a step since.
    pub version: i64,
    /// What is to be said of it, up to 2,000 characters.
    pub note: Option<String>,
}

/// A statement to be rejected.
#[derive(Debug, InputObject)]
pub struct RejectStatementInput {
    /// The statement.
    pub statement_id: ID,
    /// Its version as you read it: CONFLICT when somebody took a step since.
    pub version: i64,
    /// Why, up to 2,000 characters.
    pub reason: String,
}

/// A statement to be taken back.
#[derive(Debug, InputObject)]
pub struct WithdrawStatementInput {
    /// The statement.
    pub statement_id: ID,
    /// Its version as you read it: CONFLICT when somebody took a step since.
    pub version: i64,
    /// Why, up to 2,000 characters.
    pub reason: String,
}
