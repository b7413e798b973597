//! What may be done to a ticket, and what was done.

use async_graphql::Enum;
use domain::access::Action;
use domain::ticket::Fact;

/// Something that may be done to a ticket; each has its mutation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum TicketAction {
    /// assignTicket.
    Assign,
    /// acknowledgeTicket.
    Acknowledge,
    /// recordArrival.
    Arrive,
    /// holdTicket.
    Hold,
    /// resumeTicket.
    Resume,
    /// acceptPause and rejectPause.
    DecidePause,
    /// recordRestoration.
    Restore,
    /// resolveTicket.
    Resolve,
    /// confirmTicket.
    Confirm,
    /// rejectSolution.
    RejectSolution,
    /// reopenTicket.
    Reopen,
    /// cancelTicket.
    Cancel,
    /// changePriority.
    ChangePriority,
    /// rateTicket.
    Rate,
    /// commentTicket.
    Comment,
    /// reportProgress.
    ReportProgress,
    /// routeTicket.
    Route,
    /// proposeHandOver.
    ProposeHandOver,
    /// acceptHandOver and declineHandOver.
    DecideHandOver,
}

impl TicketAction {
    /// The action on tickets that an action is; none for others.
    pub const fn of(action: Action) -> Option<Self> {
        Some(match action {
            Action::TicketAssign => Self::Assign,
            Action::TicketAcknowledge => Self::Acknowledge,
            Action::TicketArrive => Self::Arrive,
            Action::TicketHold => Self::Hold,
            Action::TicketResume => Self::Resume,
            Action::TicketDecidePause => Self::DecidePause,
            Action::TicketRestore => Self::Restore,
            Action::TicketResolve => Self::Resolve,
            Action::TicketConfirm => Self::Confirm,
            Action::TicketRejectSolution => Self::RejectSolution,
            Action::TicketReopen => Self::Reopen,
            Action::TicketCancel => Self::Cancel,
            Action::TicketChangePriority => Self::ChangePriority,
            Action::TicketRate => Self::Rate,
            Action::TicketComment => Self::Comment,
            Action::TicketReportProgress => Self::ReportProgress,
            Action::TicketRoute => Self::Route,
            Action::TicketProposeHandOver => Self::ProposeHandOver,
            Action::TicketDecideHandOver => Self::DecideHandOver,
            _ => return None,
        })
    }
}

/// What happened to a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum EventType {
    /// Somebody asked for work; always the first event.
    Raised,
    /// The ticket was given to an engineer or to a vendor's queue.
    Assigned,
    /// The vendor moved the ticket to another of its teams.
    Routed,
    /// An engineer took notice: stops RESPONSE.
    Acknowledged,
    /// An engineer is on site: stops ARRIVAL.
    Arrived,
    /// The service works again: stops RESTORE.
    Restored,
    /// The cause is gone: stops RESOLVE.
    Resolved,
    /// The agency agrees with the solution.
    Confirmed,
    /// The agency does not agree: a new cycle begins.
    SolutionRejected,
    /// The fault came back: a new cycle begins.
    Reopened,
    /// The agency withdrew the ticket.
    Cancelled,
    /// A pause was declared.
    Held,
    /// A pause ended.
    Resumed,
    /// The agency accepted a pause.
    PauseAccepted,
    /// The agency rejected a pause.
    PauseRejected,
    /// The agency set another priority.
    PriorityChanged,
    /// A progress report.
    ProgressReported,
    /// One clock is not counted, by decision.
    Excluded,
    /// The agency rated the service.
    Rated,
    /// Somebody wrote something.
    Commented,
    /// Somebody asked that another vendor goes on with the work.
    HandOverProposed,
    /// The agency gave the ticket to another vendor.
    HandedOver,
    /// The agency left the ticket where it was.
    HandOverDeclined,
}

impl From<&Fact> for EventType {
    fn from(fact: &Fact) -> Self {
        match fact {
            Fact::Raised { .. } => Self::Raised,
            Fact::Assigned { .. } => Self::Assigned,
            Fact::Routed { .. } => Self::Routed,
            Fact::Acknowledged => Self::Acknowledged,
            Fact::Arrived => Self::Arrived,
            Fact::Restored { .. } => Self::Restored,
            Fact::Resolved { .. } => Self::Resolved,
            Fact::Confirmed => Self::Confirmed,
            Fact::SolutionRejected { .. } => Self::SolutionRejected,
            Fact::Reopened { .. } => Self::Reopened,
            Fact::Cancelled { .. } => Self::Cancelled,
            Fact::Held { .. } => Self::Held,
            Fact::Resumed { .. } => Self::Resumed,
            Fact::PauseAccepted { .. } => Self::PauseAccepted,
            Fact::PauseRejected { .. } => Self::PauseRejected,
            Fact::PriorityChanged { .. } => Self::PriorityChanged,
            Fact::ProgressReported => Self::ProgressReported,
            Fact::Excluded { .. } => Self::Excluded,
            Fact::Rated { .. } => Self::Rated,
            Fact::Commented { .. } => Self::Commented,
            Fact::HandOverProposed { .. } => Self::HandOverProposed,
            Fact::HandedOver { .. } => Self::HandedOver,
            Fact::HandOverDeclined { .. } => Self::HandOverDeclined,
        }
    }
}
