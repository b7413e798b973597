//! Putting a published list of days into a layer.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use super::{DayLayer, DayRule};

/// Named days as somebody published them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DayList {
    /// What each named day is.
    pub days: BTreeMap<NaiveDate, DayRule>,
    /// The years that the list answers for: what it does not name in them is not named any more. Its days of other
    /// years are only added, because a notice may name the last days of the year before.
    pub years: BTreeSet<i32>,
}

/// Years that a base layer cannot answer for, because some before them would be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the layer answers for {before} and would for {after}, but not for all that lies between")]
pub struct YearsApart {
    /// The year before the hole.
    pub before: i32,
    /// The year after it.
    pub after: i32,
}

impl DayLayer {
    /// Takes over a list. A date that it settles is awaited no more (S8).
    pub fn take(&mut self, list: &DayList) {
        self.days.retain(|date, _| !list.years.contains(&date.year()));
        self.pending.retain(|date| !list.years.contains(&date.year()) && !list.days.contains_key(date));
        self.days.extend(list.days.clone());
    }

    /// Lets the layer answer for whole years from now on, beside those it answers for already: only a base layer does.
    ///
    /// # Errors
    /// A hole between the years.
    pub fn answer_for(&mut self, years: &BTreeSet<i32>) -> Result<(), YearsApart> {
        let (Some(first), Some(last)) = (years.first().copied(), years.last().copied()) else { return Ok(()) };
        let mut all = years.clone();
        if let (Some(from), Some(until)) = (self.known_from, self.known_until) {
            // A year known in part joins no other.
            if from.ordinal() > 1 && first < from.year() && !years.contains(&from.year()) {
                return Err(YearsApart { before: first, after: from.year() });
            }
            if until.succ_opt().is_some_and(|next| next.ordinal() > 1)
                && last > until.year()
                && !years.contains(&until.year())
            {
                return Err(YearsApart { before: until.year(), after: last });
            }
            all.extend(from.year()..=until.year());
        }
        if let Some((before, after)) = all.iter().zip(all.iter().skip(1)).find(|(one, next)| *one + 1 != **next) {
            return Err(YearsApart { before: *before, after: *after });
        }
        let (begins, ends) = (NaiveDate::from_ymd_opt(first, 1, 1), NaiveDate::from_ymd_opt(last, 12, 31));
        self.known_from = self.known_from.into_iter().chain(begins).min();
        self.known_until = self.known_until.into_iter().chain(ends).max();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::shipped;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn a_list_replaces_its_years_and_adds_to_others() {
        let mut layer = shipped::national();
        layer.pending.insert(date("2026-12-30"));
        let days = BTreeMap::from([(date("2025-12-31"), DayRule::Off), (date("2026-01-01"), DayRule::Off)]);
        layer.take(&DayList { days, years: BTreeSet::from([2026]) });
        let of = |year: i32| layer.days.keys().filter(|date| date.year() == year).count();
        assert_eq!(of(2026), 1, "what the list does not name is not named any more");
        assert_eq!(of(2025), shipped::national().days.keys().filter(|date| date.year() == 2025).count() + 1);
        assert!(layer.pending.is_empty(), "the notice has come");
    }

    #[test]
    fn a_base_layer_answers_for_years_without_a_hole() {
        let mut layer = shipped::national();
        assert_eq!(layer.answer_for(&BTreeSet::from([2028])), Err(YearsApart { before: 2026, after: 2028 }));
        layer.answer_for(&BTreeSet::from([2016, 2017, 2027])).expect("both ends");
        assert_eq!((layer.known_from, layer.known_until), (Some(date("2016-01-01")), Some(date("2027-12-31"))));
        layer.answer_for(&BTreeSet::from([2020])).expect("inside");
        assert_eq!(layer.known_until, Some(date("2027-12-31")));
        let mut new = DayLayer::overlay("LZ", "柳州");
        new.answer_for(&BTreeSet::from([2026])).expect("its first year");
        assert_eq!((new.known_from, new.known_until), (Some(date("2026-01-01")), Some(date("2026-12-31"))));
        new.known_until = Some(date("2026-06-30"));
        assert_eq!(new.answer_for(&BTreeSet::from([2027])), Err(YearsApart { before: 2026, after: 2027 }));
    }
}
