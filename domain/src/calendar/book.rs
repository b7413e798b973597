//! Every revision of every calendar, compiled.

use std::collections::HashMap;
use std::sync::Arc;

use super::CompiledCalendar;
use crate::ids::CalendarId;

/// The calendars by id, each with its revisions. Revisions are numbered by one counter over all calendars.
#[derive(Clone, Debug, Default)]
pub struct CalendarBook {
    calendars: HashMap<CalendarId, Vec<(i64, Arc<CompiledCalendar>)>>,
    latest: i64,
}

impl CalendarBook {
    /// Adds a revision of a calendar, or replaces it.
    pub fn insert(&mut self, calendar: CalendarId, revision: i64, compiled: Arc<CompiledCalendar>) {
        let revisions = self.calendars.entry(calendar).or_default();
        match revisions.binary_search_by_key(&revision, |entry| entry.0) {
            Ok(place) => revisions[place].1 = compiled,
            Err(place) => revisions.insert(place, (revision, compiled)),
        }
        self.latest = self.latest.max(revision);
    }

    /// The same book, had a calendar always been this one.
    #[must_use]
    pub fn as_if_always(&self, calendar: CalendarId, compiled: &Arc<CompiledCalendar>) -> Self {
        let mut book = self.clone();
        for (_, revision) in book.calendars.get_mut(&calendar).into_iter().flatten() {
            *revision = compiled.clone();
        }
        book
    }

    /// The highest revision of any calendar; 0 when there is none.
    pub fn latest(&self) -> i64 {
        self.latest
    }

    /// The calendars as they stood at a revision.
    pub fn as_of(&self, revision: i64) -> BookView<'_> {
        BookView { book: self, revision }
    }
}

/// The calendars as they stood at one revision.
#[derive(Clone, Copy, Debug)]
pub struct BookView<'a> {
    book: &'a CalendarBook,
    revision: i64,
}

impl<'a> BookView<'a> {
    /// The revision that this view stands for.
    pub fn revision(self) -> i64 {
        self.revision
    }

    /// The calendar's last revision at or before the view's, with its number.
    ///
    /// A calendar that is younger than the view is taken as of its first revision.
    pub fn entry(self, calendar: CalendarId) -> Option<(i64, &'a CompiledCalendar)> {
        let revisions = self.book.calendars.get(&calendar)?;
        let after = revisions.partition_point(|entry| entry.0 <= self.revision);
        revisions.get(after.saturating_sub(1)).map(|entry| (entry.0, entry.1.as_ref()))
    }

    /// The calendar as of this view.
    pub fn get(self, calendar: CalendarId) -> Option<&'a CompiledCalendar> {
        self.entry(calendar).map(|entry| entry.1)
    }
}
