//! The worker: runs the jobs when they are due.
//!
//! A job is a reconciler: idempotent, without input, it brings the database to where it should be by now and says what
//! it did. So one run makes up for all that were missed, and two at once do no harm (DESIGN §7).

mod alarm;
mod attempt;
mod follow;
mod job;
mod jobs;
mod relay;
mod runner;
mod schedule;
#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use app::App;
use tokio::time::{MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;

pub use follow::{index, webhooks};
pub use job::{Job, Jobs};
pub use relay::relay;
use runner::Runner;
pub use schedule::Schedule;

/// Between two looks for runs that an alarm or another worker missed; heartbeats have the same beat. With a lease of
/// three beats, the runs of a dead worker are taken over within four.
const BEAT: Duration = Duration::from_millis(app::job::LEASE.as_millis() as u64 / 3);
/// How long a run may go on after the word to stop.
const GRACE: Duration = Duration::from_secs(3);

/// Names of the jobs there are, in order.
pub fn names() -> Vec<&'static str> {
    jobs::all().names().collect()
}

/// The jobs of the product.
pub fn jobs() -> Jobs {
    jobs::all()
}

/// Runs jobs on schedule until told to stop. Then runs that are at work get a moment to end, the others are left for
/// another worker to take over at once.
///
/// # Errors
/// The alarm clock cannot be set. A job that fails is no error here: it is booked and logged.
pub async fn run(app: Arc<App>, jobs: Jobs, schedule: Schedule, stop: CancellationToken) -> anyhow::Result<()> {
    let mut alarm = alarm::set(&schedule).await?;
    let runner = Arc::new(Runner::new(app, jobs, schedule, stop.clone()));
    let mut beat = interval(BEAT);
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = stop.cancelled() => break,
            Some(name) = alarm.next() => runner.start_due(name),
            // The alarm clock goes by the machine's time, which may jump back: it would be silent until then.
            _ = beat.tick() => {
                runner.start_all_due();
                runner.take_over();
            }
        }
    }
    alarm.stop().await;
    runner.finished().await;
    Ok(())
}

/// Runs one job now, whatever its schedule, and answers with its report.
///
/// # Errors
/// There is no such job, or it failed.
pub async fn run_once(app: Arc<App>, name: &str) -> anyhow::Result<serde_json::Value> {
    let jobs = jobs::all();
    let job = jobs.get(name).with_context(|| format!("no job {name}; there are: {}", names().join(", ")))?.clone();
    Runner::new(app, jobs, Schedule::default(), CancellationToken::new()).run_now(&job).await
}
