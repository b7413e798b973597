//! Following an activated change of a calendar: the clocks without a verdict that it touches, in batches (S7, I3).
//!
//! The tickets to be reached stand in a list; each batch takes some from it, computes them anew and logs every clock
//! that moved, in one transaction. So a worker that is killed leaves no half of a batch, two share the list, and what
//! is left of it is what is left to do.

use std::collections::HashMap;
use std::sync::Arc;

use domain::access::TicketScope;
use domain::calendar::ChangedSpans;
use domain::ids::{CalendarChangeId, CalendarId, ClockId, ClockRevisionId, OutboxId, PolicyVersionId, TicketId};
use serde::Serialize;
use storage::Transaction;
use storage::entity::{calendar_change, clock_revision, outbox, sla_clock, ticket, ticket_event};
use storage::query::calendar_change::{self as query, Touching};
use storage::query::setup::insert;
use storage::query::ticket as parts;
use storage::write::{TicketChange, follow, log_clock_revisions};

use super::recompute::{REVISED, announce, moved};
use crate::ticket::change::recomputed;
use crate::ticket::clocks::Cause;
use crate::ticket::rows::{event, missing};
use crate::{Coverage, Op, Result};

/// Tickets in one transaction: long enough to be worth its commit, short enough for whoever waits for one of them.
const BATCH: u64 = 50;
/// Tickets in one run of the job; the next run goes on.
const A_RUN: u64 = 20_000;
/// Each span is bound twice; what lies beyond so many is taken as one.
pub(crate) const SPANS: usize = 64;

/// What a run did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FollowReport {
    /// Changes that every clock has followed now.
    pub changes: u64,
    /// Tickets computed anew.
    pub tickets: u64,
    /// Clocks that are at the new revision now.
    pub clocks: u64,
    /// Those of them whose deadline, or its certainty, became another.
    pub moved: u64,
    /// Tickets that are still on a list.
    pub left: u64,
}

/// Brings running clocks up to the activated changes of calendars, at most 20,000 tickets a run. Any number of workers
/// may do so at once, and may be killed.
pub async fn follow_calendars(op: &Op) -> Result<FollowReport> {
    let mut report = FollowReport::default();
    for change in query::activating(op.app().store.read()).await? {
        follow_change(op, &change, A_RUN.saturating_sub(report.tickets), &mut report).await?;
    }
    Ok(report)
}

/// The same for one change, and for so many tickets.
pub(crate) async fn follow_one(op: &Op, id: CalendarChangeId, at_most: u64) -> Result<FollowReport> {
    let mut report = FollowReport::default();
    if let Some(change) = query::find(op.app().store.read(), id).await? {
        follow_change(op, &change, at_most, &mut report).await?;
    }
    Ok(report)
}

async fn follow_change(
    op: &Op,
    change: &calendar_change::Model,
    at_most: u64,
    report: &mut FollowReport,
) -> Result<()> {
    op.app().refresh().await?;
    let Some(revision) = change.revision.filter(|revision| *revision <= op.coverage().book.latest()) else {
        return Ok(());
    };
    list(op, change, revision).await?;
    let mut done = 0;
    loop {
        let op = op.renewed();
        while done < at_most {
            let Some(batch) = Box::pin(batch(&op, change, revision)).await? else { break };
            done += batch.tickets;
            report.tickets += batch.tickets;
            report.clocks += batch.clocks;
            report.moved += batch.moved;
        }
        let left = query::left(op.app().store.read(), change.id).await?;
        if left > 0 {
            // Another worker is at them, or the next run will be.
            report.left += u64::try_from(left).unwrap_or(0);
            return Ok(());
        }
        // A process that did not know of the revision yet may have begun a clock on the one before.
        if again(&op, change, revision).await? == 0 {
            report.changes += u64::from(finish(&op, change, revision).await?);
            return Ok(());
        }
    }
}

/// Which clocks a step from one revision of a calendar to another touches.
pub(crate) fn touching(coverage: &Coverage, calendar: CalendarId, spans: &ChangedSpans, revision: i64) -> Touching {
    Touching { revision, versions: counting_with(coverage, calendar), spans: spans.at_most(SPANS) }
}

