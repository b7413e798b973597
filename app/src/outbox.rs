//! The relay: numbers committed messages and tells whoever listens (I5).

use domain::ids::OutboxId;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Builder;

use crate::{Op, Result};

/// The channel on which replicas hear of numbered messages.
pub const FEED: &str = "feed";
const BATCH: i64 = 500;

/// What a listener is told; it reads the rest through its own scope.
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
        for message in &numbered {
            let notice = FeedNotice {
                seq: message.seq,
                topic: message.topic.clone(),
                ticket: message.ticket_id,
                agency: message.agency_id,
                vendor: message.vendor_id,
            };
            op.app().coord.publish(FEED, &serde_json::to_string(&notice)?).await;
        }
    }
}
