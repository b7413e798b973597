//! The mutations of webhooks.

use app::webhook::{
    Delivery, Endpoint, EndpointChange, NewEndpoint, Secret, create_endpoint, find_delivery, find_endpoint,
    replay_deliveries, replay_delivery, rotate_secret, send_test, set_active, update_endpoint,
};
use async_graphql::{Context, Object};

use super::inputs::{
    CreateWebhookEndpointInput, ReplayWebhookDeliveriesInput, ReplayWebhookDeliveryInput, RotateWebhookSecretInput,
    SendTestWebhookInput, SetWebhookEndpointActiveInput, UpdateWebhookEndpointInput,
};
use super::{WebhookDelivery, WebhookEndpoint};
use crate::error::{ApiError, UserError};
use crate::graphql::node_id::NodeType;
use crate::graphql::setup::{Outcome, Read};

/// Declares payloads that hold an object, as it is found after the change.
macro_rules! payloads {
    ($field:ident: $node:ident, $about:literal, $of:ty; $($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        pub struct $name(Outcome<$of>);

        impl From<Outcome<$of>> for $name {
            fn from(outcome: Outcome<$of>) -> Self {
                Self(outcome)
            }
        }

        $(#[$doc])*
        #[Object]
        impl $name {
            #[doc = $about]
            async fn $field(&self) -> Option<$node<'_>> {
                self.0.changed().map(|(of, request)| $node { of: of.clone(), request })
            }

            /// Why nothing was changed; empty on success.
            async fn errors(&self) -> &[UserError] {
                self.0.errors()
            }
        }
    )+};
}

payloads! {
    endpoint: WebhookEndpoint, "The endpoint after it; null when nothing was changed.", Endpoint;
    /// What became of updateWebhookEndpoint.
    UpdateWebhookEndpointPayload,
    /// What became of setWebhookEndpointActive.
    SetWebhookEndpointActivePayload,
}

payloads! {
    delivery: WebhookDelivery, "The delivery as it stands; null when nothing is to be sent.", Delivery;
    /// What became of sendTestWebhook.
    SendTestWebhookPayload,
    /// What became of replayWebhookDelivery.
    ReplayWebhookDeliveryPayload,
}

/// Declares payloads that show a secret.
macro_rules! secrets {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        pub struct $name(Outcome<(Endpoint, Secret)>);

        impl From<Outcome<(Endpoint, Secret)>> for $name {
            fn from(outcome: Outcome<(Endpoint, Secret)>) -> Self {
                Self(outcome)
            }
        }

        $(#[$doc])*
        #[Object]
        impl $name {
            /// The endpoint after it; null when nothing was changed.
            async fn endpoint(&self) -> Option<WebhookEndpoint<'_>> {
                self.0.changed().map(|((of, _), request)| WebhookEndpoint { of: of.clone(), request })
            }

            /// What its messages are signed with, `whsec_` and base64: shown here, and never again. Null when none was made.
            async fn secret(&self) -> Option<&str> {
                self.0.changed().map(|((_, secret), _)| secret.0.as_str())
            }

            /// Why nothing was changed; empty on success.
            async fn errors(&self) -> &[UserError] {
                self.0.errors()
            }
        }
    )+};
}

secrets! {
    /// What became of createWebhookEndpoint.
    CreateWebhookEndpointPayload,
    /// What became of rotateWebhookSecret.
    RotateWebhookSecretPayload,
}

/// What became of replayWebhookDeliveries.
pub struct ReplayWebhookDeliveriesPayload(Outcome<(Endpoint, u64)>);

impl From<Outcome<(Endpoint, u64)>> for ReplayWebhookDeliveriesPayload {
    fn from(outcome: Outcome<(Endpoint, u64)>) -> Self {
        Self(outcome)
    }
}

/// What became of replayWebhookDeliveries.
#[Object]
impl ReplayWebhookDeliveriesPayload {
    /// The endpoint; null when nothing is to be sent.
    async fn endpoint(&self) -> Option<WebhookEndpoint<'_>> {
        self.0.changed().map(|((of, _), request)| WebhookEndpoint { of: of.clone(), request })
    }

    /// How many deliveries are sent again; null when they were refused.
    async fn replayed(&self) -> Option<u64> {
        self.0.changed().map(|((_, count), _)| *count)
    }

    /// Why nothing was changed; empty on success.
    async fn errors(&self) -> &[UserError] {
        self.0.errors()
    }
}

/// The mutations of webhooks.
#[derive(Default)]
pub struct WebhookMutation;

