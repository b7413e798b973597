//! A webhook endpoint.

use app::setup::available;
use app::webhook::Endpoint;
use async_graphql::{ID, Object};
use domain::Instant;

use super::WebhookDelivery;
use crate::error::ApiError;
use crate::graphql::connection::Listed;
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::party::{Agency, Vendor};
use crate::graphql::request::Request;
use crate::graphql::words::{ObjectAction, WebhookDisabledReason};

/// An endpoint that the actor sees.
pub struct WebhookEndpoint<'a> {
    pub of: Endpoint,
    pub request: &'a Request,
}

impl WebhookEndpoint<'_> {
    /// The order of every list of endpoints.
    pub const BY_URL: &'static str = "webhookEndpoints.url";
}

/// An address of another system, to which the change feed of an agency or a vendor is delivered: what `changes` tells a
/// service account there, and nothing else. Needs webhook.view.
#[Object(serial)]
impl<'a> WebhookEndpoint<'a> {
    /// Global id.
    pub async fn id(&self) -> ID {
        NodeType::WebhookEndpoint.id(self.of.id.0)
    }

    /// The agency that it belongs to; null for one of a vendor. It hears of everything under it as well.
    async fn agency(&self) -> Result<Option<Agency<'a>>, ApiError> {
        let Some(id) = self.of.agency else { return Ok(None) };
        Ok(Some(Agency { row: self.request.agency(id)?, request: self.request }))
    }

    /// The vendor that it belongs to; null for one of an agency.
    async fn vendor(&self) -> Result<Option<Vendor<'a>>, ApiError> {
        let Some(id) = self.of.vendor else { return Ok(None) };
        Ok(Some(Vendor { row: self.request.vendor(id)? }))
    }

    /// Where messages are posted.
    async fn url(&self) -> &str {
        &self.of.url
    }

    /// What it is for; empty when nobody said.
    async fn description(&self) -> &str {
        &self.of.description
    }

    /// The topics that it gets, each one or what topics begin with, as `sla`; empty for all.
    async fn topics(&self) -> &[String] {
        &self.of.topics
    }

    /// Whether anything is delivered to it.
    async fn active(&self) -> bool {
        self.of.active
    }

    /// Why nothing is; null while it is active.
    async fn disabled_reason(&self) -> Option<WebhookDisabledReason> {
        self.of.disabled_reason.map(Into::into)
    }

    /// Since when nothing is; null while it is active.
    async fn disabled_at(&self) -> Option<Instant> {
        self.of.disabled_at
    }

    /// When the first attempt failed since the last one that did not; null while all is well. After five days of nothing but
    /// failure it is switched off.
    async fn failing_since(&self) -> Option<Instant> {
        self.of.failing_since
    }

    /// Until when the receiver asked to be left alone, by `Retry-After`; null when it did not.
    async fn held_until(&self) -> Option<Instant> {
        self.of.held_until
    }

    /// Until when the secret before signs beside the present one; null when there was none.
    async fn old_secret_until(&self) -> Option<Instant> {
        self.of.old_secret_until
    }

    /// The newest delivery to it; null before the first.
    #[graphql(complexity = "10 + child_complexity")]
    async fn last_delivery(&self) -> Result<Option<WebhookDelivery<'a>>, ApiError> {
        let last = self.request.last_delivery(self.of.id).await?;
        Ok(Option::clone(&last).map(|of| WebhookDelivery { of, request: self.request }))
    }

    /// When it was made.
    async fn created_at(&self) -> Instant {
        self.of.created_at
    }

    /// When it was last changed, or switched off.
    async fn updated_at(&self) -> Instant {
        self.of.updated_at
    }

    /// Grows with each change; give it as `expectedVersion`.
    async fn version(&self) -> i64 {
        self.of.version
    }

    /// What you may do with it now.
    async fn available_actions(&self) -> Vec<ObjectAction> {
        ObjectAction::list(available::of_webhook_endpoint(self.request.op(), &self.of))
    }
}

impl Listed for WebhookEndpoint<'_> {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        Cursor { order, key: self.of.url.clone(), id: self.of.id.0 }
    }
}
