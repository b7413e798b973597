//! The rows of a decision: the ticket after it, its events and pauses, the clocks computed anew, messages and audit.

use std::collections::HashMap;

use domain::ids::{AgencyId, ClockId, EventId, OutboxId, TeamId, TicketId, VendorId};
use domain::routing::TeamRule;
use domain::sla::{PolicyTerms, ReplayInput, silence_ends};
use domain::ticket::{Decision, Event, Fact, Pause, PauseDecision, Ticket, Visibility, team_after};
use storage::Transaction;
use storage::entity::{outbox, ticket, ticket_answer_due, ticket_event, ticket_pause};
use storage::query::ticket as query;
use storage::write::{TalkRows, TicketChange};

use super::bulk::pause_lapses;
use super::clocks::{Cause, compute, difference, pins};
use super::hand_over;
use super::legs::holders;
use super::rows::{ClockContext, event_row, missing, summarise};
use super::talk;
use crate::{Coverage, Op, Result};

/// The rows of a decision on a ticket whose log so far is `events`.
pub(crate) async fn change(
    op: &Op,
    transaction: &Transaction,
    row: &ticket::Model,
    events: &[Event],
    decision: &Decision,
) -> Result<TicketChange> {
    let stored = query::clocks(transaction, row.id).await?;
    let coverage = op.coverage_for(&[row.policy_version_id], &stored).await?;
    let terms = coverage.terms.get(&row.policy_version_id).ok_or_else(|| missing("the policy version"))?;
    let mut log = events.to_vec();
    log.extend(decision.events.iter().cloned());
    let pins = pins(&stored, coverage.book.latest());
    let found = (&*stored, cause(decision));
    let mut change = recompute_pinned(op, transaction, row, &log, &coverage, (terms, &pins), found).await?;
    let after = &decision.after;
    change.ticket.state = after.state;
    change.ticket.last_seq = after.last_seq;
    change.ticket.assignee_id = after.engineer;
    change.ticket.impact = after.impact;
    change.ticket.urgency = after.urgency;
    change.ticket.priority = after.priority;
    change.ticket.cycle = after.cycle;
    change.ticket.resolved_at = after.resolved_at;
    change.ticket.closed_at = after.closed_at;
    change.ticket.ended_at = after.ended_at();
    change.ticket.stars = after.rating.map(i32::from);
    change.ticket.vendor_id = after.vendor.unwrap_or(row.vendor_id);
    // Whichever fact gave the ticket to another vendor, the first one's teams have it no more.
    let of_vendor =
        |team: &TeamId| coverage.teams.get(team).is_none_or(|team| team.row.vendor_id == change.ticket.vendor_id);
    let team = team_after(row.team_id, Some(row.vendor_id), &decision.events).filter(of_vendor);
    change.ticket.team_id = team;
    if change.ticket.team_id != row.team_id {
        let moved = change.ticket.vendor_id == row.vendor_id;
        change.ticket.team_rule = moved.then_some(TeamRule::Moved);
    }
    if let Some(received) = hand_over::received_by(&coverage, decision) {
        (change.ticket.team_id, change.ticket.team_rule) = received.map(|to| (to.team, to.rule)).unzip();
        let bound = coverage.contracts.get(&row.contract_id).ok_or_else(|| missing("the contract"))?;
        hand_over::write_legs(op, row, bound.row.vendor_id, &log, &mut change);
    }
    if let Some((cause, solution)) = solution(decision) {
        change.ticket.cause = Some(cause);
        change.ticket.solution = Some(solution);
    }
    let user = op.actor().user();
    for event in &decision.events {
        let line = event_row(row.id, op.id::<EventId>(), event, user)?;
        change.events.push(ticket_event::Model { version: change.ticket.version, ..line });
        change.pauses.extend(pause_row(op, (row.id, terms, &*coverage), event, after));
        let waits = event.fact.waits_until();
        let due = waits.map(|(kind, answer_by)| ticket_answer_due::Model { ticket_id: row.id, kind, answer_by });
        change.answers.extend(due);
        talk::add(op, &mut change, event, after)?;
        let (topic, detail) = message(event);
        change.audit.push(op.audit(&topic, ("ticket", row.id.0), detail.clone()));
        let addressed = addressed(event.fact.visibility(), row.agency_id, change.ticket.vendor_id);
        change.outbox.push(outbox::Model {
            id: op.id::<OutboxId>(),
            feed_seq: None,
            topic,
            ticket_id: Some(row.id),
            agency_id: addressed.0,
            vendor_id: addressed.1,
            payload: detail,
            created_at: op.now(),
        });
    }
    Ok(change)
}

