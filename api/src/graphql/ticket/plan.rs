//! The plan of a change and the open proposal to end a ticket, as its log tells of them.

use std::sync::Arc;

use app::ticket::EventView;
use async_graphql::{Object, SimpleObject};
use domain::Instant;
use domain::ids::VendorId;
use domain::ticket::{self, Event, Fact};

use crate::error::ApiError;
use crate::graphql::party::User;
use crate::graphql::request::Request;
use crate::graphql::words::{ActorSide, EndKind, PlanDecision};

/// What a plan says.
#[derive(Clone, Debug, SimpleObject)]
pub struct PlanText {
    /// What is done.
    what: String,
    /// What may go wrong.
    risk: String,
    /// How to go back.
    rollback: String,
    /// When the work begins.
    window_from: Instant,
    /// When it is over.
    window_to: Instant,
}

impl From<&ticket::ChangePlan> for PlanText {
    fn from(plan: &ticket::ChangePlan) -> Self {
        let ticket::ChangePlan { what, risk, rollback, window_from, window_to } = plan.clone();
        Self { what, risk, rollback, window_from, window_to }
    }
}

/// The latest plan of a log.
pub struct ChangePlan<'a> {
    log: Arc<Vec<EventView>>,
    submitted: usize,
    decided: Option<usize>,
    request: &'a Request,
}

impl<'a> ChangePlan<'a> {
    /// None without a plan.
    pub(super) fn of(log: Arc<Vec<EventView>>, request: &'a Request) -> Option<Self> {
        let submitted = log.iter().rposition(|view| matches!(view.event.fact, Fact::PlanSubmitted { .. }))?;
        let decision = |fact: &Fact| matches!(fact, Fact::PlanApproved { .. } | Fact::PlanRejected { .. });
        let decided = log.iter().rposition(|view| decision(&view.event.fact)).filter(|at| *at > submitted);
        Some(Self { log, submitted, decided, request })
    }

    fn decided(&self) -> Option<&EventView> {
        self.decided.and_then(|at| self.log.get(at))
    }

    fn person(&self, view: Option<&EventView>) -> Option<Result<User<'a>, ApiError>> {
        let request = self.request;
        Some(request.user(view?.actor?).map(|of| User { of, request }))
    }
}

/// The plan of a change (变更方案): no work is recorded before the agency has approved it.
#[Object(serial)]
impl<'a> ChangePlan<'a> {
    /// What it says.
    async fn text(&self) -> Option<PlanText> {
        match &self.log.get(self.submitted)?.event.fact {
            Fact::PlanSubmitted { plan, .. } => Some(plan.into()),
            _ => None,
        }
    }

    /// Who handed it in, and may not decide about it.
    async fn submitted_by(&self) -> Option<Result<User<'a>, ApiError>> {
        self.person(self.log.get(self.submitted))
    }

    /// When it was handed in.
    async fn submitted_at(&self) -> Option<Instant> {
        self.log.get(self.submitted).map(|view| view.event.occurred_at)
    }

    /// What the agency thinks of it.
    async fn decision(&self) -> PlanDecision {
        match self.decided().map(|view| &view.event.fact) {
            Some(Fact::PlanApproved { .. }) => PlanDecision::Approved,
            Some(_) => PlanDecision::Rejected,
            None => PlanDecision::Pending,
        }
    }

    /// Who decided; null before.
    async fn decided_by(&self) -> Option<Result<User<'a>, ApiError>> {
        self.person(self.decided())
    }

    /// When it was decided; null before.
    async fn decided_at(&self) -> Option<Instant> {
        self.decided().map(|view| view.event.occurred_at)
    }

    /// Why it was rejected, or the note of the approval; null before it was decided.
    async fn decision_reason(&self) -> Option<&str> {
        match &self.decided()?.event.fact {
            Fact::PlanApproved { note } => Some(note),
            Fact::PlanRejected { reason } => Some(reason),
            _ => None,
        }
    }
}

/// The open proposal of a log.
pub struct EndProposal<'a> {
    log: Arc<Vec<EventView>>,
    at: usize,
    request: &'a Request,
}

impl<'a> EndProposal<'a> {
    /// None without an open one.
    pub(super) fn of(log: Arc<Vec<EventView>>, vendor: VendorId, request: &'a Request) -> Option<Self> {
        let at = log.iter().rposition(|view| matches!(view.event.fact, Fact::EndProposed { .. }))?;
        let events: Vec<Event> = log.iter().map(|view| view.event.clone()).collect();
        let open = ticket::Ticket::fold(&events, Some(vendor))?.proposal.is_some();
        open.then_some(Self { log, at, request })
    }
}

/// A proposal to end a ticket that is not solved, which waits for the other side's decision. The clocks go on.
#[Object(serial)]
impl<'a> EndProposal<'a> {
    /// How it shall end.
    async fn kind(&self) -> Option<EndKind> {
        match self.log.get(self.at)?.event.fact {
            Fact::EndProposed { kind, .. } => Some(kind.into()),
            _ => None,
        }
    }

    /// Why.
    async fn reason(&self) -> Option<&str> {
        match &self.log.get(self.at)?.event.fact {
            Fact::EndProposed { reason, .. } => Some(reason),
            _ => None,
        }
    }

    /// NOT_OURS: whose it is.
    async fn whose(&self) -> Option<&str> {
        match &self.log.get(self.at)?.event.fact {
            Fact::EndProposed { whose, .. } => whose.as_deref(),
            _ => None,
        }
    }

    /// The side that proposed it; the other one decides, or the contract manager about one of the agency's.
    async fn side(&self) -> Option<ActorSide> {
        self.log.get(self.at).map(|view| view.event.side.into())
    }

    /// Who proposed it.
    async fn proposed_by(&self) -> Option<Result<User<'a>, ApiError>> {
        let actor = self.log.get(self.at)?.actor?;
        Some(self.request.user(actor).map(|of| User { of, request: self.request }))
    }

    /// When it was proposed.
    async fn proposed_at(&self) -> Option<Instant> {
        self.log.get(self.at).map(|view| view.event.occurred_at)
    }

    /// Until when it may be answered: the end of the third working day after it. Then it lapses, and the work goes on. Null
    /// without a limit.
    async fn answer_by(&self) -> Option<Instant> {
        self.log.get(self.at)?.event.fact.waits_until().map(|(_, by)| by)
    }
}
