//! How long promises took.

use async_graphql::Object;

use crate::graphql::words::Metric;

/// The figures of one metric.
#[derive(Clone, Copy, Debug)]
pub struct Percentiles(pub domain::scorecard::Percentiles);

/// How long the promises of a metric took that were kept in a period, in time or late, in seconds of the
/// promise's own measure: working time or real time, without pauses. A percentile is a nearest rank: of n times in order
/// the ⌈p · n⌉th. Needs the permission of what it stands on.
#[Object(serial)]
impl Percentiles {
    /// Of which promises.
    async fn metric(&self) -> Metric {
        self.0.metric.into()
    }

    /// How many were kept.
    async fn count(&self) -> i64 {
        self.0.count
    }

    /// Half of them took at most so many seconds.
    async fn p50_seconds(&self) -> i64 {
        self.0.p50
    }

    /// Nine in ten took at most so many seconds.
    async fn p90_seconds(&self) -> i64 {
        self.0.p90
    }

    /// Nineteen in twenty took at most so many seconds.
    async fn p95_seconds(&self) -> i64 {
        self.0.p95
    }

    /// Ninety-nine in a hundred took at most so many seconds.
    async fn p99_seconds(&self) -> i64 {
        self.0.p99
    }

    /// Whether the seconds are exact, as for a period that is closed; else each is at most 2.5 % off. The count is always
    /// exact.
    async fn exact(&self) -> bool {
        self.0.exact
    }
}
