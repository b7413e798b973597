//! Tells people of what happened to their tickets.

use app::Op;
use app::notice::NoticeReport;

pub const NAME: &str = "deliver_notifications";

pub async fn run(op: Op) -> anyhow::Result<NoticeReport> {
    Ok(app::notice::deliver(&op).await?)
}
