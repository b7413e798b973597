//! The inputs of what a policy version promises.

use app::setup::policy::{NewTarget, RemovedTarget, VersionTerms};
use async_graphql::{ID, InputObject};
use domain::sla::{EscalationLevel, PauseRules, ProtectionRange, ReopeningRule, SilenceRule, Slot, TargetDuration};

use super::read::Read;
use super::severity_inputs::SeverityRulesInput;
use crate::graphql::node_id::NodeType;
use crate::graphql::promise::DurationKind;
use crate::graphql::words::{
    ClockStart, EscalationTiming, Metric, PauseDecider, PauseReason, Priority, PriorityRule, Reopening, Role,
    SilenceMeans, SiteClass, TicketKind,
};

/// What a version promises. Rules that are left out are those of the base policy, or the usual ones.
#[derive(Debug, InputObject)]
pub struct VersionTermsInput {
    /// When the clocks of a ticket start; usually RAISED_AT.
    clock_start: Option<ClockStart>,
    /// What a raised priority does to a running clock; usually FROM_CHANGE.
    priority_rule: Option<PriorityRule>,
    /// What pauses are allowed; usually every one.
    pause_rules: Option<PauseRulesInput>,
    /// What a reopening does; usually NEW_CYCLE, on any later day.
    reopening_rule: Option<ReopeningRuleInput>,
    /// How work is ranked; usually by the ITIL matrix, and nothing rises by itself.
    severity_rules: Option<SeverityRulesInput>,
    /// Every promised number, at most 500, no two for the same. With a base policy only those that differ from it, each
    /// with a reason.
    targets: Vec<SlaTargetInput>,
    /// With a base policy: its targets that do not apply.
    #[graphql(default)]
    removed: Vec<RemovedTargetInput>,
}

/// What pauses a version allows.
#[derive(Debug, InputObject)]
pub struct PauseRulesInput {
    /// The reasons that may be given; left out for every reason.
    reasons: Option<Vec<PauseReason>>,
    /// Who accepts or rejects a pause.
    #[graphql(default_with = "PauseDecider::Either")]
    decided_by: PauseDecider,
    /// Seconds round the clock after which a pause stops holding by itself; left out for no limit.
    longest_seconds: Option<i64>,
    /// How many pauses may be declared on one ticket, 0 to 100; left out for no limit.
    most_per_ticket: Option<i32>,
    /// What the agency's silence means; left out where a pause waits for its decision as long as it takes.
    silence: Option<SilenceRuleInput>,
}

/// What becomes of a pause that nobody has decided about.
#[derive(Clone, Copy, Debug, InputObject)]
pub struct SilenceRuleInput {
    /// In which sort of time the agency has to decide.
    duration_kind: DurationKind,
    /// How long, from when the pause was recorded: seconds, or days for WORKING_DAYS; above 0.
    duration: i64,
    /// What its silence means then.
    means: SilenceMeans,
}

impl From<SilenceRuleInput> for SilenceRule {
    fn from(rule: SilenceRuleInput) -> Self {
        let within = match rule.duration_kind {
            DurationKind::Working => TargetDuration::Working(rule.duration),
            DurationKind::RealTime => TargetDuration::RealTime(rule.duration),
            // What does not fit is out of range as well, and 0 days are refused by the rule.
            DurationKind::WorkingDays => TargetDuration::WorkingDays(u32::try_from(rule.duration).unwrap_or(0)),
        };
        Self { within, means: rule.means.into() }
    }
}

/// What a version says about reopening.
#[derive(Debug, InputObject)]
pub struct ReopeningRuleInput {
    /// What it does to RESTORE and RESOLVE.
    #[graphql(default_with = "Reopening::NewCycle")]
    mode: Reopening,
    /// The last day of reopening, in days after that of the solution, 0 to 3,660; left out for no last day.
    window_days: Option<i32>,
}

/// Levels of classified protection, both ends included.
#[derive(Clone, Copy, Debug, InputObject)]
pub struct ProtectionRangeInput {
    /// The lowest level, 1 to 5.
    from: i32,
    /// The highest level, not below `from`.
    to: i32,
}

/// One promised number.
#[derive(Debug, InputObject)]
pub struct SlaTargetInput {
    /// What is measured.
    metric: Metric,
    /// For which priority.
    priority: Priority,
    /// For which kind of ticket; left out for every kind without a target of its own.
    ticket_kind: Option<TicketKind>,
    /// For which class of site; left out for every class without a target of its own.
    site_class: Option<SiteClass>,
    /// For which type of system, by the word that the system has; left out for every type without a target of its own.
    system_type: Option<String>,
    /// For which protection levels; left out for every level without a target of its own.
    protection: Option<ProtectionRangeInput>,
    /// Only for tickets raised in a guard period: never with more time than outside it.
    #[graphql(default)]
    guard: bool,
    /// The sort of time.
    duration_kind: DurationKind,
    /// Seconds, or days for WORKING_DAYS; above 0.
    duration: i64,
    /// In whose open hours: the owner's, one from above it, or a shared one.
    calendar_id: ID,
    /// Whether pauses stop the clock.
    pausable: bool,
    /// Percentages of the target at which a warning is given, rising, each 1 to 99.
    #[graphql(default)]
    warn_percent: Vec<i32>,
    /// Who is told before or after the due time, and when: rising in level and time.
    #[graphql(default)]
    escalations: Vec<EscalationLevelInput>,
    /// Why it differs from the base policy, up to 2,000 characters; required where there is one.
    reason: Option<String>,
}

