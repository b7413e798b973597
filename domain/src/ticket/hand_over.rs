//! Hand-over between vendors: proposed by either side, decided by the agency, and who had the ticket when (E28).

use serde::{Deserialize, Serialize};

use super::text::{REASON_MAX, optional, required};
use super::{ActorSide, Asked, Event, Fact, PauseParty, Refusal, RefusalCode, Ticket};
use crate::Instant;
use crate::access::{Grant, Role};
use crate::ids::{ContractId, SystemId, VendorId};
use crate::sla::{ClockState, SlaClock};

/// A proposal that nobody has decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOver {
    /// Its place in the log.
    pub seq: i32,
    /// When it was made.
    pub at: Instant,
    /// By which side.
    pub side: ActorSide,
    /// The contract that shall go on with the work, when it was named.
    pub contract: Option<ContractId>,
    /// The system that the fault lies in, when it was named.
    pub system: Option<SystemId>,
    /// Why.
    pub reason: String,
    /// Until when the agency may answer; none without a limit.
    #[serde(default)]
    pub answer_by: Option<Instant>,
}

impl HandOver {
    /// None of another fact.
    pub(super) fn of(event: &Event) -> Option<Self> {
        let (seq, at, side) = (event.seq, event.occurred_at, event.side);
        let Fact::HandOverProposed { contract, system, reason, answer_by } = &event.fact else { return None };
        let reason = reason.clone();
        Some(Self { seq, at, side, contract: *contract, system: *system, reason, answer_by: *answer_by })
    }
}

/// The time for which one vendor had a ticket, `[from, until)`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leg {
    /// From 1.
    pub number: i32,
    /// Who had it.
    pub vendor: VendorId,
    /// Under which contract: the one that binds the ticket for the first leg.
    pub contract: ContractId,
    /// The system that this contract covers, named when the leg began; none for the first.
    pub system: Option<SystemId>,
    /// From when.
    pub from: Instant,
    /// Until when; none for the present one.
    pub until: Option<Instant>,
    /// The events of the leg, up to and with the hand-over that ended it; none for the present one.
    pub first_seq: i32,
    pub last_seq: Option<i32>,
    /// Since when the agency had to decide on the hand-over that ended it.
    pub waited_from: Option<Instant>,
    /// Why it began; empty for the first.
    pub reason: String,
}

/// The legs of a ticket by its log; one, when it was never handed over. `first` is the vendor and the contract that it
/// was raised under. A vendor that an import named otherwise holds the whole first leg.
pub fn legs(events: &[Event], first: (VendorId, ContractId)) -> Vec<Leg> {
    let begun = events.first().map_or(Instant::MIN_UTC, |event| event.occurred_at);
    let (vendor, contract) = first;
    let mut legs = vec![leg(1, vendor, contract, None, begun, 1)];
    let mut proposed = None;
    for event in events {
        match &event.fact {
            Fact::HandOverProposed { reason, .. } => proposed = Some((event.occurred_at, reason)),
            Fact::HandOverDeclined { .. } | Fact::HandOverWithdrawn | Fact::HandOverLapsed => proposed = None,
            Fact::HandedOver { from, to, contract, system, reason } => {
                let (number, proposal) = (i32::try_from(legs.len()).unwrap_or(i32::MAX), proposed.take());
                if let Some(ended) = legs.last_mut() {
                    ended.vendor = *from;
                    ended.until = Some(event.occurred_at);
                    ended.last_seq = Some(event.seq);
                    ended.waited_from = proposal.map(|(at, _)| at);
                }
                let mut next = leg(number + 1, *to, *contract, Some(*system), event.occurred_at, event.seq + 1);
                let why = proposal.map_or("", |(_, reason)| reason.as_str());
                next.reason = if reason.is_empty() { why.to_owned() } else { reason.clone() };
                legs.push(next);
            }
            _ => {}
        }
    }
    legs
}

fn leg(
    number: i32,
    vendor: VendorId,
    contract: ContractId,
    system: Option<SystemId>,
    from: Instant,
    first_seq: i32,
) -> Leg {
    let reason = String::new();
    Leg { number, vendor, contract, system, from, until: None, first_seq, last_seq: None, waited_from: None, reason }
}

/// The leg that a clock counts for: the one in which it was kept or broken, the present one while it runs. Who has got a
/// ticket in the last second of a promise has not broken it: until it is kept it is the one's before, because the sweep
/// lets it breach as it stands.
pub fn holder<'l>(legs: &'l [Leg], clock: &SlaClock) -> Option<&'l Leg> {
    let excluded = clock.due_at.filter(|_| clock.state == ClockState::Excluded);
    let received = legs.last().map(|leg| leg.from);
    let last_second = clock.due_at.filter(|due| clock.state == ClockState::Running && Some(*due) == received);
    let at = clock.counted_at.or(clock.stopped_at).or(excluded).or(last_second);
    let Some(at) = at else { return legs.last() };
    let missed = clock.state == ClockState::Breached || last_second.is_some();
    let begun = |leg: &&Leg| if missed { leg.from < at } else { leg.from <= at };
    legs.iter().rfind(begun).or(legs.first())
}

