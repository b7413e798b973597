//! Forgets the job runs of days gone by.

use app::Op;
use app::job::PruneReport;

pub const NAME: &str = "prune_job_runs";

pub async fn run(op: Op) -> anyhow::Result<PruneReport> {
    Ok(app::job::prune(&op).await?)
}
