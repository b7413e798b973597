//! What a contract says of service credits, as data; one version of it.

use serde::{Deserialize, Serialize};

use super::{EarnBack, FundingShare, Reward};
use crate::fraction::Fraction;
use crate::money::Fen;
use crate::scorecard::PeriodKind;
use crate::sla::Metric;
use crate::ticket::Priority;

/// The rules of one version. What is left out takes nothing off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CreditRules {
    /// The periods that are settled; those of other lengths are assessed only.
    pub period: PeriodKind,
    /// How much of the fee each score withholds, best first; the last begins at 0.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bands: Vec<CreditBand>,
    /// What breached promises cost.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<EventCredit>,
    /// What criteria below their target cost.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kpis: Vec<KpiCredit>,
    /// Whether the points that the deduction ledger takes off count as points here too.
    #[serde(default)]
    pub ledger_points: bool,
    /// What points come to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<PointsCredit>,
    /// How often something counts that failed in the period just before as well; 1: as often as once.
    #[serde(default = "once")]
    pub on_repetition: i64,
    /// The most that a period loses, in per cent of its fee; none: all of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period_cap: Option<Fraction>,
    /// The most that all periods of the contract lose together, in per cent of its amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract_cap: Option<Fraction>,
    /// How a credit is earned back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earn_back: Option<EarnBack>,
    /// Two periods in a row below this score give the buyer the right to end the contract.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terminate_below: Option<Fraction>,
    /// What a good score is rewarded with (以奖代补), on top of the fee.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reward: Option<Reward>,
    /// Who pays, and how much of it; none: the buyer, all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub funding: Vec<FundingShare>,
}

pub(super) const fn once() -> i64 {
    1
}

/// Scores from `from` up to the band before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CreditBand {
    /// The lowest score of the band.
    pub from: Fraction,
    /// How much of the fee is withheld, in per cent.
    pub percent: Fraction,
}

/// Breached promises of a metric, dearer the later they were.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EventCredit {
    /// Unique among the rules.
    pub code: String,
    /// Which clocks; never UPDATE.
    pub metric: Metric,
    /// Of which priorities.
    pub priorities: Vec<Priority>,
    /// So many events of a period are free, the least late first.
    #[serde(default)]
    pub free: i64,
    /// How often an event counts beyond twice the time allowed.
    #[serde(default = "once")]
    pub beyond_twice: i64,
    /// How often it counts beyond three times.
    #[serde(default = "once")]
    pub beyond_thrice: i64,
    /// What each comes to.
    pub each: EventWorth,
}

/// What an event comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum EventWorth {
    /// Points.
    Points(Fraction),
    /// A fixed sum in fen.
    Fen(Fen),
}

/// A criterion of the scheme whose rate lies below a target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct KpiCredit {
    /// The criterion's code; unique among the rules.
    pub criterion: String,
    /// The rate from which on nothing is due, above 0 and up to 1.
    pub target: Fraction,
    /// What a shortfall comes to.
    pub below: KpiWorth,
}

/// What a shortfall comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum KpiWorth {
    /// So many per cent of the fee for each full point of a hundred below the target.
    PercentPerPoint(Fraction),
    /// Points by how low it is, best first; the last begins at 0.
    Steps(Vec<KpiStep>),
}

/// Rates from `from` up to the step before, or to the target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct KpiStep {
    /// The lowest rate of the step.
    pub from: Fraction,
    /// Points.
    pub points: Fraction,
}

/// What the points of a period come to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PointsCredit {
    /// So many points of a period are free.
    #[serde(default = "Fraction::zero")]
    pub free: Fraction,
    /// Points above a number count more often (a ratchet), the lowest first; the free ones are counted in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tiers: Vec<PointTier>,
    /// What they are worth.
    pub worth: PointWorth,
}

/// From a number of points on, each counts so often.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PointTier {
    /// Points above this number.
    pub above: Fraction,
    /// How often each counts, at least once.
    pub times: Fraction,
}

/// What points are worth.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum PointWorth {
    /// So many fen each.
    Fen(Fen),
    /// So many per cent of the fee each.
    Percent(Fraction),
    /// Per cent of the fee by how many there are, the fewest first (a ladder).
    Ladder(Vec<PointStep>),
}

/// From so many points on, up to the next step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PointStep {
    /// The fewest points of the step.
    pub from: Fraction,
    /// Per cent of the fee.
    pub percent: Fraction,
}
