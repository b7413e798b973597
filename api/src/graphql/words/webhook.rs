//! Words of webhooks.

use async_graphql::Enum;

/// Where a delivery to a webhook endpoint stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::webhook::DeliveryState")]
pub enum WebhookDeliveryState {
    /// It is tried, or will be.
    Pending,
    /// The receiver took it.
    Succeeded,
    /// It is not tried any more, unless somebody has it sent again.
    Failed,
}

/// Why nothing is delivered to a webhook endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::webhook::DisabledReason")]
pub enum WebhookDisabledReason {
    /// Somebody switched it off.
    ByHand,
    /// The receiver answered 410: it is gone for good.
    Gone,
    /// Every attempt of five days failed.
    Failing,
}

/// Why an attempt got no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::webhook::AttemptFailure")]
pub enum WebhookAttemptFailure {
    /// None came in time.
    Timeout,
    /// The name is unknown, nobody listens there, TLS failed, or the connection broke off.
    Connection,
    /// The address lies in a network that must not be called.
    AddressRefused,
}
