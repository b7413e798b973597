//! The tickets of a contract's period as they were known at an instant, replayed from their logs: rows that change later
//! say nothing here.

use std::collections::HashMap;
use std::sync::Arc;

use domain::Instant;
use domain::ids::{PolicyVersionId, SystemId, TargetId, TicketId};
use domain::report::time::PartyTime;
use domain::sla::{ClockKey, ClockState, Pins, PolicyTerms, ReplayInput, SlaClock, charged, replay};
use domain::ticket::{Event, Fact, Leg, Pause, Priority, Ticket, holder, legs};
use storage::entity::ticket_event;
use storage::query::contract_period::{self as query, ContractPeriod, PeriodTicket};

use crate::export::limit::refuse_too_many_tickets;
use crate::ticket::grouped;
use crate::ticket::rows::{event, missing};
use crate::{Coverage, Error, Op, Result};

/// Tickets that one round reads and replays.
const BATCH: usize = 500;

/// A ticket of the period, as far as it was the contract's.
pub(super) struct KnownTicket {
    pub number: String,
    pub title: String,
    pub system: SystemId,
    pub version: PolicyVersionId,
    /// As it stood then; of one that was given away, when it was.
    pub stands: Ticket,
    /// What was wrong, as the last solution says.
    pub cause: Option<String>,
    /// Those that count for the contract in the period (S10, E28).
    pub clocks: Vec<KnownClock>,
    /// Those that began in the period, each with its note.
    pub pauses: Vec<(Pause, String)>,
}

/// A clock that counts in the period.
pub(super) struct KnownClock {
    pub clock: SlaClock,
    /// Of the promise; none without one.
    pub priority: Option<Priority>,
    pub counted_at: Instant,
    /// The revision of its verdict; none without one.
    pub revision: Option<i64>,
    /// Who answers for its time; nothing before it was judged and has stopped.
    pub time: PartyTime,
}

/// How many tickets may have something in the period.
///
/// # Errors
/// `TOO_MANY_TICKETS` beyond what one file tells of.
pub(super) async fn check_size(op: &Op, period: &ContractPeriod) -> Result<()> {
    refuse_too_many_tickets(query::count(op.app().store.read(), period).await?)
}

/// The tickets of the period, in the order in which they were raised.
///
/// # Errors
/// As [`check_size`].
pub(super) async fn known(op: &Op, period: ContractPeriod) -> Result<Vec<KnownTicket>> {
    check_size(op, &period).await?;
    // A ticket may keep a calendar revision that another process has made.
    op.app().refresh().await?;
    let coverage = op.coverage();
    let mut known = Vec::new();
    let mut left = query::tickets(op.app().store.read(), &period).await?;
    while !left.is_empty() {
        let rest = left.split_off(left.len().min(BATCH));
        let batch = Batch::read(op, &period, std::mem::replace(&mut left, rest)).await?;
        let coverage = coverage.clone();
        // Replays are reckoning alone, and other work waits for nobody who reckons.
        let replayed = tokio::task::spawn_blocking(move || batch.replayed(&coverage, &period));
        known.extend(replayed.await.map_err(|error| Error::Internal(error.into()))??);
    }
    known.sort_by(|one, other| (one.stands.raised_at, &one.number).cmp(&(other.stands.raised_at, &other.number)));
    Ok(known)
}

/// What some tickets are replayed from.
struct Batch {
    tickets: Vec<PeriodTicket>,
    events: HashMap<TicketId, Vec<ticket_event::Model>>,
    pins: HashMap<TicketId, Vec<(ClockKey, i64)>>,
    revisions: HashMap<(TicketId, ClockKey), i64>,
}

impl Batch {
    /// Four statements, however many tickets.
    async fn read(op: &Op, period: &ContractPeriod, tickets: Vec<PeriodTicket>) -> Result<Self> {
        let db = op.app().store.read();
        let ids: Vec<TicketId> = tickets.iter().map(|ticket| ticket.id).collect();
        let events = grouped(query::events(db, &ids, period.known_at).await?, |row| row.ticket_id);
        let mut kept: HashMap<(TicketId, ClockKey), i64> = HashMap::new();
        for rows in [query::pins(db, &ids).await?, query::kept_before(db, &ids, period.known_at).await?] {
            kept.extend(rows.into_iter().map(|(ticket, key, revision)| ((ticket, key), revision)));
        }
        let mut pins: HashMap<TicketId, Vec<(ClockKey, i64)>> = HashMap::new();
        for ((ticket, key), revision) in kept {
            pins.entry(ticket).or_default().push((key, revision));
        }
        let revisions = query::revisions(db, &ids, period.known_at).await?;
        let revisions = revisions.into_iter().map(|(ticket, key, revision)| ((ticket, key), revision)).collect();
        Ok(Self { tickets, events, pins, revisions })
    }

