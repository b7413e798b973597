//! What the mutations of disputes take.

use app::dispute::Said;
use app::file::NewFile;
use async_graphql::{ID, InputObject};
use domain::Instant;
use domain::dispute::{Part, Relief, Ruling};
use domain::fraction::Fraction;

use crate::graphql::node_id::NodeType;
use crate::graphql::setup::Read;
use crate::graphql::words::{DisputeOutcome, PauseParty};

/// A breach to be appealed.
#[derive(Debug, InputObject)]
pub struct AppealBreachInput {
    /// The clock: what is disputed is the revision of its verdict that found the breach in which it stands.
    pub clock_id: ID,
    /// Why you do not agree, up to 2,000 characters.
    pub reason: String,
    /// What proves it, up to 2,000 characters; files are sent by prepareDisputeAttachment.
    pub evidence: Option<String>,
}

/// A deduction to be appealed.
#[derive(Debug, InputObject)]
pub struct AppealLedgerEntryInput {
    /// The entry of the ledger.
    pub ledger_entry_id: ID,
    /// Why you do not agree, up to 2,000 characters.
    pub reason: String,
    /// What proves it, up to 2,000 characters; files are sent by prepareDisputeAttachment.
    pub evidence: Option<String>,
}

/// A score to be appealed.
#[derive(Debug, InputObject)]
pub struct AppealManualScoreInput {
    /// The score that somebody gave.
    pub manual_score_id: ID,
    /// Why you do not agree, up to 2,000 characters.
    pub reason: String,
    /// What proves it, up to 2,000 characters; files are sent by prepareDisputeAttachment.
    pub evidence: Option<String>,
}

macro_rules! of_dispute {
    ($($(#[$doc:meta])* $name:ident { $(#[$reason:meta])* reason: $type:ty }),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, InputObject)]
        pub struct $name {
            /// The dispute.
            dispute_id: ID,
            $(#[$reason])*
            reason: $type,
            /// What proves it, up to 2,000 characters.
            evidence: Option<String>,
            /// The version of the dispute that you saw; CONFLICT when it changed since.
            expected_version: Option<i64>,
        }

        impl $name {
            pub fn said(self, read: &mut Read<'_>) -> Said {
                Said {
                    dispute: read.id(NodeType::BreachDispute, &self.dispute_id, "disputeId"),
                    reason: self.reason.into(),
                    evidence: self.evidence,
                    expected_version: self.expected_version,
                }
            }
        }
    )+};
}

of_dispute! {
    /// A dispute to be taken back.
    WithdrawDisputeInput {
        /// What is to be said of it, up to 2,000 characters.
        reason: Option<String>
    },
    /// A decision of the agency to be accepted.
    AcceptDecisionInput {
        /// What is to be said of it, up to 2,000 characters.
        reason: Option<String>
    },
    /// A dispute to go further with.
    EscalateDisputeInput {
        /// Why you do not accept what was decided, up to 2,000 characters.
        reason: String
    },
}

/// A dispute to be decided.
#[derive(Debug, InputObject)]
pub struct DecideDisputeInput {
    /// The dispute.
    pub dispute_id: ID,
    /// What comes of it.
    pub outcome: DisputeOutcome,
    /// RE_ATTRIBUTE: who answers for it; never VENDOR.
    pub party: Option<PauseParty>,
    /// PARTLY about a breach: what is not the vendor's, at most 20, inside the time of the clock and apart from each other.
    #[graphql(default)]
    pub intervals: Vec<DisputeIntervalInput>,
    /// PARTLY about a score: the one that counts in its place, above the one that was given and at most 1, with a denominator
    /// of at most 1000; such as 19/20 or 0.95.
    pub score: Option<String>,
    /// Why, up to 2,000 characters; about a breach it stands in the log of the ticket.
    pub reason: String,
    /// What proves it, up to 2,000 characters.
    pub evidence: Option<String>,
    /// The version of the dispute that you saw; CONFLICT when it changed since.
    pub expected_version: Option<i64>,
}

/// A half-open interval that somebody else than the vendor answers for.
#[derive(Debug, InputObject)]
pub struct DisputeIntervalInput {
    /// From when, in whole seconds.
    from: Instant,
    /// Until when, exclusive.
    to: Instant,
    /// Who answers for it; never VENDOR.
    party: PauseParty,
    /// Why, up to 2,000 characters.
    reason: String,
}

impl From<DisputeIntervalInput> for Relief {
    fn from(input: DisputeIntervalInput) -> Self {
        Self { from: input.from, to: input.to, party: input.party.into(), reason: input.reason }
    }
}

impl DecideDisputeInput {
    /// The decision; none, and a mistake, when a part of it is missing or has no place in it.
    pub fn ruling(&mut self, read: &mut Read<'_>) -> Option<Ruling> {
        let intervals = std::mem::take(&mut self.intervals);
        if self.party.is_some() && self.outcome != DisputeOutcome::ReAttribute {
            read.refuse("party", "only RE_ATTRIBUTE names a party", "仅“改判责任方”须填写责任方");
        }
        if !intervals.is_empty() && self.outcome != DisputeOutcome::Partly {
            read.refuse("intervals", "only PARTLY names intervals", "仅“部分成立”须填写时段");
        }
        if self.score.is_some() && self.outcome != DisputeOutcome::Partly {
            read.refuse("score", "only PARTLY names a score", "仅“部分成立”须填写改定分值");
        }
        Some(match self.outcome {
            DisputeOutcome::Uphold => Ruling::Uphold,
            DisputeOutcome::Exclude => Ruling::Exclude,
            DisputeOutcome::Partly => Ruling::Partly(self.part(intervals, read)?),
            DisputeOutcome::ReAttribute => match self.party {
                Some(party) => Ruling::ReAttribute { party: party.into() },
                None => {
                    read.refuse("party", "say who answers for it", "请填写责任方");
                    return None;
                }
            },
        })
    }
}

impl DecideDisputeInput {
    /// What is granted in part: intervals of a breach, or another score.
    fn part(&self, intervals: Vec<DisputeIntervalInput>, read: &mut Read<'_>) -> Option<Part> {
        let Some(score) = &self.score else {
            return Some(Part::Time { intervals: intervals.into_iter().map(Into::into).collect() });
        };
        if !intervals.is_empty() {
            read.refuse("score", "either intervals or a score, not both", "时段与评分只能填写其一");
        }
        let Ok(score) = score.trim().parse::<Fraction>() else {
            read.refuse("score", "not a number such as 0.95 or 19/20", "评分应为 0.95 或 19/20 这样的数");
            return None;
        };
        Some(Part::Score { score })
    }
}

/// Evidence of a dispute that is going to be sent.
#[derive(Debug, InputObject)]
pub struct PrepareDisputeAttachmentInput {
    /// The dispute.
    pub dispute_id: ID,
    /// Its name, up to 200 characters, without a path.
    name: String,
    /// Its media type, such as application/pdf: one of those that are taken.
    media_type: String,
    /// Its bytes: at least 1, and no more than one file may have.
    size: i64,
    /// Its SHA-256 in hexadecimal digits; checked against what comes, when it is given.
    sha256: Option<String>,
}

impl From<PrepareDisputeAttachmentInput> for NewFile {
    fn from(input: PrepareDisputeAttachmentInput) -> Self {
        Self { name: input.name, media_type: input.media_type, size: input.size, sha256: input.sha256 }
    }
}
