//! Books what has fallen due of inspection plans, each with its ticket.

use app::Op;
use app::inspection::RaiseReport;

pub const NAME: &str = "raise_inspections";

pub async fn run(op: Op) -> anyhow::Result<RaiseReport> {
    Ok(app::inspection::raise_inspections(&op).await?)
}
