//! Writing approved exclusions into the tickets that they fall on, in batches.
//!
//! The tickets to be reached stand in a list; each batch takes some from it and writes one event into each, in one
//! transaction. So a worker that is killed leaves no half of a batch, and two share the list. A ticket is on the list of
//! an exclusion once, and its log refuses a second event of the same one. The list keeps until when it was written into
//! each: where it ends earlier than that by now, the ticket gets an event that says so.

use chrono::TimeDelta;
use domain::access::ReadScope;
use domain::exclusion::ExclusionState;
use domain::ids::{ExclusionId, PauseId};
use domain::ticket::{Excluding, Fact, RAISE_BACK, Ticket, exclude};
use serde::Serialize;
use storage::entity::ticket;
use storage::query::calendar_change::hold_tickets;
use storage::query::exclusion::Waiting;
use storage::query::setup::insert;
use storage::query::{exclusion as query, ticket as parts};
use storage::write::act as write;

use super::{ExclusionView, detail, holds_to, message, systems};
use crate::outbox::id_of;
use crate::ticket::change::change;
use crate::ticket::rows::{event, missing};
use crate::{Error, Op, Result};

/// Tickets in one transaction.
const BATCH: u64 = 25;
/// Tickets in one run of the job; the next run goes on.
const A_RUN: u64 = 10_000;
/// So long before it begins an exclusion is written down, so that no clock breaches in its first seconds.
const AHEAD: TimeDelta = TimeDelta::hours(1);
/// Tickets are looked for again so far behind the last look: what was being entered then is found by now.
const OVERLAP: TimeDelta = TimeDelta::minutes(10);

/// What a run did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ApplyReport {
    /// Exclusions that are in work.
    pub exclusions: u64,
    /// Tickets that one was written into now.
    pub tickets: u64,
    /// Tickets that are still on a list.
    pub left: u64,
    /// Exclusions on which no further ticket can fall.
    pub finished: u64,
}

/// Writes approved exclusions into their tickets, at most 10,000 a run. Any number of workers may do so at once, and may
/// be killed. Costs nothing while no exclusion is in work.
pub async fn apply_exclusions(op: &Op) -> Result<ApplyReport> {
    let mut report = ApplyReport::default();
    for row in query::in_work(op.app().store.read(), op.now() + AHEAD).await? {
        report.exclusions += 1;
        apply(&op.renewed(), &row, A_RUN.saturating_sub(report.tickets), &mut report).await?;
    }
    Ok(report)
}

async fn apply(op: &Op, row: &ExclusionView, at_most: u64, report: &mut ApplyReport) -> Result<()> {
    if row.state == ExclusionState::Approved {
        list(op, row).await?;
    }
    let mut done = 0;
    while done < at_most {
        let Some(tickets) = Box::pin(batch(&op.renewed(), row)).await? else { break };
        done += tickets;
        report.tickets += tickets;
    }
    let left = query::left(op.app().store.read(), row.id, holds_to(row)).await?;
    report.left += u64::try_from(left).unwrap_or(0);
    // A ticket may be written down so long after it was raised.
    let over = row.state == ExclusionState::Withdrawn || row.to_at + RAISE_BACK + OVERLAP < op.now();
    if left == 0 && over {
        report.finished += u64::from(finish(op, row.id).await?);
    }
    Ok(())
}

/// All tickets at first, and once more when it is over, because one may have been reopened; else those entered since.
async fn list(op: &Op, row: &ExclusionView) -> Result<()> {
    let over = row.to_at <= op.now();
    let since = row.listed_at.filter(|at| !over || row.to_at <= *at).map(|at| at - OVERLAP);
    let agencies = op.directory().below(row.agency_id);
    let transaction = op.begin().await?;
    query::list_tickets(&transaction, row, (&agencies, &systems(row)), since).await?;
    query::mark_listed(&transaction, row.id, op.now()).await?;
    Ok(transaction.commit().await?)
}

/// None when nobody's turn has come: the list is empty, or others hold all that is on it.
async fn batch(op: &Op, row: &ExclusionView) -> Result<Option<u64>> {
    let transaction = op.begin().await?;
    // It may have been ended since it was read. Who is a moment too late for that writes it down with the end that he knew,
    // and the next run finds it.
    let current = query::find(&transaction, &everything(), row.id).await?;
    let row = current.as_ref().unwrap_or(row);
    let mut ids = query::claim(&transaction, row.id, (Waiting::New, holds_to(row)), BATCH, op.now()).await?;
    if ids.is_empty() && row.ended_at.is_some() {
        ids = query::claim(&transaction, row.id, (Waiting::Longer, holds_to(row)), BATCH, op.now()).await?;
    }
    if ids.is_empty() {
        transaction.rollback().await?;
        return Ok(None);
    }
    let mut touched = 0;
    for ticket in hold_tickets(&transaction, &ids).await? {
        touched += i64::from(one(op, &transaction, row, &ticket).await?);
    }
    query::add_touched(&transaction, row.id, touched).await?;
    transaction.commit().await?;
    op.app().outbox_filled.notify_one();
    Ok(Some(ids.len() as u64))
}

/// Whether it was written into the ticket for the first time.
async fn one(op: &Op, transaction: &storage::Transaction, row: &ExclusionView, ticket: &ticket::Model) -> Result<bool> {
    let log = parts::events(transaction, ticket.id).await?;
    let log = log.iter().map(event).collect::<Result<Vec<_>>>()?;
    let mut before = Ticket::fold(&log, Some(ticket.vendor_id)).ok_or_else(|| missing("the first event"))?;
    before.team = ticket.team_id;
    let excluding = Excluding {
        exclusion: row.id,
        pause: PauseId(id_of(&format!("exclusion {} {}", row.id, ticket.id)).0),
        reason: row.kind.reason(),
        from: row.from_at,
        to: holds_to(row),
        note: row.reason.clone(),
        shortened: row.end_reason.clone().unwrap_or_default(),
    };
    let Some(decision) = exclude(&before, &log, &excluding, op.now()) else { return Ok(false) };
    let first = decision.events.iter().any(|event| matches!(event.fact, Fact::ExclusionApplied { .. }));
    let change = Box::pin(change(op, transaction, ticket, &log, &decision)).await?;
    // The row is held: nobody can have changed it.
    if write(transaction, change).await? { Ok(first) } else { Err(Error::Conflict) }
}

fn everything() -> query::Sight {
    query::Sight { scope: ReadScope::Everything, served: Vec::new() }
}

async fn finish(op: &Op, id: ExclusionId) -> Result<bool> {
    let transaction = op.begin().await?;
    let finished = query::finish(&transaction, id, op.now()).await?;
    if finished && let Some(row) = query::find(&transaction, &everything(), id).await? {
        insert(&transaction, message(op, "exclusion.finished", &row)).await?;
        insert(&transaction, op.audit("exclusion.finish", ("service_exclusion", id.0), detail(&row))).await?;
    }
    transaction.commit().await?;
    Ok(finished)
}
