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
    /// commentTicket and prepareTicketAttachment.
    Comment,
    /// reportProgress.
    ReportProgress,
    /// routeTicket.
    Route,
    /// submitChangePlan.
    SubmitPlan,
    /// approveChangePlan and rejectChangePlan.
    DecidePlan,
    /// proposeTicketEnd; withdrawTicketEnd while your side's proposal is open.
    ProposeEnd,
    /// acceptTicketEnd and rejectTicketEnd.
    DecideEnd,
    /// linkTickets and withdrawTicketLink.
    Link,
    /// markTicketDuplicate and mergeTickets.
    MarkDuplicate,
    /// declareMajorIncident.
    DeclareMajor,
    /// rateCooperation.
    RateCooperation,
    /// logWork.
    LogWork,
    /// watchTicket and unwatchTicket for others of your side, and taking back their files and work entries.
    Moderate,
    /// checkInVisit and checkOutVisit.
    Visit,
    /// acceptVisit and disputeVisit.
    SignVisit,
    /// proposeCorrection.
    ProposeCorrection,
    /// approveCorrection and rejectCorrection.
    DecideCorrection,
    /// addPauseEvidence.
    AddEvidence,
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
            Action::TicketSubmitPlan => Self::SubmitPlan,
            Action::TicketDecidePlan => Self::DecidePlan,
            Action::TicketProposeEnd => Self::ProposeEnd,
            Action::TicketDecideEnd => Self::DecideEnd,
            Action::TicketLink => Self::Link,
            Action::TicketMarkDuplicate => Self::MarkDuplicate,
            Action::TicketDeclareMajor => Self::DeclareMajor,
            Action::TicketRateCooperation => Self::RateCooperation,
            Action::TicketLogWork => Self::LogWork,
            Action::TicketModerate => Self::Moderate,
            Action::TicketVisit => Self::Visit,
            Action::TicketSignVisit => Self::SignVisit,
            Action::TicketProposeCorrection => Self::ProposeCorrection,
            Action::TicketDecideCorrection => Self::DecideCorrection,
            Action::TicketAddEvidence => Self::AddEvidence,
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
    /// Somebody handed in the plan of a change.
    PlanSubmitted,
    /// The agency approved the plan: the work may begin.
    PlanApproved,
    /// The agency rejected the plan.
    PlanRejected,
    /// The ticket was not restored in time, and became one priority graver by itself.
    PriorityRose,
    /// One side proposed to end the ticket.
    EndProposed,
    /// The proposal was agreed to; a cancellation follows.
    EndAccepted,
    /// The proposal was not agreed to: the work goes on.
    EndRejected,
    /// The proposal was taken back.
    EndWithdrawn,
    /// Nobody answered the proposal in time: the work goes on.
    EndLapsed,
    /// It was linked to another ticket.
    Linked,
    /// A link was taken back.
    Unlinked,
    /// The agency declared a major incident.
    DeclaredMajor,
    /// A file was added.
    Attached,
    /// A file was taken back.
    AttachmentWithdrawn,
    /// An engineer wrote down work.
    WorkLogged,
    /// An entry of the work log was taken back.
    WorkReversed,
    /// The vendor rated the agency's cooperation.
    CooperationRated,
    /// One side proposed another time for what was recorded.
    CorrectionProposed,
    /// The other side agreed: clocks replay with the corrected time.
    Corrected,
    /// The other side did not agree.
    CorrectionRejected,
    /// Somebody of the vendor checked in on site.
    VisitBegun,
    /// They checked out.
    VisitEnded,
    /// The agency agrees with a visit.
    VisitAccepted,
    /// The agency does not agree with a visit.
    VisitDisputed,
    /// Evidence about a pause.
    EvidenceAdded,
    /// An approved maintenance window or force majeure takes time out.
    ExclusionApplied,
    /// An exclusion ends earlier than planned, or was withdrawn: time is given back.
    ExclusionShortened,
    /// Somebody asked that another vendor goes on with the work.
    HandOverProposed,
    /// The agency gave the ticket to another vendor.
    HandedOver,
    /// The agency left the ticket where it was.
    HandOverDeclined,
    /// The side that proposed the hand-over took it back.
    HandOverWithdrawn,
    /// Nobody answered the proposal in time: the ticket stays where it was.
    HandOverLapsed,
    /// A dispute about the verdict of a clock was decided for good.
    DisputeDecided,
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
            Fact::PlanSubmitted { .. } => Self::PlanSubmitted,
            Fact::PlanApproved { .. } => Self::PlanApproved,
            Fact::PlanRejected { .. } => Self::PlanRejected,
            Fact::PriorityRose { .. } => Self::PriorityRose,
            Fact::EndProposed { .. } => Self::EndProposed,
            Fact::EndAccepted { .. } => Self::EndAccepted,
            Fact::EndRejected { .. } => Self::EndRejected,
            Fact::EndWithdrawn => Self::EndWithdrawn,
            Fact::EndLapsed => Self::EndLapsed,
            Fact::Linked { .. } => Self::Linked,
            Fact::Unlinked { .. } => Self::Unlinked,
            Fact::DeclaredMajor { .. } => Self::DeclaredMajor,
            Fact::Attached { .. } => Self::Attached,
            Fact::AttachmentWithdrawn { .. } => Self::AttachmentWithdrawn,
            Fact::WorkLogged { .. } => Self::WorkLogged,
            Fact::WorkReversed { .. } => Self::WorkReversed,
            Fact::CooperationRated { .. } => Self::CooperationRated,
            Fact::CorrectionProposed { .. } => Self::CorrectionProposed,
            Fact::Corrected { .. } => Self::Corrected,
            Fact::CorrectionRejected { .. } => Self::CorrectionRejected,
            Fact::VisitBegun { .. } => Self::VisitBegun,
            Fact::VisitEnded { .. } => Self::VisitEnded,
            Fact::VisitAccepted { .. } => Self::VisitAccepted,
            Fact::VisitDisputed { .. } => Self::VisitDisputed,
            Fact::EvidenceAdded { .. } => Self::EvidenceAdded,
            Fact::ExclusionApplied { .. } => Self::ExclusionApplied,
            Fact::ExclusionShortened { .. } => Self::ExclusionShortened,
            Fact::HandOverProposed { .. } => Self::HandOverProposed,
            Fact::HandedOver { .. } => Self::HandedOver,
            Fact::HandOverDeclined { .. } => Self::HandOverDeclined,
            Fact::HandOverWithdrawn => Self::HandOverWithdrawn,
            Fact::HandOverLapsed => Self::HandOverLapsed,
            Fact::DisputeDecided { .. } => Self::DisputeDecided,
        }
    }
}
