//! The vocabulary of statements.

use crate::text_enum;

text_enum! {
    /// Where a statement stands.
    pub enum StatementState {
        /// Prepared: somebody else approves it.
        Prepared = "PREPARED",
        /// Approved: it holds, and never changes.
        Approved = "APPROVED",
        /// Not approved; another may be prepared.
        Rejected = "REJECTED",
        /// Taken back before it was approved.
        Withdrawn = "WITHDRAWN",
    }
}

impl StatementState {
    /// The state's name in Chinese.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Prepared => "待审批",
            Self::Approved => "已审批",
            Self::Rejected => "已驳回",
            Self::Withdrawn => "已撤回",
        }
    }
}

text_enum! {
    /// What may be done to a statement.
    pub enum StatementStep {
        /// Work it out.
        Prepare = "PREPARE",
        /// Agree with it.
        Approve = "APPROVE",
        /// Disagree with it.
        Reject = "REJECT",
        /// Take it back.
        Withdraw = "WITHDRAW",
    }
}
