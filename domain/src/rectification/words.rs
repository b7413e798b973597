//! The vocabulary of rectifications.

use crate::text_enum;

text_enum! {
    /// The side of a contract that has to mend something.
    pub enum Party {
        /// The agency that buys.
        Buyer = "BUYER",
        /// The company that works.
        Vendor = "VENDOR",
    }
}

text_enum! {
    /// What a finding comes from.
    pub enum RectificationSubject {
        /// A compliance review.
        ComplianceReview = "COMPLIANCE_REVIEW",
    }
}

text_enum! {
    /// The life of a rectification.
    pub enum RectificationState {
        /// To be mended.
        Open = "OPEN",
        /// Said to be mended, with evidence.
        Submitted = "SUBMITTED",
        /// Found mended.
        Accepted = "ACCEPTED",
        /// Found not mended.
        Reopened = "REOPENED",
    }
}

impl RectificationState {
    /// The state's name in Chinese.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Open => "待整改",
            Self::Submitted => "已提交",
            Self::Accepted => "已通过",
            Self::Reopened => "退回整改",
        }
    }
}

text_enum! {
    /// What may be done to a rectification.
    pub enum RectificationStep {
        /// Say that it is mended, with evidence.
        Submit = "SUBMIT",
        /// Find it mended.
        Accept = "ACCEPT",
        /// Find it not mended.
        Reopen = "REOPEN",
    }
}
