//! One line of a ticket's log.

use std::sync::Arc;

use app::ticket::EventView;
use async_graphql::{ID, Object};
use domain::Instant;
use domain::ticket::{Event, Fact};

use super::event_parties::EventParties;
use super::plan::PlanText;
use super::talk::EventTalk;
use crate::error::ApiError;
use crate::graphql::dispute::DisputeRuling;
use crate::graphql::node_id::NodeType;
use crate::graphql::party::User;
use crate::graphql::request::Request;
use crate::graphql::words::{
    ActorSide, EndKind, EventType, Impact, Metric, PauseReason, Priority, TicketLinkEnd, TicketRelation, Urgency,
};

/// An event of the list that a loader brought.
pub struct TicketEvent<'a> {
    list: Arc<Vec<EventView>>,
    at: usize,
    request: &'a Request,
}

impl<'a> TicketEvent<'a> {
    pub fn new(list: Arc<Vec<EventView>>, at: usize, request: &'a Request) -> Self {
        Self { list, at, request }
    }

    fn view(&self) -> &EventView {
        &self.list[self.at]
    }

    fn event(&self) -> &Event {
        &self.view().event
    }

    fn fact(&self) -> &Fact {
        &self.event().fact
    }
}

/// One line of a ticket's append-only log: what happened, when, and when it was recorded. Fields that its type does
/// not have are null.
#[Object(serial)]
impl<'a> TicketEvent<'a> {
    /// Global id.
    async fn id(&self) -> ID {
        NodeType::TicketEvent.id(self.view().id.0)
    }

    /// Place in the log, from 1.
    async fn seq(&self) -> i32 {
        self.event().seq
    }

    /// What happened.
    #[graphql(name = "type")]
    async fn type_(&self) -> EventType {
        self.fact().into()
    }

    /// When it happened, in whole seconds.
    async fn occurred_at(&self) -> Instant {
        self.event().occurred_at
    }

    /// When it happened by the newest approved correction; null when there is none. What was recorded stays in
    /// `occurredAt`.
    async fn corrected_at(&self) -> Option<Instant> {
        self.list.iter().rev().find_map(|view| match view.event.fact {
            Fact::Corrected { of, to, .. } if of == self.event().seq => Some(to),
            _ => None,
        })
    }

    /// CORRECTION_PROPOSED, CORRECTED, CORRECTION_REJECTED: the correction; see `Ticket.corrections`.
    async fn correction_id(&self) -> Option<ID> {
        match self.fact() {
            Fact::CorrectionProposed { correction, .. }
            | Fact::Corrected { correction, .. }
            | Fact::CorrectionRejected { correction, .. } => Some(NodeType::TimeCorrection.id(correction.0)),
            _ => None,
        }
    }

    /// VISIT_BEGUN, VISIT_ENDED, VISIT_ACCEPTED, VISIT_DISPUTED: the visit; see `Ticket.visits`.
    async fn visit_id(&self) -> Option<ID> {
        match self.fact() {
            Fact::VisitBegun { visit, .. }
            | Fact::VisitEnded { visit, .. }
            | Fact::VisitAccepted { visit }
            | Fact::VisitDisputed { visit, .. } => Some(NodeType::SiteVisit.id(visit.0)),
            _ => None,
        }
    }

    /// EXCLUSION_APPLIED, EXCLUSION_SHORTENED: the exclusion. Reading it needs exclusion.view there.
    async fn exclusion_id(&self) -> Option<ID> {
        match self.fact() {
            Fact::ExclusionApplied { exclusion, .. } | Fact::ExclusionShortened { exclusion, .. } => {
                Some(NodeType::ServiceExclusion.id(exclusion.0))
            }
            _ => None,
        }
    }

    /// When the platform learnt of it.
    async fn recorded_at(&self) -> Instant {
        self.event().recorded_at
    }

    /// The side that did it.
    async fn side(&self) -> ActorSide {
        self.event().side.into()
    }

