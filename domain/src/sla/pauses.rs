//! Pauses as a union, and deadlines that they move (S4).

use super::measure::Measure;
use crate::calendar::Due;

/// The end of a pause that nobody has ended.
pub(super) const OPEN: i64 = i64::MAX;

/// A half-open span in which a clock stands still.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    pub(super) from: i64,
    pub(super) to: i64,
    /// It begins with the stop of a clock that went on later. Who stops in the last second has kept the promise so far.
    pub(super) after_stop: bool,
}

/// Spans in order and apart from each other (E17).
#[derive(Debug)]
pub(super) struct PauseUnion {
    spans: Vec<Span>,
}

/// Where a deadline lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reached {
    At(Due),
    /// An open pause holds: what is left is frozen (E19).
    Waiting,
    /// The target's calendar does not exist.
    NoCalendar,
}

impl PauseUnion {
    /// The union of spans that come in order of their beginning; an empty one counts for nothing (E18).
    pub(super) fn of(all: impl Iterator<Item = Span>) -> Self {
        let mut spans: Vec<Span> = Vec::new();
        for span in all {
            match spans.last_mut() {
                _ if span.from >= span.to => {}
                Some(last) if span.from <= last.to => last.to = last.to.max(span.to),
                _ => spans.push(span),
            }
        }
        Self { spans }
    }

    /// The union of spans in any order.
    pub(super) fn sorted(mut all: Vec<Span>) -> Self {
        all.sort_by_key(|span| span.from);
        Self::of(all.into_iter())
    }

    pub(super) fn spans(&self) -> &[Span] {
        &self.spans
    }
}

/// The deadline of `seconds` from `start`, moved by the pauses that begin before it; what comes after `end` is unseen.
pub(super) fn due(measure: Measure<'_>, start: i64, seconds: i64, pauses: &[Span], end: i64) -> Reached {
    let mut due = measure.due(start, seconds);
    let mut total = seconds;
    let first = pauses.partition_point(|pause| pause.to <= start);
    for span in &pauses[first..] {
        let (from, to) = (span.from.max(start), span.to.min(end));
        let too_late = if span.after_stop { from > due.at } else { from >= due.at };
        if too_late || from >= to {
            break;
        }
        if to == OPEN {
            return Reached::Waiting;
        }
        total += measure.between(from, to);
        due = measure.due(start, total);
    }
    Reached::At(due)
}

/// The counted seconds of the pauses inside `from` to `to`.
pub(super) fn paused_between(measure: Measure<'_>, pauses: &[Span], from: i64, to: i64) -> i64 {
    let first = pauses.partition_point(|pause| pause.to <= from);
    let inside = pauses[first..].iter().take_while(|pause| pause.from < to);
    inside.map(|pause| measure.between(pause.from.max(from), pause.to.min(to))).sum()
}
