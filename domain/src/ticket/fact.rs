//! The facts of a ticket's append-only log (I1). Clocks are a function of them and nothing else (I2).

use serde::{Deserialize, Serialize};

use super::{
    ActorSide, ChangePlan, Circumstances, EndKind, Impact, LinkEnd, LinkRelation, PartUsed, PauseReason, Position,
    Priority, SiteClass, TicketKind, Urgency, Visibility,
};
use crate::Instant;
use crate::dispute::Ruling;
use crate::ids::{
    AttachmentId, ContractId, CorrectionId, DisputeId, ExclusionId, PauseId, SystemId, TeamId, TicketId, TicketLinkId,
    UserId, VendorId, VisitId, WorkEntryId,
};
use crate::sla::{ClockKey, Metric};

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
    /// The agency rated the service, 1 to 5; the remark may be empty.
    Rated {
        stars: u8,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        remark: String,
    },
    /// Somebody wrote something, perhaps to somebody in particular; never a response (E34).
    Commented {
        visibility: Visibility,
        body: String,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        mentions: Vec<UserId>,
    },
    /// A file was added to the ticket; evidence, if it belongs to a pause.
    Attached {
        attachment: AttachmentId,
        name: String,
        sha256: String,
        visibility: Visibility,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pause: Option<PauseId>,
    },
    /// A file was taken back; that it was there stays.
    AttachmentWithdrawn {
        attachment: AttachmentId,
        name: String,
        sha256: String,
        visibility: Visibility,
        reason: String,
    },
    /// An engineer wrote down work that was done; never a response (E34).
    WorkLogged {
        entry: WorkEntryId,
        engineer: UserId,
        started_at: Instant,
        minutes: i32,
        billable: bool,
        summary: String,
        visibility: Visibility,
    },
    /// An entry of the work log was taken back by a counter-entry.
    WorkReversed { entry: WorkEntryId, reverses: WorkEntryId, visibility: Visibility, reason: String },
    /// The vendor rated the agency's cooperation, 1 to 5; the remark may be empty.
    CooperationRated { stars: u8, remark: String },
    /// Somebody handed in the plan of a change; `author` may not decide about it.
    PlanSubmitted { plan: ChangePlan, author: Option<UserId> },
    /// The agency approved the plan: the work may begin. The note may be empty.
    PlanApproved { note: String },
    /// The agency rejected the plan.
    PlanRejected { reason: String },
    /// The ticket was not restored in time, and its level rose by itself.
    PriorityRose { from: Priority, to: Priority },
    /// One side proposed to end the ticket; of what is not the vendor's, `whose` says whose it is.
    /// Without an answer until `answer_by` it lapses; older ones have no limit.
    EndProposed {
        kind: EndKind,
        reason: String,
        whose: Option<String>,
        author: Option<UserId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        answer_by: Option<Instant>,
    },
    /// The other side, or the contract manager, agreed; the note may be empty. A cancellation follows.
    EndAccepted { kind: EndKind, note: String },
    /// It did not agree: the work goes on.
    EndRejected { reason: String },
    /// The side that proposed it took it back.
    EndWithdrawn,
    /// Nobody answered in time: the work goes on.
    EndLapsed,
    /// The ticket was linked to another; each of the two tells it from its end. `merged` refers to what was said on the
    /// duplicate from the ticket that goes on.
    Linked {
        link: TicketLinkId,
        relation: LinkRelation,
        end: LinkEnd,
        other: TicketId,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        merged: bool,
    },
    /// A link was taken back.
    Unlinked { link: TicketLinkId, relation: LinkRelation, end: LinkEnd, other: TicketId, reason: String },
    /// The agency declared a major incident.
    DeclaredMajor { reason: String },
    /// One side proposes another time for the event `of`; nothing changes by it. The evidence may be empty.
    CorrectionProposed { correction: CorrectionId, of: i32, to: Instant, reason: String, evidence: String },
    /// The other side agreed: clocks replay with the event `of` at `to`. What was recorded stays recorded (E46).
    Corrected { correction: CorrectionId, of: i32, was: Instant, to: Instant },
    /// The other side did not agree.
    CorrectionRejected { correction: CorrectionId, reason: String },
    /// Somebody of the vendor checked in on site; the first time an ARRIVED stands before it.
    VisitBegun { visit: VisitId, position: Option<Position>, note: String },
    /// They checked out.
    VisitEnded { visit: VisitId, parts: Vec<PartUsed>, note: String },
    /// The agency agrees with the visit.
    VisitAccepted { visit: VisitId },
    /// The agency does not agree with it.
    VisitDisputed { visit: VisitId, reason: String },
    /// Evidence for or against a pause, with a link or reference if there is one.
    EvidenceAdded { pause: PauseId, text: String, link: Option<String> },
    /// An approved maintenance window or force majeure takes `[from, to)` out, as an accepted pause (E44).
    ExclusionApplied {
        exclusion: ExclusionId,
        pause: PauseId,
        reason: PauseReason,
        from: Instant,
        to: Instant,
        note: String,
    },
    /// An exclusion that stands in the log holds only until `to`: it was ended earlier, or withdrawn, and then `to` is its
    /// beginning.
    ExclusionShortened { exclusion: ExclusionId, pause: PauseId, to: Instant, note: String },
    /// Somebody asked that another vendor goes on with the work; what is not named, the agency names. Without an answer
    /// until `answer_by` it lapses; older ones have no limit.
    HandOverProposed {
        contract: Option<ContractId>,
        system: Option<SystemId>,
        reason: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        answer_by: Option<Instant>,
    },
    /// The agency gave the ticket to the vendor of another contract, which covers `system`: a leg ends, the next begins.
    HandedOver { from: VendorId, to: VendorId, contract: ContractId, system: SystemId, reason: String },
    /// The agency left the ticket where it was.
    HandOverDeclined { reason: String },
    /// The side that proposed the hand-over took it back.
    HandOverWithdrawn,
    /// Nobody answered in time: the ticket stays where it was.
    HandOverLapsed,
    /// A dispute about a revision of a clock's verdict was decided for good. What was found before stays in its row.
    DisputeDecided { dispute: DisputeId, clock: ClockKey, revision: i32, ruling: Ruling, reason: String },
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
            Self::PlanSubmitted { .. } => "PLAN_SUBMITTED",
            Self::PlanApproved { .. } => "PLAN_APPROVED",
            Self::PlanRejected { .. } => "PLAN_REJECTED",
            Self::PriorityRose { .. } => "PRIORITY_ROSE",
            Self::EndProposed { .. } => "END_PROPOSED",
            Self::EndAccepted { .. } => "END_ACCEPTED",
            Self::EndRejected { .. } => "END_REJECTED",
            Self::EndWithdrawn => "END_WITHDRAWN",
            Self::EndLapsed => "END_LAPSED",
            Self::Linked { .. } => "LINKED",
            Self::Unlinked { .. } => "UNLINKED",
            Self::DeclaredMajor { .. } => "DECLARED_MAJOR",
            Self::Attached { .. } => "ATTACHED",
            Self::AttachmentWithdrawn { .. } => "ATTACHMENT_WITHDRAWN",
            Self::WorkLogged { .. } => "WORK_LOGGED",
            Self::WorkReversed { .. } => "WORK_REVERSED",
            Self::CooperationRated { .. } => "COOPERATION_RATED",
            Self::HandOverProposed { .. } => "HAND_OVER_PROPOSED",
            Self::HandedOver { .. } => "HANDED_OVER",
            Self::HandOverDeclined { .. } => "HAND_OVER_DECLINED",
            Self::HandOverWithdrawn => "HAND_OVER_WITHDRAWN",
            Self::HandOverLapsed => "HAND_OVER_LAPSED",
            Self::DisputeDecided { .. } => "DISPUTE_DECIDED",
            Self::CorrectionProposed { .. } => "CORRECTION_PROPOSED",
            Self::Corrected { .. } => "CORRECTED",
            Self::CorrectionRejected { .. } => "CORRECTION_REJECTED",
            Self::VisitBegun { .. } => "VISIT_BEGUN",
            Self::VisitEnded { .. } => "VISIT_ENDED",
            Self::VisitAccepted { .. } => "VISIT_ACCEPTED",
            Self::VisitDisputed { .. } => "VISIT_DISPUTED",
            Self::EvidenceAdded { .. } => "EVIDENCE_ADDED",
            Self::ExclusionApplied { .. } => "EXCLUSION_APPLIED",
            Self::ExclusionShortened { .. } => "EXCLUSION_SHORTENED",
        }
    }

    /// Who may read it, and hear that it happened.
    pub const fn visibility(&self) -> Visibility {
        match self {
            Self::Commented { visibility, .. }
            | Self::Attached { visibility, .. }
            | Self::AttachmentWithdrawn { visibility, .. }
            | Self::WorkLogged { visibility, .. }
            | Self::WorkReversed { visibility, .. } => *visibility,
            _ => Visibility::Public,
        }
    }

    /// Whether it is about a plan or a proposal that ends nothing yet: no clock depends on it.
    pub const fn is_talk_of_plan_or_end(&self) -> bool {
        matches!(
            self,
            Self::PlanSubmitted { .. }
                | Self::PlanApproved { .. }
                | Self::PlanRejected { .. }
                | Self::EndProposed { .. }
                | Self::EndRejected { .. }
                | Self::EndWithdrawn
                | Self::EndLapsed
        )
    }
}
