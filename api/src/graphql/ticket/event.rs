//! One line of a ticket's log.

use std::sync::Arc;

use app::ticket::EventView;
use async_graphql::{ID, Object};
use domain::Instant;
use domain::access::Action;
use domain::ticket::{Event, Fact};

use crate::error::ApiError;
use crate::graphql::node_id::NodeType;
use crate::graphql::party::{User, Vendor};
use crate::graphql::promise::ServiceContract;
use crate::graphql::request::Request;
use crate::graphql::routing::VendorTeam;
use crate::graphql::words::{ActorSide, EventType, Impact, Metric, PauseReason, Priority, Urgency, Visibility};

/// An event of the list that a loader brought.
pub struct TicketEvent<'a> {
    list: Arc<Vec<EventView>>,
    at: usize,
    request: &'a Request,
}

impl<'a> TicketEvent<'a> {
    pub(super) fn new(list: Arc<Vec<EventView>>, at: usize, request: &'a Request) -> Self {
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

    /// COMMENTED: what was written. HELD: the note.
    async fn body(&self) -> Option<&str> {
        match self.fact() {
            Fact::Commented { body, .. } => Some(body),
            Fact::Held { note, .. } => Some(note),
            _ => None,
        }
    }

    /// COMMENTED: who may read it.
    async fn visibility(&self) -> Option<Visibility> {
        match self.fact() {
            Fact::Commented { visibility, .. } => Some((*visibility).into()),
            _ => None,
        }
    }

    /// SOLUTION_REJECTED, REOPENED, CANCELLED, PAUSE_REJECTED, PRIORITY_CHANGED, EXCLUDED, HAND_OVER_PROPOSED,
    /// HAND_OVER_DECLINED: why. ROUTED, HANDED_OVER: why, when it was said.
    async fn reason(&self) -> Option<&str> {
        match self.fact() {
            Fact::SolutionRejected { reason }
            | Fact::Reopened { reason }
            | Fact::Cancelled { reason }
            | Fact::PauseRejected { reason, .. }
            | Fact::PriorityChanged { reason, .. }
            | Fact::Excluded { reason, .. }
            | Fact::HandOverProposed { reason, .. }
            | Fact::HandOverDeclined { reason } => Some(reason),
            Fact::Routed { reason, .. } | Fact::HandedOver { reason, .. } => Some(reason.as_str()).filter(|reason| !reason.is_empty()),
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

    /// ASSIGNED: the vendor, when it was named. HANDED_OVER: the vendor that has the ticket from then on.
    async fn vendor(&self) -> Option<Result<Vendor<'a>, ApiError>> {
        match self.fact() {
            Fact::Assigned { vendor: Some(id), .. } | Fact::HandedOver { to: id, .. } => {
                Some(self.request.vendor(*id).map(|row| Vendor { row }))
            }
            _ => None,
        }
    }

    /// HANDED_OVER: the vendor that had the ticket before.
    async fn previous_vendor(&self) -> Option<Result<Vendor<'a>, ApiError>> {
        match self.fact() {
            Fact::HandedOver { from, .. } => Some(self.request.vendor(*from).map(|row| Vendor { row })),
            _ => None,
        }
    }

    /// HAND_OVER_PROPOSED, HANDED_OVER: the contract that shall go on with the work, when it was named; null without
    /// contract.view there.
    async fn contract(&self) -> Option<ServiceContract<'a>> {
        match self.fact() {
            Fact::HandedOver { contract: id, .. } | Fact::HandOverProposed { contract: Some(id), .. } => {
                let of = self.request.coverage().contracts.get(id)?;
                let seen = self.request.sight(Action::ContractView).contract(of);
                seen.then_some(ServiceContract { of, request: self.request })
            }
            _ => None,
        }
    }

    /// ASSIGNED: the engineer, when one was named.
    async fn engineer(&self) -> Option<Result<User<'a>, ApiError>> {
        match self.fact() {
            Fact::Assigned { engineer: Some(id), .. } => {
                Some(self.request.user(*id).map(|of| User { of, request: self.request }))
            }
            _ => None,
        }
    }

    /// ROUTED: the team that has the ticket from then on; null for the vendor's common queue.
    async fn team(&self) -> Option<VendorTeam<'a>> {
        match self.fact() {
            Fact::Routed { to: Some(id), .. } => VendorTeam::of(*id, self.request),
            _ => None,
        }
    }

    /// ROUTED: the team that had it before; null for the vendor's common queue.
    async fn previous_team(&self) -> Option<VendorTeam<'a>> {
        match self.fact() {
            Fact::Routed { from: Some(id), .. } => VendorTeam::of(*id, self.request),
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

    /// HELD, RESUMED, PAUSE_ACCEPTED, PAUSE_REJECTED: the pause.
    async fn pause_id(&self) -> Option<ID> {
        match self.fact() {
            Fact::Held { pause, .. }
            | Fact::Resumed { pause }
            | Fact::PauseAccepted { pause }
            | Fact::PauseRejected { pause, .. } => Some(NodeType::TicketPause.id(pause.0)),
            _ => None,
        }
    }

    /// HELD: why.
    async fn pause_reason(&self) -> Option<PauseReason> {
        match self.fact() {
            Fact::Held { reason, .. } => Some((*reason).into()),
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

    /// RAISED, PRIORITY_CHANGED: the rank from then on.
    async fn priority(&self) -> Option<Priority> {
        match self.fact() {
            Fact::Raised { priority, .. } | Fact::PriorityChanged { to: priority, .. } => Some((*priority).into()),
            _ => None,
        }
    }

    /// PRIORITY_CHANGED: the rank before.
    async fn previous_priority(&self) -> Option<Priority> {
        match self.fact() {
            Fact::PriorityChanged { from, .. } => Some((*from).into()),
            _ => None,
        }
    }

    /// EXCLUDED: what the clock measures.
    async fn metric(&self) -> Option<Metric> {
        match self.fact() {
            Fact::Excluded { metric, .. } => Some((*metric).into()),
            _ => None,
        }
    }

    /// EXCLUDED: the cycle of the clock.
    async fn cycle(&self) -> Option<i32> {
        match self.fact() {
            Fact::Excluded { cycle, .. } => Some(*cycle),
            _ => None,
        }
    }

    /// RATED: 1 to 5.
    async fn stars(&self) -> Option<i32> {
        match self.fact() {
            Fact::Rated { stars } => Some((*stars).into()),
            _ => None,
        }
    }
}
