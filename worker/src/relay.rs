//! The relay's loop: woken by a commit in this process, and by the time for those elsewhere.

use std::sync::Arc;
use std::time::Duration;

use app::App;
use tokio::time::{Instant, MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;
use tokio_util::task::AbortOnDropHandle;

use crate::jobs::relay_outbox;

/// After a failure, so that a database that is down is not asked four times a second.
const REST: Duration = Duration::from_secs(1);

/// Numbers committed messages until told to stop, looking every `poll` unless woken earlier.
///
/// # Errors
/// None: what fails is logged and tried again.
pub async fn relay(app: Arc<App>, poll: Duration, stop: CancellationToken) -> anyhow::Result<()> {
    let mut time = interval(poll);
    time.set_missed_tick_behavior(MissedTickBehavior::Delay);
    while !stop.is_cancelled() {
        tokio::select! {
            () = stop.cancelled() => break,
            () = app.outbox_filled() => {}
            _ = time.tick() => {}
        }
        if !run(&app).await {
            time.reset_after(REST);
            tokio::select! {
                () = stop.cancelled() => break,
                _ = time.tick() => time.reset_immediately(),
            }
        }
    }
    Ok(())
}

/// Whether the run went well. A batch that began is finished even when told to stop: it takes milliseconds.
async fn run(app: &Arc<App>) -> bool {
    let (job, began) = (relay_outbox::NAME, Instant::now());
    let op = app.op_system(job);
    // A task of its own, so that a panic does not end the relay.
    let report = AbortOnDropHandle::new(tokio::spawn(async move { relay_outbox::run(op).await })).await;
    let ms = began.elapsed().as_millis();
    match report {
        Ok(Ok(report)) if report.numbered == 0 => true,
        Ok(Ok(report)) => {
            tracing::info!(job, ms, outcome = "done", ?report, "job");
            true
        }
        Ok(Err(error)) => {
            tracing::error!(job, ms, outcome = "failed", reason = format!("{error:#}"), "job");
            false
        }
        Err(panicked) => {
            tracing::error!(job, ms, outcome = "failed", reason = %panicked, "job");
            false
        }
    }
}
