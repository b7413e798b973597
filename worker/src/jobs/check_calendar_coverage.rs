//! Warns of calendars in use whose known days will soon end, or that do not know next year.

use app::Op;
use app::calendar::CoverageReport;

pub const NAME: &str = "check_calendar_coverage";

pub async fn run(op: Op) -> anyhow::Result<CoverageReport> {
    Ok(app::calendar::check_coverage(&op).await?)
}
