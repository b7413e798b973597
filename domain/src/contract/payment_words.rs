//! The vocabulary of payment milestones.

use crate::text_enum;

text_enum! {
    /// Where a payment milestone stands.
    pub enum PaymentState {
        /// Nothing was handed in yet.
        Planned = "PLANNED",
        /// The vendor says that it is done.
        Submitted = "SUBMITTED",
        /// The agency agrees: it can be paid.
        Accepted = "ACCEPTED",
        /// The agency does not agree; the vendor may hand in again.
        Rejected = "REJECTED",
        /// Paid.
        Paid = "PAID",
        /// Another plan has taken its place.
        Replaced = "REPLACED",
    }
}

text_enum! {
    /// What may be done to a payment milestone.
    pub enum PaymentStep {
        /// Write it into the plan.
        Plan = "PLAN",
        /// Hand in what it asks for.
        Submit = "SUBMIT",
        /// Agree with what was handed in.
        Accept = "ACCEPT",
        /// Disagree with it.
        Reject = "REJECT",
        /// Record that it was paid.
        Pay = "PAY",
        /// Put another plan in its place.
        Replace = "REPLACE",
    }
}

impl PaymentState {
    /// The state's name in Chinese.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Planned => "计划中",
            Self::Submitted => "已提交",
            Self::Accepted => "已认可",
            Self::Rejected => "已退回",
            Self::Paid => "已支付",
            Self::Replaced => "已被替代",
        }
    }
}
