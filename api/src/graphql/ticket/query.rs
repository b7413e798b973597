//! The list of tickets, and one by its id or number.

use std::borrow::Cow;

use app::TicketRow;
use app::ticket::{TicketList, TicketQuery as Query};
use async_graphql::{Context, ID, Object};

use super::Ticket;
use super::filter::{TicketFilter, TicketOrder, order_word};
use crate::error::ApiError;
use crate::graphql::connection::{Connection, Total, page_cost, page_size};
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::refusal::failure;
use crate::graphql::request::{Request, request};

/// The queries of tickets.
#[derive(Default)]
pub struct TicketQuery;

/// The queries of tickets.
#[Object]
impl TicketQuery {
    /// The tickets that you may see. Needs ticket.view.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn tickets<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind; of the same order.")] after: Option<String>,
        #[graphql(desc = "Which tickets.")] filter: Option<TicketFilter>,
        #[graphql(desc = "In which order; CREATED_DESC when left out.")] order_by: Option<TicketOrder>,
    ) -> Result<Connection<Ticket<'c>>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let size = page_size(first, language)?;
        let order: app::TicketOrder = order_by.unwrap_or_default().into();
        let after = after.map(|text| Cursor::decode(&text, order_word(order), language)).transpose()?;
        let previous = after.is_some();
        let asked = ctx.look_ahead();
        let texts = ["edges", "nodes"].map(|list| match list {
            "edges" => asked.field(list).field("node"),
            _ => asked.field(list),
        });
        let long = |name: &&str| texts.iter().any(|node| node.field(name).exists());
        let query = Query {
            order,
            after: after.map(|cursor| (cursor.key, cursor.id.into())),
            limit: u64::try_from(size).unwrap_or(0),
            with_text: ["description", "cause", "solution"].iter().any(long),
            with_total: asked.field("totalCount").exists(),
            ..filter.unwrap_or_default().query(language)?
        };
        let TicketList { rows, more, total } =
            app::ticket::list(request.op(), &query).await.map_err(|error| failure(error, language))?;
        Ok(Connection::new(Ticket::list(rows, request), order, previous, more, total.map_or(Total::Unasked, Total::Of)))
    }

    /// One ticket. Needs ticket.view; NOT_FOUND outside your scope.
    async fn ticket<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "Its global id.")] id: ID,
    ) -> Option<Result<Ticket<'c>, ApiError>> {
        Some(by_id(ctx, &id).await)
    }

    /// One ticket by what people call it. Needs ticket.view; NOT_FOUND outside your scope.
    async fn ticket_by_number<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "Its number, such as NNDSJ-20261123-0042.")] number: String,
    ) -> Option<Result<Ticket<'c>, ApiError>> {
        Some(by_number(ctx, number).await)
    }
}

async fn by_id<'c>(ctx: &Context<'c>, id: &ID) -> Result<Ticket<'c>, ApiError> {
    let request = request(ctx)?;
    let id = NodeType::Ticket.argument(id, "id", request.language())?;
    let found = app::ticket::find(request.op(), id).await.map_err(|error| failure(error, request.language()))?;
    Ok(seen(found, request))
}

async fn by_number<'c>(ctx: &Context<'c>, number: String) -> Result<Ticket<'c>, ApiError> {
    let request = request(ctx)?;
    let query = Query { number: Some(number), limit: 1, with_text: true, ..Query::default() };
    let found = app::ticket::list(request.op(), &query).await;
    let found = found.and_then(|list| list.rows.into_iter().next().ok_or(app::Error::NotFound("ticket")));
    Ok(seen(found.map_err(|error| failure(error, request.language()))?, request))
}

fn seen(row: TicketRow, request: &Request) -> Ticket<'_> {
    Ticket { row: Cow::Owned(row), request }
}
