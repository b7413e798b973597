//! Seals of the audit log: made by a job, listed for the audit administrator, checked by `gongdan verify audit`.

mod seal;
mod verify;

pub use seal::{SealReport, seal_audit};
pub use verify::{AuditVerification, VerifyAudit, verify_audit};

use domain::Instant;
use domain::access::Action;
use domain::audit::{SealedEntry, Sealing};
use storage::DbErr;
use storage::entity::{audit_entry, audit_seal};
use storage::query::audit_seal as query;

use crate::{Op, Result};

/// Entries in one read.
const PAGE: u64 = 1_000;

/// A seal as it is stored.
pub type AuditSeal = audit_seal::Model;

/// A page of seals, the newest first.
#[derive(Clone, Debug)]
pub struct AuditSealList {
    pub seals: Vec<AuditSeal>,
    /// Whether another page follows.
    pub more: bool,
    /// How many there are, if that was asked.
    pub total: Option<u64>,
}

/// Seals of the audit log: at most `limit` behind the one at `after`. Needs `audit.view`.
///
/// # Errors
/// FORBIDDEN without it.
pub async fn audit_seals(op: &Op, after: Option<i64>, limit: u64, with_total: bool) -> Result<AuditSealList> {
    op.require(Action::AuditView)?;
    let db = op.app().store.read();
    let mut seals = query::page(db, after, limit + 1).await?;
    let more = seals.len() as u64 > limit;
    seals.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let total = if with_total { Some(query::count(db).await?) } else { None };
    Ok(AuditSealList { seals, more, total })
}

/// How many entries a stretch of the log holds, and the hash over the seal before and them; a page of them at a time.
async fn hash(op: &Op, previous: &str, bounds: (Instant, Instant)) -> Result<(i64, String), DbErr> {
    let mut sealing = Sealing::begin(previous, bounds);
    let mut after = None;
    loop {
        let rows = query::entries(op.app().store.read(), bounds, after, PAGE).await?;
        after = rows.last().map(|last| (last.at, last.id)).filter(|_| rows.len() as u64 == PAGE);
        rows.into_iter().for_each(|row| sealing.add(&whole(row)));
        if after.is_none() {
            return Ok(sealing.end());
        }
    }
}

/// All of an entry: a new column is part of what is sealed, or a reason to leave it out stands here.
fn whole(row: audit_entry::Model) -> SealedEntry {
    let audit_entry::Model { id, at, actor_id, actor_name, action, object_type, object_id, detail } = row;
    SealedEntry { id, at, actor_id, actor_name, action, object_type, object_id, detail }
}
