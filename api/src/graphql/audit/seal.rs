//! A seal of the audit log.

use app::audit::AuditSeal as Seal;
use async_graphql::Object;
use domain::Instant;
use uuid::Uuid;

use crate::error::ApiError;
use crate::graphql::connection::Listed;
use crate::graphql::cursor::Cursor;
use crate::graphql::request::Language;

/// A seal as it is stored.
pub struct AuditSeal(pub Seal);

impl AuditSeal {
    /// The order of every list of seals.
    pub const NEWEST: &'static str = "auditSeals.newest";

    /// The place in the chain that a cursor names.
    ///
    /// # Errors
    /// `INVALID_CURSOR` when it names none.
    pub fn seq_of(cursor: &Cursor, language: Language) -> Result<i64, ApiError> {
        cursor.key.parse().map_err(|_| Cursor::damaged(language))
    }
}

/// A seal of the audit log: a hash over the entries of a stretch of time and the hash of the seal before it, made by the job
/// `seal_audit`, never changed or removed. Stretches follow each other without a gap: an hour with entries is one, hours
/// without any are one together. Needs audit.view.
#[Object(serial)]
impl AuditSeal {
    /// Its place in the chain: 1 for the first.
    async fn seq(&self) -> i64 {
        self.0.seq
    }

    /// When the stretch begins.
    async fn from(&self) -> Instant {
        self.0.from_at
    }

    /// When it ends, and the next one begins.
    async fn before(&self) -> Instant {
        self.0.before_at
    }

    /// How many entries were sealed.
    async fn entries(&self) -> i64 {
        self.0.entries
    }

    /// SHA-256 in hexadecimal digits. Written down elsewhere, with its seq, it proves this seal and all before it.
    async fn hash(&self) -> &str {
        &self.0.hash
    }

    /// The hash of the seal before it; null for the first.
    async fn previous_hash(&self) -> Option<&str> {
        Some(self.0.previous_hash.as_str()).filter(|hash| !hash.is_empty())
    }

    /// When it was made.
    async fn sealed_at(&self) -> Instant {
        self.0.sealed_at
    }
}

impl Listed for AuditSeal {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        Cursor { order, key: self.0.seq.to_string(), id: Uuid::nil() }
    }
}
