//! Seals the hours of the audit log that are over.

use app::Op;
use app::audit::SealReport;

pub const NAME: &str = "seal_audit";

pub async fn run(op: Op) -> anyhow::Result<SealReport> {
    Ok(app::audit::seal_audit(&op).await?)
}
