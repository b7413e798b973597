//! What a change does: days, and the running clocks that it touches, with their deadlines before and after.

use std::collections::HashMap;
use std::sync::Arc;

use domain::Instant;
use domain::access::Action;
use domain::calendar::{
    CalendarChangeState, CalendarSpec, ChangedSpans, CompiledCalendar, DayChange, PartialYear, day_changes,
};
use domain::ids::TicketId;
use domain::sla::{ClockKey, ReplayInput, SlaClock, replay};
use storage::entity::{sla_clock, ticket};
use storage::query::calendar_change::{self as query, Touching};
use storage::query::{sla, ticket as parts};

use super::CalendarChangeView;
use crate::sla::{moved, touching};
use crate::ticket::rows::{event, key, missing};
use crate::{Error, Op, Result};

/// What a change does to days.
#[derive(Clone, Debug)]
pub struct CalendarPreview {
    /// Every day that differs from the revision that the change was drafted on.
    pub days: Vec<DayChange>,
    /// Years of base layers that are empty or partial.
    pub gaps: Vec<PartialYear>,
    spans: ChangedSpans,
    compiled: Arc<CompiledCalendar>,
}

/// How many running clocks a draft would touch now, of tickets that the actor sees.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    pub clocks: i64,
    /// Those of them whose deadline rests on days that are not certain.
    pub provisional: i64,
}

/// A running clock that a draft touches.
#[derive(Clone, Debug)]
pub struct MovingClock {
    pub ticket: TicketId,
    pub number: String,
    pub key: ClockKey,
    /// None while paused.
    pub due_before: Option<Instant>,
    pub due_after: Option<Instant>,
    pub provisional_before: bool,
    pub provisional_after: bool,
}

/// Lays a change out beside the revision that it was drafted on.
pub fn preview(op: &Op, change: &CalendarChangeView) -> Result<CalendarPreview> {
    let spec: CalendarSpec = serde_json::from_value(change.spec.clone())?;
    let compiled = CompiledCalendar::compile(&spec).map_err(|error| Error::Internal(error.into()))?;
    let coverage = op.coverage();
    let base = coverage.book.as_of(change.base_revision).get(change.calendar_id);
    let base = base.ok_or_else(|| missing("the calendar"))?;
    Ok(CalendarPreview {
        days: day_changes(base, &compiled),
        gaps: serde_json::from_value(change.gaps.clone())?,
        spans: ChangedSpans::between(base, &compiled),
        compiled: Arc::new(compiled),
    })
}

/// Counts the running clocks that a draft touches; none once it is no draft.
pub async fn touched(op: &Op, change: &CalendarChangeView, preview: &CalendarPreview) -> Result<Touched> {
    let Some(touching) = reach(op, change, preview) else { return Ok(Touched::default()) };
    let scope = op.ticket_scope(Action::TicketView);
    let (clocks, provisional) = query::count_touched(op.app().store.read(), &scope, &touching).await?;
    Ok(Touched { clocks, provisional })
}

/// The running clocks that a draft touches and that are due first, as they are and as they would be.
pub async fn moving_clocks(
    op: &Op,
    change: &CalendarChangeView,
    preview: &CalendarPreview,
    limit: u64,
) -> Result<Vec<MovingClock>> {
    let Some(touching) = reach(op, change, preview) else { return Ok(Vec::new()) };
    let (db, scope) = (op.app().store.read(), op.ticket_scope(Action::TicketView));
    let first = query::first_touched(db, &scope, &touching, limit).await?;
    let mut ids: Vec<TicketId> = first.iter().map(|(_, ticket)| *ticket).collect();
    ids.sort_unstable();
    ids.dedup();
    let rows: HashMap<TicketId, ticket::Model> =
        sla::tickets(db, &ids).await?.into_iter().map(|row| (row.id, row)).collect();
    let clocks = parts::clocks_of(db, &scope, &ids).await?;
    let mut logs: HashMap<TicketId, Vec<domain::ticket::Event>> = HashMap::new();
    for row in parts::events_of(db, &scope, &ids).await? {
        logs.entry(row.ticket_id).or_default().push(event(&row)?);
    }
    let coverage = op.coverage();
    let mut book = coverage.book.clone();
    book.insert(change.calendar_id, touching.revision, preview.compiled.clone());
    let mut after: HashMap<TicketId, Vec<SlaClock>> = HashMap::new();
    for (id, row) in &rows {
        let terms = coverage.terms.get(&row.policy_version_id).ok_or_else(|| missing("the policy version"))?;
        let Some(log) = logs.get(id) else { continue };
        let stored: Vec<sla_clock::Model> = clocks.iter().filter(|clock| clock.ticket_id == *id).cloned().collect();
        let pins = moved(&stored, coverage.book.latest(), Some(touching.revision));
        let input = ReplayInput { events: log, terms, book: &book, pins: &pins, now: op.now() };
        after.insert(*id, replay(&input));
    }
    let moving = |clock: &sla_clock::Model| {
        let new = after.get(&clock.ticket_id)?.iter().find(|new| new.key == key(clock))?;
        Some(MovingClock {
            ticket: clock.ticket_id,
            number: rows.get(&clock.ticket_id)?.number.clone(),
            key: new.key,
            due_before: clock.due_at,
            due_after: new.due_at,
            provisional_before: clock.provisional,
            provisional_after: new.provisional,
        })
    };
    let found = first.iter().filter_map(|(id, _)| clocks.iter().find(|clock| clock.id == *id));
    Ok(found.filter_map(moving).collect())
}

fn reach(op: &Op, change: &CalendarChangeView, preview: &CalendarPreview) -> Option<Touching> {
    let coverage = op.coverage();
    let next = coverage.book.latest() + 1;
    (change.state == CalendarChangeState::Draft).then(|| touching(&coverage, change.calendar_id, &preview.spans, next))
}
