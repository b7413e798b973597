//! Repeated faults, and the systems that fail again and again.

use std::borrow::Cow;
use std::sync::Arc;

use app::report::{ChronicList, ChronicQuery, FaultQuery, Repeat, RepeatList, RepeatsQuery};
use async_graphql::{Context, ID, InputObject, Object};
use domain::Instant;
use domain::ids::TicketId;

use super::tickets::TicketsRead;
use super::window::ReportWindow;
use crate::error::ApiError;
use crate::graphql::connection::{Connection, Listed, Total, page_cost, page_size};
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::party::{ManagedSystem, Vendor};
use crate::graphql::promise::ServiceContract;
use crate::graphql::refusal::failure;
use crate::graphql::request::{Language, Request, request};
use crate::graphql::ticket::Ticket;

/// What such a list may cost beside its page: it reads every solution of its window.
const REPORT_COST: usize = 200;

/// Which faults, in which window: all conditions given must hold.
#[derive(Clone, Debug, Default, InputObject)]
pub struct FaultFilter {
    #[graphql(flatten)]
    window: ReportWindow,
    /// Only those under this contract.
    contract_id: Option<ID>,
    /// Only those of this vendor.
    vendor_id: Option<ID>,
    /// Only those of tickets of this agency and everything under it.
    agency_id: Option<ID>,
    /// Only those of this system.
    system_id: Option<ID>,
}

impl FaultFilter {
    /// The same for the use case.
    ///
    /// # Errors
    /// `NOT_FOUND` for a text that is no id of its type.
    pub(super) fn query(self, language: Language) -> Result<FaultQuery, ApiError> {
        Ok(FaultQuery {
            window: self.window.into(),
            contract: NodeType::ServiceContract.optional_argument(self.contract_id.as_ref(), "contractId", language)?,
            vendor: NodeType::Vendor.optional_argument(self.vendor_id.as_ref(), "vendorId", language)?,
            agency: NodeType::Agency.optional_argument(self.agency_id.as_ref(), "agencyId", language)?,
            system: NodeType::ManagedSystem.optional_argument(self.system_id.as_ref(), "systemId", language)?,
        })
    }
}

/// A repeat, one of a page.
pub struct RepeatedFault<'a> {
    row: Repeat,
    tickets: Arc<TicketsRead>,
    request: &'a Request,
}

impl<'a> RepeatedFault<'a> {
    const LATEST: &'static str = "repeatFaults.latest";

    fn list(rows: Vec<Repeat>, request: &'a Request) -> Vec<Self> {
        let ids = rows.iter().flat_map(|row| [row.ticket, row.earlier]);
        let tickets = TicketsRead::of(request.op().clone(), ids);
        rows.into_iter().map(|row| Self { row, tickets: tickets.clone(), request }).collect()
    }

    async fn seen(&self, id: TicketId) -> Option<Result<Ticket<'_>, ApiError>> {
        let found = self.tickets.ticket(id, self.request).await.transpose()?;
        Some(found.map(|row| Ticket { row: Cow::Borrowed(row), request: self.request }))
    }
}

/// An incident that repeats an earlier one: of the same contract, system and cause, and first solved at most 30 days, each
/// of 24 hours, after it. Needs report.view at both.
#[Object(serial)]
impl<'a> RepeatedFault<'a> {
    /// The ticket's global id.
    async fn ticket_id(&self) -> ID {
        NodeType::Ticket.id(self.row.ticket.0)
    }

    /// The ticket; null without ticket.view there, as for a vendor that gave it away: see `ticketLegs`.
    #[graphql(complexity = "10 + child_complexity")]
    async fn ticket(&self) -> Option<Result<Ticket<'_>, ApiError>> {
        self.seen(self.row.ticket).await
    }

    /// The global id of the ticket that it repeats.
    async fn earlier_ticket_id(&self) -> ID {
        NodeType::Ticket.id(self.row.earlier.0)
    }

    /// The ticket that it repeats; null without ticket.view there.
    #[graphql(complexity = "10 + child_complexity")]
    async fn earlier_ticket(&self) -> Option<Result<Ticket<'_>, ApiError>> {
        self.seen(self.row.earlier).await
    }

    /// The cause of both, as the vendor stated it in the first solution.
    async fn cause(&self) -> &str {
        &self.row.cause
    }

    /// When it was first solved.
    async fn solved_at(&self) -> Instant {
        self.row.solved_at
    }

    /// When the other one was first solved.
    async fn earlier_solved_at(&self) -> Instant {
        self.row.earlier_solved_at
    }

    /// Whole days of 24 hours between the two solutions.
    async fn days_between(&self) -> i64 {
        (self.row.solved_at - self.row.earlier_solved_at).num_days()
    }

    /// The system of both.
    async fn system(&self) -> Result<ManagedSystem<'a>, ApiError> {
        Ok(ManagedSystem { row: self.request.system(self.row.system)?, request: self.request })
    }

    /// The contract that both count for; null without contract.view there.
    async fn contract(&self) -> Option<ServiceContract<'a>> {
        ServiceContract::seen(self.request, self.row.contract)
    }

    /// The vendor that it counts for.
    async fn vendor(&self) -> Result<Vendor<'a>, ApiError> {
        Ok(Vendor { row: self.request.vendor(self.row.vendor)? })
    }
}

