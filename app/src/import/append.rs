//! A case that has grown since it was imported: the log is append-only (I1), so only what is new is added.

use domain::ids::TicketId;
use domain::ticket::{Decision, Event, Fact, Ticket};
use storage::Transaction;
use storage::query::ticket as query;
use storage::write::{act as write, rehash_case};

use super::Case;
use crate::ticket::bulk::told_by_nobody;
use crate::ticket::change::change;
use crate::ticket::rows::{event, missing};
use crate::{Error, Op, Result};

/// Adds what the case says beyond what was imported, and answers with the number of new events. None when it does not
/// go on from what is stored: earlier rows differ, the case moved to another system, or people worked on the ticket.
pub(super) async fn append(
    op: &Op,
    transaction: &Transaction,
    (source, case): (&str, &Case),
    ticket: TicketId,
    told: Vec<Event>,
) -> Result<Option<u64>> {
    let scope = op.ticket_scope(domain::access::Action::TicketView);
    let row = query::find(transaction, &scope, ticket).await?.ok_or_else(|| missing("the imported ticket"))?;
    let stored = query::events(transaction, ticket).await?.iter().map(event).collect::<Result<Vec<_>>>()?;
    let told = as_raised(told, stored.first());
    if row.system_id != case.system || !told.starts_with(&stored) {
        return Ok(None);
    }
    let new = told[stored.len()..].to_vec();
    let added = new.len() as u64;
    if added > 0 {
        let after = Ticket::fold(&told, Some(row.vendor_id)).ok_or_else(|| missing("the first event"))?;
        let decision = Decision { events: new, next: after.state, after };
        let mut change = change(op, transaction, &row, &stored, &decision).await?;
        // Nobody is told of the past (E35).
        change.outbox.clear();
        for alarm in change.clocks.iter_mut().flat_map(|clock| &mut clock.alarms) {
            *alarm = told_by_nobody(alarm.clone(), op.now());
        }
        if !write(transaction, change).await? {
            return Err(Error::Conflict);
        }
        storage::search::mark_waiting(transaction, &[ticket]).await?;
    }
    rehash_case(transaction, source, &case.reference, &case.rows_hash).await?;
    Ok(Some(added))
}

/// What was known of the system when the case was first imported stands in its log, and not in the file.
fn as_raised(mut told: Vec<Event>, stored: Option<&Event>) -> Vec<Event> {
    if let (Some(Fact::Raised { circumstances: known, .. }), Some(Fact::Raised { circumstances, .. })) =
        (stored.map(|event| &event.fact), told.first_mut().map(|event| &mut event.fact))
    {
        circumstances.clone_from(known);
    }
    told
}
