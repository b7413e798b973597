//! The loop that keeps the search index behind the feed: apart from the relay, which must not wait for it.

use std::sync::Arc;
use std::time::Duration;

use app::App;
use tokio::time::{Instant, MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;
use tokio_util::task::AbortOnDropHandle;

use crate::jobs::index_search;

/// Between two looks: with the relay's pause and a batch, a ticket is found within five seconds.
const POLL: Duration = Duration::from_secs(1);
/// After a failure, so that a database that is down is not asked every second.
const REST: Duration = Duration::from_secs(5);

/// Follows the feed until told to stop.
///
/// # Errors
/// None: what fails is logged and tried again.
pub async fn index(app: Arc<App>, stop: CancellationToken) -> anyhow::Result<()> {
    let mut time = interval(POLL);
    time.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = stop.cancelled() => return Ok(()),
            _ = time.tick() => {}
        }
        // Told to stop, it leaves the batch at hand: the next process takes it up from the start.
        let done = tokio::select! {
            () = stop.cancelled() => return Ok(()),
            done = run(&app) => done,
        };
        if !done {
            time.reset_after(REST);
        }
    }
}

/// Whether the run went well.
async fn run(app: &Arc<App>) -> bool {
    let (job, began) = (index_search::NAME, Instant::now());
    let op = app.op_system(job);
    // A task of its own, so that a panic does not end the loop.
    let report = AbortOnDropHandle::new(tokio::spawn(async move { index_search::run(op).await })).await;
    let ms = began.elapsed().as_millis();
    let failed = match report {
        Ok(Ok(report)) => {
            if report.looked > 0 {
                tracing::info!(job, ms, outcome = "done", ?report, "job");
            }
            return true;
        }
        Ok(Err(error)) => format!("{error:#}"),
        Err(panicked) => panicked.to_string(),
    };
    tracing::error!(job, ms, outcome = "failed", reason = failed, "job");
    false
}
