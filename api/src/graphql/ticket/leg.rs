//! A leg of a ticket that was handed over: all that a former vendor sees of it.

use std::sync::Arc;

use app::ticket::{LegList, LegQuery as Query, LegView};
use async_graphql::{Context, ID, Object};
use chrono::Datelike;
use domain::Instant;

use super::TicketEvent;
use super::explanation::{ClockCharge, ClockSegment};
use super::leg_parts::{LegParts, LegStory};
use crate::error::ApiError;
use crate::graphql::connection::{Connection, Listed, Total, page_cost, page_size};
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::party::{Agency, ManagedSystem, Vendor};
use crate::graphql::promise::ServiceContract;
use crate::graphql::refusal::failure;
use crate::graphql::request::{Request, request};
use crate::graphql::words::{ClockState, Metric, Priority, TicketKind};

/// A leg that the actor may see.
pub struct TicketLeg<'a> {
    row: LegView,
    parts: Arc<LegParts>,
    request: &'a Request,
}

impl<'a> TicketLeg<'a> {
    /// The order of every list of legs.
    const LATEST: &'static str = "ticketLegs.latest";

    pub(super) fn new(row: LegView, parts: Arc<LegParts>, request: &'a Request) -> Self {
        Self { row, parts, request }
    }

    /// One that is in no list.
    pub fn alone(row: LegView, request: &'a Request) -> Self {
        let parts = Arc::new(LegParts::new(request.op().clone(), vec![row.clone()]));
        Self { row, parts, request }
    }

    async fn story(&self) -> Result<Arc<LegStory>, ApiError> {
        self.parts.story(self.row.id).await
    }
}

/// The time for which one vendor had a ticket that was handed over, told from what was recorded up to its end. Needs
/// leg.view: the agency that asks, those above it, and the vendor whose leg it is.
#[Object(serial)]
impl<'a> TicketLeg<'a> {
    /// Global id.
    pub async fn id(&self) -> ID {
        NodeType::TicketLeg.id(self.row.id.0)
    }

    /// From 1.
    async fn number(&self) -> i32 {
        self.row.number
    }

    /// What people call the ticket by.
    async fn ticket_number(&self) -> &str {
        &self.row.ticket_number
    }

    /// The ticket's global id. Reading it needs ticket.view: a former vendor does not see it any more.
    async fn ticket_id(&self) -> ID {
        NodeType::Ticket.id(self.row.ticket_id.0)
    }

    /// The ticket's title when the leg ended; of the present leg, when it began.
    async fn title(&self) -> &str {
        &self.row.title
    }

    /// The ticket's kind, as of the title.
    async fn kind(&self) -> TicketKind {
        self.row.kind.into()
    }

    /// The ticket's priority, as of the title.
    async fn priority(&self) -> Priority {
        self.row.priority.into()
    }

    /// The agency that asks.
    async fn agency(&self) -> Result<Agency<'a>, ApiError> {
        Ok(Agency { row: self.request.agency(self.row.agency_id)?, request: self.request })
    }

    /// Who had it.
    async fn vendor(&self) -> Result<Vendor<'a>, ApiError> {
        Ok(Vendor { row: self.request.vendor(self.row.vendor_id)? })
    }

    /// Under which contract; null without contract.view there.
    async fn contract(&self) -> Option<ServiceContract<'a>> {
        ServiceContract::seen(self.request, self.row.contract_id)
    }

    /// The system that this contract covers: of the first leg the ticket's own, of later ones where the fault was said to
    /// lie.
    async fn system(&self) -> Result<ManagedSystem<'a>, ApiError> {
        Ok(ManagedSystem { row: self.request.system(self.row.system_id)?, request: self.request })
    }

    /// From when.
    async fn from(&self) -> Instant {
        self.row.from_at
    }

    /// Until when, exclusive; null for the present leg.
    async fn until(&self) -> Option<Instant> {
        Some(self.row.until_at).filter(|until| until.year() < 9999)
    }

    /// Why it began; empty for the first.
    async fn reason(&self) -> &str {
        &self.row.reason
    }

    /// The ticket's log up to the end of the leg, in recorded order. A comment inside the agency or inside another vendor is
    /// left out.
    #[graphql(complexity = "10 + 8 * child_complexity")]
    async fn events(&self) -> Result<Vec<TicketEvent<'a>>, ApiError> {
        let events = self.story().await?.events.clone();
        Ok((0..events.len()).map(|at| TicketEvent::new(events.clone(), at, self.request)).collect())
    }

    /// The promised clocks that had begun, as they stood at the end of the leg.
    #[graphql(complexity = "20 + 8 * child_complexity")]
    async fn clocks(&self) -> Result<Vec<LegClock<'a>>, ApiError> {
        let story = self.story().await?;
        Ok((0..story.clocks.len()).map(|at| LegClock { story: story.clone(), at, request: self.request }).collect())
    }
}

