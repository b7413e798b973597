//! Webhooks: what the change feed tells an agency or a vendor goes to addresses of their other systems as well, signed as
//! Standard Webhooks asks. See docs/webhooks.md.
//!
//! A delivery is made from the feed once for each endpoint and message, tried until it succeeds or was tried often enough, and
//! kept with its attempts for a while.

mod address;
mod attempt;
mod body;
mod config;
mod follow;
mod read;
mod replay;
mod run;
mod send;
mod signature;
mod work;

pub(crate) use attempt::DISABLED;
pub use config::WebhookConfig;
pub use domain::webhook::Secret;
pub use read::{
    Attempt, Delivery, DeliveryList, DeliveryQuery, Endpoint, deliveries, endpoints, find_delivery, find_endpoint,
    last_deliveries, may_manage, may_replay,
};
pub(crate) use read::{among, names};
pub use replay::{replay_deliveries, replay_delivery, send_test};
pub use run::{WebhookReport, send_webhooks};
pub(crate) use send::Sender;
pub use work::{
    EndpointChange, IssuedSecret, NewEndpoint, create_endpoint, rotate_secret, set_active, update_endpoint,
};
