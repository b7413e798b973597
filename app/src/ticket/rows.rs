//! Between domain values and the rows that cache them.

use chrono::{DateTime, Datelike};
use chrono_tz::Tz;
use domain::Instant;
use domain::ids::{ClockId, ContractId, EventId, TicketId, UserId};
use domain::sla::{ClockKey, ClockState, Metric, SlaClock};
use domain::ticket::{Event, Fact, Leg};
use storage::entity::{sla_clock, ticket, ticket_event};

use super::legs::held;
use crate::{Error, Result};

/// Sorts after every deadline: sort columns are never null (DESIGN §6).
pub(crate) const NO_DUE: Instant = match DateTime::from_timestamp(253_402_214_400, 0) {
    Some(end) => end,
    None => DateTime::UNIX_EPOCH,
};

/// An event that comes with the ticket itself; a later one is given the version that it brings.
pub(crate) fn event_row(
    ticket: TicketId,
    id: EventId,
    event: &Event,
    actor: Option<UserId>,
) -> Result<ticket_event::Model> {
    Ok(ticket_event::Model {
        ticket_id: ticket,
        seq: event.seq,
        id,
        type_: event.fact.word().to_owned(),
        fact: serde_json::to_value(&event.fact)?,
        occurred_at: event.occurred_at,
        recorded_at: event.recorded_at,
        side: event.side,
        actor_id: actor,
        version: 1,
    })
}

pub(crate) fn event(row: &ticket_event::Model) -> Result<Event> {
    let fact: Fact = serde_json::from_value(row.fact.clone())?;
    Ok(Event { seq: row.seq, occurred_at: row.occurred_at, recorded_at: row.recorded_at, side: row.side, fact })
}

/// What a clock row needs beside the clock itself.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ClockContext<'c> {
    pub ticket: TicketId,
    pub contract: ContractId,
    /// The contract's zone owns the month in which the clock counts (S10).
    pub zone: Tz,
    pub input_hash: &'c str,
    /// The legs of a ticket that was handed over: each clock then counts for one of their contracts.
    pub holders: &'c [(Leg, Tz)],
}

pub(crate) fn clock_row(id: ClockId, clock: &SlaClock, revision: i64, context: ClockContext<'_>) -> sla_clock::Model {
    let counted_at = clock.counts_at();
    let (contract, zone) = held(context.holders, clock).unwrap_or((context.contract, context.zone));
    sla_clock::Model {
        id,
        ticket_id: context.ticket,
        metric: clock.key.metric,
        cycle: clock.key.cycle,
        seq: clock.key.seq,
        contract_id: contract,
        target_id: clock.target,
        state: clock.state,
        started_at: clock.started_at,
        effective_start_at: clock.effective_start_at,
        due_at: clock.due_at,
        provisional: clock.provisional,
        stopped_at: clock.stopped_at,
        breached_at: clock.breached_at,
        breach_known_at: clock.breach_known_at,
        elapsed_seconds: clock.elapsed_seconds,
        paused_seconds: clock.paused_seconds,
        target_seconds: clock.target_seconds,
        counted_at,
        counted_month: month(counted_at, zone),
        rule: clock.rule,
        calendar_revision: revision,
        input_hash: context.input_hash.to_owned(),
    }
}

/// The civil month of an instant as `YYYYMM`.
pub(crate) fn month(at: Instant, zone: Tz) -> i32 {
    let local = at.with_timezone(&zone);
    local.year() * 100 + i32::try_from(local.month()).unwrap_or(0)
}

/// Puts the summary of the clocks on the ticket row (DESIGN §9): of each metric the newest clock that has begun.
pub(crate) fn summarise(row: &mut ticket::Model, clocks: &[SlaClock], now: Instant) {
    let current = |metric: Metric| {
        let of_metric = clocks.iter().filter(|clock| clock.key.metric == metric && clock.started_at <= now);
        let newest = of_metric.max_by_key(|clock| (clock.key.cycle, clock.key.seq));
        newest.map_or((ClockState::NoPromise, None), |clock| (clock.state, clock.due_at))
    };
    (row.response_state, row.response_due_at) = current(Metric::Response);
    (row.arrival_state, row.arrival_due_at) = current(Metric::Arrival);
    (row.restore_state, row.restore_due_at) = current(Metric::Restore);
    (row.resolve_state, row.resolve_due_at) = current(Metric::Resolve);
    (row.update_state, row.update_due_at) = current(Metric::Update);
    row.breached = clocks.iter().any(|clock| clock.state == ClockState::Breached);
    // What is overdue and not done yet still comes first in a queue.
    let waiting = |clock: &&SlaClock| {
        let open = matches!(clock.state, ClockState::Running | ClockState::Breached | ClockState::AwaitingCalendar);
        open && clock.stopped_at.is_none() && clock.started_at <= now
    };
    let next = clocks.iter().filter(waiting).filter_map(|clock| clock.due_at).min();
    row.next_due_at = next.filter(|_| row.is_open).unwrap_or(NO_DUE);
}

pub(crate) fn key(row: &sla_clock::Model) -> ClockKey {
    ClockKey { metric: row.metric, cycle: row.cycle, seq: row.seq }
}

pub(crate) fn missing(what: &str) -> Error {
    Error::Internal(anyhow::anyhow!("{what} is not in the snapshot"))
}
