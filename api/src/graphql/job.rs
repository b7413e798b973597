//! Runs of the scheduled jobs.

use app::job::{RunView, runs};
use async_graphql::{Context, Object};
use domain::Instant;

use super::connection::{page_cost, page_size};
use super::refusal::failure;
use super::request::request;
use crate::error::ApiError;

/// The queries of jobs.
#[derive(Default)]
pub struct JobQuery;

/// The queries of jobs.
#[Object]
impl JobQuery {
    /// The latest runs of the scheduled jobs, by nominal time. Runs of the last three days are kept. Needs job.view.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn job_runs(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most so many, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "Only those of this job.")] name: Option<String>,
    ) -> Result<Vec<JobRun>, ApiError> {
        let request = request(ctx)?;
        let limit = page_size(first, request.language())?;
        let found = runs(request.op(), name.as_deref(), u64::try_from(limit).unwrap_or(0)).await;
        let found = found.map_err(|error| failure(error, request.language()))?;
        Ok(found.into_iter().map(JobRun).collect())
    }
}

/// A run of the book of jobs.
pub struct JobRun(RunView);

/// A run of a scheduled job.
#[Object(serial)]
impl JobRun {
    /// The job's name.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// Its nominal time.
    async fn slot(&self) -> Instant {
        self.0.slot
    }

    /// running, done or failed.
    async fn state(&self) -> &str {
        &self.0.state
    }

    /// How many processes have held it: more than one when a holder died.
    async fn holders(&self) -> i64 {
        self.0.epoch
    }

    /// When its present holder began.
    async fn started_at(&self) -> Instant {
        self.0.started_at
    }

    /// When it ended; null while it runs.
    async fn finished_at(&self) -> Option<Instant> {
        self.0.finished_at
    }

    /// What it did; null until it is done.
    async fn report(&self) -> Option<&serde_json::Value> {
        self.0.report.as_ref()
    }

    /// Why it failed; null unless it did.
    async fn error(&self) -> Option<&str> {
        self.0.error.as_deref()
    }
}
