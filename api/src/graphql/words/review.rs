//! The vocabulary of compliance reviews and rectifications, mirrored from the domain.

use async_graphql::Enum;

/// The life of a compliance review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::review::ReviewState")]
pub enum ReviewState {
    /// Reviewers are drawn and nobody has answered.
    Convened,
    /// Some reviewers have answered.
    InProgress,
    /// Every reviewer has answered: there is a verdict.
    Decided,
    /// What it was about was taken back: it counts no more.
    Withdrawn,
}

/// What a review found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::review::ReviewVerdict")]
pub enum ReviewVerdict {
    /// Nothing to say.
    Passed,
    /// It may come into force; what was found is to be rectified.
    PassedWithFindings,
    /// It must not come into force as it stands.
    Failed,
}

/// What may be done with a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::review::ReviewStep")]
pub enum ReviewStep {
    /// answerReview: a reviewer answers every item.
    Answer,
    /// declineReview: a reviewer declines, and another is drawn.
    Decline,
    /// fillReviewSeats: reviewers are drawn for seats that fell vacant.
    FillSeats,
    /// The last answer is there: nobody does it.
    Decide,
    /// withdrawContract and withdrawContractAmendment take the review along.
    Withdraw,
}

/// Where a drawn expert stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::review::SeatState")]
pub enum ReviewSeatState {
    /// Has not answered.
    Asked,
    /// Has answered every item.
    Answered,
    /// Has declined.
    Declined,
    /// Could not review any more: left the list, or came to belong to a party.
    Replaced,
}

/// What a reviewer says of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::review::ItemAnswer")]
pub enum ReviewItemAnswer {
    /// It is as it should be.
    Complies,
    /// It is not.
    Deviates,
    /// It does not arise here.
    NotApplicable,
}

/// What the reviewers together say of an item, or what was computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::review::ItemOutcome")]
pub enum ReviewItemOutcome {
    /// Nobody found anything.
    Complies,
    /// Fewer than half of those to whom it applies found something.
    Noted,
    /// Half of them or more did.
    Deviates,
    /// It applies to nobody.
    NotApplicable,
}

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::review::Severity")]
pub enum FindingSeverity {
    /// To be mended in passing.
    Minor,
    /// To be mended soon.
    Major,
    /// To be mended before anything else.
    Critical,
}

/// What can be computed from a contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::review::AutomaticCheck")]
pub enum AutomaticCheck {
    /// Every system has targets of RESPONSE and RESOLVE at every priority.
    TargetsComplete,
    /// The calendar of each target is known to the end of the period.
    CalendarsKnown,
    /// Every system belongs to the buyer, or to an agency below it.
    SystemsOfBuyer,
    /// Systems of protection level 2 or higher have a filing number.
    ProtectionFiled,
    /// The period is three years at most.
    PeriodLimit,
    /// It is agreed when notice is due.
    NoticeAgreed,
}

/// The side of a contract that has to mend something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::rectification::Party")]
pub enum ResponsibleParty {
    /// The agency that buys.
    Buyer,
    /// The company that works.
    Vendor,
}

/// What a finding comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::rectification::RectificationSubject")]
pub enum RectificationSubject {
    /// A compliance review.
    ComplianceReview,
}

/// The life of a rectification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::rectification::RectificationState")]
pub enum RectificationState {
    /// To be mended.
    Open,
    /// Said to be mended, with evidence.
    Submitted,
    /// Found mended.
    Accepted,
    /// Found not mended.
    Reopened,
}

/// What may be done to a rectification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::rectification::RectificationStep")]
pub enum RectificationStep {
    /// submitRectification: said to be mended.
    Submit,
    /// acceptRectification: found mended.
    Accept,
    /// reopenRectification: found not mended.
    Reopen,
}
