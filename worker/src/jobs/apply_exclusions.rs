//! Writes approved maintenance windows and force majeure into the tickets that they fall on.

use app::Op;
use app::exclusion::ApplyReport;

pub const NAME: &str = "apply_exclusions";

pub async fn run(op: Op) -> anyhow::Result<ApplyReport> {
    Ok(app::exclusion::apply_exclusions(&op).await?)
}
