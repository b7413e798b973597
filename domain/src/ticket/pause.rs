//! Pauses: what they are, how a ticket keeps them, and which may be declared, judged and evidenced (S4).

use serde::{Deserialize, Serialize};

use super::{Fact, PauseReason, Refusal, RefusalCode, Ticket, TicketState, Visibility};
use crate::Instant;
use crate::ids::PauseId;
use crate::text_enum;

text_enum! {
    /// What the agency thinks of a pause.
    pub enum PauseDecision {
        /// Nothing said yet.
        Pending = "PENDING",
        /// It holds.
        Accepted = "ACCEPTED",
        /// It never held.
        Rejected = "REJECTED",
    }
}

/// A declared pause, [from, until).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// Identifies it on the ticket.
    pub id: PauseId,
    /// Why.
    pub reason: PauseReason,
    /// When it was declared to begin.
    pub from: Instant,
    /// When it ended; none while open.
    pub until: Option<Instant>,
    /// The agency's latest decision.
    pub decision: PauseDecision,
}

impl Pause {
    /// Whether it has not ended.
    pub const fn is_open(&self) -> bool {
        self.until.is_none()
    }
}

impl Ticket {
    /// The pauses that have not ended.
    pub fn open_pauses(&self) -> impl Iterator<Item = &Pause> {
        self.pauses.iter().filter(|pause| pause.is_open())
    }

    /// The pause with this id.
    pub fn pause(&self, id: PauseId) -> Option<&Pause> {
        self.pauses.iter().find(|pause| pause.id == id)
    }

    pub(super) fn hold(&mut self, id: PauseId, reason: PauseReason, from: Instant) {
        // A pause learnt of after the solution is history: it must not reopen the ticket.
        let until = self.is_solved_or_cancelled().then_some(from);
        self.pauses.push(Pause { id, reason, from, until, decision: PauseDecision::Pending });
        self.advance(TicketState::OnHold);
    }

    pub(super) fn resume(&mut self, id: PauseId, at: Instant) {
        for pause in self.pauses.iter_mut().filter(|pause| pause.id == id && pause.is_open()) {
            pause.until = Some(at);
        }
        if self.state == TicketState::OnHold && self.open_pauses().next().is_none() {
            self.state = TicketState::InProgress;
        }
    }

    pub(super) fn judge_pause(&mut self, id: PauseId, decision: PauseDecision) {
        for pause in self.pauses.iter_mut().filter(|pause| pause.id == id) {
            pause.decision = decision;
        }
    }

    pub(super) fn end_pauses(&mut self, at: Instant) {
        for pause in self.pauses.iter_mut().filter(|pause| pause.is_open()) {
            pause.until = Some(at);
        }
    }
}

pub(super) fn find_pause(ticket: &Ticket, id: PauseId) -> Result<&Pause, Refusal> {
    ticket.pause(id).ok_or_else(|| {
        let en = "the ticket has no such pause";
        Refusal::new(RefusalCode::UnknownPause, Some("pauseId"), en, "工单没有该挂起记录")
    })
}

/// Several parties may be waited for at once, but each for one thing only (E17).
pub(super) fn check_new_pause(ticket: &Ticket, id: PauseId, reason: PauseReason) -> Result<(), Refusal> {
    if ticket.pause(id).is_some() {
        let en = "the ticket has a pause with this id";
        return Err(Refusal::new(RefusalCode::Invalid, Some("pauseId"), en, "该挂起编号已存在"));
    }
    if ticket.open_pauses().any(|pause| pause.reason == reason) {
        let en = "a pause for this reason is open already";
        return Err(Refusal::new(RefusalCode::AlreadyDone, Some("reason"), en, "已有相同原因的挂起"));
    }
    Ok(())
}

/// A decision may be turned, as a revision (E22), but not repeated.
pub(super) fn check_undecided(pause: &Pause, decision: PauseDecision) -> Result<(), Refusal> {
    if pause.decision == decision {
        return Err(Refusal::already("the pause has been decided so already", "该挂起已作出相同审核"));
    }
    Ok(())
}

/// Refuses evidence that the side which has to judge it, or to answer it, cannot read.
pub(super) fn check_evidence(visibility: Visibility) -> Result<(), Refusal> {
    if visibility == Visibility::Public {
        return Ok(());
    }
    let en = "evidence about a pause is read by both sides";
    Err(Refusal::new(RefusalCode::Invalid, Some("visibility"), en, "挂起的证据须对双方公开"))
}

/// Ends every open pause before `last` (E20).
pub(super) fn ending_pauses(ticket: &Ticket, last: Fact) -> Vec<Fact> {
    ticket.open_pauses().map(|pause| Fact::Resumed { pause: pause.id }).chain([last]).collect()
}
