//! A standing order of a report, and the queries of them.

use app::report_schedule::Schedule;
use app::setup::available;
use async_graphql::{Context, ID, Object};
use domain::Instant;
use domain::report::schedule::Cadence;

use super::delivery::ReportDelivery;
use super::scheduled_filter::ScheduledFilter;
use crate::error::ApiError;
use crate::graphql::connection::{Connection, Listed, Total, page, page_cost, page_size};
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::promise::ServiceContract;
use crate::graphql::refusal::failure;
use crate::graphql::request::{Request, request};
use crate::graphql::words::{FileFormat, FileLanguage, ObjectAction, ReportCadence, ScheduledReportKind, Weekday};

/// A standing order of the actor's.
pub struct ReportSchedule<'a> {
    pub of: Schedule,
    pub request: &'a Request,
}

impl ReportSchedule<'_> {
    /// The order of every list of schedules.
    pub const BY_NAME: &'static str = "reportSchedules.name";
}

/// A report that you have delivered into your inbox, month by month or week by week, from what you may see at that time. It is
/// yours alone. Needs report.view.
#[Object(serial)]
impl<'a> ReportSchedule<'a> {
    /// Global id.
    pub async fn id(&self) -> ID {
        NodeType::ReportSchedule.id(self.of.row.id.0)
    }

    /// What you call it; unique for you.
    async fn name(&self) -> &str {
        &self.of.row.name
    }

    /// Which report.
    async fn report(&self) -> ScheduledReportKind {
        self.of.report.kind().into()
    }

    /// The contract that it is about, or narrowed to; null for none, and for one that you do not see.
    async fn contract(&self) -> Option<ServiceContract<'a>> {
        ServiceContract::seen(self.request, self.of.report.contract()?)
    }

    /// What it is narrowed to, and what its rows are told apart by: with `report`, all that was ordered.
    async fn filter(&self) -> ScheduledFilter<'_> {
        ScheduledFilter::of(&self.of.report, self.request)
    }

    /// Written as what.
    async fn format(&self) -> FileFormat {
        self.of.row.format.into()
    }

    /// In which language the platform's own words stand.
    async fn language(&self) -> FileLanguage {
        self.of.row.language.into()
    }

    /// How often.
    async fn cadence(&self) -> ReportCadence {
        self.of.row.cadence.into()
    }

    /// MONTHLY: on which day of the month; null for WEEKLY.
    async fn day_of_month(&self) -> Option<i32> {
        matches!(self.of.times.cadence, Cadence::Monthly(_)).then_some(self.of.row.day)
    }

    /// WEEKLY: on which day of the week; null for MONTHLY.
    async fn weekday(&self) -> Option<Weekday> {
        match self.of.times.cadence {
            Cadence::Weekly(weekday) => Some(weekday.into()),
            Cadence::Monthly(_) => None,
        }
    }

    /// At which full hour of the zone's clocks, 0 to 23.
    async fn hour(&self) -> i32 {
        self.of.row.hour
    }

    /// By whose clocks and calendar, by its name in the tz database.
    async fn zone(&self) -> &str {
        &self.of.row.zone
    }

    /// Whether it is delivered.
    async fn active(&self) -> bool {
        self.of.row.active
    }

    /// When it is due next; null while it is not active.
    async fn next_at(&self) -> Option<Instant> {
        self.of.row.next_at
    }

    /// What was delivered last, or why nothing was; null before the first time.
    async fn last_delivery(&self) -> Option<ReportDelivery<'a>> {
        self.of.last.clone().map(|of| ReportDelivery { of, request: self.request })
    }

    /// When it was ordered.
    async fn created_at(&self) -> Instant {
        self.of.row.created_at
    }

    /// When it was last changed.
    async fn updated_at(&self) -> Instant {
        self.of.row.updated_at
    }

    /// Grows with each change; give it as `expectedVersion`.
    async fn version(&self) -> i64 {
        self.of.row.version
    }

    /// What you may do with it now.
    async fn available_actions(&self) -> Vec<ObjectAction> {
        ObjectAction::list(available::of_report_schedule(self.request.op()))
    }
}

impl Listed for ReportSchedule<'_> {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        Cursor { order, key: self.of.row.name.clone(), id: self.of.row.id.0 }
    }
}

/// The queries of reports that are delivered.
#[derive(Default)]
pub struct ReportScheduleQuery;

/// The queries of reports that are delivered.
#[Object]
impl ReportScheduleQuery {
    /// The reports that you have delivered, by name. Needs report.view.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn report_schedules<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
    ) -> Result<Connection<ReportSchedule<'c>>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let found = app::report_schedule::schedules(request.op()).await.map_err(|error| failure(error, language))?;
        request.contracts_listed(found.iter().filter_map(|of| of.report.contract()).collect());
        let schedules = found.into_iter().map(|of| ReportSchedule { of, request });
        page(schedules, ReportSchedule::BY_NAME, first, after.as_deref(), language)
    }

    /// What was delivered of one of them, the latest first. NOT_FOUND for one that is not yours. Needs report.view.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn report_deliveries<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "The report schedule; it must be yours.")] schedule_id: ID,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
    ) -> Result<Connection<ReportDelivery<'c>>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let id = NodeType::ReportSchedule.argument(&schedule_id, "scheduleId", language)?;
        let limit = u64::try_from(page_size(first, language)?).unwrap_or(0);
        let after = after.map(|text| Cursor::decode(&text, ReportDelivery::LATEST, language)).transpose()?;
        let previous = after.is_some();
        let behind = after.map(|cursor| cursor.key.parse::<Instant>().map_err(|_| Cursor::damaged(language)));
        let place = (behind.transpose()?, limit);
        let with_total = ctx.look_ahead().field("totalCount").exists();
        let found = app::report_schedule::deliveries(request.op(), id, place, with_total).await;
        let found = found.map_err(|error| failure(error, language))?;
        let rows = found.rows.into_iter().map(|of| ReportDelivery { of, request }).collect();
        Ok(Connection::new(rows, ReportDelivery::LATEST, previous, found.more, Total::from(found.total)))
    }
}
