//! Who consumed the time: replays tickets, because the pieces of their clocks are not stored.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use domain::Instant;
use domain::access::{Action, TicketScope};
use domain::ids::TicketId;
use domain::report::time::PartyTime;
use domain::sla::{ClockKey, ReplayInput, charged};
use storage::entity::{sla_clock, ticket_event};
use storage::query::report::{ReportKey, StoppedClock, count_stopped_tickets, stopped_clocks};
use storage::query::ticket::{clocks_of, events_of};

use super::grouping::refuse_beyond_limit;
use super::query::{ReportQuery, counted_at};
use crate::ticket::clocks::pins;
use crate::ticket::grouped;
use crate::ticket::rows::{event, missing};
use crate::{Coverage, Error, Op, Result};

/// Tickets of one report at most: each is replayed.
const MAX_TICKETS: i64 = 10_000;
/// Tickets that are read at a time.
const BATCH: usize = 500;

/// A report: its rows add up to its total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeReport {
    /// One key a dimension, in the order asked for.
    pub rows: Vec<(Vec<ReportKey>, PartyTime)>,
    pub total: PartyTime,
}

/// A ticket with all that its clocks follow from, and those that are counted.
struct Stopped {
    clocks: Vec<StoppedClock>,
    events: Vec<ticket_event::Model>,
    stored: Vec<sla_clock::Model>,
}

/// Adds up who answers for the time of the clocks that were judged and have stopped. Needs `report.view`.
///
/// # Errors
/// `INVALID` as for the SLA report, and for clocks of more than 10,000 tickets.
pub async fn time_report(op: &Op, query: &ReportQuery) -> Result<TimeReport> {
    op.require(Action::ReportView)?;
    query.check()?;
    let (db, scope) = (op.app().store.read(), op.ticket_scope(Action::ReportView));
    let (filter, now) = (query.filter(op), counted_at(op));
    refuse_too_many(count_stopped_tickets(db, &scope, &filter, now).await?)?;
    let clocks = stopped_clocks(db, &scope, &filter, &query.group_by, now).await?;
    let mut found = BTreeMap::new();
    let mut clocks = grouped(clocks, |clock| clock.ticket);
    let ids: Vec<TicketId> = clocks.keys().copied().collect();
    for batch in ids.chunks(BATCH) {
        let (tickets, coverage) = read(op, batch, &mut clocks).await?;
        // Replays are reckoning alone, and other work waits for nobody who reckons.
        let added = tokio::task::spawn_blocking(move || add(found, &tickets, &coverage, now));
        found = added.await.map_err(|error| Error::Internal(error.into()))??;
        refuse_beyond_limit(found.len())?;
    }
    let total = found.values().copied().sum();
    let rows = found.into_iter().filter(|(keys, _)| !keys.is_empty());
    Ok(TimeReport { rows: rows.collect(), total })
}

fn refuse_too_many(tickets: i64) -> Result<()> {
    if tickets <= MAX_TICKETS {
        return Ok(());
    }
    let en = format!("{tickets} tickets, at most {MAX_TICKETS} are replayed: narrow the report");
    let zh = format!("共 {tickets} 张工单，最多重放 {MAX_TICKETS} 张，请缩小范围");
    Err(Error::invalid("TOO_MANY_TICKETS", "filter", en, zh))
}

/// Two statements, however many tickets. That the actor reaches the clocks is certain by now; of their tickets a former
/// vendor sees nothing but the sums.
async fn read(
    op: &Op,
    ids: &[TicketId],
    clocks: &mut HashMap<TicketId, Vec<StoppedClock>>,
) -> Result<(Vec<Stopped>, Arc<Coverage>)> {
    let (db, all) = (op.app().store.read(), &TicketScope::Everything);
    let stored = clocks_of(db, all, ids).await?;
    let mut events = grouped(events_of(db, all, ids).await?, |row| row.ticket_id);
    let tickets: Vec<_> = ids.iter().filter_map(|id| Some((*id, clocks.remove(id)?))).collect();
    let versions: Vec<_> = tickets.iter().filter_map(|(_, clocks)| Some(clocks.first()?.terms)).collect();
    let coverage = op.coverage_for(&versions, &stored).await?;
    let mut stored = grouped(stored, |row| row.ticket_id);
    let stopped = tickets.into_iter().map(|(id, clocks)| Stopped {
        clocks,
        events: events.remove(&id).unwrap_or_default(),
        stored: stored.remove(&id).unwrap_or_default(),
    });
    Ok((stopped.collect(), coverage))
}

type Sums = BTreeMap<Vec<ReportKey>, PartyTime>;

fn add(mut sums: Sums, tickets: &[Stopped], coverage: &Coverage, now: Instant) -> Result<Sums> {
    for Stopped { clocks, events, stored } in tickets {
        let Some(first) = clocks.first() else { continue };
        let terms = coverage.terms.get(&first.terms).ok_or_else(|| missing("the policy version"))?;
        let events = events.iter().map(event).collect::<Result<Vec<_>>>()?;
        let pins = pins(stored, coverage.book.latest());
        let input = ReplayInput { events: &events, terms, book: &coverage.book, pins: &pins, now };
        let wanted: Vec<ClockKey> = clocks.iter().map(|clock| clock.key).collect();
        for (key, charges) in charged(&input, &wanted) {
            let Some(clock) = clocks.iter().find(|clock| clock.key == key) else { continue };
            let sum = sums.entry(clock.keys.clone()).or_default();
            *sum = *sum + PartyTime::charged(&charges);
        }
    }
    Ok(sums)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_many_tickets_are_refused_with_their_number() {
        assert!(refuse_too_many(10_000).is_ok());
        let Err(Error::Invalid(violations)) = refuse_too_many(10_001) else { panic!("these must be refused") };
        assert_eq!((violations[0].code, violations[0].field), ("TOO_MANY_TICKETS", Some("filter")));
        assert!(violations[0].en.contains("10001") && violations[0].zh.contains("10000"));
    }
}
