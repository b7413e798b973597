//! Live changes of tickets, from the numbered feed.

use std::borrow::Cow;
use std::sync::Arc;

use app::outbox::{FEED, FeedNotice};
use app::{App, TicketRow};
use async_graphql::{Context, ID, Object, Subscription};
use domain::access::Action;
use domain::ids::{AgencyId, TicketId, UserId};
use futures_util::stream::BoxStream;
use futures_util::{StreamExt, future, stream};

use super::Ticket;
use crate::error::ApiError;
use crate::graphql::node_id::NodeType;
use crate::graphql::refusal::failure;
use crate::graphql::request::{Language, Request, request};
use app::Signal;

/// The subscriptions of tickets.
#[derive(Default)]
pub struct TicketSubscription;

/// The subscriptions of tickets.
#[Subscription]
impl TicketSubscription {
    /// A message for each change of a ticket that you may see at that moment. Needs ticket.view; a role that is
    /// withdrawn ends it there, and the end of the access token ends the socket. A message with resync says that some
    /// may be missing.
    async fn ticket_changed(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only this ticket; NOT_FOUND outside your scope.")] ticket_id: Option<ID>,
        #[graphql(desc = "Only tickets of this agency and everything under it.")] agency_id: Option<ID>,
    ) -> Result<BoxStream<'static, Result<TicketChange, ApiError>>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let ticket = NodeType::Ticket.optional_argument(ticket_id.as_ref(), "ticketId", language)?;
        let agency = NodeType::Agency.optional_argument(agency_id.as_ref(), "agencyId", language)?;
        request.op().require(Action::TicketView).map_err(|error| failure(error, language))?;
        let app = request.op().app().clone();
        // From before the look-up, so that no change falls between the two.
        let feed = app.coord().subscribe(FEED);
        if let Some(ticket) = ticket {
            app::ticket::find(request.op(), ticket).await.map_err(|error| failure(error, language))?;
        }
        let user = request.op().actor().user().ok_or_else(ApiError::unauthenticated)?;
        let watch = Watch { app, user, language, ticket, agency };
        let messages = feed.filter_map(move |signal| future::ready(watch.message(signal).transpose()));
        Ok(until_failure(messages).boxed())
    }
}

/// The first failure is the last message: who cannot be checked any more hears nothing more.
fn until_failure<T: Send + 'static>(
    messages: impl stream::Stream<Item = Result<T, ApiError>> + Send + 'static,
) -> impl stream::Stream<Item = Result<T, ApiError>> + Send + 'static {
    // Ended with the failure itself: the next signal may be hours away.
    stream::unfold(Some(Box::pin(messages)), async |messages| {
        let mut messages = messages?;
        let message = messages.next().await?;
        let rest = message.is_ok().then_some(messages);
        Some((message, rest))
    })
}

/// Who listens, to what.
struct Watch {
    app: Arc<App>,
    user: UserId,
    language: Language,
    ticket: Option<TicketId>,
    agency: Option<AgencyId>,
}

impl Watch {
    /// What the listener hears of a signal; roles and tree are those of this moment.
    fn message(&self, signal: Signal) -> Result<Option<TicketChange>, ApiError> {
        let notice = match signal {
            Signal::Gap => return Ok(Some(TicketChange { notice: None })),
            Signal::Message(text) => match serde_json::from_str::<FeedNotice>(&text) {
                Ok(notice) => notice,
                Err(cause) => return Err(ApiError::internal(&cause)),
            },
        };
        let Some(ticket) = notice.ticket else { return Ok(None) };
        if self.ticket.is_some_and(|wanted| wanted != ticket) {
            return Ok(None);
        }
        let op = self.app.op_for(self.user).map_err(|error| failure(error, self.language))?;
        let below = |top: AgencyId| notice.agency.is_some_and(|agency| op.directory().above(agency).contains(&top));
        let wanted = self.agency.is_none_or(below);
        // What was written inside a side is told to that side alone.
        if !wanted || !op.ticket_scope(Action::TicketView).hears(notice.agency, notice.vendor) {
            return Ok(None);
        }
        let request = Request::new(op, self.language);
        Ok(Some(TicketChange { notice: Some((notice, ticket, request)) }))
    }
}

/// A message of ticketChanged.
pub struct TicketChange {
    notice: Option<(FeedNotice, TicketId, Request)>,
}

impl TicketChange {
    async fn read(&self) -> Option<Result<(TicketRow, &Request), ApiError>> {
        let (_, id, request) = self.notice.as_ref()?;
        let found = app::ticket::find(request.op(), *id).await;
        Some(found.map(|row| (row, request)).map_err(|error| failure(error, request.language())))
    }
}

/// A change of a ticket, or the word that some may have been missed.
#[Object]
impl TicketChange {
    /// True when changes before this message may be missing: read again what you show. Then the rest is null.
    async fn resync(&self) -> bool {
        self.notice.is_none()
    }

    /// Place in the change feed: rises, with gaps for what you may not see.
    async fn seq(&self) -> Option<i64> {
        self.notice.as_ref().map(|(notice, ..)| notice.seq)
    }

    /// What happened, such as ticket.raised or sla.breach.
    async fn topic(&self) -> Option<&str> {
        self.notice.as_ref().map(|(notice, ..)| notice.topic.as_str())
    }

    /// The global id of the ticket.
    async fn ticket_id(&self) -> Option<ID> {
        self.notice.as_ref().map(|(_, id, _)| NodeType::Ticket.id(id.0))
    }

    /// The ticket as it is now.
    async fn ticket(&self) -> Option<Result<Ticket<'_>, ApiError>> {
        let read = self.read().await?;
        Some(read.map(|(row, request)| Ticket { row: Cow::Owned(row), request }))
    }
}
