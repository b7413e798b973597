//! Runs a piece of work over and over, on many connections at once, for a while.

use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Result;
use tokio::task::JoinSet;

use crate::cpu::{Processes, Spent};

/// One request; it is told which connection it runs on.
pub type Work = Arc<dyn Fn(usize) -> Pin<Box<dyn Future<Output = Result<()>> + Send>> + Send + Sync>;

/// Makes work of a closure.
pub fn work<F, Fut>(request: F) -> Work
where
    F: Fn(usize) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<()>> + Send + 'static,
{
    Arc::new(move |connection| Box::pin(request(connection)))
}

/// What one run came to.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    pub requests: u64,
    pub elapsed: Duration,
    pub spent: Spent,
}

impl Run {
    /// Requests a second.
    pub fn rate(&self) -> f64 {
        self.requests as f64 / self.elapsed.as_secs_f64()
    }

    /// Microseconds of CPU a request.
    pub fn cpu_micros(&self) -> f64 {
        (self.spent.database + self.spent.others) as f64 / 1_000.0 / self.requests as f64
    }

    /// The database's share of it.
    pub fn database_share(&self) -> f64 {
        self.spent.database as f64 / (self.spent.database + self.spent.others) as f64
    }
}

/// Sends requests on every connection, each as soon as the one before is answered, until `time` is over.
///
/// # Errors
/// The first request that fails: a figure with failures in it means nothing.
pub async fn drive(work: &Work, connections: usize, time: Duration, processes: &Processes) -> Result<Run> {
    let before = processes.read()?;
    let started = Instant::now();
    let mut tasks = JoinSet::new();
    for connection in 0..connections {
        let work = work.clone();
        tasks.spawn(async move {
            let mut done = 0;
            while started.elapsed() < time {
                work(connection).await?;
                done += 1;
            }
            anyhow::Ok(done)
        });
    }
    let mut requests = 0;
    while let Some(ended) = tasks.join_next().await {
        requests += ended??;
    }
    let elapsed = started.elapsed();
    Ok(Run { requests, elapsed, spent: processes.read()?.since(&before) })
}
