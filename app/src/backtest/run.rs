//! The worker's part: one back-test after another, in batches that each are one transaction.

use domain::trial::{BacktestState, CandidateKind};
use serde::Serialize;
use storage::entity::backtest;
use storage::query::backtest as query;
use storage::query::setup::insert;
use uuid::Uuid;

use super::candidate::Candidate;
use super::{replayed, scored};
use crate::{Coverage, Error, Op, Result};

/// Batches in one run of the job; the next run goes on.
const A_RUN: u32 = 800;
/// Taken so often and met with an error each time, it is given up: what is wrong does not pass.
const ATTEMPTS: i64 = 5;

/// What a run did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BacktestReport {
    /// Back-tests whose result is complete now.
    pub done: u64,
    /// Back-tests that cannot be carried out; the log says why.
    pub failed: u64,
    /// Tickets, or contracts, that were looked at.
    pub looked_at: i64,
}

/// What a batch came to.
pub(super) enum Step {
    /// Written; there may be more.
    On,
    /// There was nothing left.
    Over,
    /// Nothing was written: another worker has taken it, or it was given up.
    Lost,
}

/// Carries out what waits, the oldest first. A worker that is killed leaves whole batches and its place; whoever takes
/// the back-test next goes on from there, and what the dead one might still write is refused by the epoch.
pub async fn run_backtests(op: &Op) -> Result<BacktestReport> {
    let (mut report, mut left) = (BacktestReport::default(), A_RUN);
    while left > 0 {
        let Some(row) = query::next(op.app().store.read()).await? else { break };
        op.app().refresh().await?;
        if !query::take(op.app().store.write(), &row, op.renewed().now()).await? {
            continue;
        }
        let mut held = backtest::Model { epoch: row.epoch + 1, ..row };
        match carry_out(op, &mut held, &mut report, &mut left).await {
            Ok(true) => report.done += u64::from(end(op, &held, BacktestState::Done).await?),
            // Left for the next run, or another worker's by now.
            Ok(false) => break,
            Err(error) if held.epoch < ATTEMPTS || matches!(error, Error::Unavailable(_)) => return Err(error),
            Err(error) => {
                tracing::error!(%error, backtest = %held.id, "a back-test cannot be carried out");
                report.failed += u64::from(end(op, &held, BacktestState::Failed).await?);
            }
        }
    }
    Ok(report)
}

/// Whether everything was looked at.
async fn carry_out(op: &Op, held: &mut backtest::Model, report: &mut BacktestReport, left: &mut u32) -> Result<bool> {
    let coverage = op.coverage();
    let candidate = Candidate::of(held, &coverage)?;
    if held.total.is_none() {
        let total = total(op, held, &coverage).await?;
        if !query::set_total(op.app().store.write(), held, total).await? {
            return Ok(false);
        }
        held.total = Some(total);
    }
    while *left > 0 {
        *left -= 1;
        let before = held.done;
        let step = match &candidate {
            Candidate::Scheme(scheme) => scored::batch(op, held, scheme).await?,
            other => Box::pin(replayed::batch(op, held, other)).await?,
        };
        report.looked_at += held.done - before;
        match step {
            Step::On => {}
            Step::Over => return Ok(true),
            Step::Lost => return Ok(false),
        }
    }
    Ok(false)
}

async fn total(op: &Op, held: &backtest::Model, coverage: &Coverage) -> Result<i64> {
    match held.kind {
        CandidateKind::Scheme => {
            Ok(i64::try_from(scored::contracts(op, held, coverage).await?.len()).unwrap_or(i64::MAX))
        }
        _ => Ok(query::count_wanted(op.app().store.read(), held).await?),
    }
}

/// Notes where the back-test stands after a batch, for the transaction that writes what was found.
pub(super) fn advanced(held: &mut backtest::Model, position: Uuid, looked_at: usize) -> (Uuid, i64) {
    held.position = Some(position);
    held.done += i64::try_from(looked_at).unwrap_or(0);
    (position, held.done)
}

async fn end(op: &Op, held: &backtest::Model, state: BacktestState) -> Result<bool> {
    let op = op.renewed();
    let transaction = op.begin().await?;
    if !query::end(&transaction, held, state, op.now()).await? {
        transaction.rollback().await?;
        return Ok(false);
    }
    let action = if state == BacktestState::Done { "backtest.done" } else { "backtest.failed" };
    let detail = serde_json::json!({ "done": held.done, "total": held.total });
    insert(&transaction, op.audit(action, ("backtest", held.id.0), detail)).await?;
    transaction.commit().await?;
    Ok(true)
}
