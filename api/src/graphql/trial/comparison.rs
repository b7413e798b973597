//! A pilot beside the rest.

use app::setup::pilot::{GroupCounts, MetricGroups, PilotComparison as Compared};
use async_graphql::{Object, SimpleObject};
use domain::Instant;
use domain::fraction::Fraction;
use domain::scorecard::Tally;
use domain::trial::{Interval, difference, reading, wilson};

use super::Pilot;
use crate::graphql::report::SlaCounts;
use crate::graphql::request::{Language, Request};
use crate::graphql::words::Metric;

/// A comparison of the use case.
pub struct PilotComparison<'a> {
    pub of: Compared,
    pub request: &'a Request,
}

/// A pilot beside the rest: the tickets that its version bound, and those of other agencies under the same policy that
/// were raised in the same time; over the tickets that you may see. Intervals are at 95 %, computed exactly and rounded
/// once.
#[Object(serial)]
impl<'a> PilotComparison<'a> {
    /// The pilot.
    async fn pilot(&self) -> Option<Pilot<'a>> {
        let of = self.request.coverage().pilot(self.of.pilot)?;
        Some(Pilot { of, request: self.request })
    }

    /// Tickets raised at this time or later count.
    async fn from(&self) -> Instant {
        self.of.from
    }

    /// Tickets raised before this time count: the pilot's end, or now.
    async fn until(&self) -> Instant {
        self.of.until
    }

    /// What has run past its due time by then counts as breached.
    async fn as_of(&self) -> Instant {
        self.of.as_of
    }

    /// Tickets that the pilot bound.
    async fn pilot_tickets(&self) -> i64 {
        self.of.pilot_tickets
    }

    /// Tickets of the rest.
    async fn rest_tickets(&self) -> i64 {
        self.of.rest_tickets
    }

    /// One for each metric.
    #[graphql(complexity = "5 * child_complexity")]
    async fn metrics(&self) -> Vec<PilotMetric> {
        let language = self.request.language();
        self.of.metrics.iter().map(|groups| PilotMetric::of(groups, language)).collect()
    }

    /// Solutions that were rejected or reopened, out of all solutions of closed tickets.
    async fn reopened(&self) -> RateComparison {
        RateComparison::of(self.of.pilot_reopened, self.of.rest_reopened, self.request.language())
    }
}

/// One metric in both groups.
#[derive(Clone, Debug, SimpleObject)]
pub struct PilotMetric {
    /// What is measured.
    metric: Metric,
    /// The clocks of the pilot.
    pilot: PilotGroup,
    /// The clocks of the rest.
    rest: PilotGroup,
    /// Kept promises, of those judged: met, of met or breached.
    attainment: RateComparison,
}

impl PilotMetric {
    fn of(groups: &MetricGroups, language: Language) -> Self {
        Self {
            metric: groups.metric.into(),
            pilot: PilotGroup::of(&groups.pilot),
            rest: PilotGroup::of(&groups.rest),
            attainment: RateComparison::of(groups.pilot.attainment(), groups.rest.attainment(), language),
        }
    }
}

/// The clocks of a metric in one group.
#[derive(Clone, Debug, SimpleObject)]
pub struct PilotGroup {
    /// Its counts, as every report counts.
    counts: SlaCounts,
    /// Open seconds that pauses took, of all open seconds, of clocks that were judged and have stopped.
    pause_share: SampledRate,
}

impl PilotGroup {
    fn of(counts: &GroupCounts) -> Self {
        // Seconds are no sample: they have no interval.
        let pause_share = SampledRate { interval: None, ..SampledRate::of(counts.pause_share()) };
        Self { counts: counts.tally.into(), pause_share }
    }
}

/// A rate in both groups.
#[derive(Clone, Debug, SimpleObject)]
pub struct RateComparison {
    /// In the pilot.
    pilot: SampledRate,
    /// In the rest.
    rest: SampledRate,
    /// The pilot's rate less that of the rest lies in here (Newcombe's interval); null without both samples.
    difference: Option<RateInterval>,
    /// What the samples allow to be said, in the language of the request: nothing when one has fewer than 30.
    reading: String,
}

impl RateComparison {
    fn of(pilot: Tally, rest: Tally, language: Language) -> Self {
        let said = reading(pilot, rest);
        Self {
            pilot: SampledRate::of(pilot),
            rest: SampledRate::of(rest),
            difference: difference(pilot, rest).map(RateInterval::from),
            reading: language.choose(said.en, said.zh),
        }
    }
}

/// A rate with the sample that it comes from.
#[derive(Clone, Debug, SimpleObject)]
pub struct SampledRate {
    /// How many.
    numerator: i64,
    /// Out of how many: the size of the sample.
    denominator: i64,
    /// The rate as a decimal with four places, a half rounded up; null without a sample.
    rate: Option<String>,
    /// The same as an exact fraction in lowest terms, such as 19/20.
    exact: Option<String>,
    /// Where the rate lies that the sample comes from (Wilson's interval); null without a sample, and for time.
    interval: Option<RateInterval>,
}

impl SampledRate {
    fn of(sample: Tally) -> Self {
        let rate = Fraction::new(sample.part, sample.whole);
        Self {
            numerator: sample.part,
            denominator: sample.whole,
            rate: rate.as_ref().map(|rate| rate.decimal(4)),
            exact: rate.map(|rate| rate.to_string()),
            interval: wilson(sample).map(RateInterval::from),
        }
    }
}

/// An interval at 95 %, as decimals with four places.
#[derive(Clone, Debug, SimpleObject)]
pub struct RateInterval {
    /// The lower bound.
    low: String,
    /// The upper bound.
    high: String,
}

impl From<Interval> for RateInterval {
    fn from(of: Interval) -> Self {
        Self { low: of.low.decimal(4), high: of.high.decimal(4) }
    }
}
