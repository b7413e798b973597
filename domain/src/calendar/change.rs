//! What a change of a calendar does to its days, and the life of such a change.

use chrono::NaiveDate;

use super::CompiledCalendar;
use crate::text_enum;

text_enum! {
    /// The life of a change.
    pub enum CalendarChangeState {
        /// Previewed; nothing has changed yet.
        Draft = "DRAFT",
        /// A revision of the calendar; running clocks are following it.
        Activating = "ACTIVATING",
        /// Every running clock that it touches has followed.
        Active = "ACTIVE",
        /// Given up as a draft.
        Withdrawn = "WITHDRAWN",
    }
}

text_enum! {
    /// What becomes of a day.
    pub enum DayChangeKind {
        /// Open for longer than before.
        Gained = "GAINED",
        /// Open for less long, or closed.
        Lost = "LOST",
        /// Open for as long, at other hours.
        Shifted = "SHIFTED",
        /// The same hours, and they are certain now (S8).
        Confirmed = "CONFIRMED",
        /// The same hours, and they are not certain any more.
        Doubted = "DOUBTED",
    }
}

/// A civil day that differs between two revisions of a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayChange {
    /// The civil date.
    pub date: NaiveDate,
    /// The open intervals before, as (opening, closing) instants.
    pub before: Vec<(i64, i64)>,
    /// The open intervals after.
    pub after: Vec<(i64, i64)>,
    /// Whether the hours were certain.
    pub known_before: bool,
    /// Whether they are.
    pub known_after: bool,
}

impl DayChange {
    /// What becomes of the day; its hours matter more than how certain they are.
    pub fn kind(&self) -> DayChangeKind {
        let open = |hours: &[(i64, i64)]| -> i64 { hours.iter().map(|(from, to)| to - from).sum() };
        match open(&self.after).cmp(&open(&self.before)) {
            std::cmp::Ordering::Greater => DayChangeKind::Gained,
            std::cmp::Ordering::Less => DayChangeKind::Lost,
            std::cmp::Ordering::Equal if self.before != self.after => DayChangeKind::Shifted,
            std::cmp::Ordering::Equal if self.known_after => DayChangeKind::Confirmed,
            std::cmp::Ordering::Equal => DayChangeKind::Doubted,
        }
    }

    fn of(old: &CompiledCalendar, new: &CompiledCalendar, date: NaiveDate) -> Option<Self> {
        let (known_before, known_after) = (old.is_known(date), new.is_known(date));
        if known_before == known_after && old.zone() == new.zone() && old.day(date).eq(new.day(date)) {
            return None;
        }
        let (before, after) = (old.day(date).collect(), new.day(date).collect());
        Some(Self { date, before, after, known_before, known_after })
    }
}

/// Every day on which two revisions of a calendar differ in open hours or certainty, in order.
///
/// A calendar goes on by its weekly hours for years beyond what is known, and for longer the more is known: what only
/// one of the two lays out, and neither knows, is no difference.
pub fn day_changes(old: &CompiledCalendar, new: &CompiledCalendar) -> Vec<DayChange> {
    let (first, last) = (old.laid_out().0.min(new.laid_out().0), old.laid_out().1.max(new.laid_out().1));
    let inside = |of: &CompiledCalendar, date: NaiveDate| (of.laid_out().0..=of.laid_out().1).contains(&date);
    let counts =
        |date: &NaiveDate| (inside(old, *date) && inside(new, *date)) || old.is_known(*date) || new.is_known(*date);
    let dates = first.iter_days().take_while(|date| *date <= last).filter(counts);
    dates.filter_map(|date| DayChange::of(old, new, date)).collect()
}
