//! What a policy version says beside its figures: pause, reopening and severity rules, levels, and what it took out of
//! its base.

use async_graphql::SimpleObject;
use domain::sla;

use super::{DurationKind, TargetDuration};
use crate::graphql::words::{
    Impact, Metric, PauseDecider, PauseReason, Priority, Reopening, SilenceMeans, SiteClass, TicketKind, Urgency,
};

/// What pauses a version allows.
#[derive(Clone, Debug, SimpleObject)]
pub struct PauseRules {
    /// The reasons that may be given; null for every reason.
    reasons: Option<Vec<PauseReason>>,
    /// Who accepts or rejects a pause.
    decided_by: PauseDecider,
    /// Seconds round the clock after which a pause stops holding by itself; null for no limit.
    longest_seconds: Option<i64>,
    /// How many pauses may be declared on one ticket; null for no limit.
    most_per_ticket: Option<i32>,
    /// What the agency's silence means; null where a pause waits for its decision as long as it takes.
    silence: Option<SilenceRule>,
}

/// What becomes of a pause that nobody has decided about.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct SilenceRule {
    /// In which sort of time the agency has to decide.
    duration_kind: DurationKind,
    /// How long, from when the pause was recorded: seconds, or days for WORKING_DAYS; in the calendar of RESOLVE, if that
    /// is promised, else of whatever is.
    duration: i64,
    /// What its silence means then.
    means: SilenceMeans,
}

impl From<sla::SilenceRule> for SilenceRule {
    fn from(rule: sla::SilenceRule) -> Self {
        let (duration_kind, duration) = match rule.within {
            sla::TargetDuration::Working(seconds) => (DurationKind::Working, seconds),
            sla::TargetDuration::RealTime(seconds) => (DurationKind::RealTime, seconds),
            sla::TargetDuration::WorkingDays(days) => (DurationKind::WorkingDays, i64::from(days)),
        };
        Self { duration_kind, duration, means: rule.means.into() }
    }
}

impl From<&sla::PauseRules> for PauseRules {
    fn from(rules: &sla::PauseRules) -> Self {
        Self {
            reasons: rules.reasons.as_ref().map(|reasons| reasons.iter().copied().map(PauseReason::from).collect()),
            decided_by: rules.decided_by.unwrap_or(sla::PauseDecider::Either).into(),
            longest_seconds: rules.longest_seconds,
            most_per_ticket: rules.most,
            silence: rules.silence.map(Into::into),
        }
    }
}

/// What a version says about reopening.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct ReopeningRule {
    /// What it does to RESTORE and RESOLVE.
    mode: Reopening,
    /// The last day of reopening, in days after that of the solution; null for no last day.
    window_days: Option<i32>,
}

impl From<sla::ReopeningRule> for ReopeningRule {
    fn from(rule: sla::ReopeningRule) -> Self {
        Self { mode: rule.mode.into(), window_days: rule.window_days }
    }
}

/// How a version ranks work.
#[derive(Clone, Debug, SimpleObject)]
pub struct SeverityRules {
    /// The priority of each impact and urgency, the gravest first.
    matrix: Vec<PriorityCell>,
    /// The priorities that rise by themselves when a ticket is not restored in time; empty when none does.
    rises: Vec<SeverityRise>,
    /// Why it differs from the base policy; null where it does not say so.
    reason: Option<String>,
}

impl SeverityRules {
    /// The rules with the reason that was written with them.
    pub fn new(rules: &sla::SeverityRules, reason: Option<String>) -> Self {
        let cell = |cell: sla::PriorityCell| PriorityCell {
            impact: cell.impact.into(),
            urgency: cell.urgency.into(),
            priority: cell.priority.into(),
        };
        let rise = |rise: &sla::SeverityRise| SeverityRise {
            from: rise.from.into(),
            after: rise.after.map(TargetDuration::from),
        };
        Self { matrix: rules.matrix.cells().map(cell).collect(), rises: rules.rises.iter().map(rise).collect(), reason }
    }
}

/// One cell of the matrix.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct PriorityCell {
    /// How much is affected.
    impact: Impact,
    /// How fast the effect grows.
    urgency: Urgency,
    /// What that comes to.
    priority: Priority,
}

/// A priority that rises by itself to the next graver one.
#[derive(Clone, Debug, SimpleObject)]
pub struct SeverityRise {
    /// The priority that rises.
    from: Priority,
    /// How long a ticket may have it in a cycle without being restored; null: as long as its RESTORE target says.
    after: Option<TargetDuration>,
}

/// Levels of classified protection, both ends included.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct ProtectionRange {
    /// The lowest level.
    from: i32,
    /// The highest level.
    to: i32,
}

impl From<sla::ProtectionRange> for ProtectionRange {
    fn from(range: sla::ProtectionRange) -> Self {
        Self { from: range.from, to: range.to }
    }
}

/// A target of the base policy that does not apply in this version.
#[derive(Clone, Debug, SimpleObject)]
pub struct RemovedTarget {
    /// What it measured.
    metric: Metric,
    /// For which priority.
    priority: Priority,
    /// For which kind of ticket; null for every kind.
    ticket_kind: Option<TicketKind>,
    /// For which class of site; null for every class.
    site_class: Option<SiteClass>,
    /// For which type of system; null for every type.
    system_type: Option<String>,
    /// For which protection levels; null for every level.
    protection: Option<ProtectionRange>,
    /// Whether it was for guard periods.
    guard: bool,
    /// Why it does not apply.
    reason: String,
}

impl From<app::setup::policy::RemovedTarget> for RemovedTarget {
    fn from(removed: app::setup::policy::RemovedTarget) -> Self {
        let slot = removed.slot;
        Self {
            metric: slot.metric.into(),
            priority: slot.priority.into(),
            ticket_kind: slot.ticket_kind.map(Into::into),
            site_class: slot.site_class.map(Into::into),
            system_type: slot.system_type,
            protection: slot.protection.map(Into::into),
            guard: slot.guard,
            reason: removed.reason,
        }
    }
}