fn counting_with(coverage: &Coverage, calendar: CalendarId) -> Vec<PolicyVersionId> {
    let with = |terms: &domain::sla::PolicyTerms| terms.targets.iter().any(|target| target.calendar == calendar);
    let mut versions: Vec<_> = coverage.terms.iter().filter(|(_, terms)| with(terms)).map(|(id, _)| *id).collect();
    versions.sort_unstable();
    versions
}

fn touched_by(op: &Op, change: &calendar_change::Model, revision: i64) -> Result<Touching> {
    let coverage = op.coverage();
    let of = |revision| coverage.book.as_of(revision).get(change.calendar_id).ok_or_else(|| missing("the calendar"));
    let spans = ChangedSpans::between(of(change.base_revision)?, of(revision)?);
    Ok(touching(&coverage, change.calendar_id, &spans, revision))
}

async fn list(op: &Op, change: &calendar_change::Model, revision: i64) -> Result<()> {
    if change.listed_at.is_some() {
        return Ok(());
    }
    let touching = touched_by(op, change, revision)?;
    let transaction = op.begin().await?;
    if query::mark_listed(&transaction, change.id, op.now()).await? {
        let listed = query::list_tickets(&transaction, change.id, &touching).await?;
        query::add_tickets(&transaction, change.id, i64::try_from(listed).unwrap_or(i64::MAX)).await?;
    }
    Ok(transaction.commit().await?)
}

async fn again(op: &Op, change: &calendar_change::Model, revision: i64) -> Result<u64> {
    let touching = touched_by(op, change, revision)?;
    let transaction = op.begin().await?;
    let listed = query::list_tickets(&transaction, change.id, &touching).await?;
    if listed > 0 {
        query::add_tickets(&transaction, change.id, i64::try_from(listed).unwrap_or(i64::MAX)).await?;
    }
    transaction.commit().await?;
    Ok(listed)
}

async fn finish(op: &Op, change: &calendar_change::Model, revision: i64) -> Result<bool> {
    let (clocks, moved) = query::followed(op.app().store.read(), revision).await?;
    let row = op.coverage().calendars.get(&change.calendar_id).cloned().ok_or_else(|| missing("the calendar"))?;
    let detail = serde_json::json!({
        "calendarId": row.id, "code": row.code, "revision": revision, "clocks": clocks, "moved": moved,
    });
    let transaction = op.begin().await?;
    if !query::finish(&transaction, change.id, op.now()).await? {
        transaction.rollback().await?;
        return Ok(false);
    }
    let message = outbox::Model {
        id: op.id::<OutboxId>(),
        feed_seq: None,
        topic: "calendar.followed".to_owned(),
        ticket_id: None,
        agency_id: row.owner_id,
        vendor_id: None,
        payload: detail.clone(),
        created_at: op.now(),
    };
    insert(&transaction, message).await?;
    insert(&transaction, op.audit("calendar.followed", ("calendar", row.id.0), detail)).await?;
    transaction.commit().await?;
    op.app().outbox_filled.notify_one();
    Ok(true)
}

/// What one transaction did.
struct Batch {
    tickets: u64,
    clocks: u64,
    moved: u64,
}

/// None when nobody's turn has come: the list is empty, or others hold all that is on it.
async fn batch(op: &Op, change: &calendar_change::Model, revision: i64) -> Result<Option<Batch>> {
    let transaction = op.begin().await?;
    let ids = query::claim(&transaction, change.id, BATCH).await?;
    if ids.is_empty() {
        transaction.rollback().await?;
        return Ok(None);
    }
    let read = Tickets::read(&transaction, &ids).await?;
    let coverage = read.coverage(op).await?;
    let (mut changes, mut log) = (Vec::new(), Vec::new());
    for row in &read.rows {
        let Some(mut found) = read.change(op, row, &coverage, revision)? else { continue };
        log.extend(logged(op, read.clocks_of(row.id), &found));
        announce(op, &mut found, revision);
        changes.push(found);
    }
    let clocks = log.len() as u64;
    let moved = log.iter().filter(|row| row.moved).count() as u64;
    follow(&transaction, changes).await?;
    log_clock_revisions(&transaction, log).await?;
    transaction.commit().await?;
    op.app().outbox_filled.notify_one();
    Ok(Some(Batch { tickets: ids.len() as u64, clocks, moved }))
}

