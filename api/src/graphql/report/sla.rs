//! The SLA report.

use app::report::{ReportRow, Spent};
use async_graphql::{Object, SimpleObject};
use domain::Instant;
use domain::fraction::Fraction;
use domain::sla::ClockTally;

use super::keys::ReportKeys;
use crate::graphql::request::Request;

/// A report of the use case.
pub struct SlaReport<'a> {
    pub report: app::report::SlaReport,
    pub request: &'a Request,
}

/// How many promises were kept. Its rows add up to its total.
#[Object(serial)]
impl SlaReport<'_> {
    /// One for each value, or pair of values, of what it is grouped by.
    #[graphql(complexity = "10 * child_complexity")]
    async fn rows(&self) -> Vec<SlaReportRow<'_>> {
        self.report.rows.iter().map(|row| SlaReportRow { row, request: self.request }).collect()
    }

    /// Over all rows.
    async fn total(&self) -> SlaCounts {
        self.report.total.into()
    }

    /// The share of paused time over all rows.
    async fn paused_time(&self) -> PausedTime {
        self.report.spent.into()
    }

    /// What has run past its due time by then counts as breached.
    async fn as_of(&self) -> Instant {
        self.report.as_of
    }
}

/// One row, borrowed from the report.
pub struct SlaReportRow<'a> {
    row: &'a ReportRow,
    request: &'a Request,
}

/// A row of an SLA report: the values that it is grouped by, and its counts. The clocks behind a count are those of
/// `slaClocks` with the values as filter, of an agency with `agencyAlone`.
#[Object(serial)]
impl SlaReportRow<'_> {
    #[graphql(flatten)]
    async fn keys(&self) -> ReportKeys<'_> {
        ReportKeys { keys: &self.row.keys, request: self.request }
    }

    /// Its counts.
    async fn counts(&self) -> SlaCounts {
        self.row.tally.into()
    }

    /// The share of paused time in it.
    async fn paused_time(&self) -> PausedTime {
        self.row.spent.into()
    }
}

/// How much of the time of clocks that were judged and have stopped was paused, in seconds of their own measure.
#[derive(Clone, Debug, SimpleObject)]
pub struct PausedTime {
    /// Seconds that counted.
    elapsed_seconds: i64,
    /// Seconds in which a pause held.
    paused_seconds: i64,
    /// Paused out of both as a decimal with four places, a half rounded up; null when there is neither.
    share: Option<String>,
    /// The same as an exact fraction in lowest terms.
    share_exact: Option<String>,
}

impl From<Spent> for PausedTime {
    fn from(spent: Spent) -> Self {
        let share = Fraction::new(spent.paused, spent.elapsed + spent.paused);
        Self {
            elapsed_seconds: spent.elapsed,
            paused_seconds: spent.paused,
            share: share.as_ref().map(|rate| rate.decimal(4)),
            share_exact: share.map(|rate| rate.to_string()),
        }
    }
}

/// Clocks by outcome. Met, breached, running, excluded and without promise make the total.
#[derive(Clone, Debug, SimpleObject)]
pub struct SlaCounts {
    /// Stopped at or before the due time.
    met: i64,
    /// The due time passed first, whether or not that was noticed yet.
    breached: i64,
    /// Still to be judged: running, paused, or waiting for a calendar.
    running: i64,
    /// Taken out by decision.
    excluded: i64,
    /// The terms promise nothing.
    without_promise: i64,
    /// Met, breached, running, excluded and without promise.
    total: i64,
    /// Not needed any more: beside the total.
    cancelled: i64,
    /// What attainment is counted out of: met and breached.
    judged: i64,
    /// Met out of judged as a decimal with four places, such as 0.9512, a half rounded up; null when nothing is judged.
    attainment: Option<String>,
    /// The same as an exact fraction in lowest terms, such as 19/20.
    attainment_exact: Option<String>,
}

impl From<ClockTally> for SlaCounts {
    fn from(tally: ClockTally) -> Self {
        let attainment = tally.attainment();
        Self {
            met: tally.met,
            breached: tally.breached,
            running: tally.running,
            excluded: tally.excluded,
            without_promise: tally.without_promise,
            total: tally.total(),
            cancelled: tally.cancelled,
            judged: tally.judged(),
            attainment: attainment.as_ref().map(|rate| rate.decimal(4)),
            attainment_exact: attainment.map(|rate| rate.to_string()),
        }
    }
}
