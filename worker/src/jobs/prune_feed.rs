//! Forgets what only told of changes, once its time is over: notifications that were read, and messages of the feed.

use app::Op;
use app::retention::RetentionReport;

pub const NAME: &str = "prune_feed";

pub async fn run(op: Op) -> anyhow::Result<RetentionReport> {
    Ok(app::retention::prune(&op).await?)
}
