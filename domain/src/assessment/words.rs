//! The vocabulary of assessment periods.

use crate::text_enum;

text_enum! {
    /// The life of an assessment period.
    pub enum AssessmentState {
        /// It runs, or waits for the first working day after it: adjustments of earlier periods are booked into it.
        Open = "OPEN",
        /// Scored: the vendor may comment.
        Draft = "DRAFT",
        /// The vendor has commented, or has let its days pass.
        Commented = "COMMENTED",
        /// Decided: both sides sign.
        Decided = "DECIDED",
        /// Closed for good (I4).
        Frozen = "FROZEN",
    }
}

impl AssessmentState {
    /// The state's name in Chinese.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Open => "考核中",
            Self::Draft => "初评",
            Self::Commented => "已反馈",
            Self::Decided => "已审定",
            Self::Frozen => "已归档",
        }
    }
}

text_enum! {
    /// What may be done to an assessment period.
    pub enum AssessmentStep {
        /// Begin it.
        Open = "OPEN",
        /// Score it on the first working day after its end.
        Draft = "DRAFT",
        /// Make a new revision of a frozen one.
        Correct = "CORRECT",
        /// Score it again, with what is known now.
        Rescore = "RESCORE",
        /// Say what the vendor thinks of the draft.
        Comment = "COMMENT",
        /// Go on without the vendor's word, its days being over.
        Lapse = "LAPSE",
        /// Return the draft to who scores.
        SendBack = "SEND_BACK",
        /// Decide.
        Decide = "DECIDE",
        /// Object to the decision: somebody above decides, for good.
        Object = "OBJECT",
        /// Sign for one's side.
        Sign = "SIGN",
        /// Close it: both sides have signed, or the vendor has let its days pass.
        Freeze = "FREEZE",
    }
}

text_enum! {
    /// Why points of a closed period are booked into a later one.
    pub enum AdjustmentCause {
        /// Facts and decisions recorded later have changed what the closed period counts.
        Recount = "RECOUNT",
        /// Somebody found something: an audit, an inspection, a letter.
        Finding = "FINDING",
        /// The closed period was not rated, so that what was booked into it passes on.
        Carried = "CARRIED",
    }
}
