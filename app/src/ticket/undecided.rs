//! Pauses that wait for a decision which the actor may give.

use domain::Instant;
use domain::access::Action;
use domain::ids::{AgencyId, ContractId, PauseId, TicketId, VendorId};
use domain::ticket::states_for;
use storage::query::pause::{UndecidedFilter, count_undecided, undecided};

use super::PauseView;
use super::list::tickets_of;
use crate::{Op, Result, TicketRow};

/// Which pauses, and which page. `None` does not narrow.
#[derive(Clone, Debug, Default)]
pub struct UndecidedQuery {
    /// This agency and everything under it.
    pub agency: Option<AgencyId>,
    pub vendor: Option<VendorId>,
    pub contract: Option<ContractId>,
    /// Of open tickets, or of those that are closed.
    pub open: Option<bool>,
    /// The last one already seen: when it began, and its id.
    pub after: Option<(Instant, PauseId)>,
    /// At most this many.
    pub limit: u64,
    /// Whether to count all that pass.
    pub with_total: bool,
}

/// A page of pauses, those that began first in front, each with its ticket.
#[derive(Clone, Debug)]
pub struct UndecidedList {
    pub rows: Vec<(PauseView, TicketRow)>,
    /// Whether another page follows.
    pub more: bool,
    pub total: Option<i64>,
}

/// One page of the pauses that nobody has decided, of tickets where the actor may: one statement, one for the tickets, and
/// one more when the total is wanted. Needs `ticket.decide_pause`.
pub async fn pauses_to_decide(op: &Op, asked: &UndecidedQuery) -> Result<UndecidedList> {
    op.require(Action::TicketDecidePause)?;
    let (db, scope) = (op.app().store.read(), op.ticket_scope(Action::TicketDecidePause));
    let filter = UndecidedFilter {
        states: states_for(Action::TicketDecidePause),
        agencies: asked.agency.map(|agency| op.directory().below(agency)),
        vendor: asked.vendor,
        contract: asked.contract,
        open: asked.open,
    };
    let mut pauses = undecided(db, &scope, &filter, asked.after, asked.limit + 1).await?;
    let more = pauses.len() as u64 > asked.limit;
    pauses.truncate(usize::try_from(asked.limit).unwrap_or(usize::MAX));
    let mut ids: Vec<TicketId> = pauses.iter().map(|pause| pause.ticket_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let tickets = tickets_of(op, &ids).await?;
    let with_ticket = |pause: PauseView| tickets.get(&pause.ticket_id).cloned().map(|ticket| (pause, ticket));
    let rows = pauses.into_iter().filter_map(with_ticket).collect();
    let total = if asked.with_total { Some(count_undecided(db, &scope, &filter).await?) } else { None };
    Ok(UndecidedList { rows, more, total })
}
