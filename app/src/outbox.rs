//! The relay: numbers committed messages and tells whoever listens (I5).

use domain::Instant;
use domain::ids::OutboxId;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use storage::write::Numbered;
use uuid::Builder;

use crate::{Op, Result};

/// The channel on which replicas hear of numbered messages.
pub const FEED: &str = "feed";
const BATCH: i64 = 500;

/// A numbered message as it goes to the other replicas. Whoever hears it still has to be in its scope.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FeedNotice {
    /// Place in the change feed.
    pub seq: i64,
    /// What happened.
    pub topic: String,
    /// To which ticket.
    pub ticket: Option<domain::ids::TicketId>,
    /// Whose.
    pub agency: Option<domain::ids::AgencyId>,
    /// Given to whom.
    pub vendor: Option<domain::ids::VendorId>,
    /// The message's own id, the same in each delivery.
    pub id: OutboxId,
    /// When it was written down.
    pub at: Instant,
    /// What there is to say; texts that people wrote stay out of it.
    pub payload: serde_json::Value,
}

impl From<Numbered> for FeedNotice {
    fn from(message: Numbered) -> Self {
        Self {
            seq: message.seq,
            topic: message.topic,
            ticket: message.ticket_id,
            agency: message.agency_id,
            vendor: message.vendor_id,
            id: message.id,
            at: message.created_at,
            payload: message.payload,
        }
    }
}

/// What a run of the relay did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RelayReport {
    /// Messages that got their number.
    pub numbered: u64,
    /// The highest number given.
    pub last_seq: Option<i64>,
}

/// The id of a message that is made of what it is about and not of the time (version 8), so that any number of workers
/// and runs writes it once (I6).
pub(crate) fn id_of(about: &str) -> OutboxId {
    let digest = Sha256::digest(about);
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    OutboxId(Builder::from_custom_bytes(bytes).into_uuid())
}

/// Numbers everything committed so far. A message whose notice gets lost is still in the feed, and a subscriber that
/// sees a gap reads it there.
pub async fn relay(op: &Op) -> Result<RelayReport> {
    let mut report = RelayReport::default();
    loop {
        let numbered = storage::write::number_outbox(&op.app().store, BATCH).await?;
        let Some(last) = numbered.last() else { return Ok(report) };
        report.numbered += numbered.len() as u64;
        report.last_seq = Some(last.seq);
        for notice in numbered.into_iter().map(FeedNotice::from) {
            op.app().coord.publish(FEED, &serde_json::to_string(&notice)?).await;
        }
    }
}
