//! A request for a system that no contract covers.

use std::borrow::Cow;

use app::uncovered::{UncoveredView, available_uncovered_steps};
use async_graphql::{ID, Object};
use domain::Instant;
use domain::ids::UserId;
use domain::routing::waited;

use crate::error::ApiError;
use crate::graphql::connection::Listed;
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::party::{Agency, ManagedSystem, User};
use crate::graphql::request::Request;
use crate::graphql::words::{Impact, TicketKind, UncoveredState, UncoveredStep, Urgency};

/// A request that the actor may see.
pub struct UncoveredRequest<'a> {
    pub row: Cow<'a, UncoveredView>,
    pub request: &'a Request,
}

impl<'a> UncoveredRequest<'a> {
    /// The order of every list of requests.
    pub const OLDEST: &'static str = "uncoveredRequests.oldest";

    fn person(&self, id: Option<UserId>) -> Option<Result<User<'a>, ApiError>> {
        Some(self.request.user(id?).map(|of| User { of, request: self.request }))
    }
}

/// Work that was asked for while no contract covered the system. It has no deadline: nobody has promised anything. Needs
/// uncovered.view: the requesting agency and those above it, no vendor.
#[Object(serial)]
impl<'a> UncoveredRequest<'a> {
    /// Global id.
    pub async fn id(&self) -> ID {
        NodeType::UncoveredRequest.id(self.row.id.0)
    }

    /// What people call it by: short code of the agency, U and the civil date, sequence.
    async fn number(&self) -> &str {
        &self.row.number
    }

    /// Where it stands.
    async fn state(&self) -> UncoveredState {
        self.row.state.into()
    }

    /// The agency that asks.
    async fn agency(&self) -> Result<Agency<'a>, ApiError> {
        Ok(Agency { row: self.request.agency(self.row.agency_id)?, request: self.request })
    }

    /// The system that needs work.
    async fn system(&self) -> Result<ManagedSystem<'a>, ApiError> {
        Ok(ManagedSystem { row: self.request.system(self.row.system_id)?, request: self.request })
    }

    /// What sort of work.
    async fn kind(&self) -> TicketKind {
        self.row.kind.into()
    }

    /// One line.
    async fn title(&self) -> &str {
        &self.row.title
    }

    /// What is asked for; perhaps empty.
    async fn description(&self) -> &str {
        &self.row.description
    }

    /// How much is affected.
    async fn impact(&self) -> Impact {
        self.row.impact.into()
    }

    /// How fast the effect grows.
    async fn urgency(&self) -> Urgency {
        self.row.urgency.into()
    }

    /// When work was asked for.
    async fn asked_at(&self) -> Instant {
        self.row.asked_at
    }

    /// Why that was written down only later; null when it was not.
    async fn late_reason(&self) -> Option<&str> {
        self.row.late_reason.as_deref()
    }

    /// When it was filed.
    async fn filed_at(&self) -> Instant {
        self.row.filed_at
    }

    /// Who filed it; null for the platform.
    async fn filed_by(&self) -> Option<Result<User<'a>, ApiError>> {
        self.person(self.row.filed_by)
    }

    /// When it was routed or dismissed; null while it waits.
    async fn decided_at(&self) -> Option<Instant> {
        self.row.decided_at
    }

    /// Who routed or dismissed it; null while it waits.
    async fn decided_by(&self) -> Option<Result<User<'a>, ApiError>> {
        self.person(self.row.decided_by)
    }

    /// Why it was dismissed; null when it was not.
    async fn reason(&self) -> Option<&str> {
        self.row.reason.as_deref()
    }

    /// The ticket that was raised of it; null before. Reading it needs ticket.view.
    async fn ticket_id(&self) -> Option<ID> {
        self.row.ticket_id.map(|id| NodeType::Ticket.id(id.0))
    }

    /// Seconds from filing until it was decided, or until now.
    async fn waited_seconds(&self) -> i64 {
        waited(self.row.filed_at, self.row.decided_at, self.request.op().now())
    }

    /// Whether a contract covers the system now, so that it can be routed.
    async fn coverable(&self) -> bool {
        self.request.coverage().contract_for(self.row.system_id, self.request.op().now()).is_some()
    }

    /// What you may do with it now.
    async fn available_actions(&self) -> Vec<UncoveredStep> {
        available_uncovered_steps(self.request.op(), &self.row).into_iter().map(Into::into).collect()
    }
}

impl Listed for UncoveredRequest<'_> {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        Cursor { order, key: String::new(), id: self.row.id.0 }
    }
}
