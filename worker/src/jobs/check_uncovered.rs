//! Tells once when a request for an uncovered system can be routed.

use app::Op;
use app::uncovered::UncoveredReport;

pub const NAME: &str = "check_uncovered";

pub async fn run(op: Op) -> anyhow::Result<UncoveredReport> {
    Ok(app::uncovered::check_uncovered(&op).await?)
}
