//! Inputs of assessment periods.

use app::assessment::{CriterionRemark, Remarks};
use async_graphql::{ID, InputObject};
use chrono::NaiveDate;

use crate::graphql::words::{AssessmentState, PeriodKind};

/// Which assessment periods. What is left out does not narrow.
#[derive(Debug, Default, InputObject)]
pub struct AssessmentFilter {
    /// Of this contract.
    pub contract_id: Option<ID>,
    /// Of contracts of this agency and everything under it.
    pub agency_id: Option<ID>,
    /// Of contracts with this vendor.
    pub vendor_id: Option<ID>,
    /// Of this length.
    pub period: Option<PeriodKind>,
    /// In one of these states.
    pub states: Option<Vec<AssessmentState>>,
    /// Beginning on this day or later.
    pub from: Option<NaiveDate>,
    /// Beginning on this day or earlier.
    pub until: Option<NaiveDate>,
}

/// What a vendor says of one criterion.
#[derive(Debug, InputObject)]
pub struct AssessmentRemarkInput {
    /// Its code.
    criterion: String,
    /// What is said, up to 2,000 characters.
    remark: String,
}

/// A draft to be scored again.
#[derive(Debug, InputObject)]
pub struct RescoreAssessmentInput {
    /// The assessment.
    pub assessment_id: ID,
    /// Its version as you read it: CONFLICT when somebody took a step since.
    pub version: i64,
    /// Why, up to 2,000 characters.
    pub reason: String,
}

/// A vendor's word on a draft.
#[derive(Debug, InputObject)]
pub struct CommentAssessmentInput {
    /// The assessment.
    pub assessment_id: ID,
    /// Its version as you read it: CONFLICT when somebody took a step since.
    pub version: i64,
    /// What is said of the whole, up to 2,000 characters; that it is right, too.
    pub note: String,
    /// What is said of single criteria, up to 50.
    #[graphql(default)]
    pub criteria: Vec<AssessmentRemarkInput>,
}

/// An objection to a decision.
#[derive(Debug, InputObject)]
pub struct ObjectToAssessmentInput {
    /// The assessment.
    pub assessment_id: ID,
    /// Its version as you read it: CONFLICT when somebody took a step since.
    pub version: i64,
    /// Why, up to 2,000 characters.
    pub reason: String,
    /// What is said of single criteria, up to 50.
    #[graphql(default)]
    pub criteria: Vec<AssessmentRemarkInput>,
}

/// An assessment to be decided.
#[derive(Debug, InputObject)]
pub struct DecideAssessmentInput {
    /// The assessment.
    pub assessment_id: ID,
    /// Its version as you read it: CONFLICT when somebody took a step since.
    pub version: i64,
    /// What is to be said of it, up to 2,000 characters.
    pub note: Option<String>,
}

/// A draft to be returned to who scores.
#[derive(Debug, InputObject)]
pub struct SendBackAssessmentInput {
    /// The assessment.
    pub assessment_id: ID,
    /// Its version as you read it: CONFLICT when somebody took a step since.
    pub version: i64,
    /// Why, up to 2,000 characters.
    pub reason: String,
}

/// An assessment to be signed.
#[derive(Debug, InputObject)]
pub struct SignAssessmentInput {
    /// The assessment.
    pub assessment_id: ID,
    /// Its version as you read it: CONFLICT when somebody took a step since.
    pub version: i64,
}

/// Points to be booked about a frozen assessment.
#[derive(Debug, InputObject)]
pub struct AdjustAssessmentInput {
    /// The frozen assessment that it is about.
    pub assessment_id: ID,
    /// Its version as you read it.
    pub version: i64,
    /// Points to be added to the next open period, such as "-3.5": at most two decimal places, not 0.
    pub points: String,
    /// What was found, and where it stands, up to 2,000 characters.
    pub reason: String,
}

/// A frozen assessment to be corrected.
#[derive(Debug, InputObject)]
pub struct CorrectAssessmentInput {
    /// The frozen assessment.
    pub assessment_id: ID,
    /// Its version as you read it.
    pub version: i64,
    /// Why, up to 2,000 characters.
    pub reason: String,
}

/// For the use case.
pub(super) fn remarks(note: String, criteria: Vec<AssessmentRemarkInput>) -> Remarks {
    let remark = |of: AssessmentRemarkInput| CriterionRemark { criterion: of.criterion, remark: of.remark };
    Remarks { note, criteria: criteria.into_iter().map(remark).collect() }
}
