//! A ticket as its log says: what decisions rest on, rebuilt event by event.

use serde::{Deserialize, Serialize};

use super::{Event, Fact, HandOver, Impact, PauseReason, Priority, TicketKind, TicketState, Urgency};
use crate::Instant;
use crate::ids::{PauseId, TeamId, UserId, VendorId};
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

/// What a decision on a ticket rests on. Stored rows are a cache of it; [`Ticket::fold`] rebuilds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticket {
    /// What sort of work.
    pub kind: TicketKind,
    /// Where it stands.
    pub state: TicketState,
    /// How much is affected.
    pub impact: Impact,
    /// How fast the effect grows.
    pub urgency: Urgency,
    /// By the matrix.
    pub priority: Priority,
    /// Who does the work: the contract's vendor, unless assigned to another.
    pub vendor: Option<VendorId>,
    /// The engineer in charge.
    pub engineer: Option<UserId>,
    /// The vendor's team. The log tells of moves only: which team it was given to when it was raised stands on its row.
    pub team: Option<TeamId>,
    /// 1, and one more for each rejected solution and each reopening.
    pub cycle: i32,
    /// When the present cycle began; `raised_at` in the first.
    pub cycle_from: Instant,
    /// When work was asked for.
    pub raised_at: Instant,
    /// When notice was taken in so many words; arriving, restoring and resolving imply it.
    pub acknowledged_at: Option<Instant>,
    /// When somebody was on site.
    pub arrived_at: Option<Instant>,
    /// When the service was said to work again, in the present cycle; resolving implies it.
    pub restored_at: Option<Instant>,
    /// When it was solved, in the present cycle.
    pub resolved_at: Option<Instant>,
    /// When the agency agreed, unless reopened since.
    pub closed_at: Option<Instant>,
    /// The rating of the present cycle.
    pub rating: Option<u8>,
    /// Every pause ever declared, in recorded order.
    pub pauses: Vec<Pause>,
    /// The `seq` of the latest event.
    pub last_seq: i32,
    /// The hand-over that waits for a decision.
    pub hand_over: Option<HandOver>,
}

impl Ticket {
    /// The ticket after its first event, which must be [`Fact::Raised`]; `vendor` is the contract's.
    pub fn raised(first: &Event, vendor: Option<VendorId>) -> Option<Self> {
        let Fact::Raised { kind, impact, urgency, priority, .. } = first.fact else {
            return None;
        };
        Some(Self {
            kind,
            state: TicketState::New,
            impact,
            urgency,
            priority,
            vendor,
            engineer: None,
            team: None,
            cycle: 1,
            cycle_from: first.occurred_at,
            raised_at: first.occurred_at,
            acknowledged_at: None,
            arrived_at: None,
            restored_at: None,
            resolved_at: None,
            closed_at: None,
            rating: None,
            pauses: Vec::new(),
            last_seq: first.seq,
            hand_over: None,
        })
    }

    /// The ticket after a whole log in recorded order (S2); none when the log does not begin with a raising.
    pub fn fold(events: &[Event], vendor: Option<VendorId>) -> Option<Self> {
        let (first, rest) = events.split_first()?;
        let mut ticket = Self::raised(first, vendor)?;
        for event in rest {
            ticket.apply(event);
        }
        Some(ticket)
    }

    /// Whether the vendor has taken notice, in so many words or by working on it.
    pub const fn is_noticed(&self) -> bool {
        self.cycle > 1
            || self.acknowledged_at.is_some()
            || self.arrived_at.is_some()
            || self.restored_at.is_some()
            || self.resolved_at.is_some()
    }

    /// The pauses that have not ended.
    pub fn open_pauses(&self) -> impl Iterator<Item = &Pause> {
        self.pauses.iter().filter(|pause| pause.is_open())
    }

    /// The pause with this id.
    pub fn pause(&self, id: PauseId) -> Option<&Pause> {
        self.pauses.iter().find(|pause| pause.id == id)
    }

