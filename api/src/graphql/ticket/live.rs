//! Live changes of tickets, from the numbered feed.

use std::borrow::Cow;
use std::sync::Arc;

use app::feed::{Change, Heard, listen};
use async_graphql::{Context, ID, Object, Subscription};
use domain::ids::{AgencyId, TicketId};
use futures_util::stream::BoxStream;

use super::Ticket;
use crate::error::ApiError;
use crate::graphql::live::messages;
use crate::graphql::node_id::NodeType;
use crate::graphql::refusal::failure;
use crate::graphql::request::{Request, request};

/// The subscriptions of tickets.
#[derive(Default)]
pub struct TicketSubscription;

/// The subscriptions of tickets.
#[Subscription]
impl TicketSubscription {
    /// A message for each change of a ticket that you may see at that moment, each once and in order. With `afterSeq` those
    /// since that number come first. Needs ticket.view; a role that is withdrawn ends it there, and the end of the
    /// access token ends the socket. A message with resync says that there are more changes than are told.
    async fn ticket_changed(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only this ticket; NOT_FOUND outside your scope.")] ticket_id: Option<ID>,
        #[graphql(desc = "Only tickets of this agency and everything under it.")] agency_id: Option<ID>,
        #[graphql(desc = "The seq of the last message you have; from now on when left out.")] after_seq: Option<i64>,
    ) -> Result<BoxStream<'static, Result<TicketChange, ApiError>>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let ticket: Option<TicketId> = NodeType::Ticket.optional_argument(ticket_id.as_ref(), "ticketId", language)?;
        let agency: Option<AgencyId> = NodeType::Agency.optional_argument(agency_id.as_ref(), "agencyId", language)?;
        // From before the look-up, so that no change falls between the two.
        let listening = listen(request.op(), after_seq).await.map_err(|error| failure(error, language))?;
        if let Some(ticket) = ticket {
            app::ticket::find(request.op(), ticket).await.map_err(|error| failure(error, language))?;
        }
        Ok(messages(listening, language, move |heard, listening| {
            let change = match heard {
                Heard::Resync(seq) => return Ok(Some(TicketChange { seq, told: None })),
                Heard::Change(change) => change,
            };
            if ticket.is_some_and(|wanted| wanted != change.ticket) {
                return Ok(None);
            }
            let op = listening.op()?;
            let below = |top: AgencyId| change.agency.is_some_and(|of| op.directory().above(of).contains(&top));
            if !agency.is_none_or(below) {
                return Ok(None);
            }
            Ok(Some(TicketChange { seq: change.seq, told: Some((change, Request::new(op, language))) }))
        }))
    }
}

/// A message of ticketChanged.
pub struct TicketChange {
    seq: i64,
    told: Option<(Arc<Change>, Request)>,
}

/// A change of a ticket, or the word that there were too many to tell them all.
#[Object]
impl TicketChange {
    /// True when there are more changes up to seq than are told: read again what you show. Then the rest is null.
    async fn resync(&self) -> bool {
        self.told.is_none()
    }

    /// Place in the change feed: rises, with gaps for what you may not see. Give it as `afterSeq` when you come back.
    async fn seq(&self) -> i64 {
        self.seq
    }

    /// What happened, such as ticket.raised or sla.breach.
    async fn topic(&self) -> Option<&str> {
        self.told.as_ref().map(|(change, _)| change.topic.as_str())
    }

    /// The global id of the ticket.
    async fn ticket_id(&self) -> Option<ID> {
        self.told.as_ref().map(|(change, _)| NodeType::Ticket.id(change.ticket.0))
    }

    /// The ticket as it was when this was first told, or later.
    async fn ticket(&self) -> Option<Result<Ticket<'_>, ApiError>> {
        let (change, request) = self.told.as_ref()?;
        let read = change.ticket(request.op()).await;
        let ticket = |row| Ticket { row: Cow::Borrowed(row), request };
        Some(read.map(ticket).map_err(|error| failure(error, request.language())))
    }
}
