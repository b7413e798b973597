//! What was promised: one immutable version of an SLA policy.

use serde::{Deserialize, Serialize};

use super::{EscalationLevel, PauseRules, ProtectionRange, ReopeningRule, SeverityRules};
use crate::ids::{CalendarId, PolicyVersionId, TargetId};
use crate::text_enum;
use crate::ticket::{Priority, SiteClass, TicketKind};

text_enum! {
    /// What a clock measures.
    pub enum Metric {
        /// Until the vendor takes notice (响应时间).
        Response = "RESPONSE",
        /// Until an engineer is on site (到场时间).
        Arrival = "ARRIVAL",
        /// Until the service works again (恢复时间).
        Restore = "RESTORE",
        /// Until the cause is gone (解决时间).
        Resolve = "RESOLVE",
        /// The interval between progress reports (进展反馈间隔); repeats.
        Update = "UPDATE",
    }
}

impl Metric {
    /// Whether each cycle of a ticket has a clock of it: RESTORE and RESOLVE.
    pub const fn is_by_cycle(self) -> bool {
        matches!(self, Self::Restore | Self::Resolve)
    }
}

text_enum! {
    /// When the clocks of a ticket start (S3).
    pub enum ClockStart {
        /// When the ticket was raised: the default.
        RaisedAt = "RAISED_AT",
        /// When it was first assigned.
        AssignedAt = "ASSIGNED_AT",
    }
}

text_enum! {
    /// What a raised priority does to a running clock (S5).
    pub enum PriorityRule {
        /// min(old due, change + new target): the default.
        FromChange = "FROM_CHANGE",
        /// min(old due, start + new target): may breach at a past instant (E25).
        Retroactive = "RETROACTIVE",
        /// min(old due, change + the share of the new target that was left of the old one).
        Proportional = "PROPORTIONAL",
    }
}

text_enum! {
    /// Where a target of a version comes from.
    pub enum TargetOrigin {
        /// The policy states it, and its base, if it has one, has nothing for the same.
        Own = "OWN",
        /// The base policy states it.
        Inherited = "INHERITED",
        /// The policy states it in place of one of its base, with a reason.
        Overridden = "OVERRIDDEN",
    }
}

/// How long a promise lasts: three distinct kinds (S6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", content = "value", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TargetDuration {
    /// Open seconds of the target's calendar.
    Working(i64),
    /// Seconds round the clock (7×24).
    RealTime(i64),
    /// The last closing of the n-th open civil day after the day of the effective start.
    WorkingDays(u32),
}

/// One promised number (服务级别目标).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SlaTarget {
    /// Identifies the target in explanations.
    pub id: TargetId,
    /// What is measured.
    pub metric: Metric,
    /// For which priority.
    pub priority: Priority,
    /// For which kind of ticket; none means every kind that has no target of its own.
    pub ticket_kind: Option<TicketKind>,
    /// For which class of site; none means every class that has no target of its own.
    pub site_class: Option<SiteClass>,
    /// For which type of system, by its own word; none means every type that has no target of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub system_type: Option<String>,
    /// For which protection levels; none means every level that has no target of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub protection: Option<ProtectionRange>,
    /// Only for tickets raised in a guard period.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub guard: bool,
    /// How long.
    pub duration: TargetDuration,
    /// In whose open hours.
    pub calendar: CalendarId,
    /// Whether pauses stop this clock (E23).
    pub pausable: bool,
    /// Warnings at these percentages of the target, each 1 to 99.
    pub warn_percent: Vec<u8>,
    /// Escalations before and after the due time.
    pub escalations: Vec<EscalationLevel>,
}

/// The terms that bind a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PolicyTerms {
    /// The version these terms are.
    pub version: PolicyVersionId,
    /// When clocks start.
    pub start: ClockStart,
    /// What a raised priority does.
    pub priority_rule: PriorityRule,
    /// What pauses are allowed.
    #[serde(default, skip_serializing_if = "PauseRules::is_unlimited")]
    pub pauses: PauseRules,
    /// What a reopening does, and until when it is allowed.
    #[serde(default, skip_serializing_if = "ReopeningRule::is_usual")]
    pub reopening: ReopeningRule,
    /// How work is ranked, and when a level rises by itself.
    #[serde(default, skip_serializing_if = "SeverityRules::is_usual")]
    pub severity: SeverityRules,
    /// Every promise of this version.
    pub targets: Vec<SlaTarget>,
}
