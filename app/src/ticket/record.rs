//! What stands in the log of a ticket beside its state: visits, corrections of recorded times, evidence, exclusions.

use domain::Instant;
use domain::access::Action;
use domain::ids::{CorrectionId, ExclusionId, PauseId, UserId, VisitId};
use domain::ticket::{
    ActorSide, CorrectionState, CorrectionStep, Event, Fact, PartUsed, PauseReason, Position, Ticket, VisitSignOff,
    VisitStep, correction_steps, visit_steps,
};

use super::EventView;
use crate::{Op, TicketRow};

/// A visit of the vendor to the site.
#[derive(Clone, Debug)]
pub struct VisitView {
    pub id: VisitId,
    pub checked_in_at: Instant,
    /// Who checked in.
    pub by: Option<UserId>,
    pub position: Option<Position>,
    /// Perhaps empty.
    pub note: String,
    pub checked_out_at: Option<Instant>,
    /// Perhaps empty.
    pub closing_note: String,
    pub parts: Vec<PartUsed>,
    pub sign_off: VisitSignOff,
    pub signed_by: Option<UserId>,
    pub signed_at: Option<Instant>,
    pub dispute_reason: Option<String>,
    /// What the actor may do with it now.
    pub steps: Vec<VisitStep>,
}

/// A proposal to correct a recorded time, and what became of it.
#[derive(Clone, Debug)]
pub struct CorrectionView {
    pub id: CorrectionId,
    /// The `seq` of the event.
    pub of: i32,
    /// The event as recorded: when it happened by then.
    pub recorded: Option<Instant>,
    pub to: Instant,
    pub reason: String,
    /// Perhaps empty.
    pub evidence: String,
    pub side: ActorSide,
    pub proposed_by: Option<UserId>,
    pub proposed_at: Instant,
    pub state: CorrectionState,
    pub decided_by: Option<UserId>,
    pub decided_at: Option<Instant>,
    pub decision_reason: Option<String>,
    /// What the actor may do with it now.
    pub steps: Vec<CorrectionStep>,
}

/// Evidence for or against a pause.
#[derive(Clone, Debug)]
pub struct EvidenceView {
    pub text: String,
    pub link: Option<String>,
    pub by: Option<UserId>,
    pub at: Instant,
    pub side: ActorSide,
}

/// Time that an approved exclusion takes out of a ticket.
#[derive(Clone, Debug)]
pub struct ExclusionMark {
    pub exclusion: ExclusionId,
    pub reason: PauseReason,
    pub from: Instant,
    pub to: Instant,
    pub note: String,
    pub applied_at: Instant,
}

/// The visits of a ticket by the log that the actor reads, in recorded order.
pub fn visits_of(op: &Op, row: &TicketRow, log: &[EventView]) -> Vec<VisitView> {
    let mut visits: Vec<VisitView> = Vec::new();
    for EventView { event, actor, .. } in log {
        match &event.fact {
            Fact::VisitBegun { visit, position, note } => visits.push(VisitView {
                id: *visit,
                checked_in_at: event.occurred_at,
                by: *actor,
                position: *position,
                note: note.clone(),
                checked_out_at: None,
                closing_note: String::new(),
                parts: Vec::new(),
                sign_off: VisitSignOff::Pending,
                signed_by: None,
                signed_at: None,
                dispute_reason: None,
                steps: Vec::new(),
            }),
            Fact::VisitEnded { visit, parts, note } => {
                if let Some(of) = visits.iter_mut().find(|of| of.id == *visit) {
                    of.checked_out_at = Some(event.occurred_at);
                    (of.parts, of.closing_note) = (parts.clone(), note.clone());
                }
            }
            Fact::VisitAccepted { visit } | Fact::VisitDisputed { visit, .. } => {
                if let Some(of) = visits.iter_mut().find(|of| of.id == *visit) {
                    (of.signed_by, of.signed_at) = (*actor, Some(event.occurred_at));
                    (of.sign_off, of.dispute_reason) = match &event.fact {
                        Fact::VisitDisputed { reason, .. } => (VisitSignOff::Disputed, Some(reason.clone())),
                        _ => (VisitSignOff::Accepted, None),
                    };
                }
            }
            _ => {}
        }
    }
    if let Some((ticket, side)) = acted_on(op, row, log).filter(|_| !visits.is_empty()) {
        let allowed: Vec<VisitStep> =
            VisitStep::ALL.iter().copied().filter(|step| may_on(op, step.action(), row)).collect();
        for visit in &mut visits {
            visit.steps = visit_steps(&ticket, visit.id, side);
            visit.steps.retain(|step| allowed.contains(step));
        }
    }
    visits
}

