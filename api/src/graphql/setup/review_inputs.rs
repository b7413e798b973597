//! Inputs of compliance reviews and rectifications.

use async_graphql::{ID, InputObject};
use chrono::NaiveDate;
use domain::review::{Answered, ChecklistItem, Text};

use crate::graphql::words::{AutomaticCheck, FindingSeverity, ResponsibleParty, ReviewItemAnswer};

/// A version of a checklist to be written.
#[derive(Debug, InputObject)]
pub struct CreateReviewChecklistInput {
    /// The agency that owns it: contracts there and below are reviewed by it.
    pub owner_id: ID,
    /// 1 to 40 capital letters, digits or hyphens. A code of the same owner makes the next version of that checklist.
    pub code: String,
    /// Name, up to 200 characters.
    pub name: String,
    /// What is asked, in order: 1 to 100 items, at least one of them without a check.
    pub items: Vec<ReviewChecklistItemInput>,
}

/// An item of a checklist.
#[derive(Debug, InputObject)]
pub struct ReviewChecklistItemInput {
    /// Unique in the checklist.
    code: String,
    /// Under which heading.
    section: BilingualInput,
    /// Where it is required.
    clause: Option<String>,
    /// What is required.
    requirement: BilingualInput,
    /// How it is computed; left out for what reviewers answer.
    check: Option<AutomaticCheck>,
    /// Whether nothing comes into force that deviates.
    mandatory: bool,
    /// Who has to mend it.
    party: ResponsibleParty,
    /// How grave it is, unless a reviewer says otherwise.
    severity: FindingSeverity,
    /// Days to mend it in, 1 to 365, unless a reviewer says otherwise.
    days: i64,
}

/// A text in both languages.
#[derive(Debug, InputObject)]
pub struct BilingualInput {
    /// Chinese.
    zh: String,
    /// English.
    en: String,
}

/// Somebody to be put on the list of experts.
#[derive(Debug, InputObject)]
pub struct AddExpertInput {
    /// The person; to be drawn they must hold the role ASSESSOR.
    pub user_id: ID,
    /// Where they work, up to 200 characters.
    pub organisation: String,
    /// What they know about, up to 20.
    #[graphql(default)]
    pub specialities: Vec<String>,
}

/// What to change of an entry of the list; what is left out stays.
#[derive(Debug, InputObject)]
pub struct UpdateExpertInput {
    /// The person.
    pub user_id: ID,
    /// Its `version` as you read it: CONFLICT, with what changed and by whom, when somebody changed it since. Without it the
    /// change is made whatever happened.
    pub expected_version: Option<i64>,
    /// Where they work, up to 200 characters.
    pub organisation: Option<String>,
    /// What they know about, up to 20.
    pub specialities: Option<Vec<String>>,
    /// Whether they can be drawn.
    pub active: Option<bool>,
}

/// A review to be convened; give the contract or the amendment.
#[derive(Debug, InputObject)]
pub struct DrawReviewersInput {
    /// A contract that was handed in for review.
    pub contract_id: Option<ID>,
    /// An amendment that is being decided.
    pub amendment_id: Option<ID>,
    /// How many reviewers: 1, 3, 5 or 7.
    pub count: i32,
    /// The checklist; when left out the newest of the buyer, else of the agency next above it that has one, else the one
    /// that ships with the product.
    pub checklist_id: Option<ID>,
}

/// A review with vacant seats.
#[derive(Debug, InputObject)]
pub struct FillReviewSeatsInput {
    /// The review.
    pub review_id: ID,
}

/// A seat to be given back.
#[derive(Debug, InputObject)]
pub struct DeclineReviewInput {
    /// The review that you were drawn for.
    pub review_id: ID,
    /// Why, up to 2,000 characters.
    pub reason: String,
}

/// What a reviewer says.
#[derive(Debug, InputObject)]
pub struct AnswerReviewInput {
    /// The review that you were drawn for.
    pub review_id: ID,
    /// One answer to each item without a check.
    pub answers: Vec<ReviewAnswerInput>,
}

/// An answer to one item.
#[derive(Debug, InputObject)]
pub struct ReviewAnswerInput {
    /// The item's code.
    item: String,
    /// What you say.
    answer: ReviewItemAnswer,
    /// The finding, or why it is not applicable; up to 2,000 characters. May be left out when it complies.
    note: Option<String>,
    /// How grave the finding is; the item's own when left out.
    severity: Option<FindingSeverity>,
    /// By when it should be mended, within a year; the item's own days when left out.
    deadline_on: Option<NaiveDate>,
}

/// Something that is said to be mended.
#[derive(Debug, InputObject)]
pub struct SubmitRectificationInput {
    /// The rectification.
    pub rectification_id: ID,
    /// Its version as you read it: CONFLICT when somebody changed it since.
    pub version: i64,
    /// What was done and where it can be seen, up to 2,000 characters.
    pub evidence: String,
}

/// Something that is found mended.
#[derive(Debug, InputObject)]
pub struct AcceptRectificationInput {
    /// The rectification.
    pub rectification_id: ID,
    /// Its version as you read it: CONFLICT when somebody changed it since.
    pub version: i64,
    /// What is to be said of it, up to 2,000 characters.
    pub note: Option<String>,
}

/// Something that is found not mended.
#[derive(Debug, InputObject)]
pub struct ReopenRectificationInput {
    /// The rectification.
    pub rectification_id: ID,
    /// Its version as you read it: CONFLICT when somebody changed it since.
    pub version: i64,
    /// Why, up to 2,000 characters.
    pub reason: String,
    /// A new deadline, after today; when left out the present one, or a week if less is left.
    pub due_on: Option<NaiveDate>,
}

impl From<ReviewChecklistItemInput> for ChecklistItem {
    fn from(of: ReviewChecklistItemInput) -> Self {
        let text = |of: BilingualInput| Text { zh: of.zh, en: of.en };
        Self {
            code: of.code.trim().to_owned(),
            section: text(of.section),
            clause: of.clause.filter(|clause| !clause.trim().is_empty()),
            requirement: text(of.requirement),
            check: of.check.map(Into::into),
            mandatory: of.mandatory,
            party: of.party.into(),
            severity: of.severity.into(),
            days: of.days,
        }
    }
}

impl From<ReviewAnswerInput> for Answered {
    fn from(of: ReviewAnswerInput) -> Self {
        Self {
            item: of.item,
            answer: of.answer.into(),
            note: of.note,
            severity: of.severity.map(Into::into),
            deadline: of.deadline_on,
        }
    }
}
