//! One ticket's cache against its log: the clocks and the summary that a replay gives (I2).
//!
//! A row is as old as its last write, so what passes with time alone is no difference, if something that will bring
//! it up to date is still to come:
//! - A stored RUNNING clock whose due time has passed stands for the BREACHED or AWAITING_CALENDAR of the replay, as
//!   long as its breach alarm has not fired: the sweep has not come yet. Each running clock must have that alarm.
//! - A stored PAUSED clock of a pause that has lasted as long as the policy allows is still to be let go on by `lapse`.
//! - UPDATE links after the last stored one are still to be added by the next act or by `extend`.
//! - Elapsed and paused seconds of a clock that has not stopped grow; its row keeps those of the last write.
//! - The ticket's summary of UPDATE may show an earlier link: a sweep settles links and does not move the summary on.
//!
//! The fingerprint of the input is evidence beside a verdict, not a part of the clock, and is not compared.

use std::fmt::Debug;

use chrono::TimeDelta;
use domain::Instant;
use domain::ids::ClockId;
use domain::sla::{ClockState, Metric, ReplayInput, SlaClock, replay};
use domain::ticket::{Event, Ticket};
use storage::entity::{sla_clock, ticket};

use crate::ticket::clocks::pins;
use crate::ticket::legs::holders;
use crate::ticket::rows::{ClockContext, clock_row, event, key, missing, summarise};
use crate::{Coverage, Result};

/// A ticket as stored.
#[derive(Debug)]
pub(super) struct Stored {
    pub ticket: ticket::Model,
    pub clocks: Vec<sla_clock::Model>,
    pub events: Vec<storage::entity::ticket_event::Model>,
    /// The breach alarms of running clocks that have not fired.
    pub alarms: Vec<(ClockId, Instant)>,
    /// Whether a pause stopped holding by itself, and its clocks are still to follow.
    pub lapsed: bool,
}

/// What is stored and what the replay gives instead.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mismatch {
    /// For example `RESTORE 1/1 due_at`.
    pub what: String,
    pub stored: String,
    pub replayed: String,
}

/// Everything in which a ticket differs from its replay at `now`, at each clock's own calendar revision.
pub(super) fn compare(stored: &Stored, coverage: &Coverage, now: Instant) -> Result<Vec<Mismatch>> {
    let ticket = &stored.ticket;
    let log = stored.events.iter().map(event).collect::<Result<Vec<Event>>>()?;
    let terms = coverage.terms.get(&ticket.policy_version_id).ok_or_else(|| missing("the policy version"))?;
    let contract = coverage.contracts.get(&ticket.contract_id).ok_or_else(|| missing("the contract"))?;
    let holders = holders(coverage, contract, &log)?;
    let pins = pins(&stored.clocks, coverage.book.latest());
    let input = ReplayInput { events: &log, terms, book: &coverage.book, pins: &pins, now };
    let clocks = as_last_written(replay(&input), &stored.clocks, now);

    let mut found = Vec::new();
    for clock in &clocks {
        let Some(old) = stored.clocks.iter().find(|row| key(row) == clock.key) else {
            found.push(mismatch(&name(clock), "", "not stored", &"stored"));
            continue;
        };
        if stored.lapsed && old.state == ClockState::Paused {
            continue;
        }
        let context = ClockContext {
            ticket: ticket.id,
            contract: ticket.contract_id,
            zone: contract.zone,
            input_hash: &old.input_hash,
            holders: &holders,
        };
        let mut row = clock_row(old.id, clock, pins.of(clock.key), context);
        if grows(clock) {
            (row.elapsed_seconds, row.paused_seconds) = (old.elapsed_seconds, old.paused_seconds);
        }
        if *old != row {
            fields(&name(clock), old, &row, &mut found);
        }
        alarm(clock, old, &stored.alarms, &mut found);
    }
    for row in stored.clocks.iter().filter(|row| !clocks.iter().any(|clock| clock.key == key(row))) {
        let what = format!("{} {}/{}", row.metric, row.cycle, row.seq);
        found.push(mismatch(&what, "", "stored", &"not there"));
    }
    if !stored.lapsed {
        summary(stored, &log, &clocks, now, &mut found);
    }
    Ok(found)
}

