//! Somebody's own inbox.

use std::borrow::Cow;
use std::collections::HashMap;

use app::TicketRow;
use app::notice::{About, NotificationView};
use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use domain::Instant;
use domain::ids::{PolicyVersionId, TicketId};

use super::connection::Listed;
use super::cursor::Cursor;
use super::node_id::NodeType;
use super::refusal::refusals;
use super::report::ReportDelivery;
use super::request::{Request, request};
use super::ticket::{Ticket, TicketEvent, TicketLeg};
use super::webhook::WebhookEndpoint;
use super::words::{Metric, NotificationKind};
use crate::error::{ApiError, UserError};

/// A notification with what it is about.
pub struct Notification<'a> {
    row: NotificationView,
    about: About,
    request: &'a Request,
}

impl<'a> Notification<'a> {
    /// The order of the inbox.
    pub const NEWEST: &'static str = "notifications.newest";

    /// Those of a page: what hangs on their tickets is read together.
    pub fn list(rows: Vec<(NotificationView, About)>, request: &'a Request) -> Vec<Self> {
        let seen: Vec<&TicketRow> = rows.iter().filter_map(|(_, about)| ticket(about)).collect();
        let tickets: HashMap<TicketId, PolicyVersionId> =
            seen.iter().map(|row| (row.id, row.policy_version_id)).collect();
        request.listed(tickets.into_iter().collect());
        request.contracts_listed(seen.iter().map(|row| row.contract_id).collect());
        rows.into_iter().map(|(row, about)| Notification { row, about, request }).collect()
    }
}

/// Something that happened to a ticket that concerns you, a report that was delivered to you, or a webhook endpoint that was
/// switched off. It holds no text: what was written stands on the ticket, for those who may read it.
#[Object(serial)]
impl<'a> Notification<'a> {
    /// Global id.
    async fn id(&self) -> ID {
        NodeType::Notification.id(self.row.id.0)
    }

    /// Why you are told.
    async fn kind(&self) -> NotificationKind {
        self.row.kind.into()
    }

    /// BREACHED, ESCALATED: the promise whose deadline it is about, as far as it is still known; null for all else.
    async fn metric(&self) -> Option<Metric> {
        self.row.metric.map(Into::into)
    }

    /// When it happened.
    async fn created_at(&self) -> Instant {
        self.row.created_at
    }

    /// When you marked it as read; null before.
    async fn read_at(&self) -> Option<Instant> {
        self.row.read_at
    }

    /// The ticket; null for LEG_ENDED, because your vendor sees its leg and not the ticket any more, and for REPORT_READY,
    /// REPORT_REFUSED and WEBHOOK_DISABLED.
    async fn ticket(&self) -> Option<Ticket<'_>> {
        ticket(&self.about).map(|row| Ticket { row: Cow::Borrowed(row), request: self.request })
    }

    /// LEG_ENDED: the leg; null for all else.
    async fn leg(&self) -> Option<TicketLeg<'a>> {
        match &self.about {
            About::Leg(leg) => Some(TicketLeg::alone(leg.as_ref().clone(), self.request)),
            _ => None,
        }
    }

    /// REPORT_READY, REPORT_REFUSED: the delivery; null for all else.
    async fn report_delivery(&self) -> Option<ReportDelivery<'a>> {
        match &self.about {
            About::Delivery(of) => Some(ReportDelivery { of: of.as_ref().clone(), request: self.request }),
            _ => None,
        }
    }

    /// WEBHOOK_DISABLED: the endpoint; null for all else.
    async fn webhook_endpoint(&self) -> Option<WebhookEndpoint<'a>> {
        match &self.about {
            About::Endpoint(of) => Some(WebhookEndpoint { of: of.as_ref().clone(), request: self.request }),
            _ => None,
        }
    }

    /// The event of the ticket's log that it is about; null for BREACHED, ESCALATED, LEG_ENDED, REPORT_READY, REPORT_REFUSED
    /// and WEBHOOK_DISABLED.
    #[graphql(complexity = "10 + child_complexity")]
    async fn event(&self) -> Result<Option<TicketEvent<'a>>, ApiError> {
        let (Some(seq), Some(ticket)) = (self.row.event_seq, ticket(&self.about)) else { return Ok(None) };
        let parts = self.request.parts(ticket.id, ticket.policy_version_id);
        let log = parts.events(ticket.id).await?;
        let at = log.iter().position(|view| view.event.seq == seq);
        Ok(at.map(|at| TicketEvent::new(log, at, self.request)))
    }
}

fn ticket(about: &About) -> Option<&TicketRow> {
    match about {
        About::Ticket(row) => Some(row),
        _ => None,
    }
}

impl Listed for Notification<'_> {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        Cursor { order, key: self.row.feed_seq.to_string(), id: self.row.id.0 }
    }
}

/// Which notifications were read.
#[derive(Debug, InputObject)]
pub struct MarkNotificationsReadInput {
    /// The notifications, 100 at most; all of yours when left out.
    notification_ids: Option<Vec<ID>>,
}

/// What became of markNotificationsRead.
#[derive(Debug, SimpleObject)]
pub struct MarkNotificationsReadPayload {
    /// How many are left unread; null when nothing was changed.
    unread: Option<i64>,
    /// Why nothing was changed; empty on success.
    errors: Vec<UserError>,
}

/// The mutation of the inbox.
#[derive(Default)]
pub struct NotificationMutation;

/// The mutation of the inbox.
#[Object]
impl NotificationMutation {
    /// Mark your own notifications as read. Needs to be logged in.
    async fn mark_notifications_read(
        &self,
        ctx: &Context<'_>,
        input: MarkNotificationsReadInput,
    ) -> Result<MarkNotificationsReadPayload, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let read = |ids: Vec<ID>| {
            let ids = ids.iter().map(|id| NodeType::Notification.input(id, "notificationIds", language));
            ids.collect::<Result<Vec<_>, UserError>>()
        };
        let ids = match input.notification_ids.map(read).transpose() {
            Ok(ids) => ids,
            Err(error) => return Ok(MarkNotificationsReadPayload { unread: None, errors: vec![error] }),
        };
        match app::notice::mark_read(request.op(), ids.as_deref()).await {
            Ok(left) => {
                let unread = Some(i64::try_from(left).unwrap_or(i64::MAX));
                Ok(MarkNotificationsReadPayload { unread, errors: Vec::new() })
            }
            Err(error) => Ok(MarkNotificationsReadPayload { unread: None, errors: refusals(error, language)? }),
        }
    }
}
