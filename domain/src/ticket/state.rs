//! A ticket as its log says: what decisions rest on, rebuilt event by event.

use serde::{Deserialize, Serialize};

use super::end::Proposal;
use super::plan::Planned;
use super::{
    Correction, CorrectionState, Corrections, Event, Fact, HandOver, Impact, Milestone, MilestoneKind, Pause,
    PauseDecision, Priority, TicketKind, TicketState, Urgency, Visit, VisitSignOff, Work,
};
use crate::Instant;
use crate::ids::{TeamId, UserId, VendorId, VisitId};

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
    /// When it was cancelled: for good.
    #[serde(default)]
    pub cancelled_at: Option<Instant>,
    /// The rating of the present cycle.
    pub rating: Option<u8>,
    /// Whether the agency declared it a major incident.
    #[serde(default)]
    pub major: bool,
    /// Every pause ever declared, in recorded order.
    pub pauses: Vec<Pause>,
    /// Whether its kind is one that nobody comes to the site for, as said when it was raised.
    pub off_site: bool,
    /// The latest plan of a change.
    pub plan: Option<Planned>,
    /// The open proposal to end it.
    pub proposal: Option<Proposal>,
    /// The `seq` of the latest event.
    pub last_seq: i32,
    /// The vendor's rating of the agency's cooperation in the present cycle.
    pub cooperation: Option<u8>,
    /// Every entry of the work log, in recorded order; counter-entries are marked on what they take back.
    pub work: Vec<Work>,
    /// Which recorded times may be corrected, and what was proposed.
    pub corrections: Corrections,
    /// Every visit to the site, in recorded order.
    pub visits: Vec<Visit>,
    /// The hand-over that waits for a decision.
    pub hand_over: Option<HandOver>,
}

