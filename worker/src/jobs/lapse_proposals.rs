//! Lets proposals lapse that nobody answered in time.

use app::Op;
use app::sla::UnansweredReport;

pub const NAME: &str = "lapse_proposals";

pub async fn run(op: Op) -> anyhow::Result<UnansweredReport> {
    Ok(app::sla::lapse_proposals(&op).await?)
}
