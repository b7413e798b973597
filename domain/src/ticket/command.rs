//! What a person may ask of a ticket.

use super::{ActorSide, Impact, PauseReason, Urgency, Visibility};
use crate::Instant;
use crate::access::Action;
use crate::ids::{ContractId, PauseId, SystemId, TeamId, UserId, VendorId};

/// One request to change a ticket. Whether the asker may do it at all, `access` has decided before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Give it to a vendor's queue or to an engineer; without a vendor, the present one keeps it.
    Assign { vendor: Option<VendorId>, engineer: Option<UserId> },
    /// Move it to another team of its vendor, or into the common queue; the reason may be empty.
    Route { team: Option<TeamId>, reason: String },
    /// Take notice.
    Acknowledge,
    /// Record the arrival on site.
    Arrive,
    /// Record that the service works again; `remote` if nobody had to come.
    Restore { remote: bool },
    /// Record cause and solution; ends open pauses first (E20).
    Resolve { cause: String, solution: String },
    /// Agree with the solution: closes the ticket.
    Confirm,
    /// Disagree with the solution: a new cycle begins.
    RejectSolution { reason: String },
    /// The fault came back: a new cycle begins.
    Reopen { reason: String },
    /// Withdraw the ticket.
    Cancel { reason: String },
    /// Declare a pause under a new id; the note may be empty.
    Hold { pause: PauseId, reason: PauseReason, note: String },
    /// End a pause.
    Resume { pause: PauseId },
    /// Accept a pause.
    AcceptPause { pause: PauseId },
    /// Reject a pause; an open one ends.
    RejectPause { pause: PauseId, reason: String },
    /// Set impact and urgency, and by the matrix the priority.
    ChangePriority { impact: Impact, urgency: Urgency, reason: String },
    /// Record a progress report.
    ReportProgress,
    /// Rate the service, 1 to 5.
    Rate { stars: u8 },
    /// Write something.
    Comment { visibility: Visibility, body: String },
    /// Ask that another vendor goes on with the work; contract and system may be left to the agency.
    ProposeHandOver { contract: Option<ContractId>, system: Option<SystemId>, reason: String },
    /// Give the ticket to the vendor of another contract, as was proposed; `to` is that contract's vendor. The reason may
    /// be empty.
    HandOver { contract: Option<ContractId>, system: Option<SystemId>, to: Option<VendorId>, reason: String },
    /// Leave the ticket where it is.
    DeclineHandOver { reason: String },
}

impl Command {
    /// The right that the command needs.
    pub const fn action(&self) -> Action {
        match self {
            Self::Assign { .. } => Action::TicketAssign,
            Self::Route { .. } => Action::TicketRoute,
            Self::Acknowledge => Action::TicketAcknowledge,
            Self::Arrive => Action::TicketArrive,
            Self::Restore { .. } => Action::TicketRestore,
            Self::Resolve { .. } => Action::TicketResolve,
            Self::Confirm => Action::TicketConfirm,
            Self::RejectSolution { .. } => Action::TicketRejectSolution,
            Self::Reopen { .. } => Action::TicketReopen,
            Self::Cancel { .. } => Action::TicketCancel,
            Self::Hold { .. } => Action::TicketHold,
            Self::Resume { .. } => Action::TicketResume,
            Self::AcceptPause { .. } | Self::RejectPause { .. } => Action::TicketDecidePause,
            Self::ChangePriority { .. } => Action::TicketChangePriority,
            Self::ReportProgress => Action::TicketReportProgress,
            Self::Rate { .. } => Action::TicketRate,
            Self::Comment { .. } => Action::TicketComment,
            Self::ProposeHandOver { .. } => Action::TicketProposeHandOver,
            Self::HandOver { .. } | Self::DeclineHandOver { .. } => Action::TicketDecideHandOver,
        }
    }

    /// Whether it may be recorded later than it happened. Work and waiting happen away from the screen;
    /// a decision takes effect when it is made.
    pub const fn may_be_late(&self) -> bool {
        matches!(
            self,
            Self::Assign { .. }
                | Self::Acknowledge
                | Self::Arrive
                | Self::Restore { .. }
                | Self::Resolve { .. }
                | Self::Hold { .. }
                | Self::Resume { .. }
                | Self::ReportProgress
        )
    }
}

/// Who asks, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The asker's side. [`ActorSide::System`] is the platform or an import, and may do what either side may.
    pub side: ActorSide,
    /// The operation's time: what is recorded.
    pub now: Instant,
    /// When it happened, if not now.
    pub occurred_at: Option<Instant>,
    /// Why it is recorded only now; needed when it happened more than [`super::LATE_AFTER`] ago.
    pub late_reason: Option<String>,
}

impl Asked {
    /// Asked by `side` about this very moment.
    pub const fn now(side: ActorSide, now: Instant) -> Self {
        Self { side, now, occurred_at: None, late_reason: None }
    }
}