/// The proposals on a ticket by the log that the actor reads, in recorded order.
pub fn corrections_of(op: &Op, row: &TicketRow, log: &[EventView]) -> Vec<CorrectionView> {
    let mut found: Vec<CorrectionView> = Vec::new();
    let recorded = |seq: i32| log.iter().find(|view| view.event.seq == seq).map(|view| view.event.occurred_at);
    for EventView { event, actor, .. } in log {
        let (id, state, reason) = match &event.fact {
            Fact::CorrectionProposed { correction, of, to, reason, evidence } => {
                found.push(CorrectionView {
                    id: *correction,
                    of: *of,
                    recorded: recorded(*of),
                    to: *to,
                    reason: reason.clone(),
                    evidence: evidence.clone(),
                    side: event.side,
                    proposed_by: *actor,
                    proposed_at: event.occurred_at,
                    state: CorrectionState::Proposed,
                    decided_by: None,
                    decided_at: None,
                    decision_reason: None,
                    steps: Vec::new(),
                });
                continue;
            }
            Fact::Corrected { correction, .. } => (*correction, CorrectionState::Approved, None),
            Fact::CorrectionRejected { correction, reason } => {
                (*correction, CorrectionState::Rejected, Some(reason.clone()))
            }
            _ => continue,
        };
        if let Some(of) = found.iter_mut().find(|of| of.id == id) {
            (of.state, of.decision_reason) = (state, reason);
            (of.decided_by, of.decided_at) = (*actor, Some(event.occurred_at));
        }
    }
    let decides = may_on(op, Action::TicketDecideCorrection, row) && !found.is_empty();
    if let Some((ticket, side)) = acted_on(op, row, log).filter(|_| decides) {
        for of in &mut found {
            of.steps = correction_steps(&ticket, of.id, side);
        }
    }
    found
}

/// The evidence of a log about one pause, in recorded order.
pub fn evidence_of(log: &[EventView], about: PauseId) -> Vec<EvidenceView> {
    let evidence = |view: &EventView| match &view.event.fact {
        Fact::EvidenceAdded { pause, text, link } if *pause == about => Some(EvidenceView {
            text: text.clone(),
            link: link.clone(),
            by: view.actor,
            at: view.event.occurred_at,
            side: view.event.side,
        }),
        _ => None,
    };
    log.iter().filter_map(evidence).collect()
}

/// The exclusions that were written into a log, in recorded order.
pub fn exclusions_of(log: &[EventView]) -> Vec<ExclusionMark> {
    let mut marks: Vec<ExclusionMark> = Vec::new();
    for view in log {
        match &view.event.fact {
            Fact::ExclusionApplied { exclusion, reason, from, to, note, .. } => marks.push(ExclusionMark {
                exclusion: *exclusion,
                reason: *reason,
                from: *from,
                to: *to,
                note: note.clone(),
                applied_at: view.event.occurred_at,
            }),
            Fact::ExclusionShortened { exclusion, to, .. } => {
                let about = marks.iter_mut().filter(|mark| mark.exclusion == *exclusion);
                about.for_each(|mark| mark.to = *to);
            }
            _ => {}
        }
    }
    marks
}

/// Whether the actor may do something on a ticket; what its state allows is another matter.
fn may_on(op: &Op, action: Action, row: &TicketRow) -> bool {
    op.ticket_scope(action).covers(row.agency_id, Some(row.vendor_id))
}

/// The ticket as its log says, and the side that the actor stands on.
fn acted_on(op: &Op, row: &TicketRow, log: &[EventView]) -> Option<(Ticket, ActorSide)> {
    let events: Vec<Event> = log.iter().map(|view| view.event.clone()).collect();
    Ticket::fold(&events, Some(row.vendor_id)).zip(op.actor().side())
}
