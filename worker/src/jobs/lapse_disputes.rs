//! Does what follows from silence in disputes.

use app::Op;
use app::dispute::LapseReport;

pub const NAME: &str = "lapse_disputes";

pub async fn run(op: Op) -> anyhow::Result<LapseReport> {
    Ok(app::dispute::lapse_disputes(&op).await?)
}
