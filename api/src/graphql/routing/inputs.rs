//! The inputs of the mutations of requests for uncovered systems.

use async_graphql::{ID, InputObject};
use domain::Instant;

use crate::graphql::words::{Impact, TicketKind, Urgency};

/// A request for a system that no contract covers: what would be a ticket.
#[derive(Debug, InputObject)]
pub struct FileUncoveredRequestInput {
    /// The system that needs work.
    pub system_id: ID,
    /// For which agency, if neither the system's owner nor your own.
    pub agency_id: Option<ID>,
    /// What sort of work.
    pub kind: TicketKind,
    /// One line, 1 to 200 characters.
    pub title: String,
    /// What is asked for, up to 10,000 characters.
    pub description: Option<String>,
    /// How much is affected.
    pub impact: Impact,
    /// How fast the effect grows.
    pub urgency: Urgency,
    /// When work was asked for, if not now; at most 7 days ago.
    pub raised_at: Option<Instant>,
    /// Why it is written down only now; needed when that was more than 5 minutes ago.
    pub late_reason: Option<String>,
}

/// A request of which a ticket shall be raised.
#[derive(Debug, InputObject)]
pub struct RouteUncoveredRequestInput {
    /// The request.
    pub request_id: ID,
}

/// A request of which nothing will come.
#[derive(Debug, InputObject)]
pub struct DismissUncoveredRequestInput {
    /// The request.
    pub request_id: ID,
    /// Why, up to 2,000 characters.
    pub reason: String,
}
