//! Telling contract managers that a request can be routed.

use serde::Serialize;
use storage::query::uncovered::waiting;
use storage::write::send_once;

use super::message;
use crate::outbox::id_of;
use crate::{Op, Result};

/// Requests looked at in one statement.
const BATCH: u64 = 500;

/// What a run did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UncoveredReport {
    /// Requests that wait.
    pub waiting: u64,
    /// Those of them whose system a contract covers now.
    pub coverable: u64,
    /// Messages written now; each request gets one.
    pub messages: u64,
}

/// Writes a message for each waiting request whose system has come to be covered. Its id is made of the request, so that
/// any number of workers and runs writes it once (I6).
pub async fn check_uncovered(op: &Op) -> Result<UncoveredReport> {
    op.app().refresh().await?;
    let coverage = op.coverage();
    let mut report = UncoveredReport::default();
    let mut after = None;
    loop {
        let batch = waiting(op.app().store.read(), after, BATCH).await?;
        let Some(last) = batch.last() else { break };
        after = Some(last.id);
        report.waiting += batch.len() as u64;
        for row in batch.iter().filter(|row| coverage.contract_for(row.system_id, op.now()).is_some()) {
            report.coverable += 1;
            let topic = "uncovered.coverable";
            let told = message(op, id_of(&format!("{topic} {}", row.id)), topic, row);
            report.messages += u64::from(send_once(op.app().store.write(), told).await?);
        }
    }
    if report.messages > 0 {
        op.app().outbox_filled.notify_one();
    }
    Ok(report)
}
