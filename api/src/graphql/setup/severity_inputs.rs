//! The inputs of how a policy version ranks work.

use app::setup::policy::NewSeverity;
use async_graphql::InputObject;
use domain::sla::{PriorityCell, SeverityRise, TargetDuration};

use crate::graphql::promise::DurationKind;
use crate::graphql::words::{Impact, Priority, Urgency};

/// How a version ranks work. What is left out is the base policy's, or the usual.
#[derive(Debug, InputObject)]
pub struct SeverityRulesInput {
    /// All nine cells, each once. More impact or more urgency must not lower the priority.
    matrix: Option<Vec<PriorityCellInput>>,
    /// The priorities that rise by themselves, each once; an empty list when none does.
    rises: Option<Vec<SeverityRiseInput>>,
    /// Why it differs from the base policy, up to 2,000 characters; required where there is one.
    reason: Option<String>,
}

/// One cell of the matrix.
#[derive(Clone, Copy, Debug, InputObject)]
pub struct PriorityCellInput {
    /// How much is affected.
    impact: Impact,
    /// How fast the effect grows.
    urgency: Urgency,
    /// What that comes to.
    priority: Priority,
}

/// A priority that rises by itself to the next graver one.
#[derive(Clone, Copy, Debug, InputObject)]
pub struct SeverityRiseInput {
    /// The priority that rises: P2, P3 or P4, with a RESTORE target.
    from: Priority,
    /// The sort of the time after which it rises; left out with `duration`: the time of its RESTORE target.
    duration_kind: Option<DurationKind>,
    /// Seconds, or days for WORKING_DAYS, above 0: how long a ticket may have the priority in a cycle without being
    /// restored.
    duration: Option<i64>,
}

impl From<SeverityRulesInput> for NewSeverity {
    fn from(rules: SeverityRulesInput) -> Self {
        Self {
            matrix: rules.matrix.map(|cells| cells.into_iter().map(Into::into).collect()),
            rises: rules.rises.map(|rises| rises.into_iter().map(Into::into).collect()),
            reason: rules.reason,
        }
    }
}

impl From<PriorityCellInput> for PriorityCell {
    fn from(cell: PriorityCellInput) -> Self {
        Self { impact: cell.impact.into(), urgency: cell.urgency.into(), priority: cell.priority.into() }
    }
}

impl From<SeverityRiseInput> for SeverityRise {
    fn from(rise: SeverityRiseInput) -> Self {
        // Half of a time is as wrong as none.
        let after = match (rise.duration_kind, rise.duration) {
            (None, None) => None,
            (Some(DurationKind::RealTime), length) => Some(TargetDuration::RealTime(length.unwrap_or(0))),
            (Some(DurationKind::WorkingDays), length) => {
                Some(TargetDuration::WorkingDays(length.and_then(|days| days.try_into().ok()).unwrap_or(0)))
            }
            (Some(DurationKind::Working), length) => Some(TargetDuration::Working(length.unwrap_or(0))),
            (None, Some(_)) => Some(TargetDuration::Working(0)),
        };
        Self { from: rise.from.into(), after }
    }
}
