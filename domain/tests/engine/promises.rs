//! The terms and calendars of the stories.

use std::sync::{Arc, LazyLock};

use domain::calendar::{CalendarBook, CalendarSpec, CompiledCalendar, shipped};
use domain::ids::{CalendarId, PolicyVersionId, TargetId};
use domain::sla::{
    ClockKey, ClockStart, EscalationLevel, Metric, PauseRules, Pins, PolicyTerms, PriorityRule, ReopeningRule,
    SeverityRules, SlaTarget, TargetDuration,
};
use domain::ticket::Priority;
use uuid::Uuid;

use crate::story::{Story, hours};

/// Office hours in Guangxi: 08:00-12:00 and 15:00-18:00, seven hours a day.
pub const OFFICE: CalendarId = CalendarId(Uuid::from_u128(1));

static GUANGXI: LazyLock<Arc<CompiledCalendar>> =
    LazyLock::new(|| Arc::new(CompiledCalendar::compile(&shipped::guangxi_office_hours()).unwrap()));

pub fn guangxi() -> Arc<CompiledCalendar> {
    GUANGXI.clone()
}

pub fn compiled(spec: &CalendarSpec) -> Arc<CompiledCalendar> {
    Arc::new(CompiledCalendar::compile(spec).unwrap())
}

/// What is promised, and in whose hours.
#[derive(Clone)]
pub struct Promises {
    pub terms: PolicyTerms,
    pub book: CalendarBook,
    pub pins: Pins,
}

impl Promises {
    /// RESPONSE within 2 hours, unpaused; RESTORE within 7; RESOLVE within 14 for P3, 4 for P2, 28 for P4: office hours.
    /// ARRIVAL on the next working day. UPDATE is not promised. Warnings at 50 and 80 %, escalations after 1 and 4 hours.
    pub fn usual() -> Self {
        let terms = PolicyTerms {
            version: PolicyVersionId(Uuid::from_u128(9)),
            start: ClockStart::RaisedAt,
            priority_rule: PriorityRule::FromChange,
            pauses: PauseRules::default(),
            reopening: ReopeningRule::default(),
            severity: SeverityRules::default(),
            targets: Vec::new(),
        };
        let mut book = CalendarBook::default();
        book.insert(OFFICE, 1, guangxi());
        Self { terms, book, pins: Pins::at(1) }
            .promise(Metric::Response, Priority::P3, TargetDuration::Working(hours(2)))
            .unpaused(Metric::Response)
            .promise(Metric::Arrival, Priority::P3, TargetDuration::WorkingDays(1))
            .promise(Metric::Restore, Priority::P3, TargetDuration::Working(hours(7)))
            .promise(Metric::Resolve, Priority::P2, TargetDuration::Working(hours(4)))
            .promise(Metric::Resolve, Priority::P3, TargetDuration::Working(hours(14)))
            .promise(Metric::Resolve, Priority::P4, TargetDuration::Working(hours(28)))
    }

    /// Promises something, in place of what the usual terms say.
    pub fn promise(mut self, metric: Metric, priority: Priority, duration: TargetDuration) -> Self {
        self.terms.targets.retain(|target| (target.metric, target.priority) != (metric, priority));
        self.also(SlaTarget {
            id: TargetId(Uuid::from_u128(100 + 10 * metric as u128 + priority as u128)),
            metric,
            priority,
            ticket_kind: None,
            site_class: None,
            system_type: None,
            protection: None,
            guard: false,
            duration,
            calendar: OFFICE,
            pausable: true,
            warn_percent: vec![50, 80],
            escalations: vec![EscalationLevel::after(1, hours(1)), EscalationLevel::after(2, hours(4))],
        })
    }

    pub fn also(mut self, target: SlaTarget) -> Self {
        self.terms.targets.push(target);
        self
    }

    /// The clocks of this metric do not pause.
    pub fn unpaused(mut self, metric: Metric) -> Self {
        let of_metric = self.terms.targets.iter_mut().filter(|target| target.metric == metric);
        of_metric.for_each(|target| target.pausable = false);
        self
    }

    pub fn rule(mut self, rule: PriorityRule) -> Self {
        self.terms.priority_rule = rule;
        self
    }

    pub fn starting(mut self, start: ClockStart) -> Self {
        self.terms.start = start;
        self
    }

    /// The office calendar from this revision on; clocks take it.
    pub fn calendar(mut self, revision: i64, calendar: Arc<CompiledCalendar>) -> Self {
        self.book.insert(OFFICE, revision, calendar);
        self.pins.revision = revision;
        self
    }

    /// One clock keeps an older revision.
    pub fn pinned(mut self, key: ClockKey, revision: i64) -> Self {
        self.pins.clocks.push((key, revision));
        self
    }

    pub fn story(self) -> Story {
        Story { events: Vec::new(), promises: self }
    }
}
