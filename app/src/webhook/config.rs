//! The settings of webhooks.

use ipnet::IpNet;
use serde::{Deserialize, Serialize};

/// What may be called, and for how long.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WebhookConfig {
    /// Whether an address may begin with `http://`.
    pub allow_http: bool,
    /// Networks outside the public internet that may be called all the same.
    pub allowed_networks: Vec<IpNet>,
    /// The longest that an attempt may take, in seconds.
    pub timeout_seconds: u32,
}

impl Default for WebhookConfig {
    /// The public internet over https, 15 seconds.
    fn default() -> Self {
        Self { allow_http: false, allowed_networks: Vec::new(), timeout_seconds: 15 }
    }
}
