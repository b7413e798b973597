//! One ticket computed anew without a new event; and clocks that a calendar's revision did not reach in its time.

use std::collections::HashMap;

use domain::access::TicketScope;
use domain::calendar::{CalendarBook, ChangedSpans};
use domain::ids::{CalendarId, OutboxId, TicketId};
use domain::sla::{ClockState, Pins};
use storage::entity::{outbox, sla_clock};
use storage::query::sla::{OpenClock, open_clocks};
use storage::query::ticket as query;
use storage::write::{TicketChange, act as write, log_clock_revisions};

use super::follow::logged;
use crate::ticket::change::recompute_pinned;
use crate::ticket::clocks::{Cause, pins};
use crate::ticket::rows::{event, key, missing};
use crate::{Error, Op, Result};

const BATCH: u64 = 1_000;
/// A ticket that people change so often meanwhile can wait for the next run.
const ATTEMPTS: usize = 5;

/// What a verdict names as its cause when a new calendar revision led to it.
pub(super) const REVISED: &str = "CALENDAR_REVISED";

/// Computes again the clocks without a verdict, at any older revision, whose span holds a day that differs from the
/// revision they rest on: what a process that did not know of the new one has left behind. All clocks without a verdict
/// of such a ticket move on to the new revision; a settled verdict keeps its own.
pub(crate) async fn catch_up(op: &Op, calendar: CalendarId, new_revision: i64) -> Result<u64> {
    let coverage = op.coverage();
    let mut changed = Changed { book: &coverage.book, calendar, new_revision, spans: HashMap::new() };
    let mut written = 0;
    let anew = Anew { cause: REVISED, revision: Some(new_revision) };
    let mut after = None;
    loop {
        let clocks = open_clocks(op.app().store.read(), (calendar, new_revision), after, BATCH).await?;
        let Some(last) = clocks.last() else { return Ok(written) };
        after = Some((last.ticket_id, last.id));
        let mut touched: Vec<TicketId> =
            clocks.iter().filter(|clock| changed.touches(clock)).map(|clock| clock.ticket_id).collect();
        touched.dedup();
        for ticket in touched {
            written += one_ticket(op, ticket, &anew).await?;
        }
    }
}

/// What differs between older revisions of a calendar and the new one.
struct Changed<'b> {
    book: &'b CalendarBook,
    calendar: CalendarId,
    new_revision: i64,
    /// By the calendar's own revision that an older state was at.
    spans: HashMap<i64, ChangedSpans>,
}

impl Changed<'_> {
    /// None when the calendar is not known at all.
    fn since(&mut self, revision: i64) -> Option<&ChangedSpans> {
        let (number, old) = self.book.as_of(revision).entry(self.calendar)?;
        let new = self.book.as_of(self.new_revision).get(self.calendar)?;
        Some(self.spans.entry(number).or_insert_with(|| ChangedSpans::between(old, new)))
    }

    fn touches(&mut self, clock: &OpenClock) -> bool {
        let until = clock.due_at.map_or(i64::MAX, |due| due.timestamp());
        let changed = self.since(clock.calendar_revision);
        changed.is_none_or(|changed| changed.touches(clock.started_at.timestamp(), until))
    }
}

/// Why clocks are computed without a new event.
pub(super) struct Anew<'a> {
    /// What a verdict names as its cause.
    pub cause: &'a str,
    /// The calendar revision that clocks without a verdict move on to.
    pub revision: Option<i64>,
}

/// Replays one ticket and writes what differs; answers with the number of clocks written.
pub(super) async fn one_ticket(op: &Op, id: TicketId, anew: &Anew<'_>) -> Result<u64> {
    for _ in 0..ATTEMPTS {
        let op = &op.renewed();
        let transaction = op.begin().await?;
        let Some(row) = query::find(&transaction, &TicketScope::Everything, id).await? else { return Ok(0) };
        let log = query::events(&transaction, id).await?.iter().map(event).collect::<Result<Vec<_>>>()?;
        let stored = query::clocks(&transaction, id).await?;
        let coverage = op.coverage_for(&[row.policy_version_id], &stored).await?;
        let terms = coverage.terms.get(&row.policy_version_id).ok_or_else(|| missing("the policy version"))?;
        let pins = moved(&stored, coverage.book.latest(), anew.revision);
        let cause = Cause { word: anew.cause, seq: None };
        let found = (&*stored, cause);
        let mut change =
            Box::pin(recompute_pinned(op, &transaction, &row, &log, &coverage, (terms, &pins), found)).await?;
        let clocks = (change.clocks.len() + change.dropped.len()) as u64;
        if clocks == 0 {
            transaction.rollback().await?;
            return Ok(0);
        }
        let log = logged(op, &stored, &change);
        if let Some(revision) = anew.revision {
            announce(op, &mut change, revision);
        }
        if write(&transaction, change).await? {
            log_clock_revisions(&transaction, log).await?;
            transaction.commit().await?;
            op.app().outbox_filled.notify_one();
            return Ok(clocks);
        }
    }
    Err(Error::Conflict)
}

