//! Firing the alarms that fell due (S9).

use serde::Serialize;

use crate::{Op, Result};

const BATCH: i64 = 1_000;

/// What a sweep did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SweepReport {
    pub warnings: i64,
    pub breaches: i64,
    /// Clocks past a provisional due time, which wait for their calendar.
    pub waits: i64,
    pub escalations: i64,
}

/// Fires every alarm that is due, in batches without a cap per tick; each takes effect exactly once (I6).
pub async fn sweep(op: &Op) -> Result<SweepReport> {
    let mut report = SweepReport::default();
    loop {
        let fired = storage::write::sweep(&op.app().store, op.now(), BATCH).await?;
        report.warnings += fired.warnings;
        report.breaches += fired.breaches;
        report.waits += fired.waits;
        report.escalations += fired.escalations;
        if fired.total() > 0 {
            op.app().outbox_filled.notify_one();
        }
        if fired.total() < BATCH {
            return Ok(report);
        }
    }
}
