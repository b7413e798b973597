//! From the feed to deliveries: each endpoint has its own place in the feed, which moves on with what is made for it.

use std::sync::Arc;

use domain::access::{Org, TicketScope, ticket_scope_of};
use domain::ids::{OutboxId, WebhookEndpointId};
use domain::webhook::{DeliveryState, wants};
use storage::entity::{webhook_delivery, webhook_endpoint};
use storage::query::feed::{between, head};
use storage::query::webhook as query;

use super::body;
use crate::feed::{Change, MOST};
use crate::{Op, Result};

/// Makes a delivery of every message since numbered that an active endpoint is to hear of, once: the place in the feed is
/// written with them. How many were made.
///
/// The feed is read once for all of them: they stand close together in it, and many of them read no more than one.
pub(super) async fn follow(op: &Op) -> Result<u64> {
    let db = op.app().store.read();
    let head = head(db).await?;
    let behind = query::behind(db, head).await?;
    let mut followers = behind.into_iter().map(|row| Follower::of(op, row)).collect::<Result<Vec<_>>>()?;
    let (mut made, mut reached) = (0, followers.iter().map(|follower| follower.place).min().unwrap_or(head));
    while reached < head {
        let found = between(db, &TicketScope::Everything, &[], (reached, head), MOST).await?;
        let full = found.len() as u64 == MOST;
        reached = if full { found.last().map_or(head, |last| last.seq) } else { head };
        let changes: Vec<Arc<Change>> = Change::all_of(found).collect();
        for follower in &mut followers {
            made += follower.hear(op, &changes, reached).await?;
        }
    }
    let rest = followers.iter().filter(|follower| !follower.overtaken && follower.place < head);
    let rest: Vec<WebhookEndpointId> = rest.map(|follower| follower.id).collect();
    if !rest.is_empty() {
        // Most endpoints hear nothing of most messages: one statement for all of these.
        query::passed_over(op.app().store.write(), &rest, head).await?;
    }
    Ok(made)
}

/// An endpoint on its way through the feed.
struct Follower {
    id: WebhookEndpointId,
    scope: TicketScope,
    topics: Vec<String>,
    /// As it is written.
    place: i64,
    /// Another worker is at it, or it was switched off.
    overtaken: bool,
}

impl Follower {
    fn of(op: &Op, row: webhook_endpoint::Model) -> Result<Self> {
        let scope = scope(op, &row);
        let topics = serde_json::from_value(row.topics)?;
        Ok(Self { id: row.id, scope, topics, place: row.read_to, overtaken: false })
    }

    /// Makes deliveries of what it is to hear among the messages up to `reached`; how many. Its place stays where there is
    /// nothing for it.
    async fn hear(&mut self, op: &Op, changes: &[Arc<Change>], reached: i64) -> Result<u64> {
        if self.overtaken {
            return Ok(0);
        }
        let wanted = changes.iter().filter(|change| {
            change.seq > self.place && change.concerns(&self.scope) && wants(&self.topics, &change.topic)
        });
        let rows = wanted.map(|change| delivery(op, self.id, change)).collect::<Result<Vec<_>>>()?;
        if rows.is_empty() {
            return Ok(0);
        }
        let transaction = op.begin().await?;
        if !query::move_on(&transaction, self.id, (self.place, reached)).await? {
            self.overtaken = true;
            return Ok(0);
        }
        let made = query::create(&transaction, rows).await?;
        transaction.commit().await?;
        self.place = reached;
        Ok(made)
    }
}

/// What `changes` shows a service account of its organisation (I7).
fn scope(op: &Op, endpoint: &webhook_endpoint::Model) -> TicketScope {
    let org = match (endpoint.agency_id, endpoint.vendor_id) {
        (Some(agency), None) => Org::Agency(agency),
        (None, Some(vendor)) => Org::Vendor(vendor),
        _ => return TicketScope::Nothing,
    };
    let directory = op.directory();
    ticket_scope_of(org, &|agency| directory.below(agency))
}

fn delivery(op: &Op, endpoint: WebhookEndpointId, change: &Change) -> Result<webhook_delivery::Model> {
    Ok(new(op, endpoint, (change.id, Some(change.seq)), &change.topic, body::of_change(change)?))
}

/// A delivery that is due at once.
pub(super) fn new(
    op: &Op,
    endpoint: WebhookEndpointId,
    (message, seq): (OutboxId, Option<i64>),
    topic: &str,
    body: String,
) -> webhook_delivery::Model {
    webhook_delivery::Model {
        id: op.id(),
        endpoint_id: endpoint,
        message_id: message,
        feed_seq: seq,
        topic: topic.to_owned(),
        body,
        state: DeliveryState::Pending,
        attempts: 0,
        step: 0,
        next_at: Some(op.now()),
        created_at: op.now(),
        ended_at: None,
    }
}
