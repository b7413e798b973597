//! Looks at the text of every ticket anew.

use app::Op;
use app::search::RebuildReport;

pub const NAME: &str = "rebuild_search";

pub async fn run(op: Op) -> anyhow::Result<RebuildReport> {
    Ok(app::search::rebuild(&op).await?)
}
