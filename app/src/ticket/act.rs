//! Acting on a ticket: load in scope, let the domain decide, compute the clocks, write under the version (S2).

use std::collections::HashMap;

use domain::Instant;
use domain::access::{Action, Grant, Org};
use domain::ids::{AgencyId, ClockId, EventId, NoteId, OutboxId, TeamId, TicketId, VendorId};
use domain::routing::TeamRule;
use domain::sla::{PolicyTerms, ReplayInput, answer_by, silence_ends};
use domain::ticket::{
    Asked, Bounds, Command, Decision, Event, Fact, Pause, PauseDecision, Person, Ticket, Visibility, decide_under,
    team_after,
};
use storage::Transaction;
use storage::entity::{outbox, ticket, ticket_answer_due, ticket_event, ticket_pause};
use storage::query::setup::insert_all;
use storage::query::ticket as query;
use storage::write::{TalkRows, TicketChange, act as write};

use super::bulk::pause_lapses;
use super::children::check_children;
use super::clocks::{Cause, compute, difference, pins};
use super::hand_over;
use super::history::check_seen;
use super::legs::holders;
use super::notes::notes_used;
use super::rows::{ClockContext, event, event_row, missing, month, summarise};
use super::talk;
use super::told::{check_told, silence};
use crate::inspection::{check_answered, follow_ticket};
use crate::{Coverage, Error, Op, Result, TicketRow};

/// A command on a ticket, and when it happened if not now.
#[derive(Clone, Debug)]
pub struct Act {
    pub ticket: TicketId,
    pub command: Command,
    pub occurred_at: Option<Instant>,
    /// Why it is recorded only now.
    pub late_reason: Option<String>,
}

/// Carries out a command and answers with the ticket after it.
///
/// # Errors
/// NOT_FOUND outside the scope, FORBIDDEN where visible but not the actor's to do, the domain's refusals, and
/// CONFLICT when somebody else changed the ticket twice in a row meanwhile.
pub async fn act(op: &Op, asked: &Act) -> Result<TicketRow> {
    act_on(op, asked, None, &[]).await
}

/// The same on the version of the ticket that the actor has seen, if one is given, naming the knowledge notes that a
/// solution used.
///
/// # Errors
/// [`Error::Stale`] when something that the actor may see happened to the ticket since, `NOT_FOUND` for a note that the
/// actor does not see; and those of [`act`].
pub async fn act_on(op: &Op, asked: &Act, seen: Option<i64>, notes: &[NoteId]) -> Result<TicketRow> {
    for _ in 0..2 {
        let transaction = op.begin().await?;
        let Loaded { row, events, .. } = &load(op, &transaction, asked).await?;
        if let Some(seen) = seen {
            check_seen(op, &transaction, row, seen).await?;
        }
        check_told(op, asked)?;
        let mut when = Asked {
            side: op.side(asked.command.action())?,
            now: op.now(),
            occurred_at: asked.occurred_at,
            late_reason: asked.late_reason.clone(),
            person: person(op, row),
            answer_by: None,
        };
        let mut before = Ticket::fold(events, Some(row.vendor_id)).ok_or_else(|| missing("the first event"))?;
        before.team = row.team_id;
        check_assignee(op, &before, &asked.command)?;
        check_team(op, row, &asked.command)?;
        talk::check_mentions(op, row, &asked.command)?;
        let coverage = op.coverage_for(&[row.policy_version_id], &[]).await?;
        let terms = coverage.terms.get(&row.policy_version_id).ok_or_else(|| missing("the policy version"))?;
        if asked.command.proposes().is_some() {
            when.answer_by = answer_by(terms, coverage.book.as_of(coverage.book.latest()), op.now());
        }
        let command = hand_over::resolved(op, row, &before, &asked.command)?;
        let decision = decide_under(&terms.severity.matrix, &before, &command, &when)?;
        check_children(&transaction, row.id, &before, &decision).await?;
        check_answered(&transaction, row, &decision).await?;
        let used = notes_used(op, &transaction, row.id, &decision, notes).await?;
        check_contracted(op, row, events, &decision)?;
        check_bounds(op, row, &before, (terms, &coverage), asked, &decision)?;
        let mut change = change(op, &transaction, row, events, &decision).await?;
        let alarms = change.clocks.iter_mut().flat_map(|clock| &mut clock.alarms);
        silence(op, asked.command.action(), asked.occurred_at, alarms);
        let after = change.ticket.clone();
        if write(&transaction, change).await? {
            insert_all(&transaction, used).await?;
            follow_ticket(op, &transaction, &after).await?;
            transaction.commit().await?;
            op.app().outbox_filled.notify_one();
            return Ok(after.into());
        }
    }
    Err(Error::Conflict)
}

struct Loaded {
    row: ticket::Model,
    events: Vec<Event>,
}

