//! Tables of targets as Chinese contracts and tenders have them, to begin a policy from.
//!
//! Data: `domain/data/policy-templates`; each file names its source.

mod shipped;

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::sla::{ClockStart, Metric, PriorityRule, TargetDuration};
use crate::text_enum;
use crate::ticket::{Priority, SiteClass};

pub use shipped::policy_templates;

text_enum! {
    /// Which hours a target is counted in: whoever makes a policy of a template names a calendar for each.
    pub enum CalendarRole {
        /// 7×24.
        AroundTheClock = "AROUND_THE_CLOCK",
        /// Office hours.
        WorkingHours = "WORKING_HOURS",
    }
}

/// A text in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

/// A table of targets without calendars.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PolicyTemplate {
    /// What it is called by.
    pub code: String,
    /// Name.
    pub name: Bilingual,
    /// What its levels mean, and what was decided where the source says nothing.
    pub about: Bilingual,
    /// Where its figures come from.
    pub source: String,
    /// When clocks start.
    pub clock_start: ClockStart,
    /// What a raised priority does.
    pub priority_rule: PriorityRule,
    /// Warnings of every target.
    pub warn_percent: Vec<i32>,
    /// Every promise.
    pub targets: Vec<TemplateTarget>,
}

/// One promised number of a template.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TemplateTarget {
    /// What is measured.
    pub metric: Metric,
    /// For which priority.
    pub priority: Priority,
    /// For which class of site; none means every class without a target of its own.
    pub site_class: Option<SiteClass>,
    /// How long.
    pub duration: TargetDuration,
    /// In whose hours.
    pub role: CalendarRole,
    /// Whether pauses stop the clock.
    pub pausable: bool,
}

impl PolicyTemplate {
    /// The roles that need a calendar.
    pub fn roles(&self) -> BTreeSet<CalendarRole> {
        self.targets.iter().map(|target| target.role).collect()
    }
}
