//! Keeps the chains of UPDATE promises computed ahead where nobody touches the ticket.

use app::Op;
use app::sla::ExtendReport;

pub const NAME: &str = "extend_update_links";

pub async fn run(op: Op) -> anyhow::Result<ExtendReport> {
    Ok(app::sla::extend(&op).await?)
}
