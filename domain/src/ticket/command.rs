//! What a person may ask of a ticket.

use super::{
    ActorSide, ChangePlan, EndKind, Impact, LinkEnd, LinkRelation, NewWork, PartUsed, PauseReason, Position, Urgency,
    Visibility,
};
use crate::Instant;
use crate::access::{Action, Role};
use crate::ids::{
    AttachmentId, ContractId, CorrectionId, PauseId, SystemId, TeamId, TicketId, TicketLinkId, UserId, VendorId,
    VisitId, WorkEntryId,
};

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
    /// Rate the service, 1 to 5; the remark may be empty.
    Rate { stars: u8, remark: String },
    /// Write something, to whom it may concern and to those who are mentioned.
    Comment { visibility: Visibility, body: String, mentions: Vec<UserId> },
    /// Add a file whose bytes have come; evidence, if it belongs to a pause.
    Attach { attachment: AttachmentId, name: String, sha256: String, visibility: Visibility, pause: Option<PauseId> },
    /// Take a file back.
    WithdrawAttachment {
        attachment: AttachmentId,
        name: String,
        sha256: String,
        visibility: Visibility,
        reason: String,
    },
    /// Write down work that was done.
    LogWork(NewWork),
    /// Take an entry of the work log back, by a counter-entry under a new id.
    ReverseWork { entry: WorkEntryId, reverses: WorkEntryId, reason: String },
    /// Rate the agency's cooperation, 1 to 5; the remark may be empty.
    RateCooperation { stars: u8, remark: String },
    /// Hand in the plan of a change; it takes the place of one before it.
    SubmitPlan { plan: ChangePlan },
    /// Approve the plan; the note may be empty.
    ApprovePlan { note: String },
    /// Reject the plan.
    RejectPlan { reason: String },
    /// Propose to end the ticket; `whose` it is, is asked of what is not the vendor's.
    ProposeEnd { kind: EndKind, reason: String, whose: String },
    /// Agree with the open proposal: cancels the ticket; the note may be empty.
    AcceptEnd { note: String },
    /// Disagree with the open proposal.
    RejectEnd { reason: String },
    /// Take one's own side's open proposal back.
    WithdrawEnd,
    /// Say that nobody answered the open proposal in time; the platform alone.
    LapseEnd,
    /// Tell of a link at one of its ends; whether there may be one, [`super::check_link`] has said.
    Link { link: TicketLinkId, relation: LinkRelation, end: LinkEnd, other: TicketId, merged: bool },
    /// Tell at one of its ends that a link was taken back.
    Unlink { link: TicketLinkId, relation: LinkRelation, end: LinkEnd, other: TicketId, reason: String },
    /// Withdraw it, because another asks for the same; the reason may be empty.
    MarkDuplicate { link: TicketLinkId, of: TicketId, merged: bool, reason: String },
    /// Declare a major incident.
    DeclareMajor { reason: String },
    /// Check in on site under a new id; the note may be empty. `first` records the arrival as well and is refused once
    /// there is one; otherwise a visit is begun, and the arrival recorded if it is the first.
    CheckIn { visit: VisitId, position: Option<Position>, note: String, first: bool },
    /// Check out, with the parts that were used; the note may be empty.
    CheckOut { visit: VisitId, parts: Vec<PartUsed>, note: String },
    /// Agree with a visit.
    AcceptVisit { visit: VisitId },
    /// Disagree with a visit.
    DisputeVisit { visit: VisitId, reason: String },
    /// Propose that the event with this `seq` happened at another time; the evidence may be empty.
    ProposeCorrection { correction: CorrectionId, of: i32, to: Instant, reason: String, evidence: String },
    /// Agree with the other side's proposal.
    ApproveCorrection { correction: CorrectionId },
    /// Disagree with the other side's proposal.
    RejectCorrection { correction: CorrectionId, reason: String },
    /// Add evidence to a pause.
    AddEvidence { pause: PauseId, text: String, link: Option<String> },
    /// Ask that another vendor goes on with the work; contract and system may be left to the agency.
    ProposeHandOver { contract: Option<ContractId>, system: Option<SystemId>, reason: String },
    /// Give the ticket to the vendor of another contract, as was proposed; `to` is that contract's vendor. The reason may
    /// be empty.
    HandOver { contract: Option<ContractId>, system: Option<SystemId>, to: Option<VendorId>, reason: String },
    /// Leave the ticket where it is.
    DeclineHandOver { reason: String },
    /// Take one's own side's proposal of a hand-over back.
    WithdrawHandOver,
    /// Say that nobody answered the proposal of a hand-over in time; the platform alone.
    LapseHandOver,
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
            Self::Attach { pause: Some(_), .. } => Action::TicketAddEvidence,
            Self::Comment { .. } | Self::Attach { .. } | Self::WithdrawAttachment { .. } => Action::TicketComment,
            Self::LogWork(_) | Self::ReverseWork { .. } => Action::TicketLogWork,
            Self::RateCooperation { .. } => Action::TicketRateCooperation,
            Self::SubmitPlan { .. } => Action::TicketSubmitPlan,
            Self::ApprovePlan { .. } | Self::RejectPlan { .. } => Action::TicketDecidePlan,
            Self::ProposeEnd { .. } | Self::WithdrawEnd => Action::TicketProposeEnd,
            Self::AcceptEnd { .. } | Self::RejectEnd { .. } | Self::LapseEnd => Action::TicketDecideEnd,
            Self::Link { .. } | Self::Unlink { .. } => Action::TicketLink,
            Self::MarkDuplicate { .. } => Action::TicketMarkDuplicate,
            Self::DeclareMajor { .. } => Action::TicketDeclareMajor,
            Self::CheckIn { first: true, .. } => Action::TicketArrive,
            Self::CheckIn { .. } | Self::CheckOut { .. } => Action::TicketVisit,
            Self::AcceptVisit { .. } | Self::DisputeVisit { .. } => Action::TicketSignVisit,
            Self::ProposeCorrection { .. } => Action::TicketProposeCorrection,
            Self::ApproveCorrection { .. } | Self::RejectCorrection { .. } => Action::TicketDecideCorrection,
            Self::AddEvidence { .. } => Action::TicketAddEvidence,
            Self::ProposeHandOver { .. } | Self::WithdrawHandOver => Action::TicketProposeHandOver,
            Self::HandOver { .. } | Self::DeclineHandOver { .. } | Self::LapseHandOver => Action::TicketDecideHandOver,
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
                | Self::CheckIn { first: true, .. }
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
    /// The person, where one acts; none has no role and is nobody's author.
    pub person: Option<Person>,
    /// Until when a proposal that is made now may be answered; none without a limit.
    pub answer_by: Option<Instant>,
}

/// A person who asks, as far as a ticket's rules tell people apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Who.
    pub user: UserId,
    /// What they are at the ticket's agency, above it, or at its vendor.
    pub roles: Vec<Role>,
}

impl Asked {
    /// Asked by `side` about this very moment.
    pub const fn now(side: ActorSide, now: Instant) -> Self {
        Self { side, now, occurred_at: None, late_reason: None, person: None, answer_by: None }
    }

    /// Whether the asker has a role; the platform stands for every one.
    pub(super) fn is(&self, role: Role) -> bool {
        self.side == ActorSide::System || self.person.as_ref().is_some_and(|person| person.roles.contains(&role))
    }

    /// Whether the asker is this person.
    pub(super) fn by(&self, user: Option<UserId>) -> bool {
        user.is_some() && self.user() == user
    }

    /// The person.
    pub(super) fn user(&self) -> Option<UserId> {
        self.person.as_ref().map(|person| person.user)
    }
}