async fn load(op: &Op, transaction: &Transaction, asked: &Act) -> Result<Loaded> {
    let action = asked.command.action();
    let row = query::find(transaction, &op.ticket_scope(Action::TicketView), asked.ticket).await?;
    let row = row.ok_or(Error::NotFound("ticket"))?;
    if !op.ticket_scope(action).covers(row.agency_id, Some(row.vendor_id)) {
        return Err(Error::Forbidden(action));
    }
    let events = query::events(transaction, row.id).await?;
    let events = events.iter().map(event).collect::<Result<_>>()?;
    Ok(Loaded { row, events })
}

/// The person who asks, with the roles that reach the ticket.
fn person(op: &Op, row: &ticket::Model) -> Option<Person> {
    let directory = op.directory();
    let above = directory.above(row.agency_id);
    let reaches = |grant: &&Grant| match grant.org {
        Org::Agency(agency) => above.contains(&agency),
        Org::Vendor(vendor) => vendor == row.vendor_id,
        Org::Platform => false,
    };
    let roles = op.actor().grants().iter().filter(reaches).map(|grant| grant.role).collect();
    op.actor().user().map(|user| Person { user, roles })
}

/// What the policy that binds the ticket says about pauses and reopening.
fn check_bounds(
    op: &Op,
    row: &ticket::Model,
    before: &Ticket,
    (terms, coverage): (&PolicyTerms, &Coverage),
    asked: &Act,
    decision: &Decision,
) -> Result<()> {
    let grants = hand_over::grants_at(op, row);
    let at = decision.events.first().map_or(op.now(), |event| event.occurred_at);
    let bounds = Bounds::of(terms, coverage.book.as_of(coverage.book.latest()));
    Ok(bounds.check(before, &asked.command, grants.as_deref(), at)?)
}

/// A vendor that is named must be there, and an engineer works for the vendor that the ticket is given to.
fn check_assignee(op: &Op, before: &Ticket, command: &Command) -> Result<()> {
    let Command::Assign { vendor, engineer } = command else { return Ok(()) };
    let directory = op.directory();
    if vendor.is_some_and(|vendor| directory.vendors.get(&vendor).is_none_or(|vendor| !vendor.active)) {
        return Err(Error::invalid("NOT_FOUND", "vendorId", "no such vendor", "没有此服务商"));
    }
    let Some(engineer) = engineer else { return Ok(()) };
    let works = vendor.or(before.vendor).is_some_and(|vendor| directory.works_for(*engineer, vendor, op.now()));
    if works {
        return Ok(());
    }
    let en = "no such engineer at the ticket's vendor";
    Err(Error::invalid("NOT_FOUND", "engineerId", en, "该服务商没有此工程师"))
}

/// A ticket is assigned to no vendor but the one that its contract is with: another has promised nothing about it (E28), and
/// is given it by a hand-over.
fn check_contracted(op: &Op, row: &ticket::Model, events: &[Event], decision: &Decision) -> Result<()> {
    if hand_over::is_handed_over(&decision.events) {
        return Ok(());
    }
    let coverage = op.coverage();
    let to = decision.after.vendor.filter(|to| *to != row.vendor_id);
    let handed_over = hand_over::is_handed_over(events);
    let refuses = |contract: &&crate::Contract| handed_over || to != Some(contract.row.vendor_id);
    let contract = coverage.contracts.get(&row.contract_id).filter(refuses);
    let (Some(_), Some(contract)) = (to, contract) else { return Ok(()) };
    let number = &contract.row.number;
    let en = format!("the ticket is bound by contract {number}, which is with another vendor");
    Err(Error::invalid("NOT_CONTRACTED", "vendorId", en, format!("工单受合同 {number} 约束，其服务商为另一单位")))
}

/// A team that is named is one of the ticket's vendor, and takes work.
fn check_team(op: &Op, row: &ticket::Model, command: &Command) -> Result<()> {
    let Command::Route { team: Some(team), .. } = command else { return Ok(()) };
    let coverage = op.coverage();
    let found = coverage.teams.get(team).filter(|team| team.row.vendor_id == row.vendor_id && team.row.active);
    if found.is_some() {
        return Ok(());
    }
    Err(Error::invalid("NOT_FOUND", "teamId", "the ticket's vendor has no such active team", "该服务商没有此在用班组"))
}

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
    // Scorecards count solutions and ratings in the month they happen, and a pause that ended in the month it began.
    if let Some(bound) = coverage.contracts.get(&row.contract_id) {
        // What is recorded now, the present leg's contract answers for.
        let present = holders(&coverage, bound, &log)?.pop().and_then(|(leg, _)| coverage.contracts.get(&leg.contract));
        let contract = present.unwrap_or(bound);
        let scored = decision.events.iter().filter(|event| event.fact.is_scored()).map(|event| event.occurred_at);
        let begun = change.pauses.iter().filter(|pause| pause.to_at.is_some()).map(|pause| pause.from_at);
        let months = scored.chain(begun).map(|at| (contract.row.id, month(at, contract.zone)));
        change.stale.extend(months);
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
        stale: difference.stale,
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
