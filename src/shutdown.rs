//! The end of the process: a signal, or a task that cannot go on, tells all tasks to end and waits for them.

use std::future::Future;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::task::{JoinError, JoinSet};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

/// The tasks of the process and the word that ends them.
#[derive(Debug)]
pub struct Shutdown {
    stop: CancellationToken,
    tasks: JoinSet<Result<()>>,
    signals: Signals,
    grace: Duration,
}

impl Shutdown {
    /// Catches SIGTERM and Ctrl-C from here on. Tasks get `grace` to finish once they are told to stop.
    ///
    /// # Errors
    /// Signals cannot be caught.
    pub fn new(grace: Duration) -> Result<Self> {
        Ok(Self {
            stop: CancellationToken::new(),
            tasks: JoinSet::new(),
            signals: Signals::catch().context("catching signals")?,
            grace,
        })
    }

    /// Cancelled when the process is to stop: each task listens to it.
    pub fn stop(&self) -> CancellationToken {
        self.stop.clone()
    }

    /// Starts a task that runs until told to stop.
    pub fn spawn<F>(&mut self, name: &'static str, task: F)
    where
        F: Future<Output = Result<()>> + Send + 'static,
    {
        self.tasks.spawn(async move { task.await.with_context(|| format!("{name} failed")) });
    }

    /// Waits for a signal or the end of any task, then for all tasks: half a process is worse than none, because
    /// whoever restarts processes sees only a dead one.
    ///
    /// # Errors
    /// A task failed or panicked, the grace ran out, or a second signal ended the wait.
    pub async fn finished(mut self) -> Result<()> {
        let first = tokio::select! {
            () = self.signals.next() => None,
            ended = self.tasks.join_next() => ended,
        };
        tracing::info!("stopping");
        self.stop.cancel();
        let all = async {
            let mut outcome = first.map_or(Ok(()), of_task);
            while let Some(ended) = self.tasks.join_next().await {
                outcome = outcome.and(of_task(ended));
            }
            outcome
        };
        tokio::select! {
            outcome = timeout(self.grace, all) => match outcome {
                Ok(outcome) => outcome,
                Err(_) => bail!("still busy {} s after the word to stop", self.grace.as_secs()),
            },
            () = self.signals.next() => bail!("ended at once by a second signal"),
        }
    }
}

fn of_task(ended: Result<Result<()>, JoinError>) -> Result<()> {
    ended.context("a task panicked")?
}

#[derive(Debug)]
struct Signals {
    interrupt: Signal,
    terminate: Signal,
}

impl Signals {
    fn catch() -> std::io::Result<Self> {
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs until told to stop.
    async fn patient(stop: CancellationToken) -> Result<()> {
        stop.cancelled().await;
        Ok(())
    }

    #[tokio::test]
    async fn the_word_to_stop_ends_all_tasks() {
        let mut shutdown = Shutdown::new(Duration::from_secs(60)).unwrap();
        let stop = shutdown.stop();
        shutdown.spawn("one", patient(stop.clone()));
        shutdown.spawn("two", patient(stop.clone()));
        stop.cancel();
        shutdown.finished().await.unwrap();
    }

    #[tokio::test]
    async fn a_task_that_fails_takes_the_others_along() {
        let mut shutdown = Shutdown::new(Duration::from_secs(60)).unwrap();
        shutdown.spawn("patient", patient(shutdown.stop()));
        shutdown.spawn("relay", async { bail!("no database") });
        let error = shutdown.finished().await.unwrap_err();
        assert_eq!(format!("{error:#}"), "relay failed: no database");
    }

    #[tokio::test]
    async fn a_task_that_panics_takes_the_others_along() {
        let mut shutdown = Shutdown::new(Duration::from_secs(60)).unwrap();
        shutdown.spawn("patient", patient(shutdown.stop()));
        shutdown.spawn("relay", async { panic!("a bug") });
        let error = shutdown.finished().await.unwrap_err();
        assert_eq!(error.to_string(), "a task panicked");
    }

    #[tokio::test]
    async fn a_task_that_does_not_listen_is_left_behind() {
        let mut shutdown = Shutdown::new(Duration::ZERO).unwrap();
        let stop = shutdown.stop();
        shutdown.spawn("deaf", std::future::pending());
        shutdown.spawn("quick", patient(stop.clone()));
        stop.cancel();
        let error = shutdown.finished().await.unwrap_err();
        assert_eq!(error.to_string(), "still busy 0 s after the word to stop");
    }
}
