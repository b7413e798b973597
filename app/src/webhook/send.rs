//! One request to an endpoint, and what came of it.

use std::error::Error as Cause;
use std::sync::OnceLock;
use std::time::Duration;

use anyhow::Context;
use domain::Instant;
use domain::webhook::{Answer, AttemptFailure, retry_after};
use reqwest::header::{CONTENT_TYPE, RETRY_AFTER};
use reqwest::redirect::Policy;
use reqwest::{Client, Url};

use super::WebhookConfig;
use super::address::{Reach, Refused};
use crate::{Error, Result};

/// How receivers know us.
const AGENT: &str = concat!("gongdan/", env!("CARGO_PKG_VERSION"));

/// A message with its headers.
pub(super) struct Signed<'s> {
    pub url: &'s str,
    pub id: String,
    /// In seconds since 1970.
    pub timestamp: i64,
    pub signature: String,
    pub body: String,
}

/// What sends to endpoints: one pool of connections, opened with the first.
#[derive(Debug)]
pub struct Sender {
    config: WebhookConfig,
    reach: Reach,
    client: OnceLock<Client>,
}

impl Sender {
    /// Nothing is opened yet.
    pub(crate) fn new(config: WebhookConfig) -> Self {
        let reach = Reach::new(&config.allowed_networks);
        Self { config, reach, client: OnceLock::new() }
    }

    /// Whether messages may be sent to this address, as far as can be told before its name is resolved.
    pub(super) fn allows_host(&self, url: &Url) -> bool {
        self.reach.allows_host(url)
    }

    /// Whether an address may begin so.
    pub(super) fn allows_scheme(&self, scheme: &str) -> bool {
        scheme == "https" || (scheme == "http" && self.config.allow_http)
    }

    /// Posts a message. Nothing of the answer but its status and `Retry-After` is read.
    ///
    /// # Errors
    /// Faults of ours alone: no answer is an answer.
    pub(super) async fn send(&self, message: Signed<'_>, now: Instant) -> Result<Answer> {
        let url: Url = message.url.parse().context("the URL of an endpoint").map_err(Error::Internal)?;
        // The settings may have been narrowed since it was written.
        if !self.allows_scheme(url.scheme()) || !self.allows_host(&url) {
            return Ok(Answer::Failed(AttemptFailure::AddressRefused));
        }
        let request = self
            .client()?
            .post(url)
            .header(CONTENT_TYPE, "application/json")
            .header("webhook-id", message.id)
            .header("webhook-timestamp", message.timestamp)
            .header("webhook-signature", message.signature)
            .body(message.body);
        Ok(match request.send().await {
            Ok(answer) => {
                let asked = answer.headers().get(RETRY_AFTER).and_then(|text| text.to_str().ok());
                Answer::Status(answer.status().as_u16(), asked.and_then(|text| retry_after(text, now)))
            }
            Err(error) => Answer::Failed(failure(&error)),
        })
    }

    fn client(&self) -> Result<&Client> {
        if let Some(client) = self.client.get() {
            return Ok(client);
        }
        let client = Client::builder()
            .user_agent(AGENT)
            .dns_resolver(self.reach.clone())
            // It would resolve names by itself, and be called wherever it stands.
            .no_proxy()
            .redirect(Policy::none())
            .timeout(Duration::from_secs(self.config.timeout_seconds.into()))
            .build();
        let client = client.context("the client for webhooks").map_err(Error::Internal)?;
        Ok(self.client.get_or_init(|| client))
    }
}

fn failure(error: &reqwest::Error) -> AttemptFailure {
    let mut cause: Option<&(dyn Cause + 'static)> = Some(error);
    while let Some(of) = cause {
        if of.is::<Refused>() {
            return AttemptFailure::AddressRefused;
        }
        cause = of.source();
    }
    if error.is_timeout() { AttemptFailure::Timeout } else { AttemptFailure::Connection }
}
