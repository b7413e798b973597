//! One limit of a clock: a duration from an instant.

use async_graphql::Object;
use domain::Instant;
use domain::access::Action;
use domain::sla::LimitExplained;

use crate::graphql::promise::{ServiceCalendar, SlaTarget, TargetDuration};
use crate::graphql::request::Request;
use crate::graphql::words::{LimitCause, LimitOutcome};

/// A limit of an explanation.
pub struct SlaLimit<'a> {
    of: LimitExplained,
    target: Option<SlaTarget<'a>>,
    request: &'a Request,
}

impl<'a> SlaLimit<'a> {
    pub(super) fn new(of: &LimitExplained, target: Option<SlaTarget<'a>>, request: &'a Request) -> Self {
        Self { of: of.clone(), target, request }
    }
}

/// One limit of a clock: a promised duration from an instant, and whether it decides.
#[Object(serial)]
impl<'a> SlaLimit<'a> {
    /// The target that promises it.
    async fn target(&self) -> Option<SlaTarget<'a>> {
        self.target
    }

    /// The promise.
    async fn duration(&self) -> TargetDuration {
        self.of.duration.into()
    }

    /// In whose hours; null without calendar.view there.
    async fn calendar(&self) -> Option<ServiceCalendar<'a>> {
        let row = self.request.coverage().calendars.get(&self.of.calendar)?;
        let seen = self.request.sight(Action::CalendarView).calendar(row);
        seen.then_some(ServiceCalendar { row, request: self.request })
    }

    /// From when.
    async fn starts_at(&self) -> Instant {
        self.of.starts_at
    }

    /// The seconds that the promise comes to, in its own measure.
    async fn seconds(&self) -> i64 {
        self.of.seconds
    }

    /// Why it exists.
    async fn cause(&self) -> LimitCause {
        self.of.cause.into()
    }

    /// Its deadline with pauses, when it has one.
    async fn due_at(&self) -> Option<Instant> {
        self.of.due_at
    }

    /// What became of it.
    async fn outcome(&self) -> LimitOutcome {
        self.of.outcome.into()
    }
}
