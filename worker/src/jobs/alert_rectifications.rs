//! Tells in time that something has to be mended, and once it is late.

use app::Op;
use app::rectification::RectificationAlertReport;

pub const NAME: &str = "alert_rectifications";

pub async fn run(op: Op) -> anyhow::Result<RectificationAlertReport> {
    Ok(app::rectification::alert_rectifications(&op).await?)
}
