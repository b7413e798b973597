//! Forgets the keys under which requests took effect more than a day ago.

use app::Op;
use app::once::PruneReport;

pub const NAME: &str = "prune_idempotency_keys";

pub async fn run(op: Op) -> anyhow::Result<PruneReport> {
    Ok(app::once::prune(&op).await?)
}
