//! The vocabulary of contracts.

use crate::text_enum;

text_enum! {
    /// The life of a contract (DESIGN §3).
    pub enum ContractState {
        /// Being written.
        Draft = "DRAFT",
        /// Under compliance review.
        InReview = "IN_REVIEW",
        /// Reviewed, not yet in force.
        Approved = "APPROVED",
        /// In force within its period.
        Active = "ACTIVE",
        /// In force but halted by decision.
        Suspended = "SUSPENDED",
        /// Its period is over.
        Expired = "EXPIRED",
        /// Ended early.
        Terminated = "TERMINATED",
        /// Ended and accepted by the agency.
        Accepted = "ACCEPTED",
    }
}

impl ContractState {
    /// Whether it has been in force, so that there are days on which it binds or bound tickets.
    pub const fn came_into_force(self) -> bool {
        !matches!(self, Self::Draft | Self::InReview | Self::Approved)
    }

    /// Whether its period runs: it binds new tickets, or would but for a decision that can be taken back.
    pub const fn is_running(self) -> bool {
        matches!(self, Self::Active | Self::Suspended)
    }

    /// The state's name in Chinese.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Draft => "草稿",
            Self::InReview => "审查中",
            Self::Approved => "已审批",
            Self::Active => "生效",
            Self::Suspended => "中止",
            Self::Expired => "到期",
            Self::Terminated => "提前终止",
            Self::Accepted => "已验收",
        }
    }
}

text_enum! {
    /// What may be done to a contract.
    pub enum ContractStep {
        /// Write a draft anew.
        Update = "UPDATE",
        /// Hand a draft in for review.
        Submit = "SUBMIT",
        /// Take it back into draft.
        Withdraw = "WITHDRAW",
        /// Agree with it after the review.
        Approve = "APPROVE",
        /// Put it into force.
        Activate = "ACTIVATE",
        /// Halt it.
        Suspend = "SUSPEND",
        /// End the halt.
        Resume = "RESUME",
        /// End it before its last day.
        Terminate = "TERMINATE",
        /// Its last day has passed.
        Expire = "EXPIRE",
        /// The agency's final acceptance.
        Accept = "ACCEPT",
        /// Set the dates of notice and renewal.
        SetKeyDates = "SET_KEY_DATES",
        /// Draft an amendment.
        Amend = "AMEND",
        /// Put an amendment into force.
        ActivateAmendment = "ACTIVATE_AMENDMENT",
        /// Take an amendment back before it takes effect.
        WithdrawAmendment = "WITHDRAW_AMENDMENT",
        /// State its rank among contracts that cover the same system.
        SetPrecedence = "SET_PRECEDENCE",
    }
}

text_enum! {
    /// The life of an amendment.
    pub enum AmendmentState {
        /// Being decided.
        Draft = "DRAFT",
        /// Agreed: its terms hold from its day on.
        InForce = "IN_FORCE",
        /// Taken back before it took effect.
        Withdrawn = "WITHDRAWN",
    }
}

text_enum! {
    /// A day of a contract that nobody should miss.
    pub enum KeyDateKind {
        /// Its last day.
        Ending = "ENDING",
        /// The last day for notice that it shall not go on.
        NoticeDue = "NOTICE_DUE",
        /// The last day to decide whether it is renewed.
        RenewalDue = "RENEWAL_DUE",
        /// The day of a payment milestone that was not handed in yet.
        MilestoneDue = "MILESTONE_DUE",
    }
}

text_enum! {
    /// The life of a policy version.
    pub enum PolicyState {
        /// May still be edited.
        Draft = "DRAFT",
        /// Binds new tickets of a pilot's agencies only; never edited again.
        Pilot = "PILOT",
        /// Binds new tickets; never edited again.
        Published = "PUBLISHED",
        /// Binds no new ticket.
        Retired = "RETIRED",
        /// A draft that was taken back and never bound anybody.
        Withdrawn = "WITHDRAWN",
    }
}
