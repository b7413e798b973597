//! Webhooks: endpoints, what was delivered to them, and having it sent again.

mod delivery;
mod endpoint;
mod inputs;
mod query;
mod work;

pub use delivery::WebhookDelivery;
pub use endpoint::WebhookEndpoint;
pub use query::WebhookQuery;
pub use work::WebhookMutation;
