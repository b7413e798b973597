//! The book of scheduled jobs: who runs which job for which nominal time, and what came of it.

use std::time::Duration;

use chrono::TimeDelta;
use domain::Instant;
use domain::access::Action;
use serde::Serialize;
use storage::coord::Lease;
use storage::query::job_run;

use crate::{App, Error, Op, Result};

/// A holder that has not been heard of for so long is given up for dead.
pub const LEASE: Duration = Duration::from_secs(10);
/// Ended runs are kept for so many days.
const KEPT_DAYS: i64 = 3;

/// A name for this process as a holder of runs.
pub fn holder() -> String {
    format!("{}-{:08x}", std::process::id(), rand::random::<u32>())
}

/// A run that this process holds.
#[derive(Clone, Debug)]
pub struct Run {
    claim: job_run::Claim,
    /// Saves other workers the work of starting the same job; nothing rests on it.
    lease: Option<Lease>,
}

/// The answer to who wants to run a job.
#[derive(Clone, Debug)]
pub enum Claimed {
    /// It is yours.
    Run(Run),
    /// Somebody has done this run or is at it.
    Taken,
    /// Somebody is at another run of the job: ask again.
    Busy,
}

impl Run {
    /// Nominal time.
    pub fn slot(&self) -> Instant {
        self.claim.slot
    }

    /// How many have held this run, this process included.
    pub fn holders(&self) -> i64 {
        self.claim.epoch
    }
}

/// Claims the run of a job for a nominal time, unless the job is at work anywhere.
pub async fn claim(app: &App, name: &str, slot: Instant, holder: &str) -> Result<Claimed> {
    let Some(lease) = app.coord.lease(&format!("job:{name}"), LEASE).await else { return Ok(Claimed::Busy) };
    match claim_row(app, name, slot, holder).await {
        Ok(Some(claim)) => Ok(Claimed::Run(Run { claim, lease: Some(lease) })),
        refused => {
            app.coord.release(&lease).await;
            refused.map(|_| Claimed::Taken)
        }
    }
}

/// Claims a run whoever is at work: jobs may overlap, it only is no use.
pub async fn claim_by_hand(app: &App, name: &str, slot: Instant, holder: &str) -> Result<Option<Run>> {
    let claim = claim_row(app, name, slot, holder).await?;
    Ok(claim.map(|claim| Run { claim, lease: None }))
}

/// Says that the holder is alive; false means that the run was given to another, so this one must stop.
pub async fn heartbeat(app: &App, run: &Run) -> Result<bool> {
    if let Some(lease) = &run.lease {
        app.coord.renew(lease, LEASE).await;
    }
    Ok(job_run::extend(app.store.write(), &run.claim, lease_end(app.clock.now())).await?)
}

/// Books what the run did; false when it was given to another meanwhile.
pub async fn finish(app: &App, run: &Run, report: serde_json::Value) -> Result<bool> {
    release(app, run).await;
    Ok(job_run::finish(app.store.write(), &run.claim, app.clock.now(), report).await?)
}

/// Books why the run failed; false when it was given to another meanwhile.
pub async fn fail(app: &App, run: &Run, error: &str) -> Result<bool> {
    release(app, run).await;
    Ok(job_run::fail(app.store.write(), &run.claim, app.clock.now(), error).await?)
}

/// Leaves the run unfinished, for another to take over at once; false when that has happened already.
pub async fn surrender(app: &App, run: &Run) -> Result<bool> {
    release(app, run).await;
    let over = app.clock.now() - TimeDelta::microseconds(1);
    Ok(job_run::extend(app.store.write(), &run.claim, over).await?)
}

/// Names and nominal times of the runs whose holder was not heard of, oldest first.
pub async fn abandoned(app: &App) -> Result<Vec<(String, Instant)>> {
    Ok(job_run::abandoned(app.store.read(), app.clock.now()).await?)
}

/// One of many that fails keeps no other from its turn: the run goes on, and has failed in the end with the first error. An
/// outage ends it at once.
pub(crate) fn or_later(done: Result<()>, failed: &mut Option<Error>) -> Result<()> {
    match done {
        Err(error @ Error::Unavailable(_)) => Err(error),
        Err(error) => {
            failed.get_or_insert(error);
            Ok(())
        }
        Ok(()) => Ok(()),
    }
}

/// A run as it stands in the book.
pub type RunView = storage::entity::job_run::Model;

/// The latest runs, of one job or of all, by nominal time. Needs `job.view`.
pub async fn runs(op: &Op, name: Option<&str>, limit: u64) -> Result<Vec<RunView>> {
    op.require(Action::JobView)?;
    Ok(job_run::latest(op.app().store.read(), name, limit).await?)
}

/// What a run of [`prune`] did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PruneReport {
    /// Runs that were forgotten.
    pub deleted: u64,
}

/// Forgets runs that ended more than three days ago.
pub async fn prune(op: &Op) -> Result<PruneReport> {
    let before = op.now() - TimeDelta::days(KEPT_DAYS);
    Ok(PruneReport { deleted: job_run::prune(op.app().store.write(), before).await? })
}

async fn claim_row(app: &App, name: &str, slot: Instant, holder: &str) -> Result<Option<job_run::Claim>> {
    let now = app.clock.now();
    Ok(job_run::claim(app.store.write(), (name, slot), holder, (now, lease_end(now))).await?)
}

async fn release(app: &App, run: &Run) {
    if let Some(lease) = &run.lease {
        app.coord.release(lease).await;
    }
}

fn lease_end(now: Instant) -> Instant {
    now + LEASE
}
