//! The forecast of breaches.

use std::borrow::Cow;
use std::sync::Arc;

use app::report::{
    ForecastClock, ForecastClockList, ForecastClocksQuery, ForecastQuery, breach_forecast, forecast_clocks,
};
use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use domain::Instant;
use domain::fraction::Fraction;
use domain::ids::ClockId;
use domain::scorecard::Tally;
use domain::sla::ClockKey;

use super::tickets::TicketsRead;
use crate::error::ApiError;
use crate::graphql::connection::{Connection, Listed, Total, page_cost, page_size};
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::party::Vendor;
use crate::graphql::refusal::failure;
use crate::graphql::request::{Language, Request, request};
use crate::graphql::ticket::{Ticket, WhichClock};
use crate::graphql::words::{ClockState, ForecastStanding, Metric, Priority};

/// What a forecast, or a list of its clocks, may cost beside what is shown of it: it reads every open clock of a standing, and
/// what became of earlier ones.
const FORECAST_COST: usize = 500;

/// Which open clocks: all conditions given must hold.
#[derive(Clone, Debug, Default, InputObject)]
pub struct ForecastFilter {
    /// Only those under this contract.
    contract_id: Option<ID>,
    /// Only those of this vendor.
    vendor_id: Option<ID>,
    /// Only those of tickets of this agency and everything under it.
    agency_id: Option<ID>,
    /// Only those of tickets for this system.
    system_id: Option<ID>,
    /// Only promises for this priority.
    priority: Option<Priority>,
    /// Only those that measure this.
    metric: Option<Metric>,
}

impl ForecastFilter {
    /// The same for the use case.
    ///
    /// # Errors
    /// `NOT_FOUND` for a text that is no id of its type.
    pub(super) fn query(self, language: Language) -> Result<ForecastQuery, ApiError> {
        Ok(ForecastQuery {
            contract: NodeType::ServiceContract.optional_argument(self.contract_id.as_ref(), "contractId", language)?,
            vendor: NodeType::Vendor.optional_argument(self.vendor_id.as_ref(), "vendorId", language)?,
            agency: NodeType::Agency.optional_argument(self.agency_id.as_ref(), "agencyId", language)?,
            system: NodeType::ManagedSystem.optional_argument(self.system_id.as_ref(), "systemId", language)?,
            priority: self.priority.map(Into::into),
            metric: self.metric.map(Into::into),
        })
    }
}

/// A forecast of the use case.
pub struct BreachForecast<'a> {
    forecast: app::report::BreachForecast,
    request: &'a Request,
}

/// Which open promises fall due when, and how many of them are likely to be broken. Every figure is a count of clocks, which
/// `clocks` lists by their standing and the horizon.
#[Object(serial)]
impl<'a> BreachForecast<'a> {
    /// The time from which it looks ahead.
    async fn as_of(&self) -> Instant {
        self.forecast.as_of
    }

    /// Past their due time and not kept yet: standing OVERDUE. Of progress reports each one that was missed.
    async fn overdue(&self) -> i64 {
        self.forecast.tally.overdue
    }

    /// Due within 24 hours: standing COMING, `horizonHours: 24`.
    #[graphql(name = "dueWithin24Hours")]
    async fn due_within_24_hours(&self) -> i64 {
        self.forecast.tally.due_before[0]
    }

    /// Due within 72 hours, those of the first 24 among them.
    #[graphql(name = "dueWithin72Hours")]
    async fn due_within_72_hours(&self) -> i64 {
        self.forecast.tally.due_before[1]
    }

    /// Due within 7 days, those of the first 72 hours among them: `horizonHours: 168`.
    #[graphql(name = "dueWithin7Days")]
    async fn due_within_7_days(&self) -> i64 {
        self.forecast.tally.due_before[2]
    }

    /// Paused: without a due time until they go on. Standing PAUSED.
    async fn paused(&self) -> i64 {
        self.forecast.tally.paused
    }

    /// What is to be expected of the clocks that come due within the horizon.
    async fn expected(&self) -> ExpectedBreaches {
        let of = &self.forecast;
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        ExpectedBreaches { clocks: count(of.coming.len()), rated: count(of.rated), breaches: of.expected.decimal(2) }
    }

    /// The clocks of a standing: coming ones, within the horizon, and overdue ones by due time, paused ones by what is left of
    /// their target. More than 10,000 of them are refused.
    #[graphql(complexity = "FORECAST_COST + page_cost(first, child_complexity)")]
    async fn clocks(
        &self,
        #[graphql(desc = "Which clocks.", default_with = "ForecastStanding::Coming")] standing: ForecastStanding,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind; of the same standing.")] after: Option<String>,
    ) -> Result<Connection<BreachForecastClock<'a>>, ApiError> {
        let (request, language) = (self.request, self.request.language());
        let (limit, order) = (page_size(first, language)?, soonest(standing));
        let after = after.map(|text| Cursor::decode(&text, order, language)).transpose()?;
        let asked = ForecastClocksQuery {
            standing: standing.into(),
            after: after.as_ref().map(|cursor| BreachForecastClock::after(cursor, language)).transpose()?,
            limit,
        };
        let found = forecast_clocks(request.op(), &self.forecast, asked).await;
        let ForecastClockList { rows, more, total } = found.map_err(|error| failure(error, language))?;
        let total = Total::Of(i64::try_from(total).unwrap_or(i64::MAX));
        let clocks = BreachForecastClock::list(rows, request);
        Ok(Connection::new(clocks, order, after.is_some(), more, total))
    }
}

/// The order of the clocks of a standing.
const fn soonest(standing: ForecastStanding) -> &'static str {
    match standing {
        ForecastStanding::Coming => "breachForecast.coming",
        ForecastStanding::Paused => "breachForecast.paused",
        ForecastStanding::Overdue => "breachForecast.overdue",
    }
}