    /// Who did it; null for the platform itself and an import.
    async fn actor(&self) -> Option<Result<User<'a>, ApiError>> {
        let id = self.view().actor?;
        Some(self.request.user(id).map(|of| User { of, request: self.request }))
    }

    /// COMMENTED: what was written. HELD, PLAN_APPROVED, END_ACCEPTED: the note.
    async fn body(&self) -> Option<&str> {
        match self.fact() {
            Fact::WorkLogged { summary, .. } => Some(summary),
            Fact::Commented { body, .. } => Some(body),
            Fact::Held { note, .. } | Fact::PlanApproved { note } | Fact::EndAccepted { note, .. } => Some(note),
            Fact::EvidenceAdded { text, .. } => Some(text),
            Fact::VisitBegun { note, .. } | Fact::VisitEnded { note, .. } => Some(note),
            Fact::ExclusionApplied { note, .. } | Fact::ExclusionShortened { note, .. } => Some(note),
            _ => None,
        }
    }

    #[graphql(flatten)]
    async fn talk(&self) -> EventTalk<'_> {
        EventTalk { fact: self.fact(), request: self.request }
    }

    #[graphql(flatten)]
    async fn parties(&self) -> EventParties<'_> {
        EventParties { fact: self.fact(), request: self.request }
    }

    /// SOLUTION_REJECTED, REOPENED, CANCELLED, PAUSE_REJECTED, PRIORITY_CHANGED, EXCLUDED, PLAN_REJECTED, END_PROPOSED,
    /// END_REJECTED, UNLINKED, DECLARED_MAJOR, ATTACHMENT_WITHDRAWN, WORK_REVERSED, CORRECTION_PROPOSED,
    /// CORRECTION_REJECTED, VISIT_DISPUTED, HAND_OVER_PROPOSED, HAND_OVER_DECLINED, DISPUTE_DECIDED: why. ROUTED, HANDED_OVER: why, when
    /// it was said.
    async fn reason(&self) -> Option<&str> {
        match self.fact() {
            Fact::SolutionRejected { reason }
            | Fact::Reopened { reason }
            | Fact::Cancelled { reason }
            | Fact::PauseRejected { reason, .. }
            | Fact::PriorityChanged { reason, .. }
            | Fact::Excluded { reason, .. }
            | Fact::PlanRejected { reason }
            | Fact::EndProposed { reason, .. }
            | Fact::EndRejected { reason }
            | Fact::Unlinked { reason, .. }
            | Fact::DeclaredMajor { reason }
            | Fact::AttachmentWithdrawn { reason, .. }
            | Fact::WorkReversed { reason, .. }
            | Fact::CorrectionProposed { reason, .. }
            | Fact::CorrectionRejected { reason, .. }
            | Fact::VisitDisputed { reason, .. }
            | Fact::HandOverProposed { reason, .. }
            | Fact::HandOverDeclined { reason }
            | Fact::DisputeDecided { reason, .. } => Some(reason),
            Fact::Routed { reason, .. } | Fact::HandedOver { reason, .. } => {
                Some(reason.as_str()).filter(|reason| !reason.is_empty())
            }
            _ => None,
        }
    }

    /// RESOLVED: the cause.
    async fn cause(&self) -> Option<&str> {
        match self.fact() {
            Fact::Resolved { cause, .. } => Some(cause),
            _ => None,
        }
    }

    /// RESOLVED: the solution.
    async fn solution(&self) -> Option<&str> {
        match self.fact() {
            Fact::Resolved { solution, .. } => Some(solution),
            _ => None,
        }
    }

    /// RESTORED: whether nobody had to come.
    async fn remote(&self) -> Option<bool> {
        match self.fact() {
            Fact::Restored { remote } => Some(*remote),
            _ => None,
        }
    }

    /// HELD, RESUMED, PAUSE_ACCEPTED, PAUSE_REJECTED, EVIDENCE_ADDED: the pause. ATTACHED: the pause that the file is
    /// evidence about, if any.
    async fn pause_id(&self) -> Option<ID> {
        match self.fact() {
            Fact::Held { pause, .. }
            | Fact::Resumed { pause }
            | Fact::PauseAccepted { pause }
            | Fact::EvidenceAdded { pause, .. }
            | Fact::Attached { pause: Some(pause), .. }
            | Fact::PauseRejected { pause, .. } => Some(NodeType::TicketPause.id(pause.0)),
            _ => None,
        }
    }

    /// HELD, EXCLUSION_APPLIED: why.
    async fn pause_reason(&self) -> Option<PauseReason> {
        match self.fact() {
            Fact::Held { reason, .. } | Fact::ExclusionApplied { reason, .. } => Some((*reason).into()),
            _ => None,
        }
    }

    /// RAISED, PRIORITY_CHANGED: how much is affected.
    async fn impact(&self) -> Option<Impact> {
        match self.fact() {
            Fact::Raised { impact, .. } | Fact::PriorityChanged { impact, .. } => Some((*impact).into()),
            _ => None,
        }
    }

    /// RAISED, PRIORITY_CHANGED: how fast the effect grows.
    async fn urgency(&self) -> Option<Urgency> {
        match self.fact() {
            Fact::Raised { urgency, .. } | Fact::PriorityChanged { urgency, .. } => Some((*urgency).into()),
            _ => None,
        }
    }

    /// RAISED, PRIORITY_CHANGED, PRIORITY_ROSE: the rank from then on.
    async fn priority(&self) -> Option<Priority> {
        match self.fact() {
            Fact::Raised { priority, .. }
            | Fact::PriorityChanged { to: priority, .. }
            | Fact::PriorityRose { to: priority, .. } => Some((*priority).into()),
            _ => None,
        }
    }

    /// PRIORITY_CHANGED, PRIORITY_ROSE: the rank before.
    async fn previous_priority(&self) -> Option<Priority> {
        match self.fact() {
            Fact::PriorityChanged { from, .. } | Fact::PriorityRose { from, .. } => Some((*from).into()),
            _ => None,
        }
    }

    /// END_PROPOSED, HAND_OVER_PROPOSED: until when it may be answered; afterwards it lapses. Null for older ones, which have
    /// no limit.
    async fn answer_by(&self) -> Option<Instant> {
        self.fact().waits_until().map(|(_, by)| by)
    }

    /// EXCLUDED, DISPUTE_DECIDED: what the clock measures.
    async fn metric(&self) -> Option<Metric> {
        match self.fact() {
            Fact::Excluded { metric, .. } => Some((*metric).into()),
            Fact::DisputeDecided { clock, .. } => Some(clock.metric.into()),
            _ => None,
        }
    }

    /// EXCLUDED, DISPUTE_DECIDED: the cycle of the clock.
    async fn cycle(&self) -> Option<i32> {
        match self.fact() {
            Fact::Excluded { cycle, .. } => Some(*cycle),
            Fact::DisputeDecided { clock, .. } => Some(clock.cycle),
            _ => None,
        }
    }

    /// DISPUTE_DECIDED: the dispute. Reading it needs dispute.view there.
    async fn dispute_id(&self) -> Option<ID> {
        match self.fact() {
            Fact::DisputeDecided { dispute, .. } => Some(NodeType::BreachDispute.id(dispute.0)),
            _ => None,
        }
    }

    /// DISPUTE_DECIDED: what holds.
    async fn ruling(&self) -> Option<DisputeRuling> {
        match self.fact() {
            Fact::DisputeDecided { ruling, .. } => Some(DisputeRuling(ruling.clone())),
            _ => None,
        }
    }

    /// PLAN_SUBMITTED: the plan.
    async fn plan(&self) -> Option<PlanText> {
        match self.fact() {
            Fact::PlanSubmitted { plan, .. } => Some(plan.into()),
            _ => None,
        }
    }

    /// END_PROPOSED, END_ACCEPTED: how it shall end.
    async fn end_kind(&self) -> Option<EndKind> {
        match self.fact() {
            Fact::EndProposed { kind, .. } | Fact::EndAccepted { kind, .. } => Some((*kind).into()),
            _ => None,
        }
    }

    /// END_PROPOSED of what is not the vendor's: whose it is.
    async fn whose(&self) -> Option<&str> {
        match self.fact() {
            Fact::EndProposed { whose, .. } => whose.as_deref(),
            _ => None,
        }
    }

    /// LINKED, UNLINKED: what the one ticket is to the other.
    async fn relation(&self) -> Option<TicketRelation> {
        match self.fact() {
            Fact::Linked { relation, .. } | Fact::Unlinked { relation, .. } => Some((*relation).into()),
            _ => None,
        }
    }

    /// LINKED, UNLINKED: which end of the link this ticket is.
    async fn link_end(&self) -> Option<TicketLinkEnd> {
        match self.fact() {
            Fact::Linked { end, .. } | Fact::Unlinked { end, .. } => Some((*end).into()),
            _ => None,
        }
    }

    /// LINKED, UNLINKED: the other ticket. Such an event is shown only to those who see both.
    async fn linked_ticket_id(&self) -> Option<ID> {
        match self.fact() {
            Fact::Linked { other, .. } | Fact::Unlinked { other, .. } => Some(NodeType::Ticket.id(other.0)),
            _ => None,
        }
    }
}
