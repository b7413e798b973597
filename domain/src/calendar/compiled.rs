//! A calendar laid out for counting: binary searches over open intervals.

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::local;

/// A deadline in a calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Due {
    /// The instant.
    pub at: i64,
    /// Whether it rests on days that nobody has published yet (S8).
    pub provisional: bool,
}

/// A calendar of one revision, compiled. Immutable; shared behind an `Arc`.
#[derive(Clone, PartialEq, Eq)]
pub struct CompiledCalendar {
    zone: Tz,
    /// The civil date of row 0, and the instant of its midnight.
    first_day: NaiveDate,
    first_midnight: i64,
    opens: Vec<i64>,
    closes: Vec<i64>,
    /// Open seconds before each interval; strictly rising.
    before: Vec<i64>,
    /// The row that each interval belongs to.
    row_of: Vec<u32>,
    /// The first interval of each row; one more at the end.
    first_of: Vec<u32>,
    /// The rows that are open at all.
    open_rows: Vec<u32>,
    known: Known,
    /// The first interval that belongs to a row after the last known date.
    unknown_from: usize,
}

/// What is certain about a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Known {
    pub(super) from: Option<NaiveDate>,
    pub(super) until: Option<NaiveDate>,
    /// The first certain instant.
    pub(super) begins: i64,
    /// The first instant that is not certain any more.
    pub(super) ends: i64,
    /// Dates whose notice is awaited, in order.
    pub(super) pending: Vec<NaiveDate>,
}

// Thousands of rows tell nobody anything.
impl std::fmt::Debug for CompiledCalendar {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let rows = self.rows();
        f.debug_struct("CompiledCalendar").field("zone", &self.zone).field("rows", &rows).finish_non_exhaustive()
    }
}

impl CompiledCalendar {
    pub(super) fn empty(zone: Tz, first_day: NaiveDate) -> Self {
        let known = Known { from: None, until: None, begins: i64::MIN, ends: i64::MAX, pending: Vec::new() };
        Self {
            zone,
            first_day,
            first_midnight: local::opening(zone, first_day, 0),
            opens: Vec::new(),
            closes: Vec::new(),
            before: Vec::new(),
            row_of: Vec::new(),
            first_of: vec![0],
            open_rows: Vec::new(),
            known,
            unknown_from: 0,
        }
    }

    pub(super) fn push(&mut self, from: i64, to: i64) {
        self.before.push(self.open_seconds());
        self.opens.push(from);
        self.closes.push(to);
        self.row_of.push(self.rows());
    }

    pub(super) fn end_day(&mut self) {
        let intervals = u32::try_from(self.opens.len()).unwrap_or(u32::MAX);
        if self.first_of.last() != Some(&intervals) {
            self.open_rows.push(self.rows());
        }
        self.first_of.push(intervals);
    }

    pub(super) fn set_known(&mut self, known: Known) {
        self.unknown_from = known
            .until
            .map_or(self.opens.len(), |until| self.row_of.partition_point(|row| self.date_of_row(*row) <= until));
        self.known = known;
    }

    fn rows(&self) -> u32 {
        u32::try_from(self.first_of.len() - 1).unwrap_or(u32::MAX)
    }

    fn date_of_row(&self, row: u32) -> NaiveDate {
        self.first_day + chrono::Days::new(u64::from(row))
    }

    /// All open seconds that are laid out.
    pub(super) fn open_seconds(&self) -> i64 {
        match (self.before.last(), self.opens.last(), self.closes.last()) {
            (Some(before), Some(open), Some(close)) => before + close - open,
            _ => 0,
        }
    }

    /// Open seconds from the beginning of the calendar to `at`.
    #[inline]
    fn opened_before(&self, at: i64) -> i64 {
        self.opened_with(self.opened_by(at), at)
    }

    /// The same, when so many intervals opened before `at`.
    #[inline]
    fn opened_with(&self, opened: usize, at: i64) -> i64 {
        match opened.checked_sub(1) {
            Some(last) => self.before[last] + at.min(self.closes[last]) - self.opens[last],
            None => 0,
        }
    }

    /// How many intervals opened before `at`.
    ///
    /// The row is guessed from days of 86 400 s, which is a row off at most where clocks change; then it is put right.
    #[inline]
    fn opened_by(&self, at: i64) -> usize {
        let guess = usize::try_from((at - self.first_midnight) / 86_400).unwrap_or(0);
        let mut opened = self.first_of[guess.min(self.first_of.len() - 1)] as usize;
        while opened > 0 && self.opens[opened - 1] >= at {
            opened -= 1;
        }
        while self.opens.get(opened).is_some_and(|open| *open < at) {
            opened += 1;
        }
        opened
    }

    /// How many intervals closed by `at`: the next one is open then, or opens next.
    #[inline]
    fn closed_by(&self, at: i64) -> usize {
        let opened = self.opened_by(at);
        if opened > 0 && self.closes[opened - 1] > at { opened - 1 } else { opened }
    }

    /// The last interval with fewer than `wanted` open seconds before it, from one that has; targets are mostly near.
    #[inline]
    fn gallop(&self, from: usize, wanted: i64) -> usize {
        let (mut low, mut step) = (from, 1);
        while self.before.get(low + step).is_some_and(|before| *before < wanted) {
            low += step;
            step *= 2;
        }
        let high = (low + step).min(self.before.len());
        low + self.before[low..high].partition_point(|before| *before < wanted) - 1
    }

