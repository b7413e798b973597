//! The alarm clock, and the only file that names tokio-cron-scheduler. It says "look now" and nothing else.
//!
//! It fires up to 0.6 s late, forgets what it missed, and goes by the machine's time; so nothing rests on it but
//! punctuality.

use anyhow::{Context, Result};
use tokio::sync::mpsc;
use tokio_cron_scheduler::{Job, JobScheduler};

use crate::Schedule;

/// Names of jobs that wait to be looked at; a worker too busy to look needs no more of them.
const WAITING: usize = 64;

/// A running alarm clock.
pub struct Alarm {
    scheduler: JobScheduler,
    names: mpsc::Receiver<&'static str>,
}

/// Sets an alarm for every line.
pub async fn set(schedule: &Schedule) -> Result<Alarm> {
    let (sender, names) = mpsc::channel(WAITING);
    let scheduler = JobScheduler::new().await.context("making the alarm clock")?;
    for (name, line) in schedule.lines() {
        let sender = sender.clone();
        let ring = Job::new(line, move |_, _| {
            // Full: the name is waiting already, or the next beat finds it.
            let _ = sender.try_send(name);
        });
        scheduler.add(ring.with_context(|| format!("the schedule of {name}: {line:?}"))?).await?;
    }
    scheduler.start().await.context("starting the alarm clock")?;
    Ok(Alarm { scheduler, names })
}

impl Alarm {
    /// The job whose alarm rang.
    pub async fn next(&mut self) -> Option<&'static str> {
        self.names.recv().await
    }

    /// It keeps no job waiting: runs are none of its business.
    pub async fn stop(mut self) {
        if let Err(error) = self.scheduler.shutdown().await {
            tracing::warn!(%error, "stopping the alarm clock");
        }
    }
}
