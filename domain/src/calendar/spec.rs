//! A service calendar as people write it down and the database keeps it (JSON).

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, Weekday};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::Interval;

/// Open hours by day of the week, Monday first.
pub type Weekly = [Vec<Interval>; 7];

/// A whole calendar: one revision is an immutable snapshot of this (S7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CalendarSpec {
    /// The zone that owns the civil dates (E15).
    pub zone: Tz,
    /// The first date that is certain, beside those of the layers; none: no limit of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known_from: Option<NaiveDate>,
    /// The last date that is certain, beside those of the layers; none: no limit of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known_until: Option<NaiveDate>,
    /// Weekly hours, each from a civil date on, in rising order of date.
    pub versions: Vec<CalendarVersion>,
    /// Named days, in rising precedence: national, regional overlay, own exceptions.
    #[serde(default)]
    pub layers: Vec<DayLayer>,
}

/// Weekly hours that hold from a civil date until the next version's (S7, E13).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CalendarVersion {
    /// The first civil date of these hours.
    pub effective_from: NaiveDate,
    /// The hours of each weekday.
    pub weekly: Weekly,
}

/// A list of named days that overrides the weekly hours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DayLayer {
    /// Short code, for example `CN` or `CN-GX`.
    pub code: String,
    /// Name for people.
    pub name: String,
    /// For a base layer: the first date that it answers for. An overlay has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known_from: Option<NaiveDate>,
    /// For a base layer: the last date that it answers for. An overlay has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known_until: Option<NaiveDate>,
    /// What each named day is.
    pub days: BTreeMap<NaiveDate, DayRule>,
    /// Dates whose notice is awaited: whatever spans one is provisional (S8).
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub pending: BTreeSet<NaiveDate>,
}

/// What a named day is. A list of intervals says all: half days, own hours, night shifts (E9, E10).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub enum DayRule {
    /// Closed all day.
    Off,
    /// Open as on a day of the week; a make-up working day is open as on a Monday unless it says otherwise.
    Work {
        /// The weekday whose hours hold.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        like: Option<Weekday>,
    },
    /// Open in these hours.
    Hours(Vec<Interval>),
}

impl CalendarSpec {
    /// A calendar of weekly hours alone, known without limit.
    pub fn weekly(zone: Tz, effective_from: NaiveDate, weekly: Weekly) -> Self {
        let versions = vec![CalendarVersion { effective_from, weekly }];
        Self { zone, known_from: None, known_until: None, versions, layers: Vec::new() }
    }

    /// The first date that every base layer and the calendar itself answer for.
    pub fn first_known(&self) -> Option<NaiveDate> {
        self.layers.iter().filter_map(|layer| layer.known_from).chain(self.known_from).max()
    }

    /// The last date that every base layer and the calendar itself answer for.
    pub fn last_known(&self) -> Option<NaiveDate> {
        self.layers.iter().filter_map(|layer| layer.known_until).chain(self.known_until).min()
    }

    /// The rule of the highest layer that names the date.
    pub fn named(&self, date: NaiveDate) -> Option<&DayRule> {
        self.layers.iter().rev().find_map(|layer| layer.days.get(&date))
    }
}

impl DayLayer {
    /// An overlay without named days yet.
    pub fn overlay(code: &str, name: &str) -> Self {
        Self {
            code: code.to_owned(),
            name: name.to_owned(),
            known_from: None,
            known_until: None,
            days: BTreeMap::new(),
            pending: BTreeSet::new(),
        }
    }

    /// The same layer with one more named day.
    #[must_use]
    pub fn with(mut self, date: NaiveDate, rule: DayRule) -> Self {
        self.days.insert(date, rule);
        self
    }
}