/// How many clocks are likely to breach.
#[derive(Clone, Debug, SimpleObject)]
pub struct ExpectedBreaches {
    /// The clocks that come due within the horizon.
    clocks: i64,
    /// Of these, the ones of which enough is known to give them a risk.
    rated: i64,
    /// The sum of their risks with two decimal places, a half rounded up; those without a risk are not in it.
    breaches: String,
}

/// An open clock of a page.
pub struct BreachForecastClock<'a> {
    row: ForecastClock,
    tickets: Arc<TicketsRead>,
    request: &'a Request,
}

impl<'a> BreachForecastClock<'a> {
    fn list(rows: Vec<ForecastClock>, request: &'a Request) -> Vec<Self> {
        let tickets = TicketsRead::of(request.op().clone(), rows.iter().map(|row| row.clock.ticket));
        rows.into_iter().map(|row| Self { row, tickets: tickets.clone(), request }).collect()
    }

    fn after(cursor: &Cursor, language: Language) -> Result<(i64, ClockId), ApiError> {
        let place = cursor.key.parse().map_err(|_| Cursor::damaged(language))?;
        Ok((place, cursor.id.into()))
    }
}

/// An open promise, how far it is, and how those ended that had come as far. Needs report.view.
#[Object(serial)]
impl<'a> BreachForecastClock<'a> {
    /// Global id of the clock.
    async fn clock_id(&self) -> ID {
        NodeType::SlaClock.id(self.row.clock.id.0)
    }

    /// The ticket's global id.
    async fn ticket_id(&self) -> ID {
        NodeType::Ticket.id(self.row.clock.ticket.0)
    }

    /// The ticket; null without ticket.view there.
    #[graphql(complexity = "10 + child_complexity")]
    async fn ticket(&self) -> Option<Result<Ticket<'_>, ApiError>> {
        let found = self.tickets.ticket(self.row.clock.ticket, self.request).await.transpose()?;
        Some(found.map(|row| Ticket { row: Cow::Borrowed(row), request: self.request }))
    }

    /// The vendor that promised.
    async fn vendor(&self) -> Result<Vendor<'a>, ApiError> {
        Ok(Vendor { row: self.request.vendor(self.row.clock.history.vendor)? })
    }

    /// The priority that the promise is for.
    async fn priority(&self) -> Priority {
        self.row.clock.history.priority.into()
    }

    #[graphql(flatten)]
    async fn which(&self) -> WhichClock {
        let clock = &self.row.clock;
        WhichClock(ClockKey { metric: clock.metric, cycle: clock.cycle, seq: clock.seq })
    }

    /// Where it stands.
    async fn state(&self) -> ClockState {
        self.row.clock.state.into()
    }

    /// The deadline; null while paused.
    async fn due_at(&self) -> Option<Instant> {
        self.row.clock.due_at
    }

    /// Whether the deadline rests on days that nobody has published yet.
    async fn provisional(&self) -> bool {
        self.row.clock.provisional
    }

    /// Seconds of the governing target, by its own measure.
    async fn target_seconds(&self) -> i64 {
        self.row.clock.target_seconds
    }

    /// Seconds of the same measure until the deadline, below 0 once it is past; of a paused clock what is left of its
    /// target. Null while its calendar is not known here.
    async fn remaining_seconds(&self) -> Option<i64> {
        self.row.remaining_seconds
    }

    /// Whole percents of the target that are used, 0 to 100: the target less what remains.
    async fn used_percent(&self) -> Option<i64> {
        self.row.used_percent
    }

    /// How likely it is to breach; null once it is overdue, and where fewer than 20 earlier ones tell.
    async fn risk(&self) -> Option<BreachRisk> {
        self.row.risk.and_then(BreachRisk::of)
    }
}

impl Listed for BreachForecastClock<'_> {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        let (place, ClockId(id)) = self.row.place();
        Cursor { order, key: place.to_string(), id }
    }
}

/// The share that breached of the clocks which count in the last 180 days, for the same vendor, metric and priority of the
/// promise, over the tickets that you may see, and which were still open when they had used as many whole percents of their
/// target. Whatever was broken and is not kept yet was open until the end.
#[derive(Clone, Debug, SimpleObject)]
pub struct BreachRisk {
    /// How many there were.
    sample: i64,
    /// How many of them breached.
    breached: i64,
    /// The share as a decimal with four places, a half rounded up.
    share: String,
    /// The same as an exact fraction in lowest terms.
    share_exact: String,
}

impl BreachRisk {
    fn of(risk: Tally) -> Option<Self> {
        let share = Fraction::new(risk.part, risk.whole)?;
        let (sample, breached) = (risk.whole, risk.part);
        Some(Self { sample, breached, share: share.decimal(4), share_exact: share.to_string() })
    }
}

/// The query of what is to come.
#[derive(Default)]
pub struct ForecastReportQuery;

/// The query of what is to come.
#[Object]
impl ForecastReportQuery {
    /// Which open promises fall due when, and how many of them are likely to be broken, over the tickets that you may see.
    /// More than 10,000 clocks due within the horizon are refused. Needs report.view.
    #[graphql(complexity = "FORECAST_COST + child_complexity")]
    async fn breach_forecast<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "Which clocks; all when left out.")] filter: Option<ForecastFilter>,
        #[graphql(desc = "How far ahead to look, 1 to 720 hours.", default = 72)] horizon_hours: i32,
    ) -> Result<BreachForecast<'c>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let query = filter.unwrap_or_default().query(language)?;
        let forecast = breach_forecast(request.op(), &query, horizon_hours.into()).await;
        Ok(BreachForecast { forecast: forecast.map_err(|error| failure(error, language))?, request })
    }
}
