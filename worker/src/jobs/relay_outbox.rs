//! Gives committed messages their place in the change feed, and tells who listens.

use app::Op;
use app::outbox::RelayReport;

pub const NAME: &str = "relay_outbox";

pub async fn run(op: Op) -> anyhow::Result<RelayReport> {
    Ok(app::outbox::relay(&op).await?)
}
