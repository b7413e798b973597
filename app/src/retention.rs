//! How long is kept what only tells of changes: notifications that were read, the change feed, and what was delivered of it to
//! webhook endpoints. The changes themselves, the log of each ticket and the audit log, stay.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use storage::query::{retention as query, webhook};

use crate::feed::FURTHEST;
use crate::{Op, Result};

/// Rows in one transaction.
const BATCH: i64 = 1_000;
/// Transactions in one run; the next run goes on.
const A_RUN: usize = 500;

/// How long what tells of changes is kept.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RetentionConfig {
    /// Notifications that were read, in days.
    pub read_notification_days: u32,
    /// Messages about tickets in the change feed, in days.
    pub feed_days: u32,
    /// Deliveries to webhook endpoints that have ended, in days.
    pub webhook_days: u32,
}

impl Default for RetentionConfig {
    fn default() -> Self {
        Self { read_notification_days: 180, feed_days: 400, webhook_days: 30 }
    }
}

/// What a run did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RetentionReport {
    /// Notifications that were forgotten.
    pub notifications: u64,
    /// Messages that were taken out of the feed.
    pub messages: u64,
    /// Deliveries to webhook endpoints that were forgotten.
    pub webhook_deliveries: u64,
    /// The number up to which the feed was pruned by this run.
    pub pruned_to: Option<i64>,
}

/// Forgets notifications that were read and deliveries to webhook endpoints that have ended, once they are older than their
/// time, and takes messages about tickets out of the feed that are older than theirs, oldest first and without a gap. Never a
/// message that somebody who follows the feed here has not passed, nor one of the last 50,000 numbers: whoever listens from a
/// cursor among them gets all that they missed.
pub async fn prune(op: &Op) -> Result<RetentionReport> {
    let (config, mut report) = (op.app().config.retention, RetentionReport::default());
    let before = |days: u32| op.now() - TimeDelta::days(i64::from(days));
    let store = &op.app().store;
    for _ in 0..A_RUN {
        let deleted = query::read_notifications(store.write(), before(config.read_notification_days), BATCH).await?;
        report.notifications += deleted;
        if deleted < BATCH.unsigned_abs() {
            break;
        }
    }
    for _ in 0..A_RUN {
        let transaction = op.begin().await?;
        let deleted = webhook::prune(&transaction, before(config.webhook_days), BATCH.unsigned_abs()).await?;
        transaction.commit().await?;
        report.webhook_deliveries += deleted;
        if deleted < BATCH.unsigned_abs() {
            break;
        }
    }
    let until = query::followed_to(store.read()).await? - FURTHEST;
    for _ in 0..A_RUN {
        let transaction = op.begin().await?;
        let pruned = query::prune_feed(&transaction, before(config.feed_days), until, BATCH).await?;
        transaction.commit().await?;
        let Some(pruned) = pruned else { break };
        report.messages += pruned.messages;
        report.pruned_to = Some(pruned.to);
    }
    Ok(report)
}