/// The mutations of webhooks.
#[Object]
impl WebhookMutation {
    /// Have the change feed of an agency or a vendor delivered to an address of another system, from now on. The secret that
    /// signs it is shown once. Needs webhook.manage.
    async fn create_webhook_endpoint(
        &self,
        ctx: &Context<'_>,
        input: CreateWebhookEndpointInput,
    ) -> Result<CreateWebhookEndpointPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let new = NewEndpoint {
            agency: read.optional_id(NodeType::Agency, input.agency_id.as_ref(), "agencyId"),
            vendor: read.optional_id(NodeType::Vendor, input.vendor_id.as_ref(), "vendorId"),
            url: input.url,
            description: input.description,
            topics: input.topics,
        };
        let Some(op) = read.op() else { return Ok(read.refused()) };
        let done = async {
            let issued = create_endpoint(op, &new).await?;
            Ok((find_endpoint(op, issued.endpoint).await?, issued.secret))
        };
        read.answer(Box::pin(done).await)
    }

    /// Change address, description or topics of a webhook endpoint. Needs webhook.manage.
    async fn update_webhook_endpoint(
        &self,
        ctx: &Context<'_>,
        input: UpdateWebhookEndpointInput,
    ) -> Result<UpdateWebhookEndpointPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let change = EndpointChange {
            endpoint: read.id(NodeType::WebhookEndpoint, &input.endpoint_id, "endpointId"),
            url: input.url,
            description: input.description,
            topics: input.topics,
        };
        let Some(op) = read.op_on(input.expected_version) else { return Ok(read.refused()) };
        let done = async { find_endpoint(&op, update_endpoint(&op, &change).await?).await };
        read.answer(Box::pin(done).await)
    }

    /// Make a new secret for a webhook endpoint: it is shown once, and the one before signs beside it for 24 hours. Needs
    /// webhook.manage.
    async fn rotate_webhook_secret(
        &self,
        ctx: &Context<'_>,
        input: RotateWebhookSecretInput,
    ) -> Result<RotateWebhookSecretPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let endpoint = read.id(NodeType::WebhookEndpoint, &input.endpoint_id, "endpointId");
        let Some(op) = read.op_on(input.expected_version) else { return Ok(read.refused()) };
        let done = async {
            let issued = rotate_secret(&op, endpoint).await?;
            Ok((find_endpoint(&op, issued.endpoint).await?, issued.secret))
        };
        read.answer(Box::pin(done).await)
    }

    /// Switch a webhook endpoint off, or on again. Needs webhook.manage.
    async fn set_webhook_endpoint_active(
        &self,
        ctx: &Context<'_>,
        input: SetWebhookEndpointActiveInput,
    ) -> Result<SetWebhookEndpointActivePayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let endpoint = read.id(NodeType::WebhookEndpoint, &input.endpoint_id, "endpointId");
        let Some(op) = read.op_on(input.expected_version) else { return Ok(read.refused()) };
        let done = async { find_endpoint(&op, set_active(&op, endpoint, input.active).await?).await };
        read.answer(Box::pin(done).await)
    }

    /// Send a message that says nothing, `webhook.test`, to try a webhook endpoint out. WRONG_STATE for one that is off. Needs
    /// webhook.manage.
    async fn send_test_webhook(
        &self,
        ctx: &Context<'_>,
        input: SendTestWebhookInput,
    ) -> Result<SendTestWebhookPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let endpoint = read.id(NodeType::WebhookEndpoint, &input.endpoint_id, "endpointId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        let done = async { find_delivery(op, send_test(op, endpoint).await?).await };
        read.answer(Box::pin(done).await)
    }

    /// Send one delivery again, from the beginning of its schedule and under the id that it had, whether it had failed or
    /// succeeded. WRONG_STATE while it is on its way or its endpoint is off. Needs webhook.manage.
    async fn replay_webhook_delivery(
        &self,
        ctx: &Context<'_>,
        input: ReplayWebhookDeliveryInput,
    ) -> Result<ReplayWebhookDeliveryPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let delivery = read.id(NodeType::WebhookDelivery, &input.webhook_delivery_id, "webhookDeliveryId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        let done = async { find_delivery(op, replay_delivery(op, delivery).await?).await };
        read.answer(Box::pin(done).await)
    }

    /// Send every delivery to an endpoint again that was made since a time and failed. WRONG_STATE for an endpoint that is
    /// off. Needs webhook.manage.
    async fn replay_webhook_deliveries(
        &self,
        ctx: &Context<'_>,
        input: ReplayWebhookDeliveriesInput,
    ) -> Result<ReplayWebhookDeliveriesPayload, ApiError> {
        let mut read = Read::of(ctx)?;
        let endpoint = read.id(NodeType::WebhookEndpoint, &input.endpoint_id, "endpointId");
        let Some(op) = read.op() else { return Ok(read.refused()) };
        let done = async {
            let count = replay_deliveries(op, endpoint, input.since).await?;
            Ok((find_endpoint(op, endpoint).await?, count))
        };
        read.answer(Box::pin(done).await)
    }
}
