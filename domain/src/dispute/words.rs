//! The vocabulary of disputes.

use crate::text_enum;

text_enum! {
    /// What a dispute is about.
    pub enum DisputeSubject {
        /// A breach: one revision of the verdict of a clock.
        Verdict = "VERDICT",
        /// A deduction: an entry of the ledger.
        LedgerEntry = "LEDGER_ENTRY",
        /// A score that somebody gave for a criterion and a period.
        ManualScore = "MANUAL_SCORE",
    }
}

text_enum! {
    /// Where a dispute stands.
    pub enum DisputeState {
        /// The vendor does not agree; the agency has to decide.
        Appealed = "APPEALED",
        /// The agency has decided; the vendor may accept that or go further.
        AgencyDecided = "AGENCY_DECIDED",
        /// Whoever stands over the agency has to decide.
        Escalated = "ESCALATED",
        /// Decided for good.
        Final = "FINAL",
        /// The vendor took it back.
        Withdrawn = "WITHDRAWN",
    }
}

text_enum! {
    /// What happens to a dispute. The last three happen by themselves, when somebody lets their days pass.
    pub enum DisputeStep {
        /// The vendor does not agree.
        Appeal = "APPEAL",
        /// The vendor takes it back.
        Withdraw = "WITHDRAW",
        /// The agency decides.
        Decide = "DECIDE",
        /// The vendor accepts what the agency decided.
        Accept = "ACCEPT",
        /// The vendor goes further.
        Escalate = "ESCALATE",
        /// A supervisor over the agency, or an assessor, decides for good.
        DecideFinally = "DECIDE_FINALLY",
        /// The agency said nothing in its days: the dispute goes on to whoever stands over it.
        PassOn = "PASS_ON",
        /// The vendor said nothing in its days: what the agency decided holds.
        Lapse = "LAPSE",
        /// Nobody decided for good in time: it is told, and still has to be decided.
        Overdue = "OVERDUE",
    }
}

text_enum! {
    /// Whose turn it is.
    pub enum DisputeTurn {
        /// The buying agency's.
        Agency = "AGENCY",
        /// The vendor's.
        Vendor = "VENDOR",
        /// That of a supervisor over the agency, or of an assessor.
        Supervisor = "SUPERVISOR",
        /// Nobody's: it is over.
        Nobody = "NOBODY",
    }
}

text_enum! {
    /// What comes of a dispute.
    pub enum DisputeOutcome {
        /// What was found stays.
        Uphold = "UPHOLD",
        /// It is not counted.
        Exclude = "EXCLUDE",
        /// Somebody else answers for it; not counted for the vendor either.
        ReAttribute = "RE_ATTRIBUTE",
        /// Of a breach, some of the time is not the vendor's: the deadline is computed without it. Of a score, another one
        /// counts in its place.
        Partly = "PARTLY",
    }
}

impl DisputeState {
    /// Whether nothing can come of it any more.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Final | Self::Withdrawn)
    }

    /// The state's name in Chinese.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Appealed => "已申诉",
            Self::AgencyDecided => "采购单位已裁定",
            Self::Escalated => "已提请上级",
            Self::Final => "已终裁",
            Self::Withdrawn => "已撤回",
        }
    }
}

impl DisputeSubject {
    /// Whether a dispute about it can come to this. A deduction counts or does not; in place of a score another one can
    /// count. Only for a breach can somebody else answer than the vendor.
    pub const fn admits(self, outcome: DisputeOutcome) -> bool {
        match outcome {
            DisputeOutcome::Uphold | DisputeOutcome::Exclude => true,
            DisputeOutcome::ReAttribute => matches!(self, Self::Verdict),
            DisputeOutcome::Partly => matches!(self, Self::Verdict | Self::ManualScore),
        }
    }
}