impl Ticket {
    /// The ticket after its first event, which must be [`Fact::Raised`]; `vendor` is the contract's.
    pub fn raised(first: &Event, vendor: Option<VendorId>) -> Option<Self> {
        let Fact::Raised { kind, impact, urgency, priority, ref circumstances, .. } = first.fact else {
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
            cancelled_at: None,
            rating: None,
            major: false,
            pauses: Vec::new(),
            off_site: circumstances.off_site,
            plan: None,
            proposal: None,
            last_seq: first.seq,
            cooperation: None,
            work: Vec::new(),
            corrections: Corrections::default(),
            visits: Vec::new(),
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

    /// When it was closed or cancelled; none while it is open.
    pub fn ended_at(&self) -> Option<Instant> {
        self.closed_at.or(self.cancelled_at)
    }

    /// Whether the vendor has taken notice, in so many words or by working on it.
    pub const fn is_noticed(&self) -> bool {
        self.cycle > 1
            || self.acknowledged_at.is_some()
            || self.arrived_at.is_some()
            || self.restored_at.is_some()
            || self.resolved_at.is_some()
    }

    /// Takes one more event, in recorded order. Total, because an imported log owes nothing to `decide`:
    /// a fact that the state has no use for leaves the state alone and counts as a late milestone (S2).
    pub fn apply(&mut self, event: &Event) {
        let at = event.occurred_at;
        self.last_seq = event.seq;
        match &event.fact {
            Fact::Raised { .. }
            | Fact::Excluded { .. }
            | Fact::Commented { .. }
            | Fact::EvidenceAdded { .. }
            | Fact::ExclusionApplied { .. }
            | Fact::ExclusionShortened { .. }
            | Fact::DisputeDecided { .. } => {}
            Fact::ProgressReported => self.note(MilestoneKind::ProgressReported, event, self.raised_at),
            Fact::Linked { .. } | Fact::Unlinked { .. } => {}
            Fact::DeclaredMajor { .. } => self.major = true,
            Fact::Assigned { vendor, engineer } => {
                // Another vendor has proposed nothing, and been asked nothing.
                let kept = vendor.is_none() || self.vendor.is_none() || *vendor == self.vendor;
                self.proposal = self.proposal.take().filter(|_| kept);
                self.team = team_after(self.team, self.vendor, std::slice::from_ref(event));
                self.vendor = vendor.or(self.vendor);
                self.engineer = *engineer;
                self.advance(TicketState::Assigned);
            }
            Fact::Routed { to, .. } => self.team = *to,
            Fact::Acknowledged => {
                self.note(MilestoneKind::Acknowledged, event, self.raised_at);
                self.acknowledged_at = earlier(self.acknowledged_at, at);
                self.advance(TicketState::InProgress);
            }
            Fact::Arrived => {
                self.note(MilestoneKind::Arrived, event, self.approved_from().unwrap_or(self.raised_at));
                self.arrived_at = earlier(self.arrived_at, at);
                self.advance(TicketState::InProgress);
            }
            Fact::Restored { .. } => {
                self.note(MilestoneKind::Restored, event, self.cycle_from);
                self.restored_at = earlier(self.restored_at, at);
                self.advance(TicketState::InProgress);
            }
            Fact::Resolved { .. } => self.resolved(event),
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
            Fact::Rated { stars, .. } => self.rating = Some(*stars),
            Fact::CooperationRated { stars, .. } => self.cooperation = Some(*stars),
            Fact::Attached { .. } | Fact::AttachmentWithdrawn { .. } => {}
            Fact::WorkLogged { .. } => self.work.extend(Work::of(&event.fact)),
            Fact::WorkReversed { reverses, .. } => {
                for work in self.work.iter_mut().filter(|work| work.id == *reverses) {
                    work.reversed = true;
                }
            }
            Fact::PriorityRose { to, .. } => self.priority = *to,
            Fact::PlanSubmitted { .. } | Fact::PlanApproved { .. } | Fact::PlanRejected { .. } => self.planned(event),
            Fact::EndProposed { .. }
            | Fact::EndAccepted { .. }
            | Fact::EndRejected { .. }
            | Fact::EndWithdrawn
            | Fact::EndLapsed => self.proposed(event),
            Fact::CorrectionProposed { correction, of, to, .. } => {
                let (id, of, to, side) = (*correction, *of, *to, event.side);
                let proposed = Correction { id, of, to, side, state: CorrectionState::Proposed };
                self.corrections.proposals.push(proposed);
            }
            Fact::Corrected { correction, of, to, .. } => {
                self.corrections.judge(*correction, CorrectionState::Approved);
                self.correct(*of, *to);
            }
            Fact::CorrectionRejected { correction, .. } => {
                self.corrections.judge(*correction, CorrectionState::Rejected);
            }
            Fact::VisitBegun { visit, .. } => {
                let (until, sign_off) = (None, VisitSignOff::Pending);
                self.visits.push(Visit { id: *visit, from: at, until, sign_off });
            }
            Fact::VisitEnded { visit, .. } => self.visit(*visit, |visit| visit.until = visit.until.or(Some(at))),
            Fact::VisitAccepted { visit } => self.visit(*visit, |visit| visit.sign_off = VisitSignOff::Accepted),
            Fact::VisitDisputed { visit, .. } => self.visit(*visit, |visit| visit.sign_off = VisitSignOff::Disputed),
            Fact::HandOverProposed { .. } => self.hand_over = HandOver::of(event),
            Fact::HandedOver { to, .. } => {
                (self.vendor, self.team, self.engineer, self.hand_over) = (Some(*to), None, None, None);
                // Another vendor has proposed nothing, and knows nothing of the times that the first recorded.
                self.proposal = None;
                self.corrections.sealed = event.seq;
            }
            Fact::HandOverDeclined { .. } | Fact::HandOverWithdrawn | Fact::HandOverLapsed => self.hand_over = None,
        }
    }

    fn note(&mut self, kind: MilestoneKind, event: &Event, floor: Instant) {
        let Event { seq, occurred_at: at, recorded_at, .. } = *event;
        let (cycle, ceiling) = (self.cycle, None);
        self.corrections.milestones.push(Milestone { seq, kind, cycle, at, recorded_at, floor, ceiling });
    }

    fn visit(&mut self, id: VisitId, change: impl Fn(&mut Visit)) {
        self.visits.iter_mut().filter(|visit| visit.id == id).for_each(change);
    }

    /// Moves a milestone, and what follows from it; the state stays.
    fn correct(&mut self, of: i32, to: Instant) {
        let Some(milestone) = self.corrections.milestones.iter_mut().find(|milestone| milestone.seq == of) else {
            return;
        };
        milestone.at = to;
        let (kind, here) = (milestone.kind, milestone.cycle == self.cycle);
        match kind {
            MilestoneKind::Acknowledged => self.acknowledged_at = self.corrections.earliest(kind, None),
            MilestoneKind::Arrived => self.arrived_at = self.corrections.earliest(kind, None),
            MilestoneKind::Restored if here => self.restored_at = self.corrections.earliest(kind, Some(self.cycle)),
            MilestoneKind::Resolved if here => self.resolved_at = self.resolved_at.and(Some(to)),
            _ => {}
        }
    }

    /// Moves on to `state` from a state before it; never back.
    pub(super) fn advance(&mut self, state: TicketState) {
        if self.state < state {
            self.state = state;
        }
    }

    fn resolved(&mut self, event: &Event) {
        if self.is_solved_or_cancelled() {
            return;
        }
        let at = event.occurred_at;
        // The pauses that it ended stand ended at the same time.
        let ended = self.pauses.iter().filter(|pause| pause.until.is_none_or(|until| until == at));
        let floor = ended.map(|pause| pause.from).chain(self.approved_from()).fold(self.cycle_from, Instant::max);
        self.note(MilestoneKind::Resolved, event, floor);
        self.resolved_at = Some(at);
        self.proposal = None;
        self.hand_over = None;
        self.end_pauses(at);
        self.state = TicketState::Resolved;
    }

    fn close(&mut self, at: Instant) {
        if self.state.is_open() {
            self.end_pauses(at);
            self.proposal = None;
            self.corrections.end_cycle(at);
            self.hand_over = None;
            self.closed_at = Some(at);
            self.state = TicketState::Closed;
        }
    }

    fn cancel(&mut self, at: Instant) {
        if self.state.is_open() {
            self.end_pauses(at);
            self.proposal = None;
            self.hand_over = None;
            self.cancelled_at = Some(at);
            self.state = TicketState::Cancelled;
        }
    }

    fn next_cycle(&mut self, at: Instant) {
        if matches!(self.state, TicketState::Resolved | TicketState::Closed) {
            self.corrections.end_cycle(at);
            self.cycle += 1;
            self.cycle_from = at;
            (self.restored_at, self.resolved_at, self.closed_at, self.rating) = (None, None, None, None);
            self.cooperation = None;
            self.state = TicketState::InProgress;
        }
    }

    /// Whether it is still to be solved.
    pub(super) const fn is_unsolved(&self) -> bool {
        !self.is_solved_or_cancelled()
    }

    pub(super) const fn is_solved_or_cancelled(&self) -> bool {
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
