//! A link between two tickets, as one of them shows it.

use std::borrow::Cow;
use std::sync::Arc;

use app::setup::available;
use app::ticket::LinkView;
use async_graphql::{ID, Object};
use domain::Instant;

use super::Ticket;
use crate::error::ApiError;
use crate::graphql::node_id::NodeType;
use crate::graphql::party::User;
use crate::graphql::request::Request;
use crate::graphql::words::{ObjectAction, TicketLinkEnd, TicketRelation};

/// A link of the list that a loader brought.
pub struct TicketLink<'a> {
    list: Arc<Vec<LinkView>>,
    at: usize,
    request: &'a Request,
}

impl<'a> TicketLink<'a> {
    pub(super) fn new(list: Arc<Vec<LinkView>>, at: usize, request: &'a Request) -> Self {
        Self { list, at, request }
    }

    fn view(&self) -> &LinkView {
        &self.list[self.at]
    }
}

/// A link to another ticket. Needs ticket.view at both.
#[Object(serial)]
impl<'a> TicketLink<'a> {
    /// Global id, for withdrawTicketLink.
    async fn id(&self) -> ID {
        NodeType::TicketLink.id(self.view().row.id.0)
    }

    /// What the FROM ticket is to the TO ticket.
    async fn relation(&self) -> TicketRelation {
        self.view().row.relation.into()
    }

    /// Which of the two the ticket is that shows the link.
    async fn end(&self) -> TicketLinkEnd {
        self.view().end.into()
    }

    /// Whether the TO ticket refers to what was said on the FROM ticket: its public comments and those who watch it.
    async fn merged(&self) -> bool {
        self.view().row.merged
    }

    /// The ticket at the other end.
    async fn ticket(&self) -> Ticket<'a> {
        Ticket { row: Cow::Owned(self.view().other.clone()), request: self.request }
    }

    /// When it was made.
    async fn created_at(&self) -> Instant {
        self.view().row.created_at
    }

    /// Who made it; null for the platform.
    async fn created_by(&self) -> Option<Result<User<'a>, ApiError>> {
        let id = self.view().row.created_by?;
        Some(self.request.user(id).map(|of| User { of, request: self.request }))
    }

    /// What you may do with it now.
    async fn available_actions(&self) -> Vec<ObjectAction> {
        ObjectAction::list(available::of_ticket_link(self.request.op(), self.view()))
    }
}
