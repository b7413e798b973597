//! The vocabulary of what stands in a ticket's log beside its state, and of exclusions, mirrored from the domain.

use async_graphql::Enum;

/// What became of a proposal to correct a recorded time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::ticket::CorrectionState")]
pub enum CorrectionState {
    /// The other side has said nothing yet.
    Proposed,
    /// The corrected time holds.
    Approved,
    /// The recorded time holds.
    Rejected,
}

/// What may be done to a proposed correction; each has its mutation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::ticket::CorrectionStep")]
pub enum CorrectionAction {
    /// approveCorrection.
    Approve,
    /// rejectCorrection.
    Reject,
}

/// What the agency thinks of a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::ticket::VisitSignOff")]
pub enum VisitSignOff {
    /// Nothing said yet.
    Pending,
    /// It agrees.
    Accepted,
    /// It does not agree.
    Disputed,
}

/// What may be done to a visit; each has its mutation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::ticket::VisitStep")]
pub enum VisitAction {
    /// checkOutVisit.
    CheckOut,
    /// acceptVisit.
    Accept,
    /// disputeVisit.
    Dispute,
}

/// What silence about a pause means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::sla::SilenceMeans")]
pub enum SilenceMeans {
    /// It holds.
    Accepted,
    /// It never held.
    Rejected,
}

/// What sort of exclusion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::exclusion::ExclusionKind")]
pub enum ExclusionKind {
    /// An announced maintenance window.
    Maintenance,
    /// Force majeure (不可抗力).
    ForceMajeure,
}

/// Which tickets an exclusion is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::exclusion::ExclusionScope")]
pub enum ExclusionScope {
    /// Those that one contract binds.
    Contract,
    /// Those of an agency and everything under it.
    Agency,
    /// Of either, only those for some systems.
    Systems,
}

/// Where an exclusion stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::exclusion::ExclusionState")]
pub enum ExclusionState {
    /// Nobody has decided.
    Proposed,
    /// It holds.
    Approved,
    /// It came to nothing.
    Rejected,
    /// It was approved and then taken back before it began.
    Withdrawn,
}

/// What may be done to an exclusion; each has its mutation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::exclusion::ExclusionStep")]
pub enum ExclusionAction {
    /// approveServiceExclusion.
    Approve,
    /// rejectServiceExclusion.
    Reject,
    /// endServiceExclusion.
    End,
    /// withdrawServiceExclusion.
    Withdraw,
}
