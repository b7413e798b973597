//! Inputs of the mutations of webhooks.

use async_graphql::{ID, InputObject};
use domain::Instant;

/// A webhook endpoint to be made.
#[derive(Debug, InputObject)]
pub struct CreateWebhookEndpointInput {
    /// The agency that it belongs to: it hears of the tickets of this agency and of everything under it. Either this or
    /// vendorId.
    pub agency_id: Option<ID>,
    /// The vendor that it belongs to: it hears of the tickets given to it. Either this or agencyId.
    pub vendor_id: Option<ID>,
    /// Where messages are posted: https, up to 2,000 characters, on the public internet or in a network that the settings open.
    pub url: String,
    /// What it is for, up to 500 characters.
    pub description: Option<String>,
    /// The topics that it gets, at most 50: each one, as `sla.breach`, or what topics begin with, as `sla`. All when empty.
    #[graphql(default)]
    pub topics: Vec<String>,
}

/// What to change of a webhook endpoint; what is left out stays.
#[derive(Debug, InputObject)]
pub struct UpdateWebhookEndpointInput {
    /// The endpoint.
    pub endpoint_id: ID,
    /// Its `version` as you read it: CONFLICT, with what changed and by whom, when somebody changed it since. Without it the
    /// change is made whatever happened.
    pub expected_version: Option<i64>,
    /// Where messages are posted, from the next attempt on.
    pub url: Option<String>,
    /// What it is for; blank for nothing.
    pub description: Option<String>,
    /// The topics that it gets, the whole list; all when empty.
    pub topics: Option<Vec<String>>,
}

/// A webhook endpoint whose secret is to be renewed.
#[derive(Debug, InputObject)]
pub struct RotateWebhookSecretInput {
    /// The endpoint.
    pub endpoint_id: ID,
    /// Its `version` as you read it: CONFLICT, with what changed and by whom, when somebody changed it since. Without it the
    /// change is made whatever happened.
    pub expected_version: Option<i64>,
}

/// A webhook endpoint to be switched on or off.
#[derive(Debug, InputObject)]
pub struct SetWebhookEndpointActiveInput {
    /// The endpoint.
    pub endpoint_id: ID,
    /// Its `version` as you read it: CONFLICT, with what changed and by whom, when somebody changed it since. Without it the
    /// change is made whatever happened.
    pub expected_version: Option<i64>,
    /// Off: what is on its way fails, and nothing is delivered. On: it hears of what happens from now on.
    pub active: bool,
}

/// A webhook endpoint to be tried out.
#[derive(Debug, InputObject)]
pub struct SendTestWebhookInput {
    /// The endpoint; it must be active.
    pub endpoint_id: ID,
}

/// A delivery to be sent again.
#[derive(Debug, InputObject)]
pub struct ReplayWebhookDeliveryInput {
    /// The delivery: it has ended, and its endpoint is active.
    pub webhook_delivery_id: ID,
}

/// Deliveries to be sent again.
#[derive(Debug, InputObject)]
pub struct ReplayWebhookDeliveriesInput {
    /// The endpoint; it must be active.
    pub endpoint_id: ID,
    /// Every delivery that was made at this time or later and failed.
    pub since: Instant,
}
