//! The queries of webhooks.

use app::webhook::DeliveryQuery;
use async_graphql::{Context, ID, Object};

use super::{WebhookDelivery, WebhookEndpoint};
use crate::error::ApiError;
use crate::graphql::connection::{Connection, Total, page, page_cost, page_size};
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::refusal::failure;
use crate::graphql::request::request;
use crate::graphql::words::WebhookDeliveryState;

/// The queries of webhooks.
#[derive(Default)]
pub struct WebhookQuery;

/// The queries of webhooks.
#[Object]
impl WebhookQuery {
    /// Webhook endpoints by URL: those of your agencies and what lies under them, of your vendor, or all. Needs webhook.view.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn webhook_endpoints<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
    ) -> Result<Connection<WebhookEndpoint<'c>>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let found = app::webhook::endpoints(request.op()).await.map_err(|error| failure(error, language))?;
        let endpoints = found.into_iter().map(|of| WebhookEndpoint { of, request });
        page(endpoints, WebhookEndpoint::BY_URL, first, after.as_deref(), language)
    }

    /// What was, or is to be, delivered to an endpoint, the newest first. NOT_FOUND for one that you do not see. Needs
    /// webhook.view.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn webhook_deliveries<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "The endpoint.")] endpoint_id: ID,
        #[graphql(desc = "Only deliveries that stand there.")] state: Option<WebhookDeliveryState>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
    ) -> Result<Connection<WebhookDelivery<'c>>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let after = after.map(|text| Cursor::decode(&text, WebhookDelivery::NEWEST, language)).transpose()?;
        let previous = after.is_some();
        let asked = DeliveryQuery {
            endpoint: NodeType::WebhookEndpoint.argument(&endpoint_id, "endpointId", language)?,
            state: state.map(Into::into),
            after: after.map(|cursor| cursor.id.into()),
            limit: u64::try_from(page_size(first, language)?).unwrap_or(0),
            with_total: ctx.look_ahead().field("totalCount").exists(),
        };
        let found = app::webhook::deliveries(request.op(), &asked).await;
        let found = found.map_err(|error| failure(error, language))?;
        let rows = found.rows.into_iter().map(|of| WebhookDelivery { of, request }).collect();
        Ok(Connection::new(rows, WebhookDelivery::NEWEST, previous, found.more, Total::from(found.total)))
    }
}
