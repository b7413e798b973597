//! What a final decision does: a fact in the log of the ticket, from which its clocks are computed anew; or a deduction
//! that is struck. What was found first stays in its row.

use domain::dispute::{DisputeSubject, Ruling};
use domain::sla::{AlarmKind, ClockKey};
use domain::ticket::{Disputed, Ticket, dispute_decided};
use storage::Transaction;
use storage::query::calendar_change::hold_tickets;
use storage::query::ticket as parts;
use storage::write::act as write_change;

use super::DisputeView;
use crate::ticket::act::change;
use crate::ticket::bulk::told_by_nobody;
use crate::ticket::rows::{event, missing};
use crate::{Error, Op, Result};

/// Writes what follows from a decision. A later verdict revision names the event as its cause, and scorecards follow as
/// after any other.
pub(super) async fn write(
    op: &Op,
    transaction: &Transaction,
    row: &DisputeView,
    ruling: Option<&Ruling>,
    reason: &str,
) -> Result<()> {
    let Some(ruling) = ruling else { return Ok(()) };
    match row.subject {
        DisputeSubject::Verdict => on_ticket(op, transaction, row, ruling, reason).await,
        // Whoever keeps the ledger and the assessment reads what holds from the dispute.
        DisputeSubject::LedgerEntry | DisputeSubject::ScoreTerm => Ok(()),
    }
}

async fn on_ticket(
    op: &Op,
    transaction: &Transaction,
    row: &DisputeView,
    ruling: &Ruling,
    reason: &str,
) -> Result<()> {
    let (Some(id), Some(metric), Some(cycle), Some(seq), Some(revision)) =
        (row.ticket_id, row.metric, row.cycle, row.seq, row.revision)
    else {
        return Err(missing("the verdict of a dispute"));
    };
    let ticket = hold_tickets(transaction, &[id]).await?.pop().ok_or_else(|| missing("the ticket of a dispute"))?;
    let log = parts::events(transaction, id).await?.iter().map(event).collect::<Result<Vec<_>>>()?;
    let mut before = Ticket::fold(&log, Some(ticket.vendor_id)).ok_or_else(|| missing("the first event"))?;
    before.team = ticket.team_id;
    let disputed = Disputed {
        dispute: row.id,
        clock: ClockKey { metric, cycle, seq },
        revision,
        ruling: ruling.clone(),
        reason: reason.to_owned(),
    };
    let Some(decision) = dispute_decided(&before, &log, &disputed, op.now()) else { return Ok(()) };
    let mut change = Box::pin(change(op, transaction, &ticket, &log, &decision)).await?;
    // Both sides know of the breach: where its deadline only moves, nobody is alarmed once more.
    let alarms = change.clocks.iter_mut().flat_map(|clock| &mut clock.alarms);
    let told = alarms.filter(|alarm| alarm.kind != AlarmKind::Rise);
    told.for_each(|alarm| *alarm = told_by_nobody(alarm.clone(), op.now()));
    // The row is held: nobody can have changed it.
    if write_change(transaction, change).await? { Ok(()) } else { Err(Error::Conflict) }
}