/// The clocks of `log` as a change of the ticket that adds no event, at the calendar revisions given: a new one moves
/// the pins of running clocks (S7).
pub(crate) async fn recompute_pinned(
    op: &Op,
    transaction: &Transaction,
    row: &ticket::Model,
    log: &[Event],
    coverage: &Coverage,
    (terms, pins): (&PolicyTerms, &domain::sla::Pins),
    (stored, cause): (&[storage::entity::sla_clock::Model], Cause<'_>),
) -> Result<TicketChange> {
    let revisions: HashMap<ClockId, i32> = if stored.iter().any(|clock| clock.state.is_settled()) {
        let verdicts = query::verdicts(transaction, row.id).await?;
        verdicts.into_iter().map(|verdict| (verdict.clock_id, verdict.revision)).collect()
    } else {
        HashMap::new()
    };
    recomputed(op, row, log, coverage, (terms, pins), (stored, &revisions, cause))
}

/// What follows from what has been read: the newest verdict revision of each clock stands in `revisions`.
pub(crate) fn recomputed(
    op: &Op,
    row: &ticket::Model,
    log: &[Event],
    coverage: &Coverage,
    (terms, pins): (&PolicyTerms, &domain::sla::Pins),
    (stored, revisions, cause): (&[storage::entity::sla_clock::Model], &HashMap<ClockId, i32>, Cause<'_>),
) -> Result<TicketChange> {
    let contract = coverage.contracts.get(&row.contract_id).ok_or_else(|| missing("the contract"))?;
    let input = ReplayInput { events: log, terms, book: &coverage.book, pins, now: op.now() };
    let computed = compute(&input);
    let holders = holders(coverage, contract, log)?;
    let context = ClockContext {
        ticket: row.id,
        contract: row.contract_id,
        zone: contract.zone,
        input_hash: &computed.hash,
        holders: &holders,
    };
    let difference = difference(&computed, stored, revisions, (context, row.policy_version_id), cause, op.now());
    let mut ticket = row.clone();
    ticket.version += 1;
    ticket.updated_at = op.now();
    let open = Ticket::fold(log, Some(row.vendor_id)).is_some_and(|ticket| ticket.state.is_open());
    ticket.is_open = open;
    summarise(&mut ticket, &computed.clocks, op.now());
    let correction = |clock: storage::entity::sla_clock::Model| outbox::Model {
        id: op.id::<OutboxId>(),
        feed_seq: None,
        topic: "sla.correction".to_owned(),
        ticket_id: Some(row.id),
        agency_id: Some(row.agency_id),
        vendor_id: Some(row.vendor_id),
        payload: serde_json::json!({ "metric": clock.metric, "cycle": clock.cycle, "withdrawnDueAt": clock.due_at }),
        created_at: op.now(),
    };
    Ok(TicketChange {
        ticket,
        events: Vec::new(),
        pauses: Vec::new(),
        legs: Vec::new(),
        answers: Vec::new(),
        clocks: difference.clocks,
        dropped: difference.dropped,
        // Closing or cancelling ends a breach that nobody has stopped, and changes nothing else about it.
        silenced: if open { Vec::new() } else { difference.silent },
        verdicts: difference.verdicts,
        audit: Vec::new(),
        outbox: difference.withdrawn.into_iter().map(correction).collect(),
        talk: TalkRows::default(),
    })
}

/// The first fact of a decision is what was asked for; resolving from a pause ends the pause before, and a hand-over the
/// visits as well.
fn cause(decision: &Decision) -> Cause<'_> {
    let main =
        decision.events.iter().find(|event| !matches!(event.fact, Fact::Resumed { .. } | Fact::VisitEnded { .. }));
    let event = main.or(decision.events.first());
    Cause { word: event.map_or("", |event| event.fact.word()), seq: event.map(|event| event.seq) }
}

fn solution(decision: &Decision) -> Option<(String, String)> {
    decision.events.iter().find_map(|event| match &event.fact {
        Fact::Resolved { cause, solution } => Some((cause.clone(), solution.clone())),
        _ => None,
    })
}

/// Internal remarks stay out of messages: only the word of the fact, never its text.
fn message(event: &Event) -> (String, serde_json::Value) {
    let word = event.fact.word();
    let topic = format!("ticket.{}", word.to_ascii_lowercase());
    (topic, serde_json::json!({ "seq": event.seq, "occurredAt": event.occurred_at, "side": event.side }))
}

/// Whom a message is for: what was written inside a side is told to that side alone.
fn addressed(visibility: Visibility, agency: AgencyId, vendor: VendorId) -> (Option<AgencyId>, Option<VendorId>) {
    let agency = (visibility != Visibility::VendorInternal).then_some(agency);
    let vendor = (visibility != Visibility::AgencyInternal).then_some(vendor);
    (agency, vendor)
}

fn pause_row(
    op: &Op,
    (ticket, terms, coverage): (TicketId, &PolicyTerms, &Coverage),
    event: &Event,
    after: &Ticket,
) -> Option<ticket_pause::Model> {
    let (id, note, reason) = match &event.fact {
        Fact::Held { pause, note, .. } => (*pause, note.clone(), None),
        Fact::Resumed { pause } | Fact::PauseAccepted { pause } => (*pause, String::new(), None),
        Fact::PauseRejected { pause, reason } => (*pause, String::new(), Some(reason.clone())),
        _ => return None,
    };
    let Pause { reason: why, from, until, decision, .. } = after.pause(id)?.clone();
    let decided = matches!(event.fact, Fact::PauseAccepted { .. } | Fact::PauseRejected { .. });
    Some(ticket_pause::Model {
        id,
        ticket_id: ticket,
        reason: why,
        party: why.party(),
        note,
        from_at: from,
        to_at: until,
        declared_by: op.actor().user(),
        decision,
        decided_by: op.actor().user().filter(|_| decided),
        decided_at: Some(op.now()).filter(|_| decided && decision != PauseDecision::Pending),
        decision_reason: reason,
        lapses_at: pause_lapses(after.pause(id)?, terms),
        lapsed: false,
        silent_at: silence_ends(terms, coverage.book.as_of(coverage.book.latest()), event.recorded_at),
    })
}
