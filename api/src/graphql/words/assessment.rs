//! The vocabulary of assessment periods, mirrored from the domain.

use async_graphql::Enum;

/// The life of an assessment period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::assessment::AssessmentState")]
pub enum AssessmentState {
    /// It runs, or waits for the first working day after it: adjustments of earlier periods are booked into it.
    Open,
    /// Scored: the vendor may comment.
    Draft,
    /// The vendor has commented, or has let its days pass.
    Commented,
    /// Decided: both sides sign.
    Decided,
    /// Closed for good: what is found later is booked into a later period, or a new revision is made.
    Frozen,
}

/// What may be done to an assessment period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::assessment::AssessmentStep")]
pub enum AssessmentStep {
    /// The platform: begun.
    Open,
    /// The platform: scored on the first working day after its end.
    Draft,
    /// correctAssessment: a new revision of a frozen one.
    Correct,
    /// rescoreAssessment: scored again, with what was known by then.
    Rescore,
    /// commentAssessment: what the vendor thinks of the draft.
    Comment,
    /// The platform: the vendor's days for comments are over.
    Lapse,
    /// sendBackAssessment: the draft was returned to who scores.
    SendBack,
    /// decideAssessment: decided.
    Decide,
    /// objectToAssessment: somebody above decides, for good.
    Object,
    /// signAssessment: signed for one side.
    Sign,
    /// The platform: closed, both sides having signed, or the vendor having let its days pass.
    Freeze,
}

/// Why points of a closed period were booked into a later one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::assessment::AdjustmentCause")]
pub enum AdjustmentCause {
    /// Facts and decisions recorded later have changed what the closed period counts.
    Recount,
    /// Somebody found something: an audit, an inspection, a letter.
    Finding,
    /// The closed period was not rated, so that what was booked into it passes on.
    Carried,
}
