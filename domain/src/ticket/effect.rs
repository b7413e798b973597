//! What each fact does to the clocks (S3), as data: printed in the golden table, held against the engine in tests.

use super::{EndKind, Fact};
use crate::dispute::Ruling;
use crate::sla::Metric;

/// The effect of a fact on the clocks of its ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockEffect {
    /// None.
    Nothing,
    /// Starts all clocks, unless the policy counts from assignment.
    StartsAll,
    /// Starts all clocks if the policy counts from assignment and this is the first.
    StartsIfFromAssignment,
    /// Stops these, where running.
    Stops(&'static [Metric]),
    /// Starts another cycle of these.
    StartsCycle(&'static [Metric]),
    /// Cancels every clock.
    CancelsAll,
    /// The pausable clocks wait, unless the pause is the vendor's own.
    Pauses,
    /// The pausable clocks go on, unless another pause holds.
    Resumes,
    /// The pausable clocks are computed again with or without the pause.
    Recomputes,
    /// Clocks without a verdict get another target.
    Retargets,
    /// One clock is not counted.
    Excludes,
    /// Cancels every clock, those with a verdict too: the promise never was the vendor's (E33).
    CancelsSettledToo,
    /// Nobody had to come: the agency's agreement cancels ARRIVAL (S3).
    CancelsArrivalIfNobodyCame,
    /// Goes on; from then on another vendor answers for it (E28).
    ChargesAnother,
}

impl Fact {
    /// What the fact does to the clocks.
    pub const fn clock_effect(&self) -> ClockEffect {
        match self {
            Self::Raised { .. } => ClockEffect::StartsAll,
            Self::Assigned { .. } => ClockEffect::StartsIfFromAssignment,
            Self::Acknowledged => ClockEffect::Stops(&[Metric::Response]),
            Self::Arrived => ClockEffect::Stops(&[Metric::Response, Metric::Arrival]),
            Self::Restored { .. } => ClockEffect::Stops(&[Metric::Response, Metric::Restore]),
            // UPDATE ends with the work it reports on.
            Self::Resolved { .. } => {
                ClockEffect::Stops(&[Metric::Response, Metric::Restore, Metric::Resolve, Metric::Update])
            }
            Self::SolutionRejected { .. } | Self::Reopened { .. } => {
                ClockEffect::StartsCycle(&[Metric::Restore, Metric::Resolve])
            }
            Self::Cancelled { .. } => ClockEffect::CancelsAll,
            Self::Held { .. } => ClockEffect::Pauses,
            Self::Resumed { .. } => ClockEffect::Resumes,
            Self::PauseAccepted { .. } | Self::PauseRejected { .. } => ClockEffect::Recomputes,
            Self::PriorityChanged { .. } | Self::PriorityRose { .. } => ClockEffect::Retargets,
            Self::EndAccepted { kind: EndKind::NotOurs, .. } => ClockEffect::CancelsSettledToo,
            Self::ProgressReported => ClockEffect::Stops(&[Metric::Update]),
            Self::Excluded { .. } => ClockEffect::Excludes,
            Self::Confirmed => ClockEffect::CancelsArrivalIfNobodyCame,
            // Which of its people do the work is the vendor's affair: no promise depends on it.
            Self::Routed { .. } | Self::Rated { .. } | Self::Commented { .. } => ClockEffect::Nothing,
            Self::PlanSubmitted { .. }
            | Self::PlanApproved { .. }
            | Self::PlanRejected { .. }
            | Self::EndProposed { .. }
            | Self::EndAccepted { kind: EndKind::Cancel, .. }
            | Self::EndRejected { .. }
            | Self::EndWithdrawn
            | Self::EndLapsed => ClockEffect::Nothing,
            // A duplicate's clocks end with its cancellation, a child's with its own solution.
            Self::Linked { .. } | Self::Unlinked { .. } | Self::DeclaredMajor { .. } => ClockEffect::Nothing,
            // What is written down about the work is not the work (E34).
            Self::Attached { .. }
            | Self::AttachmentWithdrawn { .. }
            | Self::WorkLogged { .. }
            | Self::WorkReversed { .. }
            | Self::CooperationRated { .. } => ClockEffect::Nothing,
            Self::Corrected { .. } | Self::ExclusionApplied { .. } | Self::ExclusionShortened { .. } => {
                ClockEffect::Recomputes
            }
            // Words and papers; the arrival of a visit is a fact of its own.
            Self::CorrectionProposed { .. }
            | Self::CorrectionRejected { .. }
            | Self::VisitBegun { .. }
            | Self::VisitEnded { .. }
            | Self::VisitAccepted { .. }
            | Self::VisitDisputed { .. }
            | Self::EvidenceAdded { .. } => ClockEffect::Nothing,
            Self::HandedOver { .. } => ClockEffect::ChargesAnother,
            Self::HandOverProposed { .. }
            | Self::HandOverDeclined { .. }
            | Self::HandOverWithdrawn
            | Self::HandOverLapsed => ClockEffect::Nothing,
            Self::DisputeDecided { ruling: Ruling::Uphold, .. } => ClockEffect::Nothing,
            Self::DisputeDecided { ruling: Ruling::Partly(_), .. } => ClockEffect::Recomputes,
            Self::DisputeDecided { .. } => ClockEffect::Excludes,
        }
    }
}

impl std::fmt::Display for ClockEffect {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let list = |metrics: &[Metric]| metrics.iter().map(|metric| metric.as_str()).collect::<Vec<_>>().join(" ");
        match self {
            Self::Nothing => f.write_str("-"),
            Self::StartsAll => f.write_str("starts all"),
            Self::StartsIfFromAssignment => f.write_str("starts all, if counted from the first assignment"),
            Self::Stops(metrics) => write!(f, "stops {}", list(metrics)),
            Self::StartsCycle(metrics) => write!(f, "starts a cycle of {}", list(metrics)),
            Self::CancelsAll => f.write_str("cancels all"),
            Self::Pauses => f.write_str("pauses, unless the vendor's own"),
            Self::Resumes => f.write_str("resumes, unless another pause holds"),
            Self::Recomputes => f.write_str("recomputes with the decision"),
            Self::Retargets => f.write_str("retargets"),
            Self::Excludes => f.write_str("excludes one"),
            Self::CancelsSettledToo => f.write_str("cancels all, verdicts too"),
            Self::CancelsArrivalIfNobodyCame => f.write_str("cancels ARRIVAL, if nobody came"),
            Self::ChargesAnother => f.write_str("goes on, charged to the next vendor"),
        }
    }
}