impl Listed for TicketLeg<'_> {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        Cursor { order, key: String::new(), id: self.row.id.0 }
    }
}

/// A clock of a leg.
pub struct LegClock<'a> {
    story: Arc<LegStory>,
    at: usize,
    request: &'a Request,
}

impl LegClock<'_> {
    fn of(&self) -> &domain::sla::Explanation {
        &self.story.clocks[self.at]
    }
}

/// A clock as it stood at the end of a leg, computed from nothing but what was recorded by then.
#[Object(serial)]
impl LegClock<'_> {
    /// What is measured.
    async fn metric(&self) -> Metric {
        self.of().clock.key.metric.into()
    }

    /// The cycle.
    async fn cycle(&self) -> i32 {
        self.of().clock.key.cycle
    }

    /// The place in a chain of progress reports; else 1.
    async fn seq(&self) -> i32 {
        self.of().clock.key.seq
    }

    /// Where it stood.
    async fn state(&self) -> ClockState {
        self.of().clock.state.into()
    }

    /// When it started.
    async fn started_at(&self) -> Instant {
        self.of().clock.started_at
    }

    /// The deadline, as far as it was known.
    async fn due_at(&self) -> Option<Instant> {
        self.of().clock.due_at
    }

    /// The milestone, when it was reached.
    async fn stopped_at(&self) -> Option<Instant> {
        self.of().clock.stopped_at
    }

    /// Its time up to then, piece by piece and without gaps.
    async fn segments(&self) -> Vec<ClockSegment<'_>> {
        self.of().segments.iter().map(|of| ClockSegment { of, request: self.request }).collect()
    }

    /// The open seconds by who answers for them.
    async fn charges(&self) -> Vec<ClockCharge<'_>> {
        ClockCharge::all(&self.of().segments, self.request)
    }
}

/// The queries of legs.
#[derive(Default)]
pub struct LegQuery;

/// The queries of legs.
#[Object]
impl LegQuery {
    /// The legs of tickets that were handed over, the latest first: a vendor finds here what it gave away. Needs leg.view.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn ticket_legs<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
        #[graphql(desc = "Only those of this ticket.")] ticket_id: Option<ID>,
        #[graphql(desc = "Only those of this vendor.")] vendor_id: Option<ID>,
        #[graphql(desc = "Only those that have ended, or only present ones.")] ended: Option<bool>,
    ) -> Result<Connection<TicketLeg<'c>>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let size = page_size(first, language)?;
        let after = after.map(|text| Cursor::decode(&text, TicketLeg::LATEST, language)).transpose()?;
        let query = Query {
            ticket: NodeType::Ticket.optional_argument(ticket_id.as_ref(), "ticketId", language)?,
            vendor: NodeType::Vendor.optional_argument(vendor_id.as_ref(), "vendorId", language)?,
            ended,
            after: after.as_ref().map(|cursor| cursor.id.into()),
            limit: u64::try_from(size).unwrap_or(0),
            with_total: ctx.look_ahead().field("totalCount").exists(),
        };
        let found = app::ticket::ticket_legs(request.op(), &query).await;
        let LegList { rows, more, total } = found.map_err(|error| failure(error, language))?;
        let total = Total::from(total);
        let parts = Arc::new(LegParts::new(request.op().clone(), rows.clone()));
        let legs = rows.into_iter().map(|row| TicketLeg::new(row, parts.clone(), request)).collect();
        Ok(Connection::new(legs, TicketLeg::LATEST, after.is_some(), more, total))
    }
}
