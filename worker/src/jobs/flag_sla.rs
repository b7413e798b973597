//! Fires the warnings, breaches and escalations that fell due.

use app::Op;
use app::sla::SweepReport;

pub const NAME: &str = "flag_sla";

pub async fn run(op: Op) -> anyhow::Result<SweepReport> {
    Ok(app::sla::sweep(&op).await?)
}
