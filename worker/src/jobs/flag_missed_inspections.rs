//! Marks inspections as missed whose last day has passed.

use app::Op;
use app::inspection::MissedReport;

pub const NAME: &str = "flag_missed_inspections";

pub async fn run(op: Op) -> anyhow::Result<MissedReport> {
    Ok(app::inspection::flag_missed_inspections(&op).await?)
}
