//! Tickets whose log is known already: every row of them at once, and nobody is told of the past (E35).

use chrono::TimeDelta;
use domain::Instant;
use domain::ids::{AgencyId, EventId, SystemId, TicketId, UserId, uuid_at};
use domain::sla::{ClockState, Pins, PolicyTerms, ReplayInput};
use domain::ticket::{Event, Fact, Pause, Ticket, TicketKind, number_prefix};
use storage::entity::{import_case, sla_alarm, ticket, ticket_pause};
use storage::write::ImportedCase;

use super::clocks::{Cause, compute, difference};
use super::rows::{ClockContext, NO_DUE, event_row, missing, summarise};
use crate::{Bound, Coverage, Directory, Result};

/// A ticket with its whole log.
#[derive(Clone, Debug)]
pub(crate) struct Logged {
    pub id: TicketId,
    pub agency: AgencyId,
    pub system: SystemId,
    pub kind: TicketKind,
    pub title: String,
    pub description: String,
    /// The log, `seq` from 1, and who did each.
    pub events: Vec<Event>,
    pub actors: Vec<Option<UserId>>,
    /// Which log this is, its name for the case, and the hash of what it says.
    pub source: String,
    pub reference: String,
    pub rows_hash: String,
}

/// What tickets are computed from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ground<'g> {
    pub directory: &'g Directory,
    pub coverage: &'g Coverage,
    /// Decides what has passed; deadlines after it get their alarms.
    pub now: Instant,
}

/// Why a logged ticket cannot be stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unfit {
    /// No contract in force covered the system on the day of raising.
    NotCovered,
    /// The contract's policy has no published version.
    NoPolicy,
}

/// The rows of a ticket as its log leaves it at `ground.now`.
///
/// `created_at` is when the ticket was raised, so that lists show a loaded year in its own order.
pub(crate) fn rows(ground: Ground<'_>, mut logged: Logged) -> Result<Result<ImportedCase, Unfit>> {
    let Some(system) = ground.directory.systems.get(&logged.system) else { return Err(missing("the system")) };
    let Some(agency) = ground.directory.agencies.get(&logged.agency) else { return Err(missing("the agency")) };
    let raised_at = logged.events.first().ok_or_else(|| missing("the first event"))?.occurred_at;
    let Some((bound, contest)) = ground.coverage.binding_for(system.id, raised_at) else {
        return Ok(Err(Unfit::NotCovered));
    };
    let contract = bound.contract;
    let line = ground.directory.above(logged.agency);
    let Some(terms) = ground.coverage.binding_terms(bound.terms, &line, raised_at, ground.now) else {
        return Ok(Err(Unfit::NoPolicy));
    };
    let known = ground.coverage.circumstances(ground.directory, system, logged.agency, raised_at);
    if let Some(Event { fact: Fact::Raised { circumstances, .. }, .. }) = logged.events.first_mut() {
        *circumstances = known;
    }
    let folded = Ticket::fold(&logged.events, Some(contract.row.vendor_id)).ok_or_else(|| missing("the raising"))?;
    let day = contract.day(raised_at);
    let mut row = ticket_row(&logged, &folded, system.site_class, bound, terms);
    if row.vendor_id == contract.row.vendor_id {
        let team = ground.coverage.team_for(contract, system.id);
        (row.team_id, row.team_rule) = team.map(|to| (to.team, to.rule)).unzip();
    }
    row.bound_over = contest.map(serde_json::to_value).transpose()?;
    let row = ticket::Model { number: number_prefix(&agency.short_code, day), ..row };
    let case = import_case::Model {
        source: logged.source.clone(),
        ref_: logged.reference.clone(),
        ticket_id: logged.id,
        rows_hash: logged.rows_hash.clone(),
        imported_at: ground.now,
    };
    clocks(ground, logged, &folded, (bound, terms), row, (case, day.format("%Y%m%d").to_string())).map(Ok)
}

