//! A service calendar.

use app::setup::available;
use async_graphql::{Context, ID, Object, SimpleObject};
use chrono::{DateTime, Days, NaiveDate};
use domain::Instant;
use domain::change::ObjectKind;

use super::calendar_layer::{CalendarLayer, WeeklyHours};
use crate::error::ApiError;
use crate::graphql::change::{ObjectChange, field_history};
use crate::graphql::connection::{Connection, Listed, page_cost};
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::party::Agency;
use crate::graphql::refusal::coded;
use crate::graphql::request::Request;
use crate::graphql::words::ObjectAction;

/// The most days that one look into a calendar shows.
const MOST_DAYS: i32 = 62;

/// A calendar of the coverage snapshot.
#[derive(Clone, Copy)]
pub struct ServiceCalendar<'a> {
    pub row: &'a app::Calendar,
    pub request: &'a Request,
}

impl ServiceCalendar<'_> {
    /// The order of every list of calendars.
    pub const BY_CODE: &'static str = "calendars.code";
}

/// The hours in which working time counts: a series of revisions. Needs calendar.view.
#[Object(serial)]
impl<'a> ServiceCalendar<'a> {
    /// Global id.
    pub async fn id(&self) -> ID {
        NodeType::ServiceCalendar.id(self.row.id.0)
    }

    /// Unique code.
    async fn code(&self) -> &str {
        &self.row.code
    }

    /// Name.
    async fn name(&self) -> &str {
        &self.row.name
    }

    /// The zone (IANA) that owns its civil dates.
    async fn zone(&self) -> &str {
        &self.row.zone
    }

    /// The newest revision, by one counter over all calendars.
    async fn revision(&self) -> i64 {
        self.row.revision
    }

    /// The last date that is certain: a deadline beyond it is provisional.
    async fn known_until(&self) -> NaiveDate {
        self.row.known_until
    }

    /// The agency that owns it and may change it; null when it is shared by all.
    async fn owner(&self) -> Option<Result<Agency<'a>, ApiError>> {
        let id = self.row.owner_id?;
        Some(self.request.agency(id).map(|row| Agency { row, request: self.request }))
    }

    /// Its weekly hours, each from a civil date on, the earliest first.
    async fn weekly_hours(&self) -> Vec<WeeklyHours> {
        let written = self.request.coverage().written.get(&self.row.id);
        written.into_iter().flat_map(|spec| &spec.versions).map(WeeklyHours::from).collect()
    }

    /// Its layers of named days, in rising precedence: base, overlays, own days.
    #[graphql(complexity = "4 * child_complexity")]
    async fn layers(&self) -> Vec<CalendarLayer> {
        let Some(spec) = self.request.coverage().written.get(&self.row.id) else { return Vec::new() };
        let layer = |at| CalendarLayer { spec: spec.clone(), at, language: self.request.language() };
        (0..spec.layers.len()).map(layer).collect()
    }

    /// When it was entered.
    async fn created_at(&self) -> Instant {
        self.row.created_at
    }

    /// The open hours day by day, by the newest revision: what a clock counts with.
    #[graphql(complexity = "2 * usize::try_from(count.clamp(1, MOST_DAYS)).unwrap_or(1) * child_complexity")]
    async fn days(
        &self,
        #[graphql(desc = "The first civil date.")] from: NaiveDate,
        #[graphql(desc = "How many days, 1 to 62.")] count: i32,
    ) -> Result<Vec<CalendarDay>, ApiError> {
        let count = u64::try_from(count).ok().filter(|_| (1..=MOST_DAYS).contains(&count)).ok_or_else(|| {
            let en = format!("count must be 1 to {MOST_DAYS}, not {count}");
            let message = self.request.language().choose(en, format!("count 须为 1 至 {MOST_DAYS}"));
            coded("INVALID", message).with("field", "count").with("limit", MOST_DAYS)
        })?;
        let book = &self.request.coverage().book;
        let Some(calendar) = book.as_of(book.latest()).get(self.row.id) else { return Ok(Vec::new()) };
        let dates = (0..count).filter_map(|ahead| from.checked_add_days(Days::new(ahead)));
        let (first, last) = calendar.laid_out();
        let laid_out = dates.filter(|date| (first..=last).contains(date));
        let day = |date| CalendarDay {
            date,
            known: calendar.is_known(date),
            open: calendar.day(date).filter_map(|(from, to)| OpenHours::of(from, to)).collect(),
        };
        Ok(laid_out.map(day).collect())
    }

    /// Grows with each change; give it as `expectedVersion`.
    async fn version(&self) -> i64 {
        self.request.coverage().object_versions.of(ObjectKind::Calendar, self.row.id.0)
    }

    /// What changed of it since it was made, field by field, oldest first; null without calendar.view at its owner.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn field_history(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
    ) -> Result<Option<Connection<ObjectChange>>, ApiError> {
        field_history(ctx, self.request, (ObjectKind::Calendar, self.row.id.0), (first, after)).await
    }

    /// What you may do with it now.
    async fn available_actions(&self) -> Vec<ObjectAction> {
        ObjectAction::list(available::of_calendar(self.request.op(), self.row))
    }
}

impl Listed for ServiceCalendar<'_> {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        Cursor { order, key: self.row.code.clone(), id: self.row.id.0 }
    }
}

/// One civil day of a calendar.
#[derive(Clone, Debug, SimpleObject)]
pub struct CalendarDay {
    /// The civil date.
    date: NaiveDate,
    /// Whether its hours are certain.
    known: bool,
    /// When it is open; empty on a day off.
    open: Vec<OpenHours>,
}

/// An open span.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct OpenHours {
    /// The first open second.
    from: Instant,
    /// The closing second, which is not open any more.
    to: Instant,
}

impl OpenHours {
    pub(super) fn of(from: i64, to: i64) -> Option<Self> {
        Some(Self { from: DateTime::from_timestamp(from, 0)?, to: DateTime::from_timestamp(to, 0)? })
    }
}
