//! `gongdan verify audit`: the seals of the audit log, recomputed from its entries.

use anyhow::{Result, ensure};
use app::Op;
use app::audit::{VerifyAudit, verify_audit};
use chrono::SecondsFormat;

/// Prints a line for each finding, the oldest first, and then the last seal, which is to be written down where nobody who
/// can write to the database can.
///
/// # Errors
/// When something was found.
pub async fn verify(op: &Op, asked: &VerifyAudit) -> Result<()> {
    let report = verify_audit(op, asked).await?;
    for finding in &report.findings {
        println!("{finding}");
    }
    println!("seals recomputed: {}; entries under them: {}", report.seals, report.entries);
    match &report.last {
        Some(seal) => {
            let before = seal.before_at.to_rfc3339_opts(SecondsFormat::AutoSi, true);
            println!("last seal, of what was written before {before}: {}:{}", seal.seq, seal.hash);
        }
        None => println!("nothing is sealed yet"),
    }
    ensure!(report.findings.is_empty(), "audit log: {} findings", report.findings.len());
    Ok(())
}
