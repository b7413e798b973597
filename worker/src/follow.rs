//! The loops that follow the feed, apart from the relay, which must not wait for them: the search index, and webhooks.

use std::fmt::Debug;
use std::sync::Arc;
use std::time::Duration;

use app::{App, Op};
use tokio::time::{Instant, MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;
use tokio_util::task::AbortOnDropHandle;

use crate::jobs::{index_search, send_webhooks};

/// Between two looks: with the relay's pause and a batch, a ticket is found within five seconds, and told within two.
const POLL: Duration = Duration::from_secs(1);
/// After a failure, so that a database that is down is not asked every second.
const REST: Duration = Duration::from_secs(5);

/// Keeps the search index behind the feed until told to stop.
///
/// # Errors
/// None: what fails is logged and tried again.
pub async fn index(app: Arc<App>, stop: CancellationToken) -> anyhow::Result<()> {
    follow(app, stop, index_search::NAME, index_search::run, |report| report.looked > 0).await
}

/// Sends to webhook endpoints what the feed tells them, until told to stop. What was on its way then is sent again by the
/// process that takes it up.
///
/// # Errors
/// None: what fails is logged and tried again.
pub async fn webhooks(app: Arc<App>, stop: CancellationToken) -> anyhow::Result<()> {
    follow(app, stop, send_webhooks::NAME, send_webhooks::run, |report| *report != Default::default()).await
}

/// Runs a job over and over; `told` says which reports are worth a line of the log.
async fn follow<F, R>(
    app: Arc<App>,
    stop: CancellationToken,
    job: &'static str,
    work: fn(Op) -> F,
    told: fn(&R) -> bool,
) -> anyhow::Result<()>
where
    F: Future<Output = anyhow::Result<R>> + Send + 'static,
    R: Debug + Send + 'static,
{
    let mut time = interval(POLL);
    time.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = stop.cancelled() => return Ok(()),
            _ = time.tick() => {}
        }
        let (op, began) = (app.op_system(job), Instant::now());
        // A task of its own, so that a panic does not end the loop.
        let run = AbortOnDropHandle::new(tokio::spawn(work(op)));
        // Told to stop, it leaves the batch at hand: the next process takes it up from the start.
        let report = tokio::select! {
            () = stop.cancelled() => return Ok(()),
            report = run => report,
        };
        let ms = began.elapsed().as_millis();
        let failed = match report {
            Ok(Ok(report)) => {
                if told(&report) {
                    tracing::info!(job, ms, outcome = "done", ?report, "job");
                }
                continue;
            }
            Ok(Err(error)) => format!("{error:#}"),
            Err(panicked) => panicked.to_string(),
        };
        tracing::error!(job, ms, outcome = "failed", reason = failed, "job");
        time.reset_after(REST);
    }
}
