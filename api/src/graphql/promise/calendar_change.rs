//! A change of a calendar: a draft, or what it became.

use std::borrow::Cow;

use app::setup::calendar::{CalendarChangeView, ChangeProgress, preview, progress};
use async_graphql::{ID, Object, SimpleObject};
use domain::Instant;

use super::{CalendarPreview, ServiceCalendar};
use crate::error::ApiError;
use crate::graphql::connection::Listed;
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::refusal::failure;
use crate::graphql::request::Request;
use crate::graphql::words::{CalendarChangeAction, CalendarChangeState, YearGap};

/// A change of the use case.
pub struct CalendarChange<'a> {
    pub row: Cow<'a, CalendarChangeView>,
    pub request: &'a Request,
}

/// What laying two revisions out day by day costs.
const LAID_OUT: usize = 50;

impl CalendarChange<'_> {
    /// The order of every list of changes.
    pub const NEWEST: &'static str = "calendarChanges.newest";
}

/// A change of a calendar, from the draft to the revision that running clocks follow. For whoever may write the
/// calendar: needs calendar.manage at its owner.
#[Object(serial)]
impl<'a> CalendarChange<'a> {
    /// Global id.
    pub async fn id(&self) -> ID {
        NodeType::CalendarChange.id(self.row.id.0)
    }

    /// The calendar.
    async fn calendar(&self) -> Option<ServiceCalendar<'a>> {
        let row = self.request.coverage().calendars.get(&self.row.calendar_id)?;
        Some(ServiceCalendar { row, request: self.request })
    }

    /// Where it stands.
    async fn state(&self) -> CalendarChangeState {
        self.row.state.into()
    }

    /// Why.
    async fn reason(&self) -> &str {
        &self.row.reason
    }

    /// Names exactly what was previewed: give it to activateCalendarChange.
    async fn fingerprint(&self) -> &str {
        &self.row.fingerprint
    }

    /// The revision of the calendar that it was drafted on.
    async fn base_revision(&self) -> i64 {
        self.row.base_revision
    }

    /// The revision that it became; null for a draft or when withdrawn.
    async fn revision(&self) -> Option<i64> {
        self.row.revision
    }

    /// When it was drafted.
    async fn created_at(&self) -> Instant {
        self.row.created_at
    }

    /// When it was activated or withdrawn; null for a draft.
    async fn decided_at(&self) -> Option<Instant> {
        self.row.decided_at
    }

    /// When every running clock had followed; null before.
    async fn finished_at(&self) -> Option<Instant> {
        self.row.finished_at
    }

    /// Years of base layers that its lists leave empty or partial: they must be confirmed.
    async fn partial_years(&self) -> Result<Vec<PartialYear>, ApiError> {
        let gaps: Vec<domain::calendar::PartialYear> = serde_json::from_value(self.row.gaps.clone())
            .map_err(|error| failure(error.into(), self.request.language()))?;
        Ok(gaps.into_iter().map(PartialYear::from).collect())
    }

    /// What it does to days, and to running clocks while it is a draft.
    #[graphql(complexity = "LAID_OUT + child_complexity")]
    async fn preview(&self) -> Option<Result<CalendarPreview<'_>, ApiError>> {
        let laid_out = preview(self.request.op(), &self.row);
        let laid_out = laid_out.map_err(|error| failure(error, self.request.language()));
        Some(laid_out.map(|of| CalendarPreview { of, change: &self.row, request: self.request }))
    }

    /// How far running clocks have followed; null for a draft or when withdrawn.
    #[graphql(complexity = "20 + child_complexity")]
    async fn progress(&self) -> Option<Result<CalendarChangeProgress, ApiError>> {
        self.row.revision?;
        let progress = progress(self.request.op(), &self.row).await;
        Some(progress.map(Into::into).map_err(|error| failure(error, self.request.language())))
    }

    /// What may be done with it now.
    async fn available_actions(&self) -> &[CalendarChangeAction] {
        CalendarChangeAction::in_state(self.row.state)
    }
}

impl Listed for CalendarChange<'_> {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        Cursor { order, key: String::new(), id: self.row.id.0 }
    }
}

/// A year of a base layer that is empty or partial.
#[derive(Clone, Debug, SimpleObject)]
pub struct PartialYear {
    /// The layer's code.
    layer: String,
    /// The civil year.
    year: i32,
    /// What it lacks.
    gaps: Vec<YearGap>,
}

impl From<domain::calendar::PartialYear> for PartialYear {
    fn from(of: domain::calendar::PartialYear) -> Self {
        Self { layer: of.layer, year: of.year, gaps: of.gaps.into_iter().map(Into::into).collect() }
    }
}

/// How far running clocks have followed a change.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct CalendarChangeProgress {
    /// Tickets to be reached.
    tickets: i64,
    /// Tickets that are still to come; 0 once it is active.
    left: i64,
    /// Clocks that are at the new revision because of it.
    clocks: i64,
    /// Those of them whose deadline, or its certainty, became another.
    moved: i64,
}

impl From<ChangeProgress> for CalendarChangeProgress {
    fn from(of: ChangeProgress) -> Self {
        Self { tickets: of.tickets, left: of.left, clocks: of.clocks, moved: of.moved }
    }
}