fn clocks(
    ground: Ground<'_>,
    logged: Logged,
    folded: &Ticket,
    (Bound { contract, .. }, terms): (Bound<'_>, &PolicyTerms),
    mut row: ticket::Model,
    (case, day): (import_case::Model, String),
) -> Result<ImportedCase> {
    let (book, now) = (&ground.coverage.book, ground.now);
    let pins = Pins::at(book.latest());
    let computed = compute(&ReplayInput { events: &logged.events, terms, book, pins: &pins, now });
    let context = ClockContext {
        ticket: row.id,
        contract: contract.row.id,
        zone: contract.zone,
        input_hash: &computed.hash,
        holders: &[],
    };
    let cause = Cause { word: "IMPORTED", seq: None };
    let difference = difference(&computed, &[], &Default::default(), (context, terms.version), cause, now);
    summarise(&mut row, &computed.clocks, now);
    let (clocks, alarms): (Vec<_>, Vec<_>) =
        difference.clocks.into_iter().map(|change| (change.clock, change.alarms)).unzip();
    let events =
        logged.events.iter().zip(&logged.actors).map(|(event, actor)| {
            event_row(row.id, EventId(uuid_at(event.recorded_at, rand::random())), event, *actor)
        });
    Ok(ImportedCase {
        case,
        day,
        events: events.collect::<Result<_>>()?,
        pauses: folded.pauses.iter().map(|pause| pause_row(&logged, pause, terms)).collect(),
        clocks,
        alarms: alarms.into_iter().flatten().map(|alarm| told_by_nobody(alarm, now)).collect(),
        verdicts: difference.verdicts,
        ticket: row,
    })
}

/// What is over alarms nobody any more (E35): it counts as fired, so that no later change makes it fire either.
pub(crate) fn told_by_nobody(alarm: sla_alarm::Model, now: Instant) -> sla_alarm::Model {
    sla_alarm::Model { fired_at: (alarm.at <= now).then_some(now), ..alarm }
}

fn ticket_row(
    logged: &Logged,
    folded: &Ticket,
    site_class: domain::ticket::SiteClass,
    bound: Bound<'_>,
    terms: &PolicyTerms,
) -> ticket::Model {
    let none = ClockState::NoPromise;
    let (cause, solution) = solution(&logged.events).unzip();
    ticket::Model {
        id: logged.id,
        number: String::new(),
        agency_id: logged.agency,
        vendor_id: folded.vendor.unwrap_or(bound.contract.row.vendor_id),
        system_id: logged.system,
        contract_id: bound.contract.row.id,
        policy_version_id: terms.version,
        kind: logged.kind,
        title: logged.title.clone(),
        description: logged.description.clone(),
        site_class,
        impact: folded.impact,
        urgency: folded.urgency,
        priority: folded.priority,
        state: folded.state,
        is_open: folded.state.is_open(),
        assignee_id: folded.engineer,
        raised_by: logged.actors.first().copied().flatten(),
        raised_at: folded.raised_at,
        created_at: folded.raised_at,
        updated_at: logged.events.iter().map(|event| event.recorded_at).max().unwrap_or(folded.raised_at),
        resolved_at: folded.resolved_at,
        closed_at: folded.closed_at,
        cycle: folded.cycle,
        last_seq: folded.last_seq,
        version: i64::from(folded.last_seq),
        next_due_at: NO_DUE,
        breached: false,
        response_state: none,
        response_due_at: None,
        arrival_state: none,
        arrival_due_at: None,
        restore_state: none,
        restore_due_at: None,
        resolve_state: none,
        resolve_due_at: None,
        update_state: none,
        update_due_at: None,
        stars: folded.rating.map(i32::from),
        cause,
        solution,
        terms_number: bound.terms.number,
        team_id: None,
        team_rule: None,
        bound_over: None,
        ended_at: folded.ended_at(),
    }
}

/// The latest words on cause and solution.
fn solution(events: &[Event]) -> Option<(String, String)> {
    events.iter().rev().find_map(|event| match &event.fact {
        Fact::Resolved { cause, solution } => Some((cause.clone(), solution.clone())),
        _ => None,
    })
}

/// When the longest pause that the terms allow is over.
pub(super) fn pause_lapses(pause: &Pause, terms: &PolicyTerms) -> Option<Instant> {
    terms.pauses.longest_seconds.map(|longest| pause.from + TimeDelta::seconds(longest))
}

fn pause_row(logged: &Logged, pause: &Pause, terms: &PolicyTerms) -> ticket_pause::Model {
    let log = || logged.events.iter().zip(&logged.actors);
    let held = log().find_map(|(event, actor)| match &event.fact {
        Fact::Held { pause: id, note, .. } if *id == pause.id => Some((note.clone(), *actor)),
        _ => None,
    });
    let (note, declared_by) = held.unwrap_or_default();
    let decided = log().rev().find(|(event, _)| match &event.fact {
        Fact::PauseAccepted { pause: id } | Fact::PauseRejected { pause: id, .. } => *id == pause.id,
        _ => false,
    });
    let reason = decided.and_then(|(event, _)| match &event.fact {
        Fact::PauseRejected { reason, .. } => Some(reason.clone()),
        _ => None,
    });
    ticket_pause::Model {
        id: pause.id,
        ticket_id: logged.id,
        reason: pause.reason,
        party: pause.reason.party(),
        note,
        from_at: pause.from,
        to_at: pause.until,
        declared_by,
        decision: pause.decision,
        decided_by: decided.and_then(|(_, actor)| *actor),
        decided_at: decided.map(|(event, _)| event.recorded_at),
        decision_reason: reason,
        lapses_at: pause_lapses(pause, terms),
        lapsed: false,
        // What was not decided in another system is not decided by silence here.
        silent_at: None,
    }
}
