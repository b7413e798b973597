//! A clock behind a figure of the SLA report.

use std::borrow::Cow;
use std::sync::Arc;

use app::TicketRow;
use app::report::CountedClockView;
use async_graphql::{ID, Object};
use domain::Instant;
use domain::sla::ClockKey;
use uuid::Uuid;

use super::tickets::TicketsRead;
use crate::error::ApiError;
use crate::graphql::connection::Listed;
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::party::Vendor;
use crate::graphql::promise::ServiceContract;
use crate::graphql::request::Request;
use crate::graphql::ticket::{SlaClock, Ticket, WhichClock};
use crate::graphql::words::ClockState;

/// A clock that a report counted.
pub struct CountedClock<'a> {
    row: CountedClockView,
    tickets: Arc<TicketsRead>,
    request: &'a Request,
}

impl<'a> CountedClock<'a> {
    /// The order of every list of counted clocks.
    pub const LATEST: &'static str = "slaClocks.latest";

    /// The clocks of one page.
    pub fn list(rows: Vec<CountedClockView>, request: &'a Request) -> Vec<Self> {
        let tickets = TicketsRead::of(request.op().clone(), rows.iter().map(|row| row.clock.ticket_id));
        rows.into_iter().map(|row| Self { row, tickets: tickets.clone(), request }).collect()
    }

    async fn found_ticket(&self) -> Result<Option<&TicketRow>, ApiError> {
        self.tickets.ticket(self.row.clock.ticket_id, self.request).await
    }
}

/// A clock that a report counts: what it counts as, and when. Needs report.view.
#[Object(serial)]
impl<'a> CountedClock<'a> {
    /// Global id of the clock.
    async fn clock_id(&self) -> ID {
        NodeType::SlaClock.id(self.row.clock.id.0)
    }

    #[graphql(flatten)]
    async fn which(&self) -> WhichClock {
        let clock = &self.row.clock;
        WhichClock(ClockKey { metric: clock.metric, cycle: clock.cycle, seq: clock.seq })
    }

    /// Where it stands: RUNNING also of one that runs past its deadline, which counts as breached.
    async fn state(&self) -> ClockState {
        self.row.clock.state.into()
    }

    /// When counting began.
    async fn started_at(&self) -> Instant {
        self.row.clock.started_at
    }

    /// The deadline; null while paused, cancelled before it was known, or without promise.
    async fn due_at(&self) -> Option<Instant> {
        self.row.clock.due_at
    }

    /// When it counts: the stop if met, the deadline if breached.
    async fn counted_at(&self) -> Instant {
        self.row.clock.counted_at
    }

    /// The month in which it counts, YYYYMM in the contract's zone.
    async fn counted_month(&self) -> i32 {
        self.row.clock.counted_month
    }

    /// The contract that it counts for; null without contract.view there.
    async fn contract(&self) -> Option<ServiceContract<'a>> {
        ServiceContract::seen(self.request, self.row.clock.contract_id)
    }

    /// The vendor that it counts for.
    async fn vendor(&self) -> Result<Vendor<'a>, ApiError> {
        Ok(Vendor { row: self.request.vendor(self.row.vendor)? })
    }

    /// What people call the ticket by.
    async fn ticket_number(&self) -> &str {
        &self.row.ticket_number
    }

    /// The ticket's global id: a vendor that gave it away finds its leg by it in `ticketLegs`.
    async fn ticket_id(&self) -> ID {
        NodeType::Ticket.id(self.row.clock.ticket_id.0)
    }

    /// The ticket; null without ticket.view there, as for a vendor that gave it away.
    #[graphql(complexity = "10 + child_complexity")]
    async fn ticket(&self) -> Option<Result<Ticket<'_>, ApiError>> {
        let found = self.found_ticket().await.transpose()?;
        Some(found.map(|row| Ticket { row: Cow::Borrowed(row), request: self.request }))
    }

    /// All that there is to it: stop, time used, verdicts, explanation; null as the ticket is, whose leg shows it as it
    /// stood at its end.
    #[graphql(complexity = "10 + child_complexity")]
    async fn clock(&self) -> Option<Result<SlaClock<'a>, ApiError>> {
        let found = self.found_ticket().await.transpose()?;
        let alone = || SlaClock::new(Arc::new(vec![self.row.clock.clone()]), 0, self.row.terms, self.request);
        Some(found.map(|_| alone()))
    }
}

impl Listed for CountedClock<'_> {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        let (at, id): (Instant, Uuid) = (self.row.clock.counted_at, self.row.clock.id.0);
        Cursor { order, key: at.timestamp_micros().to_string(), id }
    }
}
