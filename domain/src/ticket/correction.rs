//! Corrections of recorded times: proposed by one side, decided by the other; what was recorded stays (E46).

use serde::{Deserialize, Serialize};

use super::text::{REASON_MAX, optional, required};
use super::{ActorSide, Asked, Fact, Refusal, RefusalCode, Ticket, moment, rules};
use crate::Instant;
use crate::access::Action;
use crate::ids::CorrectionId;
use crate::text_enum;

text_enum! {
    /// What may be corrected: the milestones, which people record. A decision takes effect when it is made.
    pub enum MilestoneKind {
        /// Notice was taken.
        Acknowledged = "ACKNOWLEDGED",
        /// Somebody was on site.
        Arrived = "ARRIVED",
        /// The service worked again.
        Restored = "RESTORED",
        /// The cause was gone.
        Resolved = "RESOLVED",
        /// A progress report.
        ProgressReported = "PROGRESS_REPORTED",
    }
}

text_enum! {
    /// What became of a proposal.
    pub enum CorrectionState {
        /// The other side has said nothing yet.
        Proposed = "PROPOSED",
        /// The corrected time holds.
        Approved = "APPROVED",
        /// The recorded time holds.
        Rejected = "REJECTED",
    }
}

text_enum! {
    /// What may be done to a proposal.
    pub enum CorrectionStep {
        /// Let the corrected time hold.
        Approve = "APPROVE",
        /// Leave the recorded time, and say why.
        Reject = "REJECT",
    }
}

/// A recorded milestone and the bounds within which it can have happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Milestone {
    /// Its place in the log.
    pub seq: i32,
    /// Which.
    pub kind: MilestoneKind,
    /// The cycle it was recorded in.
    pub cycle: i32,
    /// When it happened: as recorded, or as corrected last.
    pub at: Instant,
    /// When it was recorded: it cannot have happened later.
    pub recorded_at: Instant,
    /// What it must not lie before.
    pub floor: Instant,
    /// The decision that ended its cycle, which it must not lie after.
    pub ceiling: Option<Instant>,
}

/// A proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// Which.
    pub id: CorrectionId,
    /// The `seq` of the milestone.
    pub of: i32,
    /// When it happened, by the proposal.
    pub to: Instant,
    /// Who proposed it.
    pub side: ActorSide,
    /// What became of it.
    pub state: CorrectionState,
}

/// What may be corrected, and what was proposed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corrections {
    /// In recorded order.
    pub milestones: Vec<Milestone>,
    /// In recorded order.
    pub proposals: Vec<Correction>,
    /// The `seq` of the last hand-over; 0 without one. What was recorded up to it, no side can answer for any more.
    #[serde(default)]
    pub sealed: i32,
}

impl Corrections {
    /// The milestone at a place of the log.
    pub fn milestone(&self, seq: i32) -> Option<&Milestone> {
        self.milestones.iter().find(|milestone| milestone.seq == seq)
    }

    /// Whether something stands in the log that may be corrected still.
    pub fn is_correctable(&self) -> bool {
        self.milestones.iter().any(|milestone| !self.is_sealed(milestone.seq))
    }

    /// Whether a place of the log lies in the leg of a vendor that has given the ticket away (E28): its times stand.
    pub const fn is_sealed(&self, seq: i32) -> bool {
        seq <= self.sealed
    }

    /// Whether `side` has something to decide: a proposal about what is sealed waits for nobody.
    pub fn awaits(&self, side: ActorSide) -> bool {
        let waits = |of: &Correction| of.state == CorrectionState::Proposed && !self.is_sealed(of.of);
        self.proposals.iter().any(|proposal| waits(proposal) && proposal.side != side)
    }

    /// The earliest time of a kind, in one cycle or in all.
    pub(super) fn earliest(&self, kind: MilestoneKind, cycle: Option<i32>) -> Option<Instant> {
        let of_kind = self.milestones.iter().filter(|milestone| milestone.kind == kind);
        of_kind.filter(|milestone| cycle.is_none_or(|cycle| milestone.cycle == cycle)).map(|of| of.at).min()
    }

    /// A decision ended the cycle: nothing of it happened later.
    pub(super) fn end_cycle(&mut self, at: Instant) {
        for milestone in &mut self.milestones {
            milestone.ceiling = milestone.ceiling.or(Some(at));
        }
    }

    pub(super) fn judge(&mut self, id: CorrectionId, state: CorrectionState) {
        for proposal in self.proposals.iter_mut().filter(|proposal| proposal.id == id) {
            proposal.state = state;
        }
    }

    /// The first and the last second at which a milestone can have happened.
    fn bounds(&self, of: &Milestone) -> (Instant, Instant) {
        let others = |kind: MilestoneKind| {
            let same = move |other: &&Milestone| other.cycle == of.cycle && other.kind == kind && other.seq != of.seq;
            self.milestones.iter().filter(same).map(|other| other.at)
        };
        let last = of.ceiling.map_or(of.recorded_at, |ceiling| ceiling.min(of.recorded_at));
        match of.kind {
            MilestoneKind::Resolved => (others(MilestoneKind::Restored).fold(of.floor, Instant::max), last),
            _ => (of.floor, others(MilestoneKind::Resolved).fold(last, Instant::min)),
        }
    }
}

