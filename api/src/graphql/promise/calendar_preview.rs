//! What a change of a calendar does: days, and the running clocks that it would move.

use app::setup::calendar::{
    CalendarChangeView, CalendarPreview as LaidOut, MovingClock as Moving, moving_clocks, touched,
};
use async_graphql::{ID, Object, SimpleObject};
use chrono::NaiveDate;
use domain::Instant;

use super::calendar::OpenHours;
use crate::error::ApiError;
use crate::graphql::connection::{page_cost, page_size};
use crate::graphql::node_id::NodeType;
use crate::graphql::refusal::failure;
use crate::graphql::request::Request;
use crate::graphql::words::{DayChangeKind, Metric};

/// Two revisions laid out beside each other.
pub struct CalendarPreview<'a> {
    pub of: LaidOut,
    pub change: &'a CalendarChangeView,
    pub request: &'a Request,
}

impl CalendarPreview<'_> {
    fn count(&self, kind: domain::calendar::DayChangeKind) -> usize {
        self.of.days.iter().filter(|day| day.kind() == kind).count()
    }
}

/// What a change does, compared with the revision that it was drafted on.
#[Object(serial)]
impl CalendarPreview<'_> {
    /// Days that are open for longer.
    async fn days_gained(&self) -> usize {
        self.count(domain::calendar::DayChangeKind::Gained)
    }

    /// Days that are open for less long, or closed.
    async fn days_lost(&self) -> usize {
        self.count(domain::calendar::DayChangeKind::Lost)
    }

    /// Days that are open for as long, at other hours.
    async fn days_shifted(&self) -> usize {
        self.count(domain::calendar::DayChangeKind::Shifted)
    }

    /// Days that keep their hours and become certain.
    async fn days_confirmed(&self) -> usize {
        self.count(domain::calendar::DayChangeKind::Confirmed)
    }

    /// Days that keep their hours and are not certain any more.
    async fn days_doubted(&self) -> usize {
        self.count(domain::calendar::DayChangeKind::Doubted)
    }

    /// The days that differ, in order.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn days(
        &self,
        #[graphql(desc = "At most so many, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "Only those from this date on.")] from: Option<NaiveDate>,
        #[graphql(desc = "Only those of which one of these becomes.")] kinds: Option<Vec<DayChangeKind>>,
    ) -> Result<Vec<DayChange>, ApiError> {
        let size = page_size(first, self.request.language())?;
        let asked = |day: &&domain::calendar::DayChange| {
            from.is_none_or(|from| day.date >= from)
                && kinds.as_ref().is_none_or(|kinds| kinds.contains(&day.kind().into()))
        };
        Ok(self.of.days.iter().filter(asked).take(size).map(DayChange::from).collect())
    }

    /// Running clocks of tickets that you see that a draft would touch now; null once it is no draft.
    #[graphql(complexity = "100 + child_complexity")]
    async fn touched(&self) -> Option<Result<TouchedClocks<'_>, ApiError>> {
        if self.change.state != domain::calendar::CalendarChangeState::Draft {
            return None;
        }
        let counted = touched(self.request.op(), self.change, &self.of).await;
        let counted = counted.map_err(|error| failure(error, self.request.language()));
        Some(counted.map(|count| TouchedClocks { count, preview: self }))
    }
}

/// A civil day that differs.
#[derive(Clone, Debug, SimpleObject)]
pub struct DayChange {
    /// The civil date.
    date: NaiveDate,
    /// What becomes of it.
    kind: DayChangeKind,
    /// When it was open; empty on a day off.
    before: Vec<OpenHours>,
    /// When it is open.
    after: Vec<OpenHours>,
    /// Whether its hours were certain.
    known_before: bool,
    /// Whether they are.
    known_after: bool,
}

impl From<&domain::calendar::DayChange> for DayChange {
    fn from(of: &domain::calendar::DayChange) -> Self {
        let hours = |spans: &[(i64, i64)]| spans.iter().filter_map(|(from, to)| OpenHours::of(*from, *to)).collect();
        Self {
            date: of.date,
            kind: of.kind().into(),
            before: hours(&of.before),
            after: hours(&of.after),
            known_before: of.known_before,
            known_after: of.known_after,
        }
    }
}

/// The running clocks that a draft touches.
pub struct TouchedClocks<'a> {
    count: app::setup::calendar::Touched,
    preview: &'a CalendarPreview<'a>,
}

/// Running clocks whose span, from their start to their deadline, holds a day that differs.
#[Object(serial)]
impl TouchedClocks<'_> {
    /// How many.
    async fn clocks(&self) -> i64 {
        self.count.clocks
    }

    /// How many of them have a deadline that rests on days which nobody has published yet.
    async fn provisional(&self) -> i64 {
        self.count.provisional
    }

    /// Those that are due first, with their deadlines before and after.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn first(
        &self,
        #[graphql(desc = "At most so many, 1 to 100; 50 when left out.")] first: Option<i32>,
    ) -> Result<Vec<MovingClock>, ApiError> {
        let (request, language) = (self.preview.request, self.preview.request.language());
        let limit = u64::try_from(page_size(first, language)?).unwrap_or(0);
        let found = moving_clocks(request.op(), self.preview.change, &self.preview.of, limit).await;
        let found = found.map_err(|error| failure(error, language))?;
        Ok(found.into_iter().map(MovingClock::from).collect())
    }
}

/// A running clock that a draft touches.
#[derive(Clone, Debug, SimpleObject)]
pub struct MovingClock {
    /// Its ticket's global id.
    ticket_id: ID,
    /// Its ticket's number.
    ticket_number: String,
    /// What is measured.
    metric: Metric,
    /// 1 for the first cycle.
    cycle: i32,
    /// 1, and for UPDATE the position in the chain of progress reports.
    seq: i32,
    /// The deadline as it is; null while paused.
    due_before: Option<Instant>,
    /// The deadline as it would be; null while paused.
    due_after: Option<Instant>,
    /// Whether the deadline rests on days that nobody has published yet.
    provisional_before: bool,
    /// Whether it would.
    provisional_after: bool,
}

impl From<Moving> for MovingClock {
    fn from(of: Moving) -> Self {
        Self {
            ticket_id: NodeType::Ticket.id(of.ticket.0),
            ticket_number: of.number,
            metric: of.key.metric.into(),
            cycle: of.key.cycle,
            seq: of.key.seq,
            due_before: of.due_before,
            due_after: of.due_after,
            provisional_before: of.provisional_before,
            provisional_after: of.provisional_after,
        }
    }
}
