//! Chains of UPDATE links are computed eight ahead (S9): this job adds more where nobody touches the ticket.

use serde::Serialize;

use super::recompute::{Anew, one_ticket};
use crate::ticket::clocks::CHAIN_EXTENDED;
use crate::{Op, Result};

/// A chain with fewer links that have not begun is computed again.
const LINKS_LEFT: i64 = 4;
const BATCH: u64 = 200;

/// What a run did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ExtendReport {
    /// Chains that got more links.
    pub tickets: u64,
    /// Links and other clocks written.
    pub clocks: u64,
}

/// Goes once over the open tickets whose chain was missed since it was computed; each in a transaction of its own.
/// Their number follows what fell due, not what is open.
pub async fn extend(op: &Op) -> Result<ExtendReport> {
    let mut report = ExtendReport::default();
    let mut after = None;
    loop {
        let op = op.renewed();
        let db = op.app().store.read();
        let short = storage::query::sla::short_chains(db, op.now(), LINKS_LEFT, after, BATCH).await?;
        let Some(last) = short.last() else { return Ok(report) };
        after = Some(*last);
        for ticket in short {
            let anew = Anew { cause: CHAIN_EXTENDED, revision: None };
            let clocks = one_ticket(&op, ticket, &anew).await?;
            report.tickets += u64::from(clocks > 0);
            report.clocks += clocks;
        }
    }
}
