//! What a final decision does: a fact in the log of the ticket, from which its clocks are computed anew; or a deduction
//! that is struck. What was found first stays in its row.

use domain::access::ReadScope;
use domain::dispute::{DisputeSubject, Ruling};
use domain::ids::LedgerEntryId;
use domain::sla::{AlarmKind, ClockKey};
use domain::ticket::{Disputed, Ticket, dispute_decided};
use storage::query::calendar_change::hold_tickets;
use storage::query::{ledger, ticket as parts};
use storage::write::act as write_change;

use super::DisputeView;
use crate::scorecard::strike_in;
use crate::setup::contract::held::Held;
use crate::ticket::act::change;
use crate::ticket::bulk::told_by_nobody;
use crate::ticket::rows::{event, missing};
use crate::{Error, Op, Result};

/// Writes what follows from a decision. A later verdict revision names the event as its cause, and scorecards follow as
/// after any other.
pub(super) async fn write(held: &Held, row: &DisputeView, ruling: Option<&Ruling>, reason: &str) -> Result<()> {
    let Some(ruling) = ruling else { return Ok(()) };
    match row.subject {
        DisputeSubject::Verdict => on_ticket(held, row, ruling, reason).await,
        DisputeSubject::LedgerEntry if ruling.excludes() => on_ledger(held, row, reason).await,
        // Whoever keeps the assessment reads what holds of a score from the dispute.
        DisputeSubject::LedgerEntry | DisputeSubject::ScoreTerm => Ok(()),
    }
}

/// A deduction that does not hold is struck, unless somebody has struck it meanwhile.
async fn on_ledger(held: &Held, row: &DisputeView, reason: &str) -> Result<()> {
    let id = LedgerEntryId(row.subject_id);
    if !ledger::strikes(&held.transaction, &[id]).await?.is_empty() {
        return Ok(());
    }
    let found = ledger::some(&held.transaction, &ReadScope::Everything, &[id]).await?.pop();
    let entry = found.ok_or_else(|| missing("the ledger entry of a dispute"))?;
    strike_in(held, &entry, reason.to_owned(), Some(row.id.0)).await.map(drop)
}

async fn on_ticket(held: &Held, row: &DisputeView, ruling: &Ruling, reason: &str) -> Result<()> {
    let (op, transaction): (&Op, _) = (held, &held.transaction);
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
