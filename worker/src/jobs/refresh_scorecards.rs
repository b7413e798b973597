//! Takes into scorecards what happened since.

use app::Op;
use app::scorecard::RefreshReport;

pub const NAME: &str = "refresh_scorecards";

pub async fn run(op: Op) -> anyhow::Result<RefreshReport> {
    Ok(app::scorecard::refresh(&op).await?)
}
