//! Levels that rise by themselves: what was not restored in the time that its policy says becomes one priority graver.

use domain::access::TicketScope;
use domain::sla::{AlarmKind, ReplayInput, replay};
use domain::ticket::{Decision, Event, Priority, Ticket, risen};
use serde::Serialize;
use storage::entity::ticket;
use storage::query::sla::{DueRise, due_rises, settle_rise};
use storage::query::ticket as query;
use storage::{Transaction, write};

use crate::ticket::change::change;
use crate::ticket::clocks::pins;
use crate::ticket::rows::{event, missing};
use crate::{Error, Op, Result};

const BATCH: u64 = 200;
/// A ticket that people change so often meanwhile can wait for the next run.
const ATTEMPTS: usize = 5;

/// What a run did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RiseReport {
    /// Tickets that became one priority graver.
    pub risen: u64,
    /// Alarms of tickets that had moved on meanwhile.
    pub idle: u64,
}

/// Takes every rise that is due, each in a transaction of its own: the cost follows what fell due. The event, the clocks
/// and the end of the alarm are one commit under the ticket's version, so that a level rises once whoever else is at it.
pub async fn raise_severity(op: &Op) -> Result<RiseReport> {
    let mut report = RiseReport::default();
    loop {
        let op = op.renewed();
        let due = due_rises(op.app().store.read(), op.now(), BATCH).await?;
        if due.is_empty() {
            return Ok(report);
        }
        for rise in due {
            let rose = one(&op.renewed(), &rise).await?;
            report.risen += u64::from(rose);
            report.idle += u64::from(!rose);
        }
    }
}

async fn one(op: &Op, rise: &DueRise) -> Result<bool> {
    for _ in 0..ATTEMPTS {
        let transaction = op.begin().await?;
        let row = query::find(&transaction, &TicketScope::Everything, rise.ticket_id).await?;
        let row = row.ok_or_else(|| missing("the ticket of an alarm"))?;
        let log = query::events(&transaction, row.id).await?.iter().map(event).collect::<Result<Vec<_>>>()?;
        let decision = decided(op, &transaction, &row, &log, rise).await?;
        if let Some(decision) = &decision {
            let change = Box::pin(change(op, &transaction, &row, &log, decision)).await?;
            if !write::act(&transaction, change).await? {
                transaction.rollback().await?;
                continue;
            }
        }
        settle_rise(&transaction, rise, op.now()).await?;
        transaction.commit().await?;
        op.app().outbox_filled.notify_one();
        return Ok(decision.is_some());
    }
    Err(Error::Conflict)
}

/// What becomes of the ticket, if its log still says that it shall rise.
async fn decided(
    op: &Op,
    transaction: &Transaction,
    row: &ticket::Model,
    log: &[Event],
    rise: &DueRise,
) -> Result<Option<Decision>> {
    let stored = query::clocks(transaction, row.id).await?;
    let coverage = op.coverage_for(&[row.policy_version_id], &stored).await?;
    let terms = coverage.terms.get(&row.policy_version_id).ok_or_else(|| missing("the policy version"))?;
    let pins = pins(&stored, coverage.book.latest());
    let clocks = replay(&ReplayInput { events: log, terms, book: &coverage.book, pins: &pins, now: op.now() });
    let coming = clocks.iter().flat_map(|clock| &clock.alarms).find(|alarm| alarm.kind == AlarmKind::Rise);
    let holds = coming.is_some_and(|alarm| (alarm.level, alarm.at) == (rise.level, rise.at));
    let to = Priority::ALL.iter().copied().find(|priority| priority.level() == rise.level);
    let mut before = Ticket::fold(log, Some(row.vendor_id)).ok_or_else(|| missing("the first event"))?;
    before.team = row.team_id;
    Ok(to.filter(|_| holds).and_then(|to| risen(&before, to, op.now())))
}
