//! A ticket that was found, and where.

use std::sync::Arc;

use async_graphql::{Enum, Object, SimpleObject};
use domain::search::{Excerpt, Field, TextQuery};

use crate::error::ApiError;
use crate::graphql::connection::Listed;
use crate::graphql::cursor::Cursor;
use crate::graphql::ticket::Ticket;

/// A ticket that was found, and its place in the order of age.
pub struct TicketMatch<'a> {
    pub ticket: Ticket<'a>,
    pub place: String,
    pub query: Arc<TextQuery>,
}

impl TicketMatch<'_> {
    /// The only order of what is found.
    pub const NEWEST: &'static str = "searchTickets.newest";
}

/// A ticket that holds everything that was searched for. Needs ticket.view.
#[Object(serial)]
impl<'a> TicketMatch<'a> {
    /// The ticket.
    async fn ticket(&self) -> &Ticket<'a> {
        &self.ticket
    }

    /// Where it was found: for each part of the words the first text that holds it, of what you may read. Empty for a
    /// part that stood there when the index was written and has changed since.
    #[graphql(complexity = "10 + 2 * child_complexity")]
    async fn excerpts(&self) -> Result<Vec<SearchExcerpt>, ApiError> {
        let Ticket { row, request } = &self.ticket;
        let events = request.parts(row.id, row.policy_version_id).events(row.id).await?;
        Ok(app::search::excerpts(&self.query, row, &events).into_iter().map(SearchExcerpt::from).collect())
    }
}

impl Listed for TicketMatch<'_> {
    type Order = &'static str;

    fn place(&self, order: &'static str) -> Cursor {
        Cursor { order, key: self.place.clone(), id: self.ticket.row.id.0 }
    }
}

/// A text of a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Field")]
pub enum SearchField {
    /// What people call it by.
    Number,
    /// Its one line.
    Title,
    /// What is asked for.
    Description,
    /// The cause, as the vendor gave it.
    Cause,
    /// The solution, as the vendor gave it.
    Solution,
    /// Something written on it.
    Comment,
}

/// A short part of a text around what was found in it. Letters of full width are shown as plain ones, as they are
/// searched.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(serial)]
pub struct SearchExcerpt {
    /// Which text.
    field: SearchField,
    /// What stands before, up to 24 characters, behind an ellipsis where more does.
    before: String,
    /// What was found.
    found: String,
    /// What stands after, up to 24 characters, with an ellipsis where more does.
    after: String,
}

impl From<Excerpt> for SearchExcerpt {
    fn from(Excerpt { field, before, found, after }: Excerpt) -> Self {
        Self { field: field.into(), before, found, after }
    }
}
