//! Inspections whose last day has passed: missed once, told once.

use domain::inspection::OccurrenceState;
use serde::Serialize;
use storage::Transaction;
use storage::entity::outbox;
use storage::query::inspection as query;
use storage::query::setup::update;
use storage::write::send_once;

use super::{OccurrenceView, occurrence_message};
use crate::outbox::id_of;
use crate::{Op, Result};

/// Inspections in one transaction.
const BATCH: u64 = 200;

/// What a run did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MissedReport {
    /// Inspections that are missed from now on.
    pub missed: u64,
}

/// Marks inspections as missed whose last day has passed without a solution, since the end of that day and not since
/// somebody looked, and tells both sides of each once (I6). What rests on days that nobody has published waits until they
/// are known (S8). Costs what ended.
pub async fn flag_missed_inspections(op: &Op) -> Result<MissedReport> {
    let mut report = MissedReport::default();
    // Looks first, so that the idle run takes no write lock.
    while query::has_ended(op.app().store.read(), op.now()).await? {
        let transaction = op.begin().await?;
        let ended = query::ended(&transaction, op.now(), BATCH).await?;
        let count = ended.len() as u64;
        if count == 0 {
            break;
        }
        for mut row in ended {
            row.state = OccurrenceState::Missed;
            note_missed(op, &transaction, &mut row).await?;
            update(&transaction, row).await?;
        }
        transaction.commit().await?;
        report.missed += count;
    }
    if report.missed > 0 {
        op.app().outbox_filled.notify_one();
    }
    Ok(report)
}

/// Puts on an inspection since when it is missed, if it is and nobody has said so, with the message.
pub(super) async fn note_missed(op: &Op, transaction: &Transaction, row: &mut OccurrenceView) -> Result<()> {
    let missed = matches!(row.state, OccurrenceState::Missed | OccurrenceState::DoneLate);
    if missed && row.missed_at.is_none() && !row.last_provisional {
        row.missed_at = Some(row.ends_at);
        send_once(transaction, missed_message(op, row)).await?;
    }
    Ok(())
}

/// That an inspection is missed: one message an inspection and last day, whoever writes it.
fn missed_message(op: &Op, row: &OccurrenceView) -> outbox::Model {
    let id = id_of(&format!("inspection.missed {} {}", row.id, row.last_on));
    occurrence_message(op, id, "inspection.missed", row)
}
