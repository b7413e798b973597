//! Lets the clocks go on whose pause has lasted as long as the policy allows.

use app::Op;
use app::sla::LapseReport;

pub const NAME: &str = "lapse_pauses";

pub async fn run(op: Op) -> anyhow::Result<LapseReport> {
    Ok(app::sla::lapse(&op).await?)
}
