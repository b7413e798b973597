//! One promised number.

use async_graphql::{Enum, ID, Object, SimpleObject};
use domain::access::Action;
use domain::sla;

use super::ServiceCalendar;
use super::rules::ProtectionRange;
use crate::graphql::node_id::NodeType;
use crate::graphql::request::Request;
use crate::graphql::words::{EscalationTiming, Metric, Priority, Role, SiteClass, TargetOrigin, TicketKind};

/// A target of the terms.
#[derive(Clone, Copy)]
pub struct SlaTarget<'a> {
    pub of: &'a sla::SlaTarget,
    pub request: &'a Request,
}

impl<'a> SlaTarget<'a> {
    fn told(&self) -> Option<&'a app::Origin> {
        self.request.coverage().origins.get(&self.of.id)
    }
}

/// One promised number of a policy version (服务级别目标).
#[Object(serial)]
impl<'a> SlaTarget<'a> {
    /// Global id.
    async fn id(&self) -> ID {
        NodeType::SlaTarget.id(self.of.id.0)
    }

    /// What is measured.
    async fn metric(&self) -> Metric {
        self.of.metric.into()
    }

    /// For which priority.
    async fn priority(&self) -> Priority {
        self.of.priority.into()
    }

    /// For which kind of ticket; null for every kind without a target of its own.
    async fn ticket_kind(&self) -> Option<TicketKind> {
        self.of.ticket_kind.map(TicketKind::from)
    }

    /// For which class of site; null for every class without a target of its own.
    async fn site_class(&self) -> Option<SiteClass> {
        self.of.site_class.map(SiteClass::from)
    }

    /// For which type of system, by its own word; null for every type without a target of its own.
    async fn system_type(&self) -> Option<&str> {
        self.of.system_type.as_deref()
    }

    /// For which protection levels; null for every level without a target of its own.
    async fn protection(&self) -> Option<ProtectionRange> {
        self.of.protection.map(ProtectionRange::from)
    }

    /// Whether it is only for tickets raised in a guard period.
    async fn guard(&self) -> bool {
        self.of.guard
    }

    /// Whether the policy states it, or took it over from its base.
    async fn origin(&self) -> TargetOrigin {
        self.told().map_or(TargetOrigin::Own, |told| told.origin.into())
    }

    /// The target of the base policy that it was taken from, or that it takes the place of; null without policy.view
    /// there.
    async fn base_target(&self) -> Option<SlaTarget<'a>> {
        let (version, target) = self.told()?.base?;
        let coverage = self.request.coverage();
        let policy = coverage.policies.get(&coverage.versions.get(&version)?.policy_id)?;
        let seen = self.request.sight(Action::PolicyView).policy(policy);
        let of = coverage.target(version, target).filter(|_| seen)?;
        Some(SlaTarget { of, request: self.request })
    }

    /// Why it differs from the base policy.
    async fn override_reason(&self) -> Option<&str> {
        self.told()?.reason.as_deref()
    }

    /// How long.
    async fn duration(&self) -> TargetDuration {
        self.of.duration.into()
    }

    /// In whose open hours; null without calendar.view there.
    async fn calendar(&self) -> Option<ServiceCalendar<'a>> {
        let row = self.request.coverage().calendars.get(&self.of.calendar)?;
        let seen = self.request.sight(Action::CalendarView).calendar(row);
        seen.then_some(ServiceCalendar { row, request: self.request })
    }

    /// Whether pauses stop the clock.
    async fn pausable(&self) -> bool {
        self.of.pausable
    }

    /// Percentages of the target at which a warning is given.
    async fn warn_percent(&self) -> Vec<i32> {
        self.of.warn_percent.iter().copied().map(i32::from).collect()
    }

    /// Who is told before or after the due time, and when.
    async fn escalations(&self) -> Vec<EscalationLevel> {
        self.of.escalations.iter().map(EscalationLevel::from).collect()
    }
}

/// How long a promise lasts.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct TargetDuration {
    /// The sort of time.
    kind: DurationKind,
    /// Seconds, or days for WORKING_DAYS.
    value: i64,
}

/// The sorts of time that a promise counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum DurationKind {
    /// Open seconds of the calendar.
    Working,
    /// Seconds round the clock (7×24).
    RealTime,
    /// Ends at the last closing of the n-th open day after the day of the effective start.
    WorkingDays,
}

impl From<sla::TargetDuration> for TargetDuration {
    fn from(duration: sla::TargetDuration) -> Self {
        match duration {
            sla::TargetDuration::Working(seconds) => Self { kind: DurationKind::Working, value: seconds },
            sla::TargetDuration::RealTime(seconds) => Self { kind: DurationKind::RealTime, value: seconds },
            sla::TargetDuration::WorkingDays(days) => Self { kind: DurationKind::WorkingDays, value: days.into() },
        }
    }
}

/// One level of escalation.
#[derive(Clone, Debug, SimpleObject)]
pub struct EscalationLevel {
    /// 1 for the first level.
    level: i32,
    /// Seconds round the clock from the due time: below 0 before it, above 0 after it.
    offset_seconds: i64,
    /// The roles that are told; empty for whoever follows the ticket, unless `onDuty`.
    to: Vec<Role>,
    /// Whether whoever is on duty at the vendor is told, by the roster of the ticket's team.
    on_duty: bool,
    /// Whether it waits for service hours.
    timing: EscalationTiming,
}

impl From<&sla::EscalationLevel> for EscalationLevel {
    fn from(of: &sla::EscalationLevel) -> Self {
        let to = of.to.iter().copied().map(Role::from).collect();
        Self { level: of.level, offset_seconds: of.offset_seconds, to, on_duty: of.on_duty, timing: of.timing.into() }
    }
}
