//! The hash of a seal.

use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::Instant;
use crate::bundle::canonical;
use crate::ids::{AuditId, UserId};

/// All of an entry of the audit log, by the names of its columns.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SealedEntry {
    pub id: AuditId,
    pub at: Instant,
    pub actor_id: Option<UserId>,
    pub actor_name: String,
    pub action: String,
    pub object_type: String,
    pub object_id: Option<Uuid>,
    pub detail: Value,
}

/// A seal in the making: SHA-256 over lines that each end in a line feed. First the hash of the seal before it (empty for
/// the first), then the two bounds as a JSON list, then the canonical JSON of each entry in the order of (at, id), and last
/// how many entries they are. No line feed stands inside JSON, so that one text has one reading.
pub struct Sealing {
    hasher: Sha256,
    entries: i64,
}

impl Sealing {
    /// Of the stretch from the first bound to before the second.
    pub fn begin(previous: &str, (from, before): (Instant, Instant)) -> Self {
        let mut sealing = Self { hasher: Sha256::new(), entries: 0 };
        sealing.line(previous.as_bytes());
        sealing.line(&canonical(&[from, before]));
        sealing
    }

    /// The next entry.
    pub fn add(&mut self, entry: &SealedEntry) {
        self.entries += 1;
        self.line(&canonical(entry));
    }

    /// How many entries there were, and the hash in hexadecimal digits.
    pub fn end(mut self) -> (i64, String) {
        self.line(self.entries.to_string().as_bytes());
        (self.entries, hex::encode(self.hasher.finalize()))
    }

    fn line(&mut self, text: &[u8]) {
        self.hasher.update(text);
        self.hasher.update(b"\n");
    }
}
