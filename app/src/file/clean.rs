//! What never became a file is forgotten after a day.

use chrono::TimeDelta;
use serde::Serialize;
use storage::query::attachment as query;

use super::key;
use crate::{Error, Op, Result};

/// Hours in which an upload may still be at work.
const KEPT_HOURS: i64 = 24;
/// Rows that are looked at together.
const BATCH: u64 = 100;

/// What a run did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DropReport {
    /// Files that were announced and never became whole.
    pub dropped: u64,
    /// Addresses whose time was over.
    pub addresses: u64,
}

/// Drops the rows and bytes of files that were announced more than a day ago and are not whole. The bytes go while the
/// row is held: a run that is killed leaves the row for the next, and a file that becomes whole meanwhile keeps both.
pub async fn drop_unfinished_files(op: &Op) -> Result<DropReport> {
    let before = op.now() - TimeDelta::hours(KEPT_HOURS);
    let mut report = DropReport::default();
    loop {
        let mut dropped = 0;
        for row in query::unfinished(op.app().store.read(), before, BATCH).await? {
            let transaction = op.begin().await?;
            if query::forget(&transaction, row.id).await? {
                op.app().files.remove(&key(row.id)).await.map_err(Error::Unavailable)?;
                dropped += 1;
            }
            transaction.commit().await?;
        }
        report.dropped += dropped;
        if dropped == 0 {
            break;
        }
    }
    report.addresses = query::forget_addresses(op.app().store.write(), before).await?;
    Ok(report)
}
