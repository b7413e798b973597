//! The vocabulary of service credits and statements, mirrored from the domain.

use async_graphql::Enum;

/// What a line of a statement comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::credit::CreditLineKind")]
pub enum CreditLineKind {
    /// The score's band.
    Band,
    /// Breached promises.
    Events,
    /// A criterion below its target.
    Kpi,
    /// What the deduction ledger took off.
    Ledger,
    /// All points together.
    Points,
}

/// What limits a credit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::credit::CapKind")]
pub enum CreditCapKind {
    /// The cap of a period.
    Period,
    /// What the contract's cap leaves.
    Contract,
    /// The fee of the period.
    Fee,
}

/// Where the money comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::credit::FundingSource")]
pub enum FundingSource {
    /// The buyer's own budget (本级财政).
    OwnBudget,
    /// A superior's budget (上级财政): its share differs by district.
    SuperiorBudget,
    /// A fund for a purpose (专项资金).
    SpecialFund,
    /// A reward that takes the place of a subsidy (以奖代补).
    RewardFund,
}

/// Where a statement stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::statement::StatementState")]
pub enum StatementState {
    /// Prepared: somebody else approves it.
    Prepared,
    /// Approved: it holds, and never changes.
    Approved,
    /// Not approved; another may be prepared.
    Rejected,
    /// Taken back before it was approved.
    Withdrawn,
}

/// What may be done to a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::statement::StatementStep")]
pub enum StatementStep {
    /// prepareStatement: worked out.
    Prepare,
    /// approveStatement: agreed with.
    Approve,
    /// rejectStatement: not agreed with.
    Reject,
    /// withdrawStatement: taken back.
    Withdraw,
}
