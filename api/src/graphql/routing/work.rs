//! Mutations of requests for uncovered systems.

use std::borrow::Cow;

use app::TicketRow;
use app::ticket::Raise;
use app::uncovered::{UncoveredView, dismiss_uncovered, file_uncovered, route_uncovered};
use async_graphql::{Context, Object};
use domain::ids::UncoveredRequestId;
use domain::ticket::RaiseInput;

use super::UncoveredRequest;
use super::inputs::{DismissUncoveredRequestInput, FileUncoveredRequestInput, RouteUncoveredRequestInput};
use crate::error::{ApiError, UserError};
use crate::graphql::node_id::NodeType;
use crate::graphql::setup::{Outcome, Read};
use crate::graphql::ticket::Ticket;

/// The request after a change, and the ticket that came of it.
type Changed = (UncoveredView, Option<TicketRow>);

macro_rules! payloads {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        pub struct $name(Outcome<Changed>);

        impl From<Outcome<Changed>> for $name {
            fn from(outcome: Outcome<Changed>) -> Self {
                Self(outcome)
            }
        }

        $(#[$doc])*
        #[Object]
        impl $name {
            /// The request after it; null when nothing was changed.
            async fn request(&self) -> Option<UncoveredRequest<'_>> {
                let ((row, _), request) = self.0.changed()?;
                Some(UncoveredRequest { row: Cow::Borrowed(row), request })
            }

            /// Why nothing was changed; empty on success.
            async fn errors(&self) -> &[UserError] {
                self.0.errors()
            }
        }
    )+};
}

payloads! {
    /// What became of fileUncoveredRequest.
    FileUncoveredRequestPayload,
    /// What became of dismissUncoveredRequest.
    DismissUncoveredRequestPayload,
}

/// What became of routeUncoveredRequest.
pub struct RouteUncoveredRequestPayload(Outcome<Changed>);

impl From<Outcome<Changed>> for RouteUncoveredRequestPayload {
    fn from(outcome: Outcome<Changed>) -> Self {
        Self(outcome)
    }
}

/// What became of routeUncoveredRequest.
#[Object]
impl RouteUncoveredRequestPayload {
    /// The request after it; null when nothing was changed.
    async fn request(&self) -> Option<UncoveredRequest<'_>> {
        let ((row, _), request) = self.0.changed()?;
        Some(UncoveredRequest { row: Cow::Borrowed(row), request })
    }

    /// The ticket that was raised; null when nothing was changed.
    async fn ticket(&self) -> Option<Ticket<'_>> {
        let ((_, ticket), request) = self.0.changed()?;
        Some(Ticket { row: Cow::Borrowed(ticket.as_ref()?), request })
    }

    /// Why nothing was changed; empty on success.
    async fn errors(&self) -> &[UserError] {
        self.0.errors()
    }
}

/// The mutations of requests for uncovered systems.
#[derive(Default)]
pub struct RoutingMutation;

/// The mutations of requests for uncovered systems.
#[Object]
impl RoutingMutation {
    /// File a request for a system that no contract covers; it has no deadline. COVERED when a contract does: raise a
    /// ticket. Needs ticket.raise.
    async fn file_uncovered_request(
        &self,
        ctx: &Context<'_>,
        input: FileUncoveredRequestInput,
    ) -> Result<FileUncoveredRequestPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let asked = Raise {
            system: read.id(NodeType::ManagedSystem, &input.system_id, "systemId"),
            agency: read.optional_id(NodeType::Agency, input.agency_id.as_ref(), "agencyId"),
            input: RaiseInput {
                kind: input.kind.into(),
                title: input.title,
                description: input.description.unwrap_or_default(),
                impact: input.impact.into(),
                urgency: input.urgency.into(),
            },
            raised_at: input.raised_at,
            late_reason: input.late_reason,
        };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        let filed = file_uncovered(op, &asked).await;
        read.answer(filed.map(|row| (row, None)))
    }

    /// Raise a ticket of a request, once a contract covers its system today; the ticket is raised at this moment.
    /// NOT_COVERED before. Needs uncovered.decide at the agency or above.
    async fn route_uncovered_request(
        &self,
        ctx: &Context<'_>,
        input: RouteUncoveredRequestInput,
    ) -> Result<RouteUncoveredRequestPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let id: UncoveredRequestId = read.id(NodeType::UncoveredRequest, &input.request_id, "requestId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        let routed = route_uncovered(op, id).await;
        read.answer(routed.map(|(row, ticket)| (row, Some(ticket))))
    }

    /// Say that nothing will come of a request. Needs uncovered.decide at the agency or above.
    async fn dismiss_uncovered_request(
        &self,
        ctx: &Context<'_>,
        input: DismissUncoveredRequestInput,
    ) -> Result<DismissUncoveredRequestPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let id: UncoveredRequestId = read.id(NodeType::UncoveredRequest, &input.request_id, "requestId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        let dismissed = dismiss_uncovered(op, id, &input.reason).await;
        read.answer(dismissed.map(|row| (row, None)))
    }
}
