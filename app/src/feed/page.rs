//! Pages of the feed.

use std::sync::Arc;

use domain::access::Action;
use storage::query::feed::{between, head};

use super::Change;
use crate::{Op, Result};

/// The most messages of a page.
pub const MOST: u64 = 500;
/// The most numbers that one page passes over: messages of others stand between those of the reader.
const REACH: i64 = 20_000;

/// A page of the feed.
#[derive(Clone, Debug)]
pub struct ChangePage {
    /// In their order.
    pub changes: Vec<Arc<Change>>,
    /// What concerns the reader up to this number is in this page or before it: go on behind it.
    pub read_to: i64,
    /// The highest number given out when the page was read.
    pub up_to: i64,
}

/// The changes of tickets in the actor's scope with numbers above `after`, at most `first` of them. A page may hold fewer,
/// even none, and others still follow: there are none only when `read_to` is `up_to`.
pub async fn changes(op: &Op, after: i64, first: u64) -> Result<ChangePage> {
    op.require(Action::TicketView)?;
    let db = op.app().store.read();
    // Read before the messages: what is numbered meanwhile comes with the next page.
    let up_to = head(db).await?;
    let until = up_to.min(after.saturating_add(REACH));
    let scope = op.ticket_scope(Action::TicketView);
    let found = between(db, &scope, (after, until), first).await?;
    let full = found.len() as u64 == first;
    let read_to = if full { found.last().map_or(until, |last| last.seq) } else { until };
    let changes = Change::all_of(found).collect();
    // Who asks from beyond the end is not sent back.
    Ok(ChangePage { changes, read_to: read_to.max(after), up_to })
}
