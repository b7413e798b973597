//! What a final decision does: a fact in the log of the ticket, from which its clocks are computed anew; or a deduction
//! that is struck; or a score in whose place another one counts, or nothing. What was found first stays in its row.

use domain::access::ReadScope;
use domain::dispute::{DisputeSubject, Part, Ruling};
use domain::ids::{LedgerEntryId, UserId};
use domain::sla::{AlarmKind, ClockKey};
use domain::ticket::{Disputed, Ticket, dispute_decided};
use storage::query::calendar_change::hold_tickets;
use storage::query::{ledger, ticket as parts};
use storage::write::act as write_change;

use super::appeal_score::disputed_score;
use super::{DisputeStepView, DisputeView};
use crate::scorecard::{Revision, revise_in, strike_in};
use crate::setup::contract::held::Held;
use crate::ticket::bulk::told_by_nobody;
use crate::ticket::change::change;
use crate::ticket::rows::{event, missing};
use crate::{Error, Op, Result};

/// Writes what follows from a decision. A later verdict revision names the event as its cause, and scorecards follow as
/// after any other. `decided` is the step by which it was decided, `by` who writes it into the ticket.
pub(super) async fn write(
    held: &Held,
    row: &DisputeView,
    ruling: Option<&Ruling>,
    (decided, by): (DisputeStepView, Option<UserId>),
) -> Result<()> {
    let Some(ruling) = ruling else { return Ok(()) };
    match row.subject {
        DisputeSubject::Verdict => on_ticket(held, row, ruling, (decided.reason, by)).await,
        DisputeSubject::LedgerEntry if ruling.excludes() => on_ledger(held, row, decided.reason).await,
        DisputeSubject::LedgerEntry => Ok(()),
        DisputeSubject::ManualScore => on_score(held, row, ruling, decided).await,
    }
}

/// A score that does not hold counts no more, or another one does in its place; whoever decided so is who decided, also
/// where somebody else's acceptance or silence made it final.
async fn on_score(held: &Held, row: &DisputeView, ruling: &Ruling, decided: DisputeStepView) -> Result<()> {
    let rate = match ruling {
        Ruling::Partly(Part::Score { score }) => Some(score.clone()),
        ruling if ruling.excludes() => None,
        _ => return Ok(()),
    };
    let by = (decided.actor_id, decided.actor_name);
    let score = disputed_score(held, row).await?;
    revise_in(held, &score, Revision { dispute: row.id, rate, reason: decided.reason, by }).await
}

/// A deduction that does not hold is struck, unless somebody has struck it meanwhile.
async fn on_ledger(held: &Held, row: &DisputeView, reason: String) -> Result<()> {
    let id = LedgerEntryId(row.subject_id);
    if !ledger::strikes(&held.transaction, &[id]).await?.is_empty() {
        return Ok(());
    }
    let found = ledger::some(&held.transaction, &ReadScope::Everything, &[id]).await?.pop();
    let entry = found.ok_or_else(|| missing("the ledger entry of a dispute"))?;
    strike_in(held, &entry, reason, Some(row.id.0)).await.map(drop)
}

async fn on_ticket(
    held: &Held,
    row: &DisputeView,
    ruling: &Ruling,
    (reason, by): (String, Option<UserId>),
) -> Result<()> {
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
    let disputed =
        Disputed { dispute: row.id, clock: ClockKey { metric, cycle, seq }, revision, ruling: ruling.clone(), reason };
    let Some(decision) = dispute_decided(&before, &log, &disputed, op.now()) else { return Ok(()) };
    let mut change = Box::pin(change(op, transaction, &ticket, &log, &decision)).await?;
    change.events.iter_mut().for_each(|event| event.actor_id = by);
    // Both sides know of the breach: where its deadline only moves, nobody is alarmed once more.
    let alarms = change.clocks.iter_mut().flat_map(|clock| &mut clock.alarms);
    let told = alarms.filter(|alarm| alarm.kind != AlarmKind::Rise);
    told.for_each(|alarm| *alarm = told_by_nobody(alarm.clone(), op.now()));
    // The row is held: nobody can have changed it.
    if write_change(transaction, change).await? { Ok(()) } else { Err(Error::Conflict) }
}
