//! Makes what was not restored in time one priority graver, where its policy says so.

use app::Op;
use app::sla::RiseReport;

pub const NAME: &str = "raise_severity";

pub async fn run(op: Op) -> anyhow::Result<RiseReport> {
    Ok(app::sla::raise_severity(&op).await?)
}
