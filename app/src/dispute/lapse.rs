//! What follows from silence: the agency's passes a dispute on, the vendor's makes the agency's decision final, that of
//! whoever decides for good is told.

use domain::access::ReadScope;
use domain::dispute::{DisputeState, DisputeStep};
use serde::Serialize;
use storage::query::dispute as query;
use storage::query::setup::update;

use super::DisputeView;
use super::record::{Words, calendar, commit, set, stored, take};
use crate::job::or_later;
use crate::setup::contract::held::Held;
use crate::{Error, Op, Result};

const BATCH: u64 = 200;

/// What a run did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LapseReport {
    /// Disputes that went on to whoever stands over the agency.
    pub passed_on: u64,
    /// Decisions of an agency that hold now.
    pub confirmed: u64,
    /// Disputes that should have been decided for good, and still have to be.
    pub overdue: u64,
    /// Deadlines that are known better now than when they were computed.
    pub renewed: u64,
}

/// Does what the days of disputes that are over bring about, each in a transaction of its own. A second run finds nothing
/// to do; of two at once the second finds what the first has done. One that fails keeps no other from going on: the run
/// goes on and has failed in the end.
pub async fn lapse_disputes(op: &Op) -> Result<LapseReport> {
    let mut report = LapseReport::default();
    let (mut after, mut failed) = (None, None);
    loop {
        let found = query::due(op.app().store.read(), op.renewed().now(), after, BATCH).await?;
        let Some(last) = found.last() else { return failed.map_or(Ok(report), Err) };
        after = last.due_at.map(|at| (at, last.id));
        for row in found {
            match one(&op.renewed(), &row, &mut report).await {
                // Where somebody is at its contract or ticket, the next run finds out what they did.
                Err(Error::Conflict) => {}
                done => or_later(done, &mut failed)?,
            }
        }
    }
}

async fn one(op: &Op, found: &DisputeView, report: &mut LapseReport) -> Result<()> {
    let held = Held::begin(op, found.contract_id).await?;
    let row = query::hold(&held.transaction, &ReadScope::Everything, found.id).await?;
    let mut row = row.ok_or(Error::NotFound("dispute"))?;
    let steps = query::steps(&held.transaction, &[row.id]).await?;
    let before = stored(&row, &steps)?;
    let renewed = before.renewed(calendar(&held.coverage(), row.calendar_id)?);
    match renewed.lapse(held.now()) {
        Some(step) => {
            let row = take(&held, (row, renewed), (step, None, Words::default())).await?;
            match (step, row.state) {
                (DisputeStep::PassOn, _) => report.passed_on += 1,
                (_, DisputeState::Final) => report.confirmed += 1,
                _ => report.overdue += 1,
            }
        }
        None if renewed != before => {
            set(&mut row, &renewed, held.now())?;
            row.version += 1;
            update(&held.transaction, row).await?;
            report.renewed += 1;
        }
        None => return Ok(held.transaction.rollback().await?),
    }
    commit(held).await
}
