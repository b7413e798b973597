//! Brings running clocks up to activated changes of calendars.

use app::Op;
use app::sla::FollowReport;

pub const NAME: &str = "follow_calendars";

pub async fn run(op: Op) -> anyhow::Result<FollowReport> {
    Ok(app::sla::follow_calendars(&op).await?)
}
