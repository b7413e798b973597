//! Brings the search index to where the feed stands.

use app::Op;
use app::search::FollowReport;

pub const NAME: &str = "index_search";

pub async fn run(op: Op) -> anyhow::Result<FollowReport> {
    Ok(app::search::follow(&op).await?)
}
