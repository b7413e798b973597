//! What was, or is to be, delivered to a webhook endpoint.

use app::setup::available;
use app::webhook::{Attempt, Delivery};
use async_graphql::{ID, Object};
use domain::Instant;

use crate::graphql::connection::Listed;
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::request::Request;
use crate::graphql::words::{ObjectAction, WebhookAttemptFailure, WebhookDeliveryState};

/// A delivery to an endpoint that the actor sees.
pub struct WebhookDelivery<'a> {
    pub of: Delivery,
    pub request: &'a Request,
}

impl WebhookDelivery<'_> {
    /// The order of every list of deliveries.
    pub const NEWEST: &'static str = "webhookDeliveries.newest";
}

/// A message on its way to a webhook endpoint, once for each of the two, with every attempt at it. It is kept for 30 days
/// after it ended, unless the settings say otherwise. Needs webhook.view.
#[Object(serial)]
impl WebhookDelivery<'_> {
    /// Global id.
    pub async fn id(&self) -> ID {
        NodeType::WebhookDelivery.id(self.of.row.id.0)
    }

    /// The global id of the endpoint.
    async fn endpoint_id(&self) -> ID {
        NodeType::WebhookEndpoint.id(self.of.row.endpoint_id.0)
    }

    /// The id of the message, which the receiver gets as `webhook-id`: the same in each attempt, and in `changes`.
    async fn message_id(&self) -> ID {
        self.of.row.message_id.to_string().into()
    }

    /// The number of the message in the change feed; null for a test.
    async fn seq(&self) -> Option<i64> {
        self.of.row.feed_seq
    }

    /// What it tells, such as ticket.raised; webhook.test for a test.
    async fn topic(&self) -> &str {
        &self.of.row.topic
    }

    /// Where it stands.
    async fn state(&self) -> WebhookDeliveryState {
        self.of.row.state.into()
    }

    /// When it was made from the feed.
    async fn created_at(&self) -> Instant {
        self.of.row.created_at
    }

    /// When it is tried next; while it is being sent, when it would be if nothing more were heard of that. Null once it has
    /// ended.
    async fn next_at(&self) -> Option<Instant> {
        self.of.row.next_at
    }

    /// When it succeeded or failed for good; null before.
    async fn ended_at(&self) -> Option<Instant> {
        self.of.row.ended_at
    }

    /// The attempts that have ended, the first one first.
    async fn attempts(&self) -> Vec<WebhookAttempt<'_>> {
        self.of.attempts.iter().map(|row| WebhookAttempt { row }).collect()
    }

    /// What you may do with it now.
    async fn available_actions(&self) -> Vec<ObjectAction> {
        ObjectAction::list(available::of_webhook_delivery(self.request.op(), &self.of))
    }
}

impl Listed for WebhookDelivery<'_> {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        Cursor { order, key: String::new(), id: self.of.row.id.0 }
    }
}

/// An attempt at a delivery.
pub struct WebhookAttempt<'a> {
    row: &'a Attempt,
}

/// One attempt at a delivery: one request. Nothing of the answer is kept but its status. Needs webhook.view.
#[Object(serial)]
impl WebhookAttempt<'_> {
    /// 1, 2, 3 …, also after it was sent again; one that was cut off with its process leaves a gap.
    async fn number(&self) -> i32 {
        self.row.number
    }

    /// When it was begun: the receiver gets it as `webhook-timestamp`.
    async fn at(&self) -> Instant {
        self.row.at
    }

    /// How long it took, in milliseconds.
    async fn duration_ms(&self) -> i64 {
        self.row.duration_ms
    }

    /// The HTTP status of the answer; null when there was none.
    async fn status(&self) -> Option<i32> {
        self.row.status
    }

    /// Why there was no answer; null when there was one.
    async fn failure(&self) -> Option<WebhookAttemptFailure> {
        self.row.failure.map(Into::into)
    }

    /// When the next attempt was due after it; null when none was to follow.
    async fn next_at(&self) -> Option<Instant> {
        self.row.next_at
    }
}