    /// Takes one more event, in recorded order. Total, because an imported log owes nothing to `decide`:
    /// a fact that the state has no use for leaves the state alone and counts as a late milestone (S2).
    pub fn apply(&mut self, event: &Event) {
        let at = event.occurred_at;
        self.last_seq = event.seq;
        match &event.fact {
            Fact::Raised { .. } | Fact::ProgressReported | Fact::Excluded { .. } | Fact::Commented { .. } => {}
            Fact::Assigned { vendor, engineer } => {
                self.team = team_after(self.team, self.vendor, std::slice::from_ref(event));
                self.vendor = vendor.or(self.vendor);
                self.engineer = *engineer;
                self.advance(TicketState::Assigned);
            }
            Fact::Routed { to, .. } => self.team = *to,
            Fact::Acknowledged => {
                self.acknowledged_at = earlier(self.acknowledged_at, at);
                self.advance(TicketState::InProgress);
            }
            Fact::Arrived => {
                self.arrived_at = earlier(self.arrived_at, at);
                self.advance(TicketState::InProgress);
            }
            Fact::Restored { .. } => {
                self.restored_at = earlier(self.restored_at, at);
                self.advance(TicketState::InProgress);
            }
            Fact::Resolved { .. } => self.resolved(at),
            Fact::Confirmed => self.close(at),
            Fact::SolutionRejected { .. } | Fact::Reopened { .. } => self.next_cycle(at),
            Fact::Cancelled { .. } => self.cancel(at),
            Fact::Held { pause, reason, .. } => self.hold(*pause, *reason, at),
            Fact::Resumed { pause } => self.resume(*pause, at),
            Fact::PauseAccepted { pause } => self.judge_pause(*pause, PauseDecision::Accepted),
            Fact::PauseRejected { pause, .. } => self.judge_pause(*pause, PauseDecision::Rejected),
            Fact::PriorityChanged { impact, urgency, to, .. } => {
                (self.impact, self.urgency, self.priority) = (*impact, *urgency, *to);
            }
            Fact::Rated { stars } => self.rating = Some(*stars),
            Fact::HandOverProposed { contract, system, reason } => {
                let (seq, side, reason) = (event.seq, event.side, reason.clone());
                self.hand_over = Some(HandOver { seq, at, side, contract: *contract, system: *system, reason });
            }
            Fact::HandedOver { to, .. } => {
                (self.vendor, self.team, self.engineer, self.hand_over) = (Some(*to), None, None, None);
            }
            Fact::HandOverDeclined { .. } => self.hand_over = None,
        }
    }

    /// Moves on to `state` from a state before it; never back.
    fn advance(&mut self, state: TicketState) {
        if self.state < state {
            self.state = state;
        }
    }

    fn resolved(&mut self, at: Instant) {
        if self.is_solved_or_cancelled() {
            return;
        }
        self.resolved_at = Some(at);
        self.hand_over = None;
        self.end_pauses(at);
        self.state = TicketState::Resolved;
    }

    fn close(&mut self, at: Instant) {
        if self.state.is_open() {
            self.end_pauses(at);
            self.hand_over = None;
            self.closed_at = Some(at);
            self.state = TicketState::Closed;
        }
    }

    fn cancel(&mut self, at: Instant) {
        if self.state.is_open() {
            self.end_pauses(at);
            self.hand_over = None;
            self.state = TicketState::Cancelled;
        }
    }

    fn next_cycle(&mut self, at: Instant) {
        if matches!(self.state, TicketState::Resolved | TicketState::Closed) {
            self.cycle += 1;
            self.cycle_from = at;
            (self.restored_at, self.resolved_at, self.closed_at, self.rating) = (None, None, None, None);
            self.state = TicketState::InProgress;
        }
    }

    fn hold(&mut self, id: PauseId, reason: PauseReason, from: Instant) {
        // A pause learnt of after the solution is history: it must not reopen the ticket.
        let until = self.is_solved_or_cancelled().then_some(from);
        self.pauses.push(Pause { id, reason, from, until, decision: PauseDecision::Pending });
        self.advance(TicketState::OnHold);
    }

    fn resume(&mut self, id: PauseId, at: Instant) {
        for pause in self.pauses.iter_mut().filter(|pause| pause.id == id && pause.is_open()) {
            pause.until = Some(at);
        }
        if self.state == TicketState::OnHold && self.open_pauses().next().is_none() {
            self.state = TicketState::InProgress;
        }
    }

    fn judge_pause(&mut self, id: PauseId, decision: PauseDecision) {
        for pause in self.pauses.iter_mut().filter(|pause| pause.id == id) {
            pause.decision = decision;
        }
    }

    fn end_pauses(&mut self, at: Instant) {
        for pause in self.pauses.iter_mut().filter(|pause| pause.is_open()) {
            pause.until = Some(at);
        }
    }

    const fn is_solved_or_cancelled(&self) -> bool {
        matches!(self.state, TicketState::Resolved | TicketState::Closed | TicketState::Cancelled)
    }
}

/// The team after some more events: moved by the vendor, and none once the ticket is given to another vendor.
pub fn team_after(team: Option<TeamId>, vendor: Option<VendorId>, events: &[Event]) -> Option<TeamId> {
    let (team, _) = events.iter().fold((team, vendor), |(team, vendor), event| match &event.fact {
        Fact::Routed { to, .. } => (*to, vendor),
        Fact::Assigned { vendor: Some(to), .. } if vendor != Some(*to) => (None, Some(*to)),
        Fact::HandedOver { to, .. } => (None, Some(*to)),
        _ => (team, vendor),
    });
    team
}

fn earlier(known: Option<Instant>, at: Instant) -> Option<Instant> {
    Some(known.map_or(at, |known| known.min(at)))
}
