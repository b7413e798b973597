//! What the platform does by itself: makes deliveries from the feed and sends what is due, many endpoints at once and none
//! held up by another.

use std::collections::HashMap;
use std::time::Duration;

use chrono::TimeDelta;
use domain::ids::WebhookEndpointId;
use futures_util::future::join_all;
use serde::Serialize;
use storage::entity::webhook_endpoint;
use storage::query::webhook as query;
use tokio::task::{Id, JoinError, JoinSet};
use tokio::time::interval;

use super::attempt::{Outcome, attempt};
use super::follow::follow;
use crate::job::or_later;
use crate::{Error, Op, Result};

/// Endpoints that are sent to at once.
const AT_ONCE: usize = 100;
/// Requests to one endpoint at once.
const IN_FLIGHT: i64 = 4;
/// Between two looks for what has become due while some endpoint takes its time.
const LOOK: Duration = Duration::from_secs(1);
/// An attempt of which nothing was heard for so long after its time was up is lost with its process.
const LOST: TimeDelta = TimeDelta::seconds(60);

/// What a run did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WebhookReport {
    /// Deliveries that were made from the feed.
    pub made: u64,
    /// Deliveries that their receivers took.
    pub delivered: u64,
    /// Attempts that failed.
    pub failed: u64,
    /// Endpoints that were switched off.
    pub switched_off: u64,
}

impl WebhookReport {
    fn add(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Delivered => self.delivered += 1,
            Outcome::Failed => self.failed += 1,
            Outcome::SwitchedOff => {
                self.failed += 1;
                self.switched_off += 1;
            }
            Outcome::Overtaken => {}
        }
    }
}

/// Brings deliveries up to the end of the feed and sends what is due, until nothing is: as long as some endpoint takes its time
/// the others have theirs, so that none waits for it. Any number of workers may be at it: each delivery is claimed by one, and a
/// claim that came to nothing ends by itself (I6).
///
/// # Errors
/// Outages, at once; faults of ours, once everybody else has theirs.
pub async fn send_webhooks(op: &Op) -> Result<WebhookReport> {
    let (mut report, mut failed) = (WebhookReport::default(), None);
    // Tasks, which go on while this looks for more: one may hold what the other waits for.
    let mut rounds = JoinSet::new();
    let mut under_way: HashMap<Id, WebhookEndpointId> = HashMap::new();
    let (mut resting, mut behind) = (Vec::new(), true);
    let mut look = interval(LOOK);
    look.reset();
    loop {
        let op = op.renewed();
        if std::mem::take(&mut behind) {
            op.app().refresh().await?;
            match Box::pin(follow(&op)).await {
                Ok(made) => report.made += made,
                Err(error) => {
                    tracing::warn!(%error, "no webhook deliveries could be made from the feed");
                    or_later(Err(error), &mut failed)?;
                }
            }
            resting.clear();
        }
        let busy: Vec<WebhookEndpointId> = under_way.values().chain(&resting).copied().collect();
        let free = AT_ONCE.saturating_sub(rounds.len()) as u64;
        for endpoint in query::due(op.app().store.read(), op.now(), &busy, free).await? {
            let id = endpoint.id;
            under_way.insert(rounds.spawn(round(op.clone(), endpoint)).id(), id);
        }
        tokio::select! {
            ended = rounds.join_next_with_id() => {
                let Some(ended) = ended else { break };
                let panicked = |error: JoinError| (error.id(), Err(Error::Internal(error.into())));
                let (task, outcomes) = ended.unwrap_or_else(panicked);
                let endpoint = under_way.remove(&task);
                match outcomes {
                    Ok(outcomes) => outcomes.into_iter().for_each(|outcome| report.add(outcome)),
                    Err(error) => {
                        tracing::warn!(%error, ?endpoint, "nothing could be sent to a webhook endpoint");
                        // Until the next look, so that a fault is not tried over and over at once.
                        resting.extend(endpoint);
                        or_later(Err(error), &mut failed)?;
                    }
                }
            }
            _ = look.tick() => behind = true,
        }
    }
    failed.map_or(Ok(report), Err)
}

/// Sends the next deliveries of an endpoint that are due.
async fn round(op: Op, endpoint: webhook_endpoint::Model) -> Result<Vec<Outcome>> {
    let timeout = TimeDelta::seconds(i64::from(op.app().config.webhooks.timeout_seconds));
    let until = op.now() + timeout + LOST;
    let claimed = query::claim(op.app().store.write(), endpoint.id, (op.now(), until), IN_FLIGHT).await?;
    let attempts = claimed.into_iter().map(|row| Box::pin(attempt(&op, &endpoint, row)));
    join_all(attempts).await.into_iter().collect()
}
