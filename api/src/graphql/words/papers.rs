//! The vocabulary of the papers of contracts, mirrored from the domain.

use async_graphql::Enum;

/// The life of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::file::AttachmentState")]
pub enum AttachmentState {
    /// Announced; its bytes are still to come.
    Pending,
    /// Whole, and what it was said to be.
    Stored,
    /// Taken back, with a reason; its bytes are kept and not handed out.
    Withdrawn,
}

/// What a quota counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::contract::QuotaKind")]
pub enum QuotaKind {
    /// Visits on site (上门次数).
    Visits,
    /// Hours of work (工时), given in whole minutes.
    Hours,
}

/// The time for which a quota is given anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::contract::QuotaPeriod")]
pub enum QuotaPeriod {
    /// The whole contract.
    Contract,
    /// Each civil year.
    Year,
    /// Each civil month.
    Month,
}

/// What became of a booking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::contract::QuotaUseState")]
pub enum QuotaUseState {
    /// The agency has not said anything yet.
    Pending,
    /// The agency agrees: it counts.
    Confirmed,
    /// The agency does not agree: it never counted.
    Rejected,
}

/// Where a payment milestone stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::contract::PaymentState")]
pub enum PaymentState {
    /// Nothing was handed in yet.
    Planned,
    /// The vendor says that it is done.
    Submitted,
    /// The agency agrees: it can be paid.
    Accepted,
    /// The agency does not agree; the vendor may hand in again.
    Rejected,
    /// Paid.
    Paid,
    /// Another plan has taken its place.
    Replaced,
}

/// What may be done to a payment milestone, and what was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::contract::PaymentStep")]
pub enum PaymentStep {
    /// setPaymentPlan: written into the plan.
    Plan,
    /// submitPaymentMilestone: handed in.
    Submit,
    /// acceptPaymentMilestone: agreed with.
    Accept,
    /// rejectPaymentMilestone: disagreed with.
    Reject,
    /// recordMilestonePayment: paid.
    Pay,
    /// setPaymentPlan: another plan has taken its place.
    Replace,
}
