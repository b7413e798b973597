//! Who runs what now: starts the runs that are due or were abandoned, none of a job beside another of it.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::{Result, bail};
use app::App;
use app::job::{self, Claimed};
use domain::Instant;
use serde_json::Value;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::attempt::{Attempt, Outcome};
use crate::{BEAT, GRACE, Job, Jobs, Schedule};

#[derive(Debug)]
pub struct Runner {
    app: Arc<App>,
    jobs: Jobs,
    schedule: Schedule,
    stop: CancellationToken,
    holder: String,
    tasks: TaskTracker,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// Jobs at work in this process.
    busy: HashSet<&'static str>,
    /// The latest nominal times that need no second look.
    settled: HashMap<&'static str, Instant>,
}

impl Runner {
    pub fn new(app: Arc<App>, jobs: Jobs, schedule: Schedule, stop: CancellationToken) -> Self {
        let holder = job::holder();
        Self { app, jobs, schedule, stop, holder, tasks: TaskTracker::new(), state: Mutex::default() }
    }

    /// Starts the job's latest run, unless somebody has.
    pub fn start_due(self: &Arc<Self>, name: &'static str) {
        let Some(slot) = self.schedule.slot(name, self.app.clock().now()) else { return };
        let settled = self.state().settled.get(name).copied();
        if settled < Some(slot) {
            self.start(name, slot);
        }
    }

    pub fn start_all_due(self: &Arc<Self>) {
        for name in self.jobs.names() {
            self.start_due(name);
        }
    }

    /// Starts again the runs whose holders fell silent.
    pub fn take_over(self: &Arc<Self>) {
        let runner = self.clone();
        self.tasks.spawn(async move {
            match job::abandoned(&runner.app).await {
                Ok(runs) => runs.iter().for_each(|(name, slot)| runner.start(name, *slot)),
                Err(error) => tracing::warn!(%error, "cannot look for abandoned runs"),
            }
        });
    }

    /// Waits for the runs at work; the word to stop must have been given.
    pub async fn finished(&self) {
        self.tasks.close();
        self.tasks.wait().await;
    }

    /// Runs a job here and now.
    pub async fn run_now(&self, job: &Job) -> Result<Value> {
        let slot = self.app.clock().now();
        let Some(run) = job::claim_by_hand(&self.app, job.name, slot, &self.holder).await? else {
            bail!("{} has had its run of {slot}", job.name);
        };
        match self.attempt(job).make(run).await {
            Outcome::Done(report) => Ok(report),
            Outcome::Failed(reason) => bail!("{}: {reason}", job.name),
            Outcome::Lost | Outcome::Left => bail!("{}: left to another worker", job.name),
        }
    }

    fn start(self: &Arc<Self>, name: &str, slot: Instant) {
        // A job that this version does not know is left to the version that does.
        let Some(job) = self.jobs.get(name).cloned() else { return };
        if self.stop.is_cancelled() || !self.state().busy.insert(job.name) {
            return;
        }
        let runner = self.clone();
        self.tasks.spawn(async move {
            if let Err(error) = runner.run(&job, slot).await {
                tracing::warn!(job = job.name, %slot, %error, "cannot claim the run");
            }
            runner.state().busy.remove(job.name);
        });
    }

    async fn run(&self, job: &Job, slot: Instant) -> Result<()> {
        match job::claim(&self.app, job.name, slot, &self.holder).await? {
            Claimed::Busy => return Ok(()),
            Claimed::Taken => {}
            Claimed::Run(run) => {
                self.attempt(job).make(run).await;
            }
        }
        let mut state = self.state();
        let settled = state.settled.entry(job.name).or_insert(slot);
        *settled = slot.max(*settled);
        Ok(())
    }

    fn attempt<'a>(&'a self, job: &'a Job) -> Attempt<'a> {
        Attempt { app: &self.app, job, stop: &self.stop, beat: BEAT, grace: GRACE }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // No code that can panic runs under this lock.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
