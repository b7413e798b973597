//! The job: seals the hours of the audit log that are over.

use domain::Instant;
use domain::audit::{hour, sealable, stretch};
use serde::Serialize;
use storage::query::audit_seal as query;

use super::{AuditSeal, hash};
use crate::{Op, Result};

/// Seals in one run, and entries after which it makes no further one; the next run goes on.
const SEALS: u64 = 1_000;
const ENTRIES: i64 = 500_000;

/// What a run did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SealReport {
    /// Seals that it added.
    pub seals: u64,
    /// Entries that they cover.
    pub entries: i64,
}

/// Seals what can be: whole hours, from the end of the last seal on or else from the first entry, each stretch in a
/// statement of its own. An hour is ripe a quarter of an hour after its end, and once no transaction is open that was open
/// then: nothing more will be written in it. Two workers at once make the same seals, each of which counts once.
pub async fn seal_audit(op: &Op) -> Result<SealReport> {
    let store = &op.app().store;
    let until = sealable(op.now() - query::open_for(store).await?);
    let mut report = SealReport::default();
    while report.seals < SEALS && report.entries < ENTRIES {
        let last = query::last(store.read()).await?;
        let first = query::first_entry(store.read(), last.as_ref().map(|seal| seal.before_at)).await?;
        let Some(from) = last.as_ref().map(|seal| seal.before_at).or(first.map(hour)) else { break };
        let Some(before) = stretch(from, first, until) else { break };
        let (seq, previous) = last.map_or((1, String::new()), |seal| (seal.seq + 1, seal.hash));
        let seal = sealed(op, (seq, previous), (from, before)).await?;
        let entries = seal.entries;
        // Else another worker has: its seal is the last now.
        if query::add(store.write(), seal).await? {
            report.seals += 1;
            report.entries += entries;
        }
    }
    Ok(report)
}

async fn sealed(op: &Op, (seq, previous_hash): (i64, String), bounds: (Instant, Instant)) -> Result<AuditSeal> {
    let (entries, hash) = hash(op, &previous_hash, bounds).await?;
    let ((from_at, before_at), sealed_at) = (bounds, op.renewed().now());
    Ok(AuditSeal { seq, from_at, before_at, entries, previous_hash, hash, sealed_at })
}
