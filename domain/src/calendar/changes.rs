//! Which days differ between two revisions of a calendar, to find the clocks that a new revision touches (S7).

use super::{CompiledCalendar, DayChange, day_changes};

/// Half-open spans of instants, in order, whose open hours or certainty differ.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChangedSpans {
    spans: Vec<(i64, i64)>,
}

impl ChangedSpans {
    /// Compares two revisions civil day by civil day.
    ///
    /// A day that becomes certain has changed too: whoever waited for it must be told (S8).
    pub fn between(old: &CompiledCalendar, new: &CompiledCalendar) -> Self {
        let mut spans: Vec<(i64, i64)> = Vec::new();
        for day in day_changes(old, new) {
            let (from, to) = span(old, new, &day);
            match spans.last_mut() {
                Some(open) if open.1 >= from => open.1 = open.1.max(to),
                _ => spans.push((from, to)),
            }
        }
        Self { spans }
    }

    /// Whether anything in `[from, to]` differs.
    pub fn touches(&self, from: i64, to: i64) -> bool {
        let next = self.spans.partition_point(|span| span.1 <= from);
        self.spans.get(next).is_some_and(|span| span.0 <= to)
    }

    /// Whether the two revisions are the same.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// The spans, in order.
    pub fn spans(&self) -> &[(i64, i64)] {
        &self.spans
    }

    /// At most `most` spans that cover all of these: what lies beyond the first is taken together.
    pub fn at_most(&self, most: usize) -> Vec<(i64, i64)> {
        let mut spans = self.spans.clone();
        if let (true, Some(last)) = (spans.len() > most.max(1), self.spans.last()) {
            spans.truncate(most.max(1));
            if let Some(rest) = spans.last_mut() {
                rest.1 = last.1;
            }
        }
        spans
    }
}

/// The civil day in both zones, with the hours that reach beyond it.
fn span(old: &CompiledCalendar, new: &CompiledCalendar, day: &DayChange) -> (i64, i64) {
    let next = day.date.succ_opt().unwrap_or(day.date);
    let closings = day.before.iter().chain(&day.after).map(|(_, close)| *close);
    let begins = old.start_of(day.date).min(new.start_of(day.date));
    let ends = old.start_of(next).max(new.start_of(next));
    (begins, closings.fold(ends, i64::max))
}
