//! Recomputes the seals from the entries, and lists what differs: `gongdan verify audit`.

use domain::Instant;
use domain::audit::{Seal, SealFinding, beforehand, expected};
use storage::query::audit_seal as query;

use super::{AuditSeal, hash};
use crate::{Op, Result};

/// Seals in one read.
const BATCH: u64 = 500;

/// What to verify.
#[derive(Clone, Debug, Default)]
pub struct VerifyAudit {
    /// Only seals that cover something from this time on; all when left out.
    pub from: Option<Instant>,
    /// Only seals that cover something before this time; all when left out.
    pub until: Option<Instant>,
    /// The place and hash of a seal that were written down elsewhere.
    pub expect: Option<(i64, String)>,
}

/// What a verification found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditVerification {
    /// Seals that were recomputed, and the entries that are there for them.
    pub seals: u64,
    pub entries: i64,
    /// The last seal of the log, whether or not it was among them.
    pub last: Option<AuditSeal>,
    /// What is wrong, the oldest first; empty is what it should be.
    pub findings: Vec<SealFinding>,
}

/// Compares each seal with the entries that it covers and with the seal before it, by the hash that it names of that: so
/// an hour that was changed is named, and those after it are not. Writes nothing, and may run beside everything else.
pub async fn verify_audit(op: &Op, asked: &VerifyAudit) -> Result<AuditVerification> {
    let db = op.app().store.read();
    let mut report = AuditVerification { last: query::last(db).await?, ..AuditVerification::default() };
    let mut before: Option<Seal> = None;
    loop {
        let rows = query::range(db, (asked.from, asked.until), before.as_ref().map(|seal| seal.seq), BATCH).await?;
        if rows.is_empty() {
            break;
        }
        for row in rows {
            let seal = stored(row);
            if before.is_none() {
                before = query::at(db, seal.seq - 1).await?.map(stored);
            }
            if before.is_none() {
                report.findings.extend(beforehand(&seal, query::entries_before(db, seal.from).await?));
            }
            report.findings.extend(seal.follows(before.as_ref()));
            let found = hash(op, &seal.previous, (seal.from, seal.before)).await?;
            report.findings.extend(seal.compare(&found));
            report.seals += 1;
            report.entries += found.0;
            before = Some(seal);
        }
    }
    if let Some((seq, hash)) = &asked.expect {
        let seal = query::at(db, *seq).await?.map(stored);
        report.findings.extend(expected(seal.as_ref(), (*seq, hash)));
    }
    Ok(report)
}

fn stored(row: AuditSeal) -> Seal {
    let AuditSeal { seq, from_at, before_at, entries, previous_hash, hash, sealed_at: _ } = row;
    Seal { seq, from: from_at, before: before_at, entries, previous: previous_hash, hash }
}