    /// The earliest instant at or after `start` by which `open_seconds` have passed.
    ///
    /// A target used up exactly at closing is due at closing (S1, E5).
    #[inline]
    pub fn due(&self, start: i64, open_seconds: i64) -> Due {
        if open_seconds <= 0 {
            return Due { at: start, provisional: !self.is_known_at(start) };
        }
        let opened = self.opened_by(start);
        let wanted = self.opened_with(opened, start) + open_seconds;
        let interval = self.gallop(opened.saturating_sub(1), wanted);
        let at = self.opens[interval] + wanted - self.before[interval];
        if at > self.closes[interval] {
            return Due { at: self.end().max(start), provisional: true };
        }
        Due { at, provisional: self.is_provisional(start, interval) }
    }

    /// Open seconds from `from` to `to`; negative when `to` is earlier.
    #[inline]
    pub fn between(&self, from: i64, to: i64) -> i64 {
        self.opened_before(to) - self.opened_before(from)
    }

    /// The earliest open instant at or after `at`: the closing second is not open (E3, E4).
    pub fn next_opening(&self, at: i64) -> Due {
        let interval = self.closed_by(at);
        match self.opens.get(interval) {
            Some(open) => Due { at: at.max(*open), provisional: self.is_provisional(at, interval) },
            None => Due { at: self.end().max(at), provisional: true },
        }
    }

    /// The last closing of the `n`-th open civil day after the day of the effective start (S6).
    pub fn nth_working_day_close(&self, start: i64, n: u32) -> Due {
        let beyond = Due { at: self.end().max(start), provisional: true };
        let effective = self.closed_by(start);
        let Some(row) = self.row_of.get(effective) else { return beyond };
        let rank = self.open_rows.partition_point(|open| open < row);
        let Some(row) = self.open_rows.get(rank + n as usize) else { return beyond };
        let last = self.first_of[*row as usize + 1] as usize - 1;
        Due { at: self.closes[last], provisional: self.is_provisional(start, last) }
    }

    /// Whether a span from `start` into the given interval rests on an unpublished day.
    #[inline]
    fn is_provisional(&self, start: i64, interval: usize) -> bool {
        start < self.known.begins
            || interval >= self.unknown_from
            || (!self.known.pending.is_empty() && self.spans_pending(start, interval))
    }

    fn spans_pending(&self, start: i64, interval: usize) -> bool {
        let (from, to) = (local::date_of(self.zone, start), self.date_of_row(self.row_of[interval]));
        let next = self.known.pending.partition_point(|date| *date < from);
        self.known.pending.get(next).is_some_and(|date| *date <= to)
    }

    fn is_known_at(&self, at: i64) -> bool {
        (self.known.begins..self.known.ends).contains(&at)
            && (self.known.pending.is_empty() || self.is_known(local::date_of(self.zone, at)))
    }

    /// Whether the hours of every civil date from one instant to another are certain (S8).
    pub fn is_known_between(&self, from: i64, to: i64) -> bool {
        let (first, last) = (local::date_of(self.zone, from), local::date_of(self.zone, to));
        let next = self.known.pending.partition_point(|date| *date < first);
        from >= self.known.begins
            && to < self.known.ends
            && self.known.pending.get(next).is_none_or(|date| *date > last)
    }

    /// Whether the hours of a civil date are certain (S8).
    pub fn is_known(&self, date: NaiveDate) -> bool {
        date >= self.first_day
            && self.known.from.is_none_or(|from| from <= date)
            && self.known.until.is_none_or(|until| date <= until)
            && self.known.pending.binary_search(&date).is_err()
    }

    /// The last date whose hours are certain; none without limit.
    pub fn known_until(&self) -> Option<NaiveDate> {
        self.known.until
    }

    /// The zone that owns the civil dates.
    pub fn zone(&self) -> Tz {
        self.zone
    }

    /// The civil date of an instant in this calendar's zone.
    pub fn date_of(&self, at: i64) -> NaiveDate {
        local::date_of(self.zone, at)
    }

    /// The instant at which a civil date begins in this calendar's zone.
    pub fn start_of(&self, date: NaiveDate) -> i64 {
        local::opening(self.zone, date, 0)
    }

    /// The first and the last civil date that are laid out.
    pub fn laid_out(&self) -> (NaiveDate, NaiveDate) {
        (self.first_day, self.date_of_row(self.rows().saturating_sub(1)))
    }

    /// The open intervals that belong to a civil date, as (opening, closing).
    pub fn day(&self, date: NaiveDate) -> impl ExactSizeIterator<Item = (i64, i64)> {
        let row = usize::try_from((date - self.first_day).num_days()).ok();
        let range = row
            .filter(|row| row + 1 < self.first_of.len())
            .map_or(0..0, |row| self.first_of[row] as usize..self.first_of[row + 1] as usize);
        range.map(|interval| (self.opens[interval], self.closes[interval]))
    }

    /// The open parts of the span from `from` to `to`, in order, each as (opening, closing).
    pub fn open_parts(&self, from: i64, to: i64) -> impl Iterator<Item = (i64, i64)> {
        let first = self.closed_by(from);
        (first..self.opens.len())
            .map(move |interval| (self.opens[interval].max(from), self.closes[interval].min(to)))
            .take_while(move |(open, close)| open < close)
    }

    fn end(&self) -> i64 {
        self.closes.last().copied().unwrap_or(i64::MAX)
    }
}
