//! Delivers the reports that people have ordered, each time once.

use app::Op;
use app::report_schedule::DeliveryReport;

pub const NAME: &str = "deliver_reports";

pub async fn run(op: Op) -> anyhow::Result<DeliveryReport> {
    Ok(app::report_schedule::deliver_reports(&op).await?)
}
