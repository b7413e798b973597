//! Decides about pauses on which the agency has said nothing in the time that the policy gives it.

use app::Op;
use app::sla::SilenceReport;

pub const NAME: &str = "settle_silence";

pub async fn run(op: Op) -> anyhow::Result<SilenceReport> {
    Ok(app::sla::settle_silence(&op).await?)
}