    fn replayed(mut self, coverage: &Arc<Coverage>, period: &ContractPeriod) -> Result<Vec<KnownTicket>> {
        let mut known = Vec::new();
        for ticket in std::mem::take(&mut self.tickets) {
            let rows = self.events.remove(&ticket.id).unwrap_or_default();
            let log = rows.iter().map(event).collect::<Result<Vec<Event>>>()?;
            let terms = coverage.terms.get(&ticket.version).ok_or_else(|| missing("the policy version"))?;
            let clocks = self.pins.remove(&ticket.id).unwrap_or_default();
            let pins = Pins { revision: coverage.book.latest(), clocks };
            let input = ReplayInput { events: &log, terms, book: &coverage.book, pins: &pins, now: period.known_at };
            let revision = |key: ClockKey| self.revisions.get(&(ticket.id, key)).copied();
            if let Some(mut told) = told(&ticket, &input, period, &revision) {
                charge(&mut told.clocks, &input);
                known.push(told);
            }
        }
        Ok(known)
    }
}

/// What a ticket has in the period; none when that is nothing.
fn told(
    ticket: &PeriodTicket,
    input: &ReplayInput<'_>,
    period: &ContractPeriod,
    revision: &impl Fn(ClockKey) -> Option<i64>,
) -> Option<KnownTicket> {
    let (log, terms) = (input.events, input.terms);
    let legs = legs(log, (ticket.vendor, ticket.contract));
    let own = |leg: &&Leg| leg.contract == period.contract;
    let (first, last) = (legs.iter().find(own)?, legs.iter().rfind(own)?);
    let own_log: Vec<Event> =
        log.iter().filter(|event| last.last_seq.is_none_or(|end| event.seq <= end)).cloned().collect();
    let stands = Ticket::fold(&own_log, Some(ticket.vendor))?;
    let inside = |at: Instant| period.from <= at && at < period.until;
    let counted = |clock: SlaClock| {
        let counted_at = clock.counts_at();
        let counts = inside(counted_at) && holder(&legs, &clock).is_some_and(|leg| leg.contract == period.contract);
        let (priority, key) = (clock.target.and_then(|target| priority_of(terms, target)), clock.key);
        let revision = revision(key).filter(|_| clock.state.is_settled());
        let clock = SlaClock { alarms: Vec::new(), ..clock };
        counts.then(|| KnownClock { clock, priority, counted_at, revision, time: PartyTime::default() })
    };
    let replayed = replay(input).into_iter().filter(|clock| clock.started_at <= input.now);
    let mut clocks: Vec<KnownClock> = replayed.filter_map(counted).collect();
    if let Some(end) = last.until {
        leave(&mut clocks, &ReplayInput { events: &own_log, now: end, ..*input });
    }
    let begun = |pause: &&Pause| {
        let leg = legs.iter().rfind(|leg| leg.from <= pause.from);
        inside(pause.from) && leg.is_some_and(|leg| leg.contract == period.contract)
    };
    let pauses: Vec<(Pause, String)> =
        stands.pauses.iter().filter(begun).map(|pause| (pause.clone(), note_of(&own_log, pause))).collect();
    if clocks.is_empty() && pauses.is_empty() && !inside(first.from) {
        return None;
    }
    Some(KnownTicket {
        number: ticket.number.clone(),
        title: ticket.title.clone(),
        system: first.system.unwrap_or(ticket.system),
        version: ticket.version,
        cause: own_log.iter().rev().find_map(cause_of),
        stands,
        clocks,
        pauses,
    })
}

/// A promise that was broken in a leg, and kept at last by whoever had the ticket afterwards, stands as it did when the leg
/// ended: what came later is not this contract's to tell (E28). `until_then` holds what was recorded by the end.
fn leave(clocks: &mut [KnownClock], until_then: &ReplayInput<'_>) {
    let at_end = replay(until_then);
    for KnownClock { clock, .. } in clocks.iter_mut().filter(|known| known.clock.state == ClockState::Breached) {
        if let Some(then) = at_end.iter().find(|then| then.key == clock.key && then.stopped_at.is_none()) {
            clock.stopped_at = None;
            (clock.elapsed_seconds, clock.paused_seconds) = (then.elapsed_seconds, then.paused_seconds);
        }
    }
}

/// Says who answers for the time of the clocks that were judged and have stopped.
fn charge(clocks: &mut [KnownClock], input: &ReplayInput<'_>) {
    let ended =
        |clock: &SlaClock| matches!(clock.state, ClockState::Met | ClockState::Breached) && clock.stopped_at.is_some();
    let keys: Vec<ClockKey> = clocks.iter().filter(|known| ended(&known.clock)).map(|known| known.clock.key).collect();
    if keys.is_empty() {
        return;
    }
    for (key, charges) in charged(input, &keys) {
        for known in clocks.iter_mut().filter(|known| known.clock.key == key) {
            known.time = PartyTime::charged(&charges);
        }
    }
}

fn priority_of(terms: &PolicyTerms, target: TargetId) -> Option<Priority> {
    terms.targets.iter().find(|of| of.id == target).map(|of| of.priority)
}

fn note_of(log: &[Event], pause: &Pause) -> String {
    let note = log.iter().find_map(|event| match &event.fact {
        Fact::Held { pause: id, note, .. } if *id == pause.id => Some(note.clone()),
        _ => None,
    });
    note.unwrap_or_default()
}

fn cause_of(event: &Event) -> Option<String> {
    match &event.fact {
        Fact::Resolved { cause, .. } if !cause.is_empty() => Some(cause.clone()),
        _ => None,
    }
}

impl KnownTicket {
    /// Its clocks that were broken.
    pub fn breaches(&self) -> impl Iterator<Item = &KnownClock> {
        self.clocks.iter().filter(|known| known.clock.state == ClockState::Breached)
    }
}
