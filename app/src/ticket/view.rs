//! What hangs on tickets: events, clocks, pauses, verdicts, in batches for the API's loaders.

use std::collections::HashMap;

use domain::access::Action;
use domain::ids::{ClockId, EventId, PolicyVersionId, TicketId, UserId};
use domain::ticket::{Bounds, Event, Fact, Ticket, Visibility, sealed_ratings};
use storage::query::{calendar_change, ticket as query, ticket_link};

use super::legs::{of_own_leg, vendors_of};
use super::rows::event;
use crate::uncovered::UncoveredView;
use crate::{Op, Result};

/// A clock as stored.
pub type ClockView = storage::entity::sla_clock::Model;
/// A pause as stored.
pub type PauseView = storage::entity::ticket_pause::Model;
/// A verdict revision as stored.
pub type VerdictView = storage::entity::sla_verdict::Model;

/// A clock's move to another calendar revision, and why that revision was made.
#[derive(Clone, Debug)]
pub struct ClockRevisionView {
    pub row: storage::entity::clock_revision::Model,
    pub reason: Option<String>,
}

/// An event and who did it.
#[derive(Clone, Debug)]
pub struct EventView {
    pub id: EventId,
    pub event: Event,
    pub actor: Option<UserId>,
}

/// The events that the actor may read, by ticket, in recorded order. A comment inside the other side is left out, and so is
/// a link to a ticket that the actor does not see.
pub async fn events(op: &Op, ids: &[TicketId]) -> Result<HashMap<TicketId, Vec<EventView>>> {
    let scope = op.ticket_scope(Action::TicketView);
    let db = op.app().store.read();
    let mut views = Vec::new();
    for row in query::events_of(db, &scope, ids).await? {
        views.push((row.ticket_id, EventView { id: row.id, event: event(&row)?, actor: row.actor_id }));
    }
    let mut others: Vec<TicketId> = views.iter().filter_map(|(_, view)| linked_to(&view.event)).collect();
    others.sort_unstable();
    others.dedup();
    let seen = if others.is_empty() { others } else { ticket_link::visible(db, &scope, &others).await? };
    let mut found: HashMap<TicketId, Vec<EventView>> = HashMap::new();
    for (ticket, view) in views {
        if readable(op, &view.event) && linked_to(&view.event).is_none_or(|other| seen.contains(&other)) {
            found.entry(ticket).or_default().push(view);
        }
    }
    found.values_mut().for_each(|views| {
        of_own_leg(vendors_of(&scope), views);
        unsealed(op, views);
    });
    Ok(found)
}

/// Leaves out ratings that the actor's side does not read yet.
pub(super) fn unsealed(op: &Op, views: &mut Vec<EventView>) {
    let rated = |view: &EventView| matches!(view.event.fact, Fact::CooperationRated { .. });
    let Some(side) = op.actor().side().filter(|_| views.iter().any(rated)) else { return };
    let log: Vec<Event> = views.iter().map(|view| view.event.clone()).collect();
    let sealed = sealed_ratings(&log, side, op.now());
    views.retain(|view| !sealed.contains(&view.event.seq));
}

/// The other ticket of a link: whoever does not see it is not told of the link (I7).
pub(super) const fn linked_to(event: &Event) -> Option<TicketId> {
    match &event.fact {
        Fact::Linked { other, .. } | Fact::Unlinked { other, .. } => Some(*other),
        _ => None,
    }
}

pub(super) fn readable(op: &Op, event: &Event) -> bool {
    let visibility = event.fact.visibility();
    visibility == Visibility::Public || op.actor().side().is_some_and(|side| visibility.is_readable_by(side))
}

/// The clocks by ticket, in the order they began.
pub async fn clocks(op: &Op, ids: &[TicketId]) -> Result<HashMap<TicketId, Vec<ClockView>>> {
    let scope = op.ticket_scope(Action::TicketView);
    let rows = query::clocks_of(op.app().store.read(), &scope, ids).await?;
    Ok(grouped(rows, |row| row.ticket_id))
}

/// The pauses by ticket, in the order they began.
pub async fn pauses(op: &Op, ids: &[TicketId]) -> Result<HashMap<TicketId, Vec<PauseView>>> {
    let scope = op.ticket_scope(Action::TicketView);
    let rows = query::pauses_of(op.app().store.read(), &scope, ids).await?;
    Ok(grouped(rows, |row| row.ticket_id))
}

