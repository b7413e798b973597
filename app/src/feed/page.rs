//! Pages of the feed.

use std::sync::Arc;

use domain::access::Action;
use storage::query::feed::{between, head};
use storage::query::retention::feed_pruned;

use super::Change;
use crate::{Error, Op, Result};

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
    /// The number that the page begins behind.
    pub after: i64,
    /// The number up to which nothing is kept any more.
    pub pruned_to: i64,
}

/// The changes of tickets in the actor's scope with numbers above `after`, or from the oldest that is kept, at most `first`
/// of them. A page may hold fewer, even none, and others still follow: there are none only when `read_to` is `up_to`.
///
/// # Errors
/// `FEED_PRUNED` from behind a number after which something was taken out of the feed: what it told is lost to this reader,
/// who reads the tickets anew and goes on from `upTo` of a page without `after`.
pub async fn changes(op: &Op, after: Option<i64>, first: u64) -> Result<ChangePage> {
    op.require(Action::TicketView)?;
    let db = op.app().store.read();
    let begin = match after {
        Some(after) => after,
        None => feed_pruned(db).await?,
    };
    // Read before the messages: what is numbered meanwhile comes with the next page.
    let up_to = head(db).await?;
    let until = up_to.min(begin.saturating_add(REACH));
    let scope = op.ticket_scope(Action::TicketView);
    let mut found = between(db, &scope, &[], (begin, until), first).await?;
    // Read after the messages: what is pruned meanwhile may be missing from them.
    let pruned_to = feed_pruned(db).await?;
    if after.is_some() && begin < pruned_to {
        let en = format!(
            "changes up to {pruned_to} are not kept any more: read the tickets anew, and begin without a cursor"
        );
        let zh = format!("编号 {pruned_to} 及以前的变更已不再保留，请重新读取工单，并不带游标重新开始");
        return Err(Error::invalid("FEED_PRUNED", "after", en, zh));
    }
    let full = found.len() as u64 == first;
    let read_to = if full { found.last().map_or(until, |last| last.seq) } else { until };
    // Without a cursor the page begins at the oldest that is kept by now.
    let begin = begin.max(pruned_to);
    found.retain(|message| message.seq > begin);
    let changes = Change::all_of(found).collect();
    // Who asks from beyond the end is not sent back.
    Ok(ChangePage { changes, read_to: read_to.max(begin), up_to, after: begin, pruned_to })
}
