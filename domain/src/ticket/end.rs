//! Ending a ticket that is not solved: one side proposes, the other one decides. The clocks go on meanwhile.

use serde::{Deserialize, Serialize};

use super::text::{REASON_MAX, TITLE_MAX, optional, required};
use super::{ActorSide, Asked, EndKind, Event, Fact, Refusal, RefusalCode, Ticket};
use crate::Instant;
use crate::access::Role;
use crate::ids::UserId;

/// An open proposal to end a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// How.
    pub kind: EndKind,
    /// The side that proposed it.
    pub side: ActorSide,
    /// Who did.
    pub author: Option<UserId>,
    /// Why.
    pub reason: String,
    /// Until when it may be answered; none without a limit.
    #[serde(default)]
    pub answer_by: Option<Instant>,
}

impl Ticket {
    pub(super) fn proposed(&mut self, event: &Event) {
        self.proposal = match &event.fact {
            Fact::EndProposed { kind, author, reason, answer_by, .. } if self.is_unsolved() => {
                let (side, reason) = (event.side, reason.clone());
                Some(Proposal { kind: *kind, side, author: *author, reason, answer_by: *answer_by })
            }
            _ => None,
        };
    }
}

/// Before anybody took notice the agency withdraws a ticket alone; then it takes two. The platform may at any time.
pub(super) fn check_cancel(ticket: &Ticket, side: ActorSide) -> Result<(), Refusal> {
    if side != ActorSide::Agency || !ticket.is_noticed() {
        return Ok(());
    }
    let en = "work has begun: propose the cancellation, and the vendor or the contract manager decides";
    Err(Refusal::new(RefusalCode::ConsentNeeded, None, en, "服务商已受理：请提议终止，由服务商同意或合同管理员决定"))
}

/// Refuses a second proposal, and one that the asker needs nobody for.
pub(super) fn check_proposer(ticket: &Ticket, side: ActorSide) -> Result<(), Refusal> {
    if ticket.proposal.is_some() {
        return Err(Refusal::already("a proposal to end the ticket is open already", "已有待决的终止提议"));
    }
    if side == ActorSide::Agency && !ticket.is_noticed() {
        let en = "nobody has taken notice yet: cancel the ticket instead";
        return Err(Refusal::new(RefusalCode::WrongState, None, en, "服务商尚未受理，可直接取消工单"));
    }
    Ok(())
}

/// Refuses a decision by the side that proposed it. About the agency's own proposal the contract manager decides too,
/// who is somebody else than its author.
pub(super) fn check_decider(ticket: &Ticket, asked: &Asked) -> Result<(), Refusal> {
    let Some(proposal) = &ticket.proposal else { return Err(nothing()) };
    let other_side = asked.side == ActorSide::System || asked.side != proposal.side;
    let manages = asked.side == ActorSide::Agency && asked.is(Role::ContractManager) && !asked.by(proposal.author);
    if other_side || manages {
        return Ok(());
    }
    let en = "the other side decides about this proposal, or the contract manager about one of the agency's";
    Err(Refusal::new(RefusalCode::OwnProposal, None, en, "提议须由对方决定；采购单位的提议也可由合同管理员决定"))
}

/// Refuses to take back what the other side proposed.
pub(super) fn check_withdrawer(ticket: &Ticket, side: ActorSide) -> Result<(), Refusal> {
    let Some(proposal) = &ticket.proposal else { return Err(nothing()) };
    if side == ActorSide::System || proposal.side == side {
        return Ok(());
    }
    let en = "a proposal is taken back by the side that made it";
    Err(Refusal::new(RefusalCode::NotYourSide, None, en, "提议只能由提议方撤回"))
}

/// The fact of proposing.
pub(super) fn proposed(kind: EndKind, reason: &str, whose: &str, asked: &Asked) -> Result<Fact, Refusal> {
    if kind == EndKind::NotOurs && asked.side == ActorSide::Agency {
        let en = "that a ticket is not theirs is for the vendor to say";
        return Err(Refusal::new(RefusalCode::NotYourSide, Some("kind"), en, "“误派”只能由服务商提议"));
    }
    let reason = required("reason", reason, REASON_MAX)?;
    let whose = match kind {
        EndKind::NotOurs => Some(required("whose", whose, TITLE_MAX)?),
        EndKind::Cancel => None,
    };
    Ok(Fact::EndProposed { kind, reason, whose, author: asked.user(), answer_by: asked.answer_by })
}

/// The fact of agreeing, and the one of the cancellation that it brings.
pub(super) fn accepted(ticket: &Ticket, note: &str) -> Result<[Fact; 2], Refusal> {
    let proposal = ticket.proposal.as_ref().ok_or_else(nothing)?;
    let note = optional("note", note, REASON_MAX)?;
    Ok([Fact::EndAccepted { kind: proposal.kind, note }, Fact::Cancelled { reason: proposal.reason.clone() }])
}

fn nothing() -> Refusal {
    Refusal::new(RefusalCode::NothingProposed, None, "no proposal to end the ticket is open", "没有待决的终止提议")
}