/// The verdict revisions of tickets by clock, oldest first.
pub async fn verdicts(op: &Op, ids: &[TicketId]) -> Result<HashMap<ClockId, Vec<VerdictView>>> {
    let scope = op.ticket_scope(Action::TicketView);
    let rows = query::verdicts_of(op.app().store.read(), &scope, ids).await?;
    Ok(grouped(rows, |row| row.clock_id))
}

/// The moves of the clocks of tickets to other calendar revisions by ticket, oldest first.
pub async fn clock_revisions(op: &Op, ids: &[TicketId]) -> Result<HashMap<TicketId, Vec<ClockRevisionView>>> {
    let (db, scope) = (op.app().store.read(), op.ticket_scope(Action::TicketView));
    let rows = calendar_change::revisions_of(db, &scope, ids).await?;
    let mut revisions: Vec<i64> = rows.iter().map(|row| row.calendar_revision).collect();
    revisions.sort_unstable();
    revisions.dedup();
    let reasons: HashMap<i64, String> = match revisions.as_slice() {
        [] => HashMap::new(),
        some => calendar_change::reasons(db, some).await?.into_iter().collect(),
    };
    let views = rows.into_iter().map(|row| {
        let reason = reasons.get(&row.calendar_revision).cloned();
        ClockRevisionView { row, reason }
    });
    Ok(grouped(views.collect(), |view| view.row.ticket_id))
}

/// What the actor may do with each ticket now, so that a client holds no rules.
///
/// `tickets` come with the policy version that binds them.
pub async fn available_actions(
    op: &Op,
    tickets: &[(TicketId, PolicyVersionId)],
) -> Result<HashMap<TicketId, Vec<Action>>> {
    let scope = op.ticket_scope(Action::TicketView);
    let ids: Vec<TicketId> = tickets.iter().map(|(id, _)| *id).collect();
    let rows = query::events_of(op.app().store.read(), &scope, &ids).await?;
    let coverage = op.coverage();
    let view = coverage.book.as_of(coverage.book.latest());
    let terms: HashMap<_, _> =
        tickets.iter().filter_map(|(id, version)| Some((*id, coverage.terms.get(version)?))).collect();
    let mut found = Vec::new();
    for (id, rows) in grouped(rows, |row| row.ticket_id) {
        let log = rows.iter().map(event).collect::<Result<Vec<_>>>()?;
        // The vendor matters to assignments only, which the command checks against the row.
        found.extend(Ticket::fold(&log, None).map(|ticket| (id, ticket)));
    }
    let major: Vec<TicketId> = found.iter().filter(|(_, ticket)| ticket.major).map(|(id, _)| *id).collect();
    let held_open = match major.as_slice() {
        [] => Vec::new(),
        some => ticket_link::with_unsolved(op.app().store.read(), some).await?,
    };
    let mut actions = HashMap::new();
    for (id, ticket) in found {
        let mut possible = domain::ticket::available_actions(op.actor(), &ticket);
        if let Some(bounds) = terms.get(&id).map(|terms| Bounds::of(terms, view)) {
            possible.retain(|action| bounds.permits(op.actor(), &ticket, *action, op.now()));
        }
        if held_open.contains(&id) {
            possible.retain(|action| !matches!(action, Action::TicketConfirm | Action::TicketCancel));
        }
        actions.insert(id, possible);
    }
    Ok(actions)
}

/// The requests that tickets were raised of, once a contract covered the system; for those who may see requests.
pub async fn uncovered_requests(op: &Op, ids: &[TicketId]) -> Result<HashMap<TicketId, Option<UncoveredView>>> {
    let scope = op.read_scope(Action::UncoveredView);
    let rows = storage::query::uncovered::of_tickets(op.app().store.read(), &scope, ids).await?;
    Ok(rows.into_iter().filter_map(|row| Some((row.ticket_id?, Some(row)))).collect())
}

pub(crate) fn grouped<R, K: std::hash::Hash + Eq>(rows: Vec<R>, key: impl Fn(&R) -> K) -> HashMap<K, Vec<R>> {
    let mut groups: HashMap<K, Vec<R>> = HashMap::new();
    for row in rows {
        groups.entry(key(&row)).or_default().push(row);
    }
    groups
}
