//! A page of what was found.

use domain::access::Action;
use domain::ids::TicketId;
use domain::search::{Audience, TextQuery};
use storage::search as index;

use crate::ticket::{TicketQuery, ticket_filter};
use crate::{Error, Op, Result, TicketRow};

/// What is looked for. Of `among` the order and the page do not count.
#[derive(Clone, Debug, Default)]
pub struct SearchQuery {
    /// As it was typed.
    pub words: String,
    /// Which tickets at all.
    pub among: TicketQuery,
    /// The last ticket already seen, as [`SearchHit::place`] gave it.
    pub after: Option<String>,
    /// At most this many.
    pub limit: u64,
    /// Whether the long texts are wanted.
    pub with_text: bool,
    /// Whether to count all that were found.
    pub with_total: bool,
}

/// A ticket that was found.
#[derive(Clone, Debug)]
pub struct SearchHit {
    pub row: TicketRow,
    /// Its place in the order of age, for the cursor.
    pub place: String,
}

/// A page of what was found, the newest first.
#[derive(Clone, Debug)]
pub struct SearchList {
    pub query: TextQuery,
    pub hits: Vec<SearchHit>,
    /// Whether another page follows.
    pub more: bool,
    pub total: Option<i64>,
}

/// One page of the tickets that the actor may see and that hold every phrase in text that the actor may read. Needs
/// `ticket.view`.
///
/// # Errors
/// `REQUIRED`, `TOO_LONG`, `TOO_MANY` for the words; `INVALID_CURSOR`.
pub async fn search(op: &Op, asked: &SearchQuery) -> Result<SearchList> {
    op.require(Action::TicketView)?;
    let query = TextQuery::parse(&asked.words)?;
    let after = asked.after.as_deref().map(place).transpose()?;
    let scope = op.ticket_scope(Action::TicketView);
    let filter = ticket_filter(op, &asked.among);
    let audiences = Audience::read_by(op.actor().side());
    let wanted = index::Search {
        query: &query,
        audiences: &audiences,
        after,
        limit: asked.limit + 1,
        with_text: asked.with_text,
    };
    let db = op.app().store.read();
    let mut found = index::find(db, &scope, &filter, &wanted).await?;
    let more = found.len() as u64 > asked.limit;
    found.truncate(usize::try_from(asked.limit).unwrap_or(usize::MAX));
    let total =
        if asked.with_total { Some(index::count(db, &scope, &filter, (&query, &audiences)).await?) } else { None };
    let hits = found.into_iter().map(|found| SearchHit { row: found.row, place: found.place.to_string() }).collect();
    Ok(SearchList { query, hits, more, total })
}

fn place(key: &str) -> Result<i64> {
    key.parse().map_err(|_| Error::invalid("INVALID_CURSOR", "after", "this cursor is not of this list", "游标无效"))
}

impl SearchList {
    /// The tickets of the page.
    pub fn ids(&self) -> Vec<TicketId> {
        self.hits.iter().map(|hit| hit.row.id).collect()
    }
}
