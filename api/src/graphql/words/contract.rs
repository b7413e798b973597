//! The vocabulary of the life of contracts, mirrored from the domain.

use async_graphql::Enum;

/// What may be done to a contract, and what was done; each but EXPIRE has its mutation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::contract::ContractStep")]
pub enum ContractStep {
    /// updateContract: a draft is written anew.
    Update,
    /// submitContractForReview: a draft is handed in.
    Submit,
    /// withdrawContract: taken back into draft.
    Withdraw,
    /// approveContract: agreed with after the review.
    Approve,
    /// activateContract: put into force.
    Activate,
    /// suspendContract: halted.
    Suspend,
    /// resumeContract: goes on.
    Resume,
    /// terminateContract: ended before its last day.
    Terminate,
    /// Its last day has passed: nobody does it.
    Expire,
    /// acceptContract: the agency's final acceptance.
    Accept,
    /// setContractKeyDates: when notice and renewal are due.
    SetKeyDates,
    /// createContractAmendment: an amendment is drafted.
    Amend,
    /// activateContractAmendment: an amendment is agreed.
    ActivateAmendment,
    /// withdrawContractAmendment: an amendment is taken back.
    WithdrawAmendment,
    /// setContractPrecedence: its rank among contracts that cover the same system.
    SetPrecedence,
}

/// The life of an amendment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::contract::AmendmentState")]
pub enum AmendmentState {
    /// Being decided.
    Draft,
    /// Agreed: its terms hold from its day on.
    InForce,
    /// Taken back before it took effect.
    Withdrawn,
}

/// A day of a contract that nobody should miss.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::contract::KeyDateKind")]
pub enum ContractKeyDateKind {
    /// Its last day.
    Ending,
    /// The last day for notice that it shall not go on.
    NoticeDue,
    /// The last day to decide whether it is renewed.
    RenewalDue,
    /// The day of payment milestones that were not handed in yet.
    MilestoneDue,
}
