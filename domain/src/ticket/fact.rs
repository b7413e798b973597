//! The facts of a ticket's append-only log (I1). Clocks are a function of them and nothing else (I2).

use serde::{Deserialize, Serialize};

use super::{ActorSide, Circumstances, Impact, PauseReason, Priority, SiteClass, TicketKind, Urgency, Visibility};
use crate::Instant;
use crate::ids::{ContractId, PauseId, SystemId, TeamId, UserId, VendorId};
use crate::sla::Metric;

/// One line of a ticket's log: a fact, when it happened and in which order it was recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Position in the ticket's log, from 1, without gaps: the recorded order (S2).
    pub seq: i32,
    /// When it happened, cut to the second. Clocks replay by (occurred_at, seq).
    pub occurred_at: Instant,
    /// When the platform learnt of it. A decision on the past takes effect at `occurred_at` but is known from here.
    pub recorded_at: Instant,
    /// The side that did it.
    pub side: ActorSide,
    /// What happened.
    pub fact: Fact,
}

/// What happened to a ticket. Stored as `type` (the variant's word) and a JSON body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "SCREAMING_SNAKE_CASE", rename_all_fields = "camelCase")]
pub enum Fact {
    /// Somebody asked for work. Always the first event.
    Raised {
        kind: TicketKind,
        impact: Impact,
        urgency: Urgency,
        priority: Priority,
        site_class: SiteClass,
        #[serde(default, skip_serializing_if = "Circumstances::is_unknown")]
        circumstances: Circumstances,
    },
    /// The ticket was given to an engineer (or a vendor's queue, without an engineer).
    Assigned { vendor: Option<VendorId>, engineer: Option<UserId> },
    /// The vendor moved the ticket to another of its teams, or into its common queue; the reason may be empty.
    Routed { from: Option<TeamId>, to: Option<TeamId>, reason: String },
    /// An engineer took notice of it: stops RESPONSE.
    Acknowledged,
    /// An engineer is on site: stops ARRIVAL (and RESPONSE).
    Arrived,
    /// The service works again, perhaps by a workaround: stops RESTORE (and RESPONSE).
    /// `remote` says that nobody had to come; ARRIVAL is then cancelled once the agency agrees (S3).
    Restored { remote: bool },
    /// The cause is gone: stops RESOLVE, and RESPONSE and RESTORE where still running (S3).
    Resolved { cause: String, solution: String },
    /// The agency agrees with the solution.
    Confirmed,
    /// The agency does not agree: a new cycle of RESTORE and RESOLVE begins.
    SolutionRejected { reason: String },
    /// The fault came back after closing: a new cycle of RESTORE and RESOLVE begins.
    Reopened { reason: String },
    /// The agency withdrew the ticket: every clock is cancelled.
    Cancelled { reason: String },
    /// A pause was declared. Effective at once unless its reason's party is the vendor (S4).
    Held { pause: PauseId, reason: PauseReason, note: String },
    /// The pause ended.
    Resumed { pause: PauseId },
    /// The agency accepted the pause: from then on it holds, from its declaration.
    PauseAccepted { pause: PauseId },
    /// The agency rejected the pause: it never held.
    PauseRejected { pause: PauseId, reason: String },
    /// The agency set another priority (S5).
    PriorityChanged { impact: Impact, urgency: Urgency, from: Priority, to: Priority, reason: String },
    /// A progress report: stops the current UPDATE link.
    ProgressReported,
    /// One clock is not counted, by a decision on this ticket (dispute upheld, force majeure).
    Excluded { metric: Metric, cycle: i32, reason: String },
    /// The agency rated the service, 1 to 5.
    Rated { stars: u8 },
    /// Somebody wrote something; never a response (E34).
    Commented { visibility: Visibility, body: String },
    /// Somebody asked that another vendor goes on with the work; what is not named, the agency names.
    HandOverProposed { contract: Option<ContractId>, system: Option<SystemId>, reason: String },
    /// The agency gave the ticket to the vendor of another contract, which covers `system`: a leg ends, the next begins.
    HandedOver { from: VendorId, to: VendorId, contract: ContractId, system: SystemId, reason: String },
    /// The agency left the ticket where it was.
    HandOverDeclined { reason: String },
}

impl Fact {
    /// The word of the variant, as stored in `type`.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Raised { .. } => "RAISED",
            Self::Assigned { .. } => "ASSIGNED",
            Self::Routed { .. } => "ROUTED",
            Self::Acknowledged => "ACKNOWLEDGED",
            Self::Arrived => "ARRIVED",
            Self::Restored { .. } => "RESTORED",
            Self::Resolved { .. } => "RESOLVED",
            Self::Confirmed => "CONFIRMED",
            Self::SolutionRejected { .. } => "SOLUTION_REJECTED",
            Self::Reopened { .. } => "REOPENED",
            Self::Cancelled { .. } => "CANCELLED",
            Self::Held { .. } => "HELD",
            Self::Resumed { .. } => "RESUMED",
            Self::PauseAccepted { .. } => "PAUSE_ACCEPTED",
            Self::PauseRejected { .. } => "PAUSE_REJECTED",
            Self::PriorityChanged { .. } => "PRIORITY_CHANGED",
            Self::ProgressReported => "PROGRESS_REPORTED",
            Self::Excluded { .. } => "EXCLUDED",
            Self::Rated { .. } => "RATED",
            Self::Commented { .. } => "COMMENTED",
            Self::HandOverProposed { .. } => "HAND_OVER_PROPOSED",
            Self::HandedOver { .. } => "HANDED_OVER",
            Self::HandOverDeclined { .. } => "HAND_OVER_DECLINED",
        }
    }

    /// Whether scorecards count it as an event: solutions, what became of them, and ratings.
    pub const fn is_scored(&self) -> bool {
        matches!(
            self,
            Self::Resolved { .. } | Self::SolutionRejected { .. } | Self::Reopened { .. } | Self::Rated { .. }
        )
    }
}