/// Settled clocks stay where they are.
pub(crate) fn moved(stored: &[sla_clock::Model], latest: i64, revision: Option<i64>) -> Pins {
    let mut pins = pins(stored, latest);
    let waiting = [ClockState::Running, ClockState::Paused, ClockState::AwaitingCalendar];
    if let Some(revision) = revision {
        for row in stored.iter().filter(|row| waiting.contains(&row.state)) {
            pins.clocks.retain(|pin| pin.0 != key(row));
            pins.clocks.push((key(row), row.calendar_revision.max(revision)));
        }
    }
    pins
}

/// Tells whoever watches the ticket. What moved is logged clock by clock, so there is no audit entry (docs/adr/0010).
pub(super) fn announce(op: &Op, change: &mut TicketChange, revision: i64) {
    let ticket = &change.ticket;
    change.outbox.push(outbox::Model {
        id: op.id::<OutboxId>(),
        feed_seq: None,
        topic: "sla.recomputed".to_owned(),
        ticket_id: Some(ticket.id),
        agency_id: Some(ticket.agency_id),
        vendor_id: Some(ticket.vendor_id),
        payload: serde_json::json!({
            "cause": REVISED, "calendarRevision": revision, "clocks": change.clocks.len(),
        }),
        created_at: op.now(),
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{DateTime, NaiveDate};
    use domain::calendar::{CalendarSpec, CompiledCalendar, DayLayer, DayRule, Interval};
    use domain::ids::ClockId;
    use std::sync::Arc;

    fn book() -> CalendarBook {
        let first: NaiveDate = "2026-01-01".parse().expect("a date");
        let hours: Vec<Interval> = vec![Interval::hm((9, 0), (17, 0))];
        let spec = CalendarSpec::weekly(chrono_tz::Asia::Shanghai, first, std::array::from_fn(|_| hours.clone()));
        let holiday: NaiveDate = "2026-05-04".parse().expect("a date");
        let mut revised = spec.clone();
        revised.layers.push(DayLayer::overlay("OWN", "own").with(holiday, DayRule::Off));
        let mut book = CalendarBook::default();
        for (revision, spec) in [(3, spec), (7, revised)] {
            let compiled = CompiledCalendar::compile(&spec).expect("a calendar");
            book.insert(calendar(), revision, Arc::new(compiled));
        }
        book
    }

    fn calendar() -> CalendarId {
        CalendarId(uuid::Uuid::from_u128(1))
    }

    fn clock(from: &str, due: Option<&str>, pinned: i64) -> OpenClock {
        let at = |text: &str| text.parse::<DateTime<chrono::Utc>>().expect("an instant");
        OpenClock {
            id: ClockId(uuid::Uuid::from_u128(2)),
            ticket_id: TicketId(uuid::Uuid::from_u128(3)),
            started_at: at(from),
            due_at: due.map(at),
            calendar_revision: pinned,
        }
    }

    #[test]
    fn a_new_holiday_touches_only_the_clocks_that_span_it() {
        let book = book();
        let mut changed = Changed { book: &book, calendar: calendar(), new_revision: 7, spans: HashMap::new() };
        assert!(changed.touches(&clock("2026-05-03T01:00:00Z", Some("2026-05-05T01:00:00Z"), 3)));
        assert!(!changed.touches(&clock("2026-05-01T01:00:00Z", Some("2026-05-03T09:00:00Z"), 3)), "due before it");
        assert!(!changed.touches(&clock("2026-05-05T01:00:00Z", Some("2026-05-06T09:00:00Z"), 3)), "begun after it");
        assert!(changed.touches(&clock("2026-05-01T01:00:00Z", None, 3)), "paused: it may last into it");
        // Revision 6 was another calendar's: this one still stood at 3.
        assert!(changed.touches(&clock("2026-05-03T01:00:00Z", Some("2026-05-05T01:00:00Z"), 6)));
        assert!(!changed.touches(&clock("2026-05-03T01:00:00Z", Some("2026-05-05T01:00:00Z"), 7)));
        assert!(changed.since(7).is_some_and(ChangedSpans::is_empty));
    }
}
