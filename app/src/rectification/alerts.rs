//! Telling people in time that something has to be mended, and once it is late.

use chrono::Days;
use domain::rectification::{LEAD_DAYS, RectificationAlert, alert};
use serde::Serialize;
use storage::entity::outbox;
use storage::query::rectification::due_by;
use storage::write::send_once;

use super::read::today;
use crate::outbox::id_of;
use crate::{Op, RectificationRow, Result};

/// Rows read at once.
const BATCH: u64 = 500;

/// What a run did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RectificationAlertReport {
    /// Whose deadline is near, told now or before.
    pub due_soon: u64,
    /// Whose deadline has passed, told now or before.
    pub overdue: u64,
    /// Messages written now.
    pub messages: u64,
}

/// Writes a message for each rectification whose deadline is near or has passed. Its id is made of rectification,
/// deadline and alert, so that any number of workers and runs writes it once (I6), and once more when the deadline moves.
pub async fn alert_rectifications(op: &Op) -> Result<RectificationAlertReport> {
    op.app().refresh().await?;
    let mut report = RectificationAlertReport::default();
    // A day more than anybody's, for contracts of a zone to the east.
    let last = op.now().date_naive() + Days::new(LEAD_DAYS.unsigned_abs() + 1);
    let mut after = None;
    loop {
        let rows = due_by(op.app().store.read(), last, after, BATCH).await?;
        for row in &rows {
            let Some(told) = alert(row.state, row.due_on, today(op, row.contract_id)) else { continue };
            match told {
                RectificationAlert::DueSoon => report.due_soon += 1,
                RectificationAlert::Overdue => report.overdue += 1,
            }
            report.messages += u64::from(send_once(op.app().store.write(), message(op, row, told)).await?);
        }
        let Some(last) = rows.last().filter(|_| rows.len() as u64 == BATCH) else { break };
        after = Some((last.due_on, last.id));
    }
    if report.messages > 0 {
        op.app().outbox_filled.notify_one();
    }
    Ok(report)
}

fn message(op: &Op, row: &RectificationRow, told: RectificationAlert) -> outbox::Model {
    outbox::Model {
        id: id_of(&format!("{} {} {}", told.topic(), row.id, row.due_on)),
        feed_seq: None,
        topic: told.topic().to_owned(),
        ticket_id: None,
        agency_id: Some(row.agency_id),
        vendor_id: Some(row.vendor_id),
        payload: serde_json::json!({
            "rectificationId": row.id, "contractId": row.contract_id, "item": row.item, "party": row.party,
            "dueOn": row.due_on,
        }),
        created_at: op.now(),
    }
}