/// Takes back what time alone has brought since the last write, where the sweep or the next act will bring it.
fn as_last_written(mut clocks: Vec<SlaClock>, stored: &[sla_clock::Model], now: Instant) -> Vec<SlaClock> {
    let links = stored.iter().filter(|row| row.metric == Metric::Update);
    if let Some(last) = links.map(|row| row.seq).max() {
        clocks.retain(|clock| clock.key.metric != Metric::Update || clock.key.seq <= last);
    }
    for clock in &mut clocks {
        let running = |row: &&sla_clock::Model| key(row) == clock.key && row.state == ClockState::Running;
        let Some(row) = stored.iter().find(running) else { continue };
        let passed = matches!(clock.state, ClockState::Breached | ClockState::AwaitingCalendar);
        if passed
            && clock.stopped_at.is_none()
            && row.due_at == clock.due_at
            && clock.due_at.is_some_and(|due| due < now)
        {
            clock.state = ClockState::Running;
            (clock.breached_at, clock.breach_known_at, clock.counted_at) = (None, None, None);
        }
    }
    clocks
}

fn grows(clock: &SlaClock) -> bool {
    clock.stopped_at.is_none() && !matches!(clock.state, ClockState::Met | ClockState::Cancelled)
}

/// A running clock without its alarm would never breach.
fn alarm(clock: &SlaClock, row: &sla_clock::Model, alarms: &[(ClockId, Instant)], found: &mut Vec<Mismatch>) {
    let Some(due) = clock.due_at.filter(|_| clock.state == ClockState::Running) else { return };
    let at = due + TimeDelta::seconds(1);
    if !alarms.contains(&(row.id, at)) {
        let coming: Vec<Instant> = alarms.iter().filter(|alarm| alarm.0 == row.id).map(|alarm| alarm.1).collect();
        found.push(mismatch(&name(clock), " breach alarm", &coming, &at));
    }
}

fn fields(name: &str, old: &sla_clock::Model, new: &sla_clock::Model, found: &mut Vec<Mismatch>) {
    macro_rules! differ {
        ($($field:ident),+) => {$(
            if old.$field != new.$field {
                found.push(mismatch(name, concat!(" ", stringify!($field)), &old.$field, &new.$field));
            }
        )+};
    }
    differ!(
        ticket_id,
        contract_id,
        target_id,
        state,
        started_at,
        effective_start_at,
        due_at,
        provisional,
        stopped_at,
        breached_at,
        breach_known_at,
        elapsed_seconds,
        paused_seconds,
        target_seconds,
        counted_at,
        counted_month,
        rule,
        calendar_revision
    );
}

/// The columns of the ticket that repeat its log and its clocks.
fn summary(stored: &Stored, log: &[Event], clocks: &[SlaClock], now: Instant, found: &mut Vec<Mismatch>) {
    let old = &stored.ticket;
    let Some(folded) = Ticket::fold(log, Some(old.vendor_id)) else {
        found.push(mismatch("log", "", "no event RAISED", &"a ticket"));
        return;
    };
    let mut new = old.clone();
    new.is_open = folded.state.is_open();
    summarise(&mut new, clocks, now);
    (new.state, new.priority, new.cycle) = (folded.state, folded.priority, folded.cycle);
    (new.resolved_at, new.closed_at, new.last_seq) = (folded.resolved_at, folded.closed_at, folded.last_seq);
    new.ended_at = folded.ended_at();
    macro_rules! differ {
        ($($field:ident),+) => {$(
            if old.$field != new.$field {
                found.push(mismatch("ticket", concat!(" ", stringify!($field)), &old.$field, &new.$field));
            }
        )+};
    }
    differ!(
        state,
        is_open,
        priority,
        cycle,
        resolved_at,
        closed_at,
        ended_at,
        last_seq,
        breached,
        next_due_at,
        response_state,
        response_due_at,
        arrival_state,
        arrival_due_at,
        restore_state,
        restore_due_at,
        resolve_state,
        resolve_due_at
    );
    let shown = (old.update_state, old.update_due_at);
    let links = clocks.iter().filter(|clock| clock.key.metric == Metric::Update);
    let mut links = links.map(|clock| (clock.state, clock.due_at)).peekable();
    let holds =
        if links.peek().is_none() { shown == (ClockState::NoPromise, None) } else { links.any(|link| link == shown) };
    if !holds {
        found.push(mismatch("ticket", " update", &shown, &"one of its links"));
    }
}

fn name(clock: &SlaClock) -> String {
    format!("{} {}/{}", clock.key.metric, clock.key.cycle, clock.key.seq)
}

fn mismatch(of: &str, field: &str, stored: &(impl Debug + ?Sized), replayed: &(impl Debug + ?Sized)) -> Mismatch {
    Mismatch { what: format!("{of}{field}"), stored: format!("{stored:?}"), replayed: format!("{replayed:?}") }
}
