//! One attempt at a run: kept alive by heartbeats, ended by a report or a reason, booked, and logged in one line.

use std::sync::Arc;
use std::time::Duration;

use app::App;
use app::job::{self, Run};
use serde_json::Value;
use tokio::task::JoinError;
use tokio::time::error::Elapsed;
use tokio::time::{Instant, interval_at, timeout};
use tokio_util::sync::CancellationToken;
use tokio_util::task::AbortOnDropHandle;

use crate::Job;

/// A run that so many holders did not survive is given up: it may be what kills them.
const HOLDERS: i64 = 5;

/// What came of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// The report.
    Done(Value),
    /// The reason.
    Failed(String),
    /// Another worker holds the run by now.
    Lost,
    /// Stopped on the way out, for another worker to take over.
    Left,
}

#[derive(Debug)]
pub struct Attempt<'a> {
    pub app: &'a Arc<App>,
    pub job: &'a Job,
    pub stop: &'a CancellationToken,
    /// Between two heartbeats; three make a lease.
    pub beat: Duration,
    /// How long work may go on after the word to stop; within the lease, which is not prolonged meanwhile.
    pub grace: Duration,
}

type Work = AbortOnDropHandle<Result<anyhow::Result<Value>, Elapsed>>;

impl Attempt<'_> {
    pub async fn make(self, run: Run) -> Outcome {
        let began = Instant::now();
        let outcome = if run.holders() > HOLDERS {
            Outcome::Failed(format!("given up: {HOLDERS} holders did not end it"))
        } else {
            self.work(&run).await
        };
        let outcome = self.book(&run, outcome).await;
        self.log(&run, began, &outcome);
        outcome
    }

    /// The work has ended, one way or another, when this returns.
    async fn work(&self, run: &Run) -> Outcome {
        let op = self.app.op_system(self.job.name);
        // A task of its own, so that a panic ends nothing else. To drop it is safe: each batch is one transaction.
        let mut work = AbortOnDropHandle::new(tokio::spawn(timeout(self.job.at_most, self.job.work(op))));
        let stopped = tokio::select! {
            ended = &mut work => return self.of(ended),
            () = self.unheard(run) => Outcome::Lost,
            () = self.stop.cancelled() => match timeout(self.grace, &mut work).await {
                Ok(ended) => return self.of(ended),
                Err(_) => Outcome::Left,
            },
        };
        end(work).await;
        stopped
    }

    /// Ends when the run is another's, or may be: when no heartbeat arrived for the length of the lease.
    async fn unheard(&self, run: &Run) {
        let mut beat = interval_at(Instant::now() + self.beat, self.beat);
        let mut ours_until = Instant::now() + 3 * self.beat;
        loop {
            let asked = beat.tick().await;
            match timeout(self.beat, job::heartbeat(self.app, run)).await {
                Ok(Ok(true)) => ours_until = asked + 3 * self.beat,
                Ok(Ok(false)) => return,
                Ok(Err(error)) => tracing::warn!(job = self.job.name, %error, "a heartbeat failed"),
                Err(_) => tracing::warn!(job = self.job.name, "a heartbeat got no answer"),
            }
            if Instant::now() >= ours_until {
                return;
            }
        }
    }

    fn of(&self, ended: Result<Result<anyhow::Result<Value>, Elapsed>, JoinError>) -> Outcome {
        match ended {
            Ok(Ok(Ok(report))) => Outcome::Done(report),
            Ok(Ok(Err(error))) => Outcome::Failed(format!("{error:#}")),
            Ok(Err(_)) => Outcome::Failed(format!("not done within {} s", self.job.at_most.as_secs_f32())),
            Err(panicked) => Outcome::Failed(format!("panicked: {}", message(panicked))),
        }
    }

    /// A run that cannot be booked stays open, and is taken over once its lease is over.
    async fn book(&self, run: &Run, outcome: Outcome) -> Outcome {
        let booked = match &outcome {
            Outcome::Done(report) => job::finish(self.app, run, report.clone()).await,
            Outcome::Failed(reason) => job::fail(self.app, run, reason).await,
            Outcome::Left => job::surrender(self.app, run).await,
            Outcome::Lost => return outcome,
        };
        match booked {
            Ok(true) => outcome,
            Ok(false) => Outcome::Lost,
            Err(error) => Outcome::Failed(format!("cannot book {outcome:?}: {error}")),
        }
    }

    fn log(&self, run: &Run, began: Instant, outcome: &Outcome) {
        let (job, slot, holders) = (self.job.name, run.slot(), run.holders());
        let ms = began.elapsed().as_millis();
        match outcome {
            Outcome::Done(report) => tracing::info!(job, %slot, holders, ms, outcome = "done", %report, "job"),
            Outcome::Failed(reason) => tracing::error!(job, %slot, holders, ms, outcome = "failed", reason, "job"),
            Outcome::Lost => tracing::warn!(job, %slot, holders, ms, outcome = "lost", "job"),
            Outcome::Left => tracing::info!(job, %slot, holders, ms, outcome = "left", "job"),
        }
    }
}

async fn end(work: Work) {
    work.abort();
    // The answer is that it was aborted.
    let _ = work.await;
}

fn message(panicked: JoinError) -> String {
    let Ok(payload) = panicked.try_into_panic() else { return "it was aborted".to_owned() };
    match payload.downcast::<String>() {
        Ok(text) => *text,
        Err(payload) => payload.downcast::<&str>().map_or("no message", |text| *text).to_owned(),
    }
}