/// A target of the base policy that does not apply, by what it is for.
#[derive(Debug, InputObject)]
pub struct RemovedTargetInput {
    /// What it measures.
    metric: Metric,
    /// For which priority.
    priority: Priority,
    /// For which kind of ticket, as in the base.
    ticket_kind: Option<TicketKind>,
    /// For which class of site, as in the base.
    site_class: Option<SiteClass>,
    /// For which type of system, as in the base.
    system_type: Option<String>,
    /// For which protection levels, as in the base.
    protection: Option<ProtectionRangeInput>,
    /// Whether it is for guard periods, as in the base.
    #[graphql(default)]
    guard: bool,
    /// Why it does not apply, up to 2,000 characters.
    reason: String,
}

/// One level of escalation.
#[derive(Debug, InputObject)]
pub struct EscalationLevelInput {
    /// 1 for the first level.
    level: i32,
    /// Seconds round the clock from the due time: below 0 before it, above 0 after it.
    offset_seconds: i64,
    /// The roles that are told, at the agency, above it or at the vendor; empty for whoever follows the ticket, unless
    /// `onDuty`.
    #[graphql(default)]
    to: Vec<Role>,
    /// Whether whoever is on duty at the vendor is told, by the roster of the ticket's team.
    #[graphql(default)]
    on_duty: bool,
    /// Whether it waits for service hours.
    #[graphql(default_with = "EscalationTiming::Immediate")]
    timing: EscalationTiming,
}

impl VersionTermsInput {
    /// The terms, with the calendars' ids read.
    pub fn read(self, read: &mut Read<'_>) -> VersionTerms {
        VersionTerms {
            start: self.clock_start.map(Into::into),
            priority_rule: self.priority_rule.map(Into::into),
            pauses: self.pause_rules.map(Into::into),
            reopening: self
                .reopening_rule
                .map(|rule| ReopeningRule { mode: rule.mode.into(), window_days: rule.window_days }),
            severity: self.severity_rules.map(Into::into),
            targets: self.targets.into_iter().map(|target| target.read(read)).collect(),
            removed: self.removed.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<PauseRulesInput> for PauseRules {
    fn from(rules: PauseRulesInput) -> Self {
        Self {
            reasons: rules.reasons.map(|reasons| reasons.into_iter().map(Into::into).collect()),
            decided_by: Some(rules.decided_by).filter(|who| *who != PauseDecider::Either).map(Into::into),
            longest_seconds: rules.longest_seconds,
            most: rules.most_per_ticket,
            silence: rules.silence.map(Into::into),
        }
    }
}

impl From<ProtectionRangeInput> for ProtectionRange {
    fn from(range: ProtectionRangeInput) -> Self {
        Self { from: range.from, to: range.to }
    }
}

impl From<RemovedTargetInput> for RemovedTarget {
    fn from(removed: RemovedTargetInput) -> Self {
        let slot = Slot {
            metric: removed.metric.into(),
            priority: removed.priority.into(),
            ticket_kind: removed.ticket_kind.map(Into::into),
            site_class: removed.site_class.map(Into::into),
            system_type: removed.system_type,
            protection: removed.protection.map(Into::into),
            guard: removed.guard,
        };
        Self { slot, reason: removed.reason }
    }
}

impl From<EscalationLevelInput> for EscalationLevel {
    fn from(of: EscalationLevelInput) -> Self {
        let to = of.to.into_iter().map(Into::into).collect();
        Self { level: of.level, offset_seconds: of.offset_seconds, to, on_duty: of.on_duty, timing: of.timing.into() }
    }
}

impl SlaTargetInput {
    fn read(self, read: &mut Read<'_>) -> NewTarget {
        NewTarget {
            slot: Slot {
                metric: self.metric.into(),
                priority: self.priority.into(),
                ticket_kind: self.ticket_kind.map(Into::into),
                site_class: self.site_class.map(Into::into),
                system_type: self.system_type,
                protection: self.protection.map(Into::into),
                guard: self.guard,
            },
            duration: match self.duration_kind {
                DurationKind::Working => TargetDuration::Working(self.duration),
                DurationKind::RealTime => TargetDuration::RealTime(self.duration),
                // No number of days is as wrong as one that does not fit.
                DurationKind::WorkingDays => TargetDuration::WorkingDays(self.duration.try_into().unwrap_or(0)),
            },
            calendar: read.id(NodeType::ServiceCalendar, &self.calendar_id, "targets"),
            pausable: self.pausable,
            warn_percent: self.warn_percent,
            escalations: self.escalations.into_iter().map(Into::into).collect(),
            reason: self.reason,
        }
    }
}
