//! The search, and the list of saved views.

use std::sync::Arc;

use app::search::{SearchHit, SearchList, SearchQuery as Asked};
use async_graphql::{Context, Object};

use super::SavedView;
use super::hit::TicketMatch;
use crate::error::ApiError;
use crate::graphql::connection::{Connection, Total, page, page_cost, page_size};
use crate::graphql::cursor::Cursor;
use crate::graphql::refusal::failure;
use crate::graphql::request::request;
use crate::graphql::ticket::{Ticket, TicketFilter};

/// What a search costs, whatever is shown of it.
const SEARCH_COST: usize = 50;

/// The queries of searching.
#[derive(Default)]
pub struct SearchQuery;

/// The queries of searching.
#[Object]
impl SearchQuery {
    /// The tickets that you may see and that hold every part of the words, the newest first: in number, title,
    /// description, cause, solution and comments, those inside a side for its people only. Blanks part the words.
    /// Several Chinese characters are found side by side, a Latin word or a number by how it begins. What was written in
    /// the last few seconds may be missing. Needs ticket.view.
    #[graphql(complexity = "SEARCH_COST + page_cost(first, child_complexity)")]
    async fn search_tickets<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "What to look for: up to 200 characters in up to 8 parts.")] words: String,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
        #[graphql(desc = "Which tickets at all.")] filter: Option<TicketFilter>,
    ) -> Result<Connection<TicketMatch<'c>>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let size = page_size(first, language)?;
        let after = after.map(|text| Cursor::decode(&text, TicketMatch::NEWEST, language)).transpose()?;
        let previous = after.is_some();
        let look = ctx.look_ahead();
        let hits = [look.field("edges").field("node"), look.field("nodes")];
        let long = |name: &&str| hits.iter().any(|hit| hit.field("ticket").field(name).exists());
        let shown = hits.iter().any(|hit| hit.field("excerpts").exists());
        let asked = Asked {
            words,
            among: filter.unwrap_or_default().query(language)?,
            after: after.map(|cursor| cursor.key),
            limit: u64::try_from(size).unwrap_or(0),
            with_text: shown || ["description", "cause", "solution"].iter().any(long),
            with_total: look.field("totalCount").exists(),
        };
        let found = app::search::search(request.op(), &asked).await.map_err(|error| failure(error, language))?;
        let SearchList { query, hits, more, total } = found;
        let query = Arc::new(query);
        let (rows, places): (Vec<_>, Vec<_>) = hits.into_iter().map(|SearchHit { row, place }| (row, place)).unzip();
        let tickets = Ticket::list(rows, request).into_iter().zip(places);
        let hits = tickets.map(|(ticket, place)| TicketMatch { ticket, place, query: query.clone() });
        let total = total.map_or(Total::Unasked, Total::Of);
        Ok(Connection::new(hits.collect(), TicketMatch::NEWEST, previous, more, total))
    }

    /// Your saved views of tickets and those that others share with an organisation where you hold a role, by name. A
    /// view shows nobody more than they may see. Needs ticket.view.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn saved_views<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
    ) -> Result<Connection<SavedView<'c>>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let found = app::view::saved_views(request.op()).await.map_err(|error| failure(error, language))?;
        let views = found.into_iter().map(|of| SavedView { of, request });
        page(views, SavedView::BY_NAME, first, after.as_deref(), language)
    }
}