/// Several tickets with all that their clocks follow from, held for the transaction.
struct Tickets {
    rows: Vec<ticket::Model>,
    events: HashMap<TicketId, Vec<ticket_event::Model>>,
    clocks: HashMap<TicketId, Vec<sla_clock::Model>>,
    /// The newest verdict revision of each clock.
    verdicts: HashMap<ClockId, i32>,
}

impl Tickets {
    async fn read(transaction: &Transaction, ids: &[TicketId]) -> Result<Self> {
        let all = &TicketScope::Everything;
        let rows = query::hold_tickets(transaction, ids).await?;
        let events = parts::events_of(transaction, all, ids).await?;
        let clocks = parts::clocks_of(transaction, all, ids).await?;
        let settled = clocks.iter().filter(|row| row.state.is_settled());
        let mut settled: Vec<TicketId> = settled.map(|row| row.ticket_id).collect();
        settled.dedup();
        let verdicts = parts::verdicts_of(transaction, all, &settled).await?;
        Ok(Self {
            rows,
            events: grouped(events, |row| row.ticket_id),
            clocks: grouped(clocks, |row| row.ticket_id),
            verdicts: verdicts.into_iter().map(|verdict| (verdict.clock_id, verdict.revision)).collect(),
        })
    }

    async fn coverage(&self, op: &Op) -> Result<Arc<Coverage>> {
        let versions: Vec<PolicyVersionId> = self.rows.iter().map(|row| row.policy_version_id).collect();
        let clocks: Vec<sla_clock::Model> = self.clocks.values().flatten().cloned().collect();
        op.coverage_for(&versions, &clocks).await
    }

    fn clocks_of(&self, ticket: TicketId) -> &[sla_clock::Model] {
        self.clocks.get(&ticket).map_or(&[], Vec::as_slice)
    }

    /// None when the replay gives what is stored: somebody has brought the ticket up.
    fn change(&self, op: &Op, row: &ticket::Model, coverage: &Coverage, revision: i64) -> Result<Option<TicketChange>> {
        let log = self.events.get(&row.id).into_iter().flatten().map(event).collect::<Result<Vec<_>>>()?;
        let terms = coverage.terms.get(&row.policy_version_id).ok_or_else(|| missing("the policy version"))?;
        let stored = self.clocks_of(row.id);
        let pins = moved(stored, coverage.book.latest(), Some(revision));
        let cause = Cause { word: REVISED, seq: None };
        let change = recomputed(op, row, &log, coverage, (terms, &pins), (stored, &self.verdicts, cause))?;
        Ok((change.clocks.len() + change.dropped.len() > 0).then_some(change))
    }
}

fn grouped<R>(rows: Vec<R>, of: impl Fn(&R) -> TicketId) -> HashMap<TicketId, Vec<R>> {
    let mut groups: HashMap<TicketId, Vec<R>> = HashMap::new();
    for row in rows {
        groups.entry(of(&row)).or_default().push(row);
    }
    groups
}

/// One entry for each clock that is at another calendar revision than it was.
pub(super) fn logged(op: &Op, stored: &[sla_clock::Model], change: &TicketChange) -> Vec<clock_revision::Model> {
    let of = |new: &sla_clock::Model| {
        let old = stored.iter().find(|old| old.id == new.id)?;
        (old.calendar_revision != new.calendar_revision).then(|| clock_revision::Model {
            id: op.id::<ClockRevisionId>(),
            clock_id: new.id,
            ticket_id: new.ticket_id,
            from_revision: old.calendar_revision,
            calendar_revision: new.calendar_revision,
            old_state: old.state,
            new_state: new.state,
            old_due_at: old.due_at,
            new_due_at: new.due_at,
            old_provisional: old.provisional,
            new_provisional: new.provisional,
            moved: (old.due_at, old.provisional, old.state) != (new.due_at, new.provisional, new.state),
            recorded_at: op.now(),
        })
    };
    change.clocks.iter().filter_map(|change| of(&change.clock)).collect()
}
