//! The links of tickets, in batches for the API's loaders.

use std::collections::HashMap;

use domain::access::Action;
use domain::ids::{AgencyId, TicketId, VendorId};
use domain::ticket::{LinkEnd, check_unlink};
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
    /// Whose this ticket is.
    pub here: (AgencyId, VendorId),
}

/// Whether the actor may take a link back: at both ends, and as the rule of links has it.
pub fn may_unlink(op: &Op, of: &LinkView) -> bool {
    let (action, there) = (Action::TicketLink, (of.other.agency_id, of.other.vendor_id));
    let scope = op.ticket_scope(action);
    let reached = [of.here, there].into_iter().all(|(agency, vendor)| scope.covers(agency, Some(vendor)));
    reached && op.actor().may(action) && op.side(action).is_ok_and(|side| check_unlink(of.row.relation, side).is_ok())
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
            if let (Some(here), Some(other)) = (seen.get(&ticket).filter(|_| ids.contains(&ticket)), seen.get(&other)) {
                let here = (here.agency_id, here.vendor_id);
                found.entry(ticket).or_default().push(LinkView { row: row.clone(), end, other: other.clone(), here });
            }
        }
    }
    Ok(found)
}
