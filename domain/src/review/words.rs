//! The vocabulary of compliance reviews.

use crate::text_enum;

text_enum! {
    /// The life of a compliance review.
    pub enum ReviewState {
        /// Reviewers are drawn and nobody has answered.
        Convened = "CONVENED",
        /// Some reviewers have answered.
        InProgress = "IN_PROGRESS",
        /// Every reviewer has answered: there is a verdict.
        Decided = "DECIDED",
        /// What it was about was taken back: it counts no more.
        Withdrawn = "WITHDRAWN",
    }
}

impl ReviewState {
    /// Whether reviewers may still answer.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Convened | Self::InProgress)
    }

    /// The state's name in Chinese.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Convened => "已组建",
            Self::InProgress => "审查中",
            Self::Decided => "已作出结论",
            Self::Withdrawn => "已撤回",
        }
    }
}

text_enum! {
    /// What may be done to a review.
    pub enum ReviewStep {
        /// A reviewer answers every item.
        Answer = "ANSWER",
        /// A reviewer declines, and another is drawn.
        Decline = "DECLINE",
        /// Reviewers are drawn for seats that fell vacant.
        FillSeats = "FILL_SEATS",
        /// The last answer is there.
        Decide = "DECIDE",
        /// The contract or amendment is taken back.
        Withdraw = "WITHDRAW",
    }
}

text_enum! {
    /// What a review found.
    pub enum ReviewVerdict {
        /// Nothing to say.
        Passed = "PASSED",
        /// It may come into force; what was found is to be rectified.
        PassedWithFindings = "PASSED_WITH_FINDINGS",
        /// It must not come into force as it stands.
        Failed = "FAILED",
    }
}

text_enum! {
    /// Where a drawn expert stands.
    pub enum SeatState {
        /// Has not answered.
        Asked = "ASKED",
        /// Has answered every item.
        Answered = "ANSWERED",
        /// Has declined.
        Declined = "DECLINED",
        /// Could not review any more: left the list, or came to belong to a party.
        Replaced = "REPLACED",
    }
}

impl SeatState {
    /// Whether the seat is the expert's.
    pub const fn is_held(self) -> bool {
        matches!(self, Self::Asked | Self::Answered)
    }
}

text_enum! {
    /// What a reviewer says of an item.
    pub enum ItemAnswer {
        /// It is as it should be.
        Complies = "COMPLIES",
        /// It is not.
        Deviates = "DEVIATES",
        /// It does not arise here.
        NotApplicable = "NOT_APPLICABLE",
    }
}

text_enum! {
    /// How grave a finding is.
    pub enum Severity {
        /// To be mended in passing.
        Minor = "MINOR",
        /// To be mended soon.
        Major = "MAJOR",
        /// To be mended before anything else.
        Critical = "CRITICAL",
    }
}

text_enum! {
    /// What can be computed from a contract.
    pub enum AutomaticCheck {
        /// Every system has targets of RESPONSE and RESOLVE at every priority.
        TargetsComplete = "TARGETS_COMPLETE",
        /// The calendar of each target is known to the end of the period.
        CalendarsKnown = "CALENDARS_KNOWN",
        /// Every system belongs to the buyer, or to an agency below it.
        SystemsOfBuyer = "SYSTEMS_OF_BUYER",
        /// Systems of protection level 2 or higher have a filing number.
        ProtectionFiled = "PROTECTION_FILED",
        /// The period is three years at most.
        PeriodLimit = "PERIOD_LIMIT",
        /// It is agreed when notice is due.
        NoticeAgreed = "NOTICE_AGREED",
    }
}
