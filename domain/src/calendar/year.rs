//! Whether a base layer says all that a year needs: a published but empty list looks like a year without holidays.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{DayLayer, DayRule};
use crate::text_enum;

text_enum! {
    /// What a year of a base layer lacks. Every notice of the State Council so far has had all of it.
    pub enum YearGap {
        /// No day is named at all.
        Empty = "EMPTY",
        /// No day off is named.
        NoDaysOff = "NO_DAYS_OFF",
        /// No working day is moved.
        NoMakeUpDays = "NO_MAKE_UP_DAYS",
        /// Nothing is named in January: New Year's Day is missing.
        BeginsLate = "BEGINS_LATE",
        /// Nothing is named from October on: National Day is missing.
        EndsEarly = "ENDS_EARLY",
    }
}

/// A year of a layer that is empty or partial.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PartialYear {
    /// The layer's code.
    pub layer: String,
    /// The civil year.
    pub year: i32,
    /// What it lacks; never empty.
    pub gaps: Vec<YearGap>,
}

impl PartialYear {
    /// What a year of a layer lacks; none when it is whole.
    pub fn of(layer: &DayLayer, year: i32) -> Option<Self> {
        let gaps = gaps(layer, year);
        (!gaps.is_empty()).then(|| Self { layer: layer.code.clone(), year, gaps })
    }
}

fn gaps(layer: &DayLayer, year: i32) -> Vec<YearGap> {
    let (Some(first), Some(last)) = (NaiveDate::from_ymd_opt(year, 1, 1), NaiveDate::from_ymd_opt(year, 12, 31)) else {
        return vec![YearGap::Empty];
    };
    let days = || layer.days.range(first..=last);
    let (Some(earliest), Some(latest)) = (days().next(), days().next_back()) else { return vec![YearGap::Empty] };
    let found = [
        (days().any(|(_, rule)| *rule == DayRule::Off), YearGap::NoDaysOff),
        (days().any(|(_, rule)| *rule != DayRule::Off), YearGap::NoMakeUpDays),
        (earliest.0.month() == 1, YearGap::BeginsLate),
        (latest.0.month() >= 10, YearGap::EndsEarly),
    ];
    found.into_iter().filter(|(there, _)| !there).map(|(_, gap)| gap).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::shipped;

    #[test]
    fn every_published_year_is_whole_and_a_half_or_empty_one_is_named() {
        let whole = shipped::national();
        for year in shipped::NATIONAL_FROM..=shipped::NATIONAL_UNTIL {
            assert_eq!(PartialYear::of(&whole, year), None, "{year}");
        }
        assert_eq!(PartialYear::of(&whole, 2027).map(|year| year.gaps), Some(vec![YearGap::Empty]));
        let mut half = whole;
        half.days.retain(|date, rule| date.year() != 2026 || (date.month() < 7 && *rule == DayRule::Off));
        let gaps = vec![YearGap::NoMakeUpDays, YearGap::EndsEarly];
        assert_eq!(PartialYear::of(&half, 2026).map(|year| year.gaps), Some(gaps));
        half.days.retain(|date, _| date.year() != 2026 || date.month() > 3);
        let found = PartialYear::of(&half, 2026).map(|year| year.gaps).unwrap_or_default();
        assert_eq!(found, [YearGap::NoMakeUpDays, YearGap::BeginsLate, YearGap::EndsEarly]);
    }
}
