//! Pauses that stopped holding by themselves, because the policy lets none last longer: their clocks go on.

use domain::access::TicketScope;
use domain::ids::{OutboxId, PauseId, TicketId};
use serde::Serialize;
use storage::entity::outbox;
use storage::query::{setup, sla, ticket as query};

use super::recompute::{Anew, one_ticket};
use crate::{Op, Result};

const BATCH: u64 = 200;

/// What a run did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LapseReport {
    /// Pauses that lapsed.
    pub pauses: u64,
    /// Clocks that go on.
    pub clocks: u64,
}

/// Takes every pause that lapsed since the last run, each in transactions of its own: the clocks first, which a second
/// time finds as they shall be, then the word that it was done.
pub async fn lapse(op: &Op) -> Result<LapseReport> {
    let mut report = LapseReport::default();
    loop {
        let op = op.renewed();
        let lapsed = sla::lapsed_pauses(op.app().store.read(), op.now(), BATCH).await?;
        if lapsed.is_empty() {
            return Ok(report);
        }
        for (pause, ticket) in lapsed {
            let anew = Anew { cause: "PAUSE_LAPSED", revision: None };
            report.clocks += one_ticket(&op, ticket, &anew).await?;
            report.pauses += u64::from(tell(&op, pause, ticket).await?);
        }
    }
}

/// Writes down that the clocks have followed, and tells of it once.
async fn tell(op: &Op, pause: PauseId, ticket: TicketId) -> Result<bool> {
    let transaction = op.begin().await?;
    let first = sla::mark_lapsed(&transaction, pause).await?;
    if first && let Some(row) = query::find(&transaction, &TicketScope::Everything, ticket).await? {
        let message = outbox::Model {
            id: op.id::<OutboxId>(),
            feed_seq: None,
            topic: "sla.pause_lapsed".to_owned(),
            ticket_id: Some(ticket),
            agency_id: Some(row.agency_id),
            vendor_id: Some(row.vendor_id),
            payload: serde_json::json!({ "number": row.number, "pauseId": pause }),
            created_at: op.now(),
        };
        setup::insert(&transaction, message).await?;
    }
    transaction.commit().await?;
    op.app().outbox_filled.notify_one();
    Ok(first)
}
