//! What a job is: a name, the longest it may take, and a use case that reports what it did.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use app::Op;
use serde::Serialize;
use serde_json::Value;

type Work = dyn Fn(Op) -> Pin<Box<dyn Future<Output = Result<Value>> + Send>> + Send + Sync;

/// A job.
#[derive(Clone)]
pub struct Job {
    /// As in the settings, on the command line and in the book of runs.
    pub name: &'static str,
    /// When it is due unless the settings say otherwise: a cron line in UTC, seconds first. Without one it runs on
    /// demand.
    pub cron: Option<&'static str>,
    /// A run that takes longer is stopped and has failed.
    pub at_most: Duration,
    work: Arc<Work>,
}

impl Job {
    /// A job that runs on demand and does `work` in at most ten minutes.
    pub fn new<F, R>(name: &'static str, work: impl Fn(Op) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<R>> + Send + 'static,
        R: Serialize,
    {
        let work = move |op: Op| -> Pin<Box<dyn Future<Output = Result<Value>> + Send>> {
            let report = work(op);
            Box::pin(async move { Ok(serde_json::to_value(report.await?)?) })
        };
        Self { name, cron: None, at_most: Duration::from_secs(600), work: Arc::new(work) }
    }

    /// The same job on schedule.
    #[must_use]
    pub fn due(self, cron: &'static str) -> Self {
        Self { cron: Some(cron), ..self }
    }

    /// The same job with another limit of time.
    #[must_use]
    pub fn at_most(self, at_most: Duration) -> Self {
        Self { at_most, ..self }
    }

    pub(crate) fn work(&self, op: Op) -> impl Future<Output = Result<Value>> + Send + use<> {
        (self.work)(op)
    }
}

impl std::fmt::Debug for Job {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Job").field("name", &self.name).field("cron", &self.cron).finish_non_exhaustive()
    }
}

/// Jobs with distinct names.
#[derive(Clone, Debug)]
pub struct Jobs(Vec<Job>);

impl Jobs {
    /// Of several jobs with one name the first is found.
    pub fn new(jobs: impl IntoIterator<Item = Job>) -> Self {
        Self(jobs.into_iter().collect())
    }

    /// In order.
    pub fn iter(&self) -> impl Iterator<Item = &Job> {
        self.0.iter()
    }

    /// In order.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().map(|job| job.name)
    }

    /// By name.
    pub fn get(&self, name: &str) -> Option<&Job> {
        self.0.iter().find(|job| job.name == name)
    }
}
