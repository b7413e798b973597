//! Replays every ticket and lists where the stored clocks differ from it: `gongdan verify clocks` (I2).

use std::collections::HashMap;

use domain::access::TicketScope;
use domain::ids::TicketId;
use domain::sla::ClockState;
use serde::Serialize;
use storage::entity::sla_clock;
use storage::query::{sla, ticket as query};

use super::compare::{Mismatch, Stored, compare};
use crate::{Op, Result};

const BATCH: u64 = 500;
/// Differences that a report lists; all are counted.
const LISTED: usize = 100;
/// Reads of a ticket that people are changing at the same time.
const ATTEMPTS: usize = 5;

/// How far a verification has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VerifyProgress {
    pub done: u64,
    pub tickets: u64,
}

/// What a verification found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct VerifyReport {
    pub tickets: u64,
    pub clocks: u64,
    /// All differences; 0 is what it should be.
    pub different: u64,
    /// The first 100 of them.
    pub differences: Vec<Difference>,
}

/// One stored value that the log does not give.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Difference {
    pub ticket: TicketId,
    pub number: String,
    /// For example `RESTORE 1/1 due_at`.
    pub what: String,
    pub stored: String,
    pub replayed: String,
}

/// Compares every ticket, in the order of their ids, with its replay at the operation's time and at each clock's own
/// calendar revision; what may differ because time alone has passed is said in `compare`. Writes nothing, and may run
/// beside everything else.
pub async fn verify_clocks(op: &Op, progress: &(dyn Fn(VerifyProgress) + Send + Sync)) -> Result<VerifyReport> {
    op.app().refresh().await?;
    let db = op.app().store.read();
    let tickets = sla::count_tickets(db).await?;
    let mut report = VerifyReport::default();
    let mut after = None;
    loop {
        let ids = sla::ids_after(db, after, BATCH).await?;
        let Some(last) = ids.last() else { return Ok(report) };
        after = Some(*last);
        for stored in load(op, &ids).await? {
            report.clocks += stored.clocks.len() as u64;
            let mut found = compare(&stored, &op.coverage(), op.now())?;
            if !found.is_empty() {
                found = again(op, stored.ticket.id).await?;
            }
            report.add(&stored, found);
        }
        report.tickets += ids.len() as u64;
        progress(VerifyProgress { done: report.tickets, tickets: tickets.max(report.tickets) });
    }
}

impl VerifyReport {
    fn add(&mut self, stored: &Stored, found: Vec<Mismatch>) {
        self.different += found.len() as u64;
        let room = LISTED.saturating_sub(self.differences.len());
        self.differences.extend(found.into_iter().take(room).map(|mismatch| Difference {
            ticket: stored.ticket.id,
            number: stored.ticket.number.clone(),
            what: mismatch.what,
            stored: mismatch.stored,
            replayed: mismatch.replayed,
        }));
    }
}

/// A ticket that was changed between the statements of a batch looks different: it is read until its version stands.
async fn again(op: &Op, id: TicketId) -> Result<Vec<Mismatch>> {
    let db = op.app().store.read();
    let mut found = Vec::new();
    for _ in 0..ATTEMPTS {
        let op = op.renewed();
        op.app().refresh().await?;
        let Some(stored) = load(&op, &[id]).await?.pop() else { return Ok(Vec::new()) };
        found = compare(&stored, &op.coverage(), op.now())?;
        let now = query::find(db, &TicketScope::Everything, id).await?;
        if found.is_empty() || now.is_some_and(|row| row.version == stored.ticket.version) {
            break;
        }
    }
    Ok(found)
}

/// Tickets with all that hangs on them, in five statements.
async fn load(op: &Op, ids: &[TicketId]) -> Result<Vec<Stored>> {
    let (db, all) = (op.app().store.read(), &TicketScope::Everything);
    let tickets = sla::tickets(db, ids).await?;
    let clocks = query::clocks_of(db, all, ids).await?;
    let running = clocks.iter().filter(|row| row.state == ClockState::Running).map(|row| row.id);
    let alarms = sla::coming_breaches(db, &running.collect::<Vec<_>>()).await?;
    let mut alarms_of: HashMap<TicketId, Vec<_>> = HashMap::new();
    let owner: HashMap<_, _> = clocks.iter().map(|row| (row.id, row.ticket_id)).collect();
    for alarm in alarms {
        if let Some(ticket) = owner.get(&alarm.0) {
            alarms_of.entry(*ticket).or_default().push(alarm);
        }
    }
    let mut clocks_of: HashMap<TicketId, Vec<sla_clock::Model>> = HashMap::new();
    for clock in clocks {
        clocks_of.entry(clock.ticket_id).or_default().push(clock);
    }
    let mut events_of: HashMap<TicketId, Vec<_>> = HashMap::new();
    for event in query::events_of(db, all, ids).await? {
        events_of.entry(event.ticket_id).or_default().push(event);
    }
    let lapsed = sla::with_lapsed_pauses(db, ids, op.now()).await?;
    let stored = tickets.into_iter().map(|ticket| Stored {
        clocks: clocks_of.remove(&ticket.id).unwrap_or_default(),
        events: events_of.remove(&ticket.id).unwrap_or_default(),
        alarms: alarms_of.remove(&ticket.id).unwrap_or_default(),
        lapsed: lapsed.contains(&ticket.id),
        ticket,
    });
    Ok(stored.collect())
}
