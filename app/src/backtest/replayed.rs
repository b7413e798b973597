//! Tickets replayed by candidate terms, or with a candidate calendar, everything else equal.

use std::collections::HashMap;
use std::sync::Arc;

use domain::Instant;
use domain::access::TicketScope;
use domain::ids::{BacktestId, PolicyVersionId, TicketId};
use domain::sla::{ReplayInput, replay};
use domain::trial::{ClockPair, Exclusion, Outcome, Settled, compare};
use storage::entity::{backtest, backtest_change, backtest_exclusion, sla_clock, ticket_event};
use storage::query::backtest::{self as query, insert_found};
use storage::query::ticket as parts;
use uuid::Uuid;

use super::candidate::Candidate;
use super::run::{Step, advanced};
use crate::ticket::clocks::pins;
use crate::ticket::rows::{event, key, missing};
use crate::{Coverage, Error, Op, Result};

/// Tickets in one batch: a few hundred, so that others wait for its transaction no longer than for any other.
const BATCH: usize = 250;
/// Tickets that one look passes, wanted or not.
const WINDOW: u64 = 1_000;
/// Looks in one batch: where few are wanted, most find none, and its place is not worth a transaction each time.
const LOOKS: usize = 20;

/// A closed ticket with all that its clocks follow from.
struct Closed {
    id: TicketId,
    version: PolicyVersionId,
    events: Vec<ticket_event::Model>,
    clocks: Vec<sla_clock::Model>,
}

/// What became of one of them.
type Judged = (TicketId, std::result::Result<Vec<ClockPair>, Exclusion>);

pub(super) async fn batch(op: &Op, held: &mut backtest::Model, candidate: &Candidate) -> Result<Step> {
    let Some((wanted, position)) = next(op, held).await? else { return Ok(Step::Over) };
    let tickets = read(op, &wanted).await?;
    let (candidate, coverage, now) = (candidate.clone(), op.coverage(), held.created_at);
    // Replays are reckoning alone, and other work waits for nobody who reckons.
    let judged = tokio::task::spawn_blocking(move || {
        tickets.iter().map(|ticket| judge(ticket, &candidate, &coverage, now)).collect::<Result<Vec<Judged>>>()
    });
    let judged = judged.await.map_err(|error| Error::Internal(error.into()))??;
    let mut outcome: Outcome = serde_json::from_value(held.outcome.clone())?;
    let (mut changes, mut exclusions) = (Vec::new(), Vec::new());
    for (ticket, found) in judged {
        match found {
            Ok(pairs) => {
                outcome.add(&pairs);
                changes.extend(pairs.iter().filter(|pair| pair.differs()).map(|pair| change(held.id, ticket, pair)));
            }
            Err(reason) => {
                outcome.leave_out(reason);
                exclusions.push(backtest_exclusion::Model { backtest_id: held.id, ticket_id: ticket, reason });
            }
        }
    }
    let place = advanced(held, position, wanted.len());
    let transaction = op.begin().await?;
    if !query::advance(&transaction, held, place, &outcome).await? {
        transaction.rollback().await?;
        return Ok(Step::Lost);
    }
    insert_found::<backtest_change::Entity>(&transaction, changes).await?;
    insert_found::<backtest_exclusion::Entity>(&transaction, exclusions).await?;
    transaction.commit().await?;
    held.outcome = serde_json::to_value(&outcome)?;
    Ok(Step::On)
}

/// The next tickets that are wanted, and the last one that was passed; none when there is no further ticket at all.
async fn next(op: &Op, held: &backtest::Model) -> Result<Option<(Vec<query::Candidate>, Uuid)>> {
    let (mut wanted, mut position) = (Vec::new(), None);
    for _ in 0..LOOKS {
        let after = position.or(held.position);
        let seen = query::window(op.app().store.read(), held, after, WINDOW).await?;
        let Some(last) = seen.last().map(|last| last.ticket.0) else { break };
        position = Some(last);
        wanted.extend(seen.into_iter().filter(|ticket| ticket.wanted));
        if wanted.len() > BATCH {
            wanted.truncate(BATCH);
            position = wanted.last().map(|last| last.ticket.0);
        }
        if wanted.len() == BATCH {
            break;
        }
    }
    Ok(position.map(|position| (wanted, position)))
}

async fn read(op: &Op, wanted: &[query::Candidate]) -> Result<Vec<Closed>> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let (db, all) = (op.app().store.read(), &TicketScope::Everything);
    let ids: Vec<TicketId> = wanted.iter().map(|ticket| ticket.ticket).collect();
    let mut events: HashMap<TicketId, Vec<ticket_event::Model>> = HashMap::new();
    for row in parts::events_of(db, all, &ids).await? {
        events.entry(row.ticket_id).or_default().push(row);
    }
    let mut clocks: HashMap<TicketId, Vec<sla_clock::Model>> = HashMap::new();
    for row in parts::clocks_of(db, all, &ids).await? {
        clocks.entry(row.ticket_id).or_default().push(row);
    }
    let closed = wanted.iter().map(|ticket| Closed {
        id: ticket.ticket,
        version: ticket.version,
        events: events.remove(&ticket.ticket).unwrap_or_default(),
        clocks: clocks.remove(&ticket.ticket).unwrap_or_default(),
    });
    Ok(closed.collect())
}

/// Every clock keeps the calendar revision that it was settled by; one that only the candidate has takes the latest.
fn judge(ticket: &Closed, candidate: &Candidate, coverage: &Arc<Coverage>, now: Instant) -> Result<Judged> {
    let events = ticket.events.iter().map(event).collect::<Result<Vec<_>>>()?;
    let own = || coverage.terms.get(&ticket.version).ok_or_else(|| missing("the policy version"));
    let (terms, book) = match candidate {
        Candidate::Policy(terms) => (terms, &coverage.book),
        Candidate::Calendar(book) => (own()?, book.as_ref()),
        Candidate::Scheme(_) => return Err(missing("what judges tickets")),
    };
    let pins = pins(&ticket.clocks, coverage.book.latest());
    let replayed = replay(&ReplayInput { events: &events, terms, book, pins: &pins, now });
    let settled: Vec<Settled> = ticket.clocks.iter().map(settled).collect();
    Ok((ticket.id, compare(&settled, &replayed, now)))
}

fn settled(row: &sla_clock::Model) -> Settled {
    Settled { key: key(row), state: row.state, started_at: row.started_at, due_at: row.due_at }
}

fn change(backtest_id: BacktestId, ticket_id: TicketId, pair: &ClockPair) -> backtest_change::Model {
    backtest_change::Model {
        backtest_id,
        ticket_id,
        metric: pair.key.metric,
        cycle: pair.key.cycle,
        seq: pair.key.seq,
        state_before: pair.before,
        state_after: pair.after,
        due_before: pair.due_before,
        due_after: pair.due_after,
    }
}
