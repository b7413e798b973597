//! Moves contracts on whose last day has passed.

use app::Op;
use app::setup::contract::ExpireReport;

pub const NAME: &str = "expire_contracts";

pub async fn run(op: Op) -> anyhow::Result<ExpireReport> {
    Ok(app::setup::contract::expire_contracts(&op).await?)
}
