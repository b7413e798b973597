//! Until when a proposal may be answered. Silence never gives a ticket away and never ends one: what nobody answers lapses,
//! and everything stands as if it had not been proposed. So neither side gains by waiting: the vendor does not get rid of a
//! ticket by an agency's silence, nor the agency of a promise by a vendor's.

use super::{ActorSide, Asked, Command, Fact, Refusal, RefusalCode, Ticket, moment};
use crate::Instant;
use crate::text_enum;

text_enum! {
    /// What waits for an answer.
    pub enum ProposalKind {
        /// To end the ticket.
        End = "END",
        /// To hand it over to another vendor.
        HandOver = "HAND_OVER",
    }
}

impl ProposalKind {
    /// The command by which the platform lets it lapse.
    pub const fn lapse(self) -> Command {
        match self {
            Self::End => Command::LapseEnd,
            Self::HandOver => Command::LapseHandOver,
        }
    }
}

impl Command {
    /// What it proposes, if it waits for an answer.
    pub const fn proposes(&self) -> Option<ProposalKind> {
        match self {
            Self::ProposeEnd { .. } => Some(ProposalKind::End),
            Self::ProposeHandOver { .. } => Some(ProposalKind::HandOver),
            _ => None,
        }
    }
}

impl Fact {
    /// What waits for an answer since then, and until when; none of another fact, and without a limit.
    pub const fn waits_until(&self) -> Option<(ProposalKind, Instant)> {
        match self {
            Self::EndProposed { answer_by: Some(by), .. } => Some((ProposalKind::End, *by)),
            Self::HandOverProposed { answer_by: Some(by), .. } => Some((ProposalKind::HandOver, *by)),
            _ => None,
        }
    }
}

impl Ticket {
    /// Until when the open proposal of a kind may be answered; none without one, or without a limit.
    pub fn answer_by(&self, kind: ProposalKind) -> Option<Instant> {
        match kind {
            ProposalKind::End => self.proposal.as_ref().and_then(|proposal| proposal.answer_by),
            ProposalKind::HandOver => self.hand_over.as_ref().and_then(|proposal| proposal.answer_by),
        }
    }
}

/// Refuses an answer that comes too late, and a lapse that comes too early or from anybody but the platform.
pub(super) fn check(ticket: &Ticket, command: &Command, asked: &Asked) -> Result<(), Refusal> {
    let (kind, lapses) = match command {
        Command::AcceptEnd { .. } | Command::RejectEnd { .. } => (ProposalKind::End, false),
        Command::HandOver { .. } | Command::DeclineHandOver { .. } => (ProposalKind::HandOver, false),
        Command::LapseEnd => (ProposalKind::End, true),
        Command::LapseHandOver => (ProposalKind::HandOver, true),
        _ => return Ok(()),
    };
    if lapses && asked.side != ActorSide::System {
        return Err(Refusal::not_your_side(asked.side));
    }
    let over = ticket.answer_by(kind).is_some_and(|by| moment::to_second(asked.now) > by);
    match (lapses, over) {
        (false, true) => {
            let en = "the time for an answer is over: the proposal has lapsed";
            Err(Refusal::new(RefusalCode::Lapsed, None, en, "答复期限已过，提议已失效"))
        }
        (true, false) => {
            let en = "no proposal is open whose time for an answer is over";
            Err(Refusal::new(RefusalCode::NothingProposed, None, en, "没有已逾答复期限的提议"))
        }
        _ => Ok(()),
    }
}