impl Listed for RepeatedFault<'_> {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        Cursor { order, key: self.row.solved_at.timestamp_micros().to_string(), id: self.row.ticket.0 }
    }
}

/// A system of the use case.
pub struct ChronicSystem<'a> {
    row: app::report::ChronicSystem,
    request: &'a Request,
}

/// A system with its incidents in a window.
#[Object(serial)]
impl<'a> ChronicSystem<'a> {
    /// Which.
    async fn system(&self) -> Result<ManagedSystem<'a>, ApiError> {
        Ok(ManagedSystem { row: self.request.system(self.row.system)?, request: self.request })
    }

    /// Incidents raised in the window and not cancelled: `tickets` of kind INCIDENT and this system with `raisedFrom` and
    /// `raisedBefore`, in every state but CANCELLED.
    async fn incidents(&self) -> i64 {
        self.row.incidents
    }

    /// Incidents first solved in the window that repeat an earlier one: `repeatFaults` of this system.
    async fn repeats(&self) -> i64 {
        self.row.repeats
    }

    /// Of the incidents, those with a broken promise: the same list with `breached: true`.
    async fn breached(&self) -> i64 {
        self.row.breached
    }

    /// When the last of the incidents was raised.
    async fn last_raised_at(&self) -> Instant {
        self.row.last_raised_at
    }
}

/// Systems of the use case.
pub struct ChronicSystems<'a> {
    list: ChronicList,
    request: &'a Request,
}

/// Systems that fail again and again.
#[Object(serial)]
impl ChronicSystems<'_> {
    /// Those with most incidents first.
    async fn systems(&self) -> Vec<ChronicSystem<'_>> {
        self.list.rows.iter().map(|row| ChronicSystem { row: *row, request: self.request }).collect()
    }

    /// Whether there are more of them than were asked for.
    async fn more(&self) -> bool {
        self.list.more
    }
}

/// The queries of repeated faults.
#[derive(Default)]
pub struct RepeatsReportQuery;

/// The queries of repeated faults.
#[Object]
impl RepeatsReportQuery {
    /// The incidents that repeat an earlier one, the latest solved first, by the rule of the criterion REPEAT_FAULTS, over
    /// the tickets that you may see. Needs report.view.
    #[graphql(complexity = "REPORT_COST + page_cost(first, child_complexity)")]
    async fn repeat_faults<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "Which of them: first solved in its window; all when left out.")] filter: Option<FaultFilter>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
    ) -> Result<Connection<RepeatedFault<'c>>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let size = page_size(first, language)?;
        let after = after.map(|text| Cursor::decode(&text, RepeatedFault::LATEST, language)).transpose()?;
        let query = RepeatsQuery {
            faults: filter.unwrap_or_default().query(language)?,
            after: after.as_ref().map(|cursor| cursor.instant(language)).transpose()?,
            limit: u64::try_from(size).unwrap_or(0),
            with_total: ctx.look_ahead().field("totalCount").exists(),
        };
        let found = app::report::repeat_faults(request.op(), &query).await;
        let RepeatList { rows, more, total } = found.map_err(|error| failure(error, language))?;
        let total = total.map_or(Total::Unasked, Total::Of);
        let faults = RepeatedFault::list(rows, request);
        Ok(Connection::new(faults, RepeatedFault::LATEST, after.is_some(), more, total))
    }

    /// The systems with at least so many incidents in a window, those with most first, over the tickets that you may see.
    /// Needs report.view.
    #[graphql(complexity = "REPORT_COST + page_cost(first, child_complexity)")]
    async fn chronic_systems<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "Which incidents: raised in its window; all when left out.")] filter: Option<FaultFilter>,
        #[graphql(desc = "How many incidents make a system a chronic one, 1 or more.", default = 3)] at_least: i32,
        #[graphql(desc = "How many systems, 1 to 100; 50 when left out.")] first: Option<i32>,
    ) -> Result<ChronicSystems<'c>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let query = ChronicQuery {
            faults: filter.unwrap_or_default().query(language)?,
            at_least: at_least.into(),
            limit: u64::try_from(page_size(first, language)?).unwrap_or(0),
        };
        let found = app::report::chronic_systems(request.op(), &query).await;
        Ok(ChronicSystems { list: found.map_err(|error| failure(error, language))?, request })
    }
}