/// The fact of a proposal.
pub(super) fn propose(
    ticket: &Ticket,
    (id, of, to): (CorrectionId, i32, Instant),
    reason: &str,
    evidence: &str,
) -> Result<Fact, Refusal> {
    let to = moment::to_second(to);
    let milestone = correctable(ticket, of)?;
    let known = &ticket.corrections.proposals;
    if known.iter().any(|proposal| proposal.id == id) {
        let en = "the ticket has a correction with this id";
        return Err(Refusal::new(RefusalCode::Invalid, Some("correctionId"), en, "该更正编号已存在"));
    }
    if known.iter().any(|proposal| proposal.of == of && proposal.state == CorrectionState::Proposed) {
        return Err(Refusal::already("a correction of this event waits for a decision", "该事项已有待审核的更正提议"));
    }
    if milestone.at == to {
        let en = "it is recorded at that very time";
        return Err(Refusal::new(RefusalCode::Invalid, Some("correctedAt"), en, "与现有时间相同"));
    }
    check_bounds(ticket, milestone, to)?;
    let reason = required("reason", reason, REASON_MAX)?;
    let evidence = optional("evidence", evidence, REASON_MAX)?;
    Ok(Fact::CorrectionProposed { correction: id, of, to, reason, evidence })
}

/// The fact of an approval; what has changed since the proposal counts.
pub(super) fn approve(ticket: &Ticket, id: CorrectionId, side: ActorSide) -> Result<Fact, Refusal> {
    let proposal = decidable(ticket, id, side)?;
    let milestone = correctable(ticket, proposal.of)?;
    check_bounds(ticket, milestone, proposal.to)?;
    Ok(Fact::Corrected { correction: id, of: proposal.of, was: milestone.at, to: proposal.to })
}

/// The fact of a rejection.
pub(super) fn reject(ticket: &Ticket, id: CorrectionId, side: ActorSide, reason: &str) -> Result<Fact, Refusal> {
    decidable(ticket, id, side)?;
    Ok(Fact::CorrectionRejected { correction: id, reason: required("reason", reason, REASON_MAX)? })
}

/// What `side` may do with a proposal on `ticket` now; what can hold no more can only be rejected. The caller has checked
/// the right and the scope.
pub fn correction_steps(ticket: &Ticket, id: CorrectionId, side: ActorSide) -> Vec<CorrectionStep> {
    let asked = Asked::now(side, ticket.raised_at);
    if rules::check(ticket, Action::TicketDecideCorrection, &asked).is_err() {
        return Vec::new();
    }
    let possible = |step: &CorrectionStep| match step {
        CorrectionStep::Approve => approve(ticket, id, side).is_ok(),
        CorrectionStep::Reject => decidable(ticket, id, side).is_ok(),
    };
    CorrectionStep::ALL.iter().copied().filter(possible).collect()
}

/// Neither side decides on its own proposal (DESIGN §5).
fn decidable(ticket: &Ticket, id: CorrectionId, side: ActorSide) -> Result<&Correction, Refusal> {
    let found = ticket.corrections.proposals.iter().find(|proposal| proposal.id == id);
    let Some(found) = found else {
        let en = "the ticket has no such correction";
        return Err(Refusal::new(RefusalCode::UnknownCorrection, Some("correctionId"), en, "工单没有该更正提议"));
    };
    if found.state != CorrectionState::Proposed {
        return Err(Refusal::already("the correction has been decided", "该更正提议已审核"));
    }
    if found.side == side && side != ActorSide::System {
        let en = "the other side decides on a correction";
        return Err(Refusal::new(RefusalCode::NotYourSide, Some("correctionId"), en, "更正须由对方审核"));
    }
    Ok(found)
}

fn correctable(ticket: &Ticket, of: i32) -> Result<&Milestone, Refusal> {
    if ticket.corrections.is_sealed(of) {
        let en = "it was recorded before the ticket was handed over, and its vendor has the ticket no more";
        let zh = "该事项登记于工单移交之前，原服务商已不再负责本工单，其时间不可更正";
        return Err(Refusal::new(RefusalCode::NotCorrectable, Some("seq"), en, zh));
    }
    ticket.corrections.milestone(of).ok_or_else(|| {
        let en = "no milestone stands there: only when something was acknowledged, arrived, restored, resolved or \
                  reported can be corrected";
        let zh = "该处不是可更正的事项：仅受理、到场、恢复、解决和进展反馈的时间可以更正";
        Refusal::new(RefusalCode::NotCorrectable, Some("seq"), en, zh)
    })
}

fn check_bounds(ticket: &Ticket, milestone: &Milestone, to: Instant) -> Result<(), Refusal> {
    let (first, last) = ticket.corrections.bounds(milestone);
    let (code, en, zh) = if to < ticket.raised_at {
        (RefusalCode::BeforeRaised, "the time given lies before the ticket was raised", "所填时间早于报障时间")
    } else if to < first {
        (RefusalCode::OutOfOrder, "the time given lies before what it must follow", "所填时间早于其前置事项")
    } else if to > milestone.recorded_at {
        (RefusalCode::InFuture, "it cannot have happened after it was recorded", "所填时间晚于其登记时间")
    } else if to > last {
        (RefusalCode::OutOfOrder, "the time given lies after what followed it", "所填时间晚于其后续事项")
    } else {
        return Ok(());
    };
    Err(Refusal::new(code, Some("correctedAt"), en, zh))
}
