//! The links of tickets, in batches for the API's loaders.

use std::collections::HashMap;

use domain::access::Action;
use domain::ids::TicketId;
use domain::ticket::LinkEnd;
use storage::query::ticket_link;
use storage::read::{TicketFilter, TicketPage, tickets};

use crate::{Op, Result, TicketOrder, TicketRow};

/// A link as one of its tickets shows it.
#[derive(Clone, Debug)]
pub struct LinkView {
    pub row: storage::entity::ticket_link::Model,
    /// Which end this ticket is.
    pub end: LinkEnd,
    /// The ticket at the other end.
    pub other: TicketRow,
}

/// The links by ticket, in the order they were made: none to a ticket that the actor does not see (I7).
pub async fn links(op: &Op, ids: &[TicketId]) -> Result<HashMap<TicketId, Vec<LinkView>>> {
    let (db, scope) = (op.app().store.read(), op.ticket_scope(Action::TicketView));
    let rows = ticket_link::in_scope(db, &scope, ids).await?;
    let mut ends: Vec<TicketId> = rows.iter().flat_map(|row| [row.from_ticket_id, row.to_ticket_id]).collect();
    ends.sort_unstable();
    ends.dedup();
    if ends.is_empty() {
        return Ok(HashMap::new());
    }
    let limit = u64::try_from(ends.len()).unwrap_or(u64::MAX);
    let page = TicketPage { order: TicketOrder::CreatedDesc, after: None, limit, with_text: true };
    let seen = tickets(db, &scope, &TicketFilter { ids: ends, ..TicketFilter::default() }, &page).await?;
    let seen: HashMap<TicketId, TicketRow> = seen.into_iter().map(|row| (row.id, row)).collect();
    let mut found: HashMap<TicketId, Vec<LinkView>> = HashMap::new();
    for row in rows {
        let ends = [
            (LinkEnd::From, row.from_ticket_id, row.to_ticket_id),
            (LinkEnd::To, row.to_ticket_id, row.from_ticket_id),
        ];
        for (end, ticket, other) in ends {
            if let Some(other) = seen.get(&other).filter(|_| ids.contains(&ticket)) {
                found.entry(ticket).or_default().push(LinkView { row: row.clone(), end, other: other.clone() });
            }
        }
    }
    Ok(found)
}
