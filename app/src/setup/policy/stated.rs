//! What people write of a version: every term, or, where it rests on a base, what differs and why.

use domain::ids::{CalendarId, TargetId};
use domain::sla::{
    ClockStart, EscalationLevel, Metric, PauseRules, PriorityCell, PriorityRule, ProtectionRange, ReopeningRule,
    SeverityRise, SeverityRules, SlaTarget, Slot, TargetDuration,
};
use domain::ticket::{Priority, SiteClass, TicketKind};
use serde::{Deserialize, Serialize};

use crate::{PolicyVersion, Result};

/// What a version promises. Rules that are left out are the base's, or the usual ones.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct VersionTerms {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<ClockStart>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority_rule: Option<PriorityRule>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pauses: Option<PauseRules>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reopening: Option<ReopeningRule>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<NewSeverity>,
    /// Every target; with a base only those that differ, each with a reason.
    pub targets: Vec<NewTarget>,
    /// Targets of the base that do not apply.
    #[serde(default)]
    pub removed: Vec<RemovedTarget>,
}

/// How work is ranked. What is left out is the base's, or the usual.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NewSeverity {
    /// All nine cells, in any order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matrix: Option<Vec<PriorityCell>>,
    /// An empty list: nothing rises by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rises: Option<Vec<SeverityRise>>,
    /// Why it differs from the base.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl From<&SeverityRules> for NewSeverity {
    fn from(rules: &SeverityRules) -> Self {
        Self { matrix: Some(rules.matrix.cells().collect()), rises: Some(rules.rises.clone()), reason: None }
    }
}

/// One promised number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NewTarget {
    #[serde(flatten)]
    pub slot: Slot,
    pub duration: TargetDuration,
    /// In whose open hours; must be readable at the policy's owner.
    pub calendar: CalendarId,
    pub pausable: bool,
    /// Rising, each 1 to 99.
    #[serde(default)]
    pub warn_percent: Vec<i32>,
    /// Rising in level and in time.
    #[serde(default)]
    pub escalations: Vec<EscalationLevel>,
    /// Why it differs from the base.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A target of the base that does not apply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemovedTarget {
    #[serde(flatten)]
    pub slot: Slot,
    /// Why not.
    pub reason: String,
}

impl VersionTerms {
    /// These targets under the usual rules.
    pub fn of(targets: Vec<NewTarget>) -> Self {
        Self { targets, ..Self::default() }
    }
}

impl NewTarget {
    /// For every ticket of a priority; nothing pauses it and nobody is told.
    pub fn of(metric: Metric, priority: Priority, duration: TargetDuration, calendar: CalendarId) -> Self {
        let slot = Slot {
            metric,
            priority,
            ticket_kind: None,
            site_class: None,
            system_type: None,
            protection: None,
            guard: false,
        };
        let (warn_percent, escalations) = (Vec::new(), Vec::new());
        Self { slot, duration, calendar, pausable: false, warn_percent, escalations, reason: None }
    }

    /// Only for this kind of ticket.
    pub fn for_kind(mut self, kind: TicketKind) -> Self {
        self.slot.ticket_kind = Some(kind);
        self
    }

    /// Only for this class of site.
    pub fn for_site(mut self, site: SiteClass) -> Self {
        self.slot.site_class = Some(site);
        self
    }

    /// Only for this type of system.
    pub fn for_system_type(mut self, of: &str) -> Self {
        self.slot.system_type = Some(of.to_owned());
        self
    }

    /// Only for these protection levels.
    pub fn for_protection(mut self, from: i32, to: i32) -> Self {
        self.slot.protection = Some(ProtectionRange { from, to });
        self
    }

    /// Only in guard periods.
    pub fn in_guard_periods(mut self) -> Self {
        self.slot.guard = true;
        self
    }

    /// Stands still while a pause holds.
    pub fn pausing(mut self) -> Self {
        self.pausable = true;
        self
    }

    /// Differs from the base, and why.
    pub fn because(mut self, reason: &str) -> Self {
        self.reason = Some(reason.to_owned());
        self
    }

    /// As the engine has it.
    pub(super) fn engine(&self, id: TargetId) -> SlaTarget {
        let Slot { metric, priority, ticket_kind, site_class, system_type, protection, guard } = self.slot.clone();
        SlaTarget {
            id,
            metric,
            priority,
            ticket_kind,
            site_class,
            system_type,
            protection,
            guard,
            duration: self.duration,
            calendar: self.calendar,
            pausable: self.pausable,
            warn_percent: self.warn_percent.iter().filter_map(|percent| u8::try_from(*percent).ok()).collect(),
            escalations: self.escalations.clone(),
        }
    }
}

impl From<&SlaTarget> for NewTarget {
    fn from(target: &SlaTarget) -> Self {
        Self {
            slot: target.slot(),
            duration: target.duration,
            calendar: target.calendar,
            pausable: target.pausable,
            warn_percent: target.warn_percent.iter().copied().map(i32::from).collect(),
            escalations: target.escalations.clone(),
            reason: None,
        }
    }
}

/// What was written of a version that rests on a base; none of any other.
pub fn stated(version: &PolicyVersion) -> Result<Option<VersionTerms>> {
    version.stated.clone().map(serde_json::from_value).transpose().map_err(Into::into)
}
