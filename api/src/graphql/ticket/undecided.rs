//! Pauses that wait for a decision.

use std::borrow::Cow;
use std::sync::Arc;

use app::TicketRow;
use app::ticket::{PauseView, UndecidedList, UndecidedQuery};
use async_graphql::{Context, ID, Object};

use super::{Ticket, TicketPause};
use crate::error::ApiError;
use crate::graphql::connection::{Connection, Listed, Total, page_cost, page_size};
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::refusal::failure;
use crate::graphql::request::{Request, request};

/// A pause of one page, with its ticket.
pub struct PauseToDecide<'a> {
    pauses: Arc<Vec<PauseView>>,
    at: usize,
    ticket: TicketRow,
    request: &'a Request,
}

impl<'a> PauseToDecide<'a> {
    const OLDEST: &'static str = "pausesToDecide.oldest";

    /// Those of one page: what hangs on their tickets is read together.
    fn list(rows: Vec<(PauseView, TicketRow)>, request: &'a Request) -> Vec<Self> {
        let (pauses, tickets): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
        request.also_listed(tickets.iter().map(|row| (row.id, row.policy_version_id)).collect());
        request.contracts_listed(tickets.iter().map(|row| row.contract_id).collect());
        let pauses = Arc::new(pauses);
        let with_ticket = |(at, ticket)| Self { pauses: pauses.clone(), at, ticket, request };
        tickets.into_iter().enumerate().map(with_ticket).collect()
    }
}

/// A pause that waits for a decision which you may give, and its ticket. Needs ticket.decide_pause.
#[Object(serial)]
impl<'a> PauseToDecide<'a> {
    /// The pause. Its `availableActions` say whether it is yours to decide by the policy as well.
    async fn pause(&self) -> TicketPause<'a> {
        let terms = self.ticket.policy_version_id;
        let parts = self.request.parts(self.ticket.id, terms);
        TicketPause::new(self.pauses.clone(), self.at, (parts, terms), self.request)
    }

    /// Its ticket.
    async fn ticket(&self) -> Ticket<'_> {
        Ticket { row: Cow::Borrowed(&self.ticket), request: self.request }
    }
}

impl Listed for PauseToDecide<'_> {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        let pause = &self.pauses[self.at];
        Cursor { order, key: pause.from_at.timestamp_micros().to_string(), id: pause.id.0 }
    }
}

/// The query of pauses that wait for a decision.
#[derive(Default)]
pub struct PausesToDecideQuery;

/// The query of pauses that wait for a decision.
#[Object]
impl PausesToDecideQuery {
    /// The pauses that wait for a decision which you may give, those that began first in front: nobody has decided them, and
    /// their tickets are neither new nor cancelled. Needs ticket.decide_pause.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "each is an argument of the field")]
    async fn pauses_to_decide<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
        #[graphql(desc = "Only those of tickets of this agency and everything under it.")] agency_id: Option<ID>,
        #[graphql(desc = "Only those of tickets given to this vendor.")] vendor_id: Option<ID>,
        #[graphql(desc = "Only those of tickets under this contract.")] contract_id: Option<ID>,
        #[graphql(desc = "Only those of open tickets, or only those of closed ones.")] open: Option<bool>,
    ) -> Result<Connection<PauseToDecide<'c>>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let size = page_size(first, language)?;
        let after = after.map(|text| Cursor::decode(&text, PauseToDecide::OLDEST, language)).transpose()?;
        let contract = contract_id.as_ref();
        let query = UndecidedQuery {
            agency: NodeType::Agency.optional_argument(agency_id.as_ref(), "agencyId", language)?,
            vendor: NodeType::Vendor.optional_argument(vendor_id.as_ref(), "vendorId", language)?,
            contract: NodeType::ServiceContract.optional_argument(contract, "contractId", language)?,
            open,
            after: after.as_ref().map(|cursor| cursor.instant(language)).transpose()?,
            limit: u64::try_from(size).unwrap_or(0),
            with_total: ctx.look_ahead().field("totalCount").exists(),
        };
        let found = app::ticket::pauses_to_decide(request.op(), &query).await;
        let UndecidedList { rows, more, total } = found.map_err(|error| failure(error, language))?;
        let pauses = PauseToDecide::list(rows, request);
        let total = total.map_or(Total::Unasked, Total::Of);
        Ok(Connection::new(pauses, PauseToDecide::OLDEST, after.is_some(), more, total))
    }
}
