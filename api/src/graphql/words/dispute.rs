//! The vocabulary of disputes, mirrored from the domain.

use async_graphql::Enum;
use domain::dispute::DisputeStep as Step;

/// What a dispute is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::dispute::DisputeSubject")]
pub enum DisputeSubject {
    /// A breach: one revision of the verdict of a clock.
    Verdict,
    /// A deduction: an entry of the ledger.
    LedgerEntry,
    /// A score that somebody gave for a criterion and a period.
    ManualScore,
}

/// Where a dispute stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::dispute::DisputeState")]
pub enum DisputeState {
    /// The vendor does not agree; the agency has to decide.
    Appealed,
    /// The agency has decided; the vendor may accept that or go further.
    AgencyDecided,
    /// Whoever stands over the agency has to decide.
    Escalated,
    /// Decided for good.
    Final,
    /// The vendor took it back.
    Withdrawn,
}

/// What happened to a dispute. The last three happen by themselves, when somebody lets their days pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::dispute::DisputeStep")]
pub enum DisputeStep {
    /// The vendor did not agree.
    Appeal,
    /// The vendor took it back.
    Withdraw,
    /// The agency decided.
    Decide,
    /// The vendor accepted what the agency decided.
    Accept,
    /// The vendor went further.
    Escalate,
    /// A supervisor over the agency, or an assessor, decided for good.
    DecideFinally,
    /// The agency said nothing in its days: the dispute went on to whoever stands over it.
    PassOn,
    /// The vendor said nothing in its days: what the agency decided holds.
    Lapse,
    /// Nobody decided for good in time; it still has to be decided.
    Overdue,
}

/// Whose turn it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::dispute::DisputeTurn")]
pub enum DisputeTurn {
    /// The buying agency's.
    Agency,
    /// The vendor's.
    Vendor,
    /// That of a supervisor over the agency, or of an assessor.
    Supervisor,
    /// Nobody's: it is over.
    Nobody,
}

/// What comes of a dispute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::dispute::DisputeOutcome")]
pub enum DisputeOutcome {
    /// What was found stays.
    Uphold,
    /// It is not counted.
    Exclude,
    /// Somebody else answers for it; not counted for the vendor either.
    ReAttribute,
    /// Of a breach, some of the time is not the vendor's: the deadline is computed without it. Of a score, another one counts
    /// in its place.
    Partly,
}

/// What may be done to a dispute; each has its mutation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum DisputeAction {
    /// withdrawDispute.
    Withdraw,
    /// decideDispute: for the agency, or for good.
    Decide,
    /// acceptDecision.
    Accept,
    /// escalateDispute.
    Escalate,
    /// prepareDisputeAttachment.
    Attach,
}

impl DisputeAction {
    /// The mutation that takes a step; none for what begins a dispute, or happens by itself.
    pub const fn of(step: Step) -> Option<Self> {
        match step {
            Step::Withdraw => Some(Self::Withdraw),
            Step::Decide | Step::DecideFinally => Some(Self::Decide),
            Step::Accept => Some(Self::Accept),
            Step::Escalate => Some(Self::Escalate),
            Step::Appeal | Step::PassOn | Step::Lapse | Step::Overdue => None,
        }
    }
}

/// What may be done to a clock; each has its mutation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum ClockAction {
    /// appealBreach.
    Appeal,
}