/// Refuses who may propose a hand-over but not grant this one: the operator grants it where both contracts cover the
/// ticket's own system; that another system is at fault, the contract manager has to say. `grants` are the asker's at
/// the ticket's agency, none for the platform.
pub fn may_hand_over(grants: Option<&[Grant]>, both_cover: bool) -> Result<(), Refusal> {
    let Some(grants) = grants else { return Ok(()) };
    let manages = grants.iter().any(|grant| grant.role == Role::ContractManager);
    if manages || (both_cover && grants.iter().any(|grant| grant.role == Role::AgencyOperator)) {
        return Ok(());
    }
    let en = "the receiving contract does not cover the ticket's own system: the contract manager decides";
    Err(Refusal::new(RefusalCode::NotYourRole, None, en, "接收方合同未覆盖工单所属系统，须由合同管理员审核"))
}

impl Ticket {
    /// The contract and the system of a hand-over: what the agency names, else what was proposed.
    pub fn receiving(
        &self,
        contract: Option<ContractId>,
        system: Option<SystemId>,
    ) -> (Option<ContractId>, Option<SystemId>) {
        let proposed = self.hand_over.as_ref();
        let contract = contract.or(proposed.and_then(|proposal| proposal.contract));
        (contract, system.or(proposed.and_then(|proposal| proposal.system)))
    }
}

/// One proposal at a time.
pub(super) fn proposed(
    ticket: &Ticket,
    (contract, system): (Option<ContractId>, Option<SystemId>),
    reason: &str,
    asked: &Asked,
) -> Result<Vec<Fact>, Refusal> {
    if ticket.hand_over.is_some() {
        return Err(Refusal::already("a hand-over is proposed already", "已有待审核的移交提议"));
    }
    let (reason, answer_by) = (required("reason", reason, REASON_MAX)?, asked.answer_by);
    Ok(vec![Fact::HandOverProposed { contract, system, reason, answer_by }])
}

/// What the first vendor waits for itself ends with its leg, because the next one waits for other things; so do its visits,
/// because nobody of it can check out any more.
pub(super) fn granted(
    ticket: &Ticket,
    to: Option<VendorId>,
    (contract, system): (Option<ContractId>, Option<SystemId>),
    reason: &str,
) -> Result<Vec<Fact>, Refusal> {
    check_proposed(ticket)?;
    let (contract, system) = ticket.receiving(contract, system);
    let (Some(from), Some(to), Some(contract), Some(system)) = (ticket.vendor, to, contract, system) else {
        let en = "name the contract that shall go on with the work";
        return Err(Refusal::new(RefusalCode::Required, Some("contractId"), en, "请指定接收方合同"));
    };
    if from == to {
        let en = "the ticket is with this vendor already";
        return Err(Refusal::new(RefusalCode::Invalid, Some("contractId"), en, "工单已由该服务商负责"));
    }
    let own = ticket.open_pauses().filter(|pause| pause.reason.party() == PauseParty::Vendor);
    let ended = own.map(|pause| Fact::Resumed { pause: pause.id });
    let left = ticket.visits.iter().filter(|visit| visit.until.is_none());
    let left = left.map(|visit| Fact::VisitEnded { visit: visit.id, parts: Vec::new(), note: String::new() });
    let reason = optional("reason", reason, REASON_MAX)?;
    Ok(ended.chain(left).chain([Fact::HandedOver { from, to, contract, system, reason }]).collect())
}

pub(super) fn declined(ticket: &Ticket, reason: &str) -> Result<Vec<Fact>, Refusal> {
    check_proposed(ticket)?;
    Ok(vec![Fact::HandOverDeclined { reason: required("reason", reason, REASON_MAX)? }])
}

/// Refuses to take back what the other side proposed.
pub(super) fn check_withdrawer(ticket: &Ticket, side: ActorSide) -> Result<(), Refusal> {
    check_proposed(ticket)?;
    if side == ActorSide::System || ticket.hand_over.as_ref().is_some_and(|proposal| proposal.side == side) {
        return Ok(());
    }
    let en = "a hand-over is taken back by the side that proposed it";
    Err(Refusal::new(RefusalCode::NotYourSide, None, en, "移交提议只能由提议方撤回"))
}

fn check_proposed(ticket: &Ticket) -> Result<(), Refusal> {
    if ticket.hand_over.is_some() {
        return Ok(());
    }
    let en = "no hand-over is proposed";
    Err(Refusal::new(RefusalCode::NotProposed, None, en, "没有待审核的移交提议"))
}
