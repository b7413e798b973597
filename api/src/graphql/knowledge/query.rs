//! Lists of knowledge notes, and those that fit a ticket.

use app::knowledge::{NoteList, NoteQuery, notes, suggested_notes};
use async_graphql::{Context, ID, Object};

use super::KnowledgeNote;
use crate::error::ApiError;
use crate::graphql::connection::{Connection, Total, page_cost, page_size};
use crate::graphql::cursor::Cursor;
use crate::graphql::node_id::NodeType;
use crate::graphql::refusal::failure;
use crate::graphql::request::request;
use crate::graphql::words::KnowledgeNoteState;

/// The queries of knowledge notes.
#[derive(Default)]
pub struct KnowledgeQuery;

/// The queries of knowledge notes.
#[Object]
impl KnowledgeQuery {
    /// Knowledge notes, the newest first. Needs note.view; drafts need note.manage at their owner.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn knowledge_notes<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "Items of the page, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "The cursor to go on behind.")] after: Option<String>,
        #[graphql(desc = "Only those in one of these states.")] states: Option<Vec<KnowledgeNoteState>>,
        #[graphql(desc = "Only those about systems of this type.")] system_type: Option<String>,
        #[graphql(desc = "Only those about this service item.")] service_item_id: Option<ID>,
    ) -> Result<Connection<KnowledgeNote<'c>>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let size = page_size(first, language)?;
        let after = after.map(|text| Cursor::decode(&text, KnowledgeNote::NEWEST, language)).transpose()?;
        let query = NoteQuery {
            states: states.into_iter().flatten().map(Into::into).collect(),
            system_type,
            item: NodeType::ServiceItem.optional_argument(service_item_id.as_ref(), "serviceItemId", language)?,
            after: after.as_ref().map(|cursor| cursor.id.into()),
            limit: u64::try_from(size).unwrap_or(0),
            with_total: ctx.look_ahead().field("totalCount").exists(),
        };
        let NoteList { rows, more, total } =
            notes(request.op(), &query).await.map_err(|error| failure(error, language))?;
        let total = Total::from(total);
        let shown = rows.into_iter().map(|of| KnowledgeNote { of, request }).collect();
        Ok(Connection::new(shown, KnowledgeNote::NEWEST, after.is_some(), more, total))
    }

    /// Published knowledge notes that fit a ticket: about its service item first, then about the type of its system, those
    /// used most before others. Needs note.view, and ticket.view for the ticket.
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn suggested_notes<'c>(
        &self,
        ctx: &Context<'c>,
        #[graphql(desc = "The ticket.")] ticket_id: ID,
        #[graphql(desc = "How many, 1 to 100; 50 when left out.")] first: Option<i32>,
    ) -> Result<Vec<KnowledgeNote<'c>>, ApiError> {
        let request = request(ctx)?;
        let language = request.language();
        let size = page_size(first, language)?;
        let ticket = NodeType::Ticket.argument(&ticket_id, "ticketId", language)?;
        let found = suggested_notes(request.op(), ticket, size).await.map_err(|error| failure(error, language))?;
        Ok(found.into_iter().map(|of| KnowledgeNote { of, request }).collect())
    }
}
