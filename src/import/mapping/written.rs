//! The mapping as it is written, and what is checked beyond its shape.

use std::collections::HashMap;

use anyhow::Error;
use app::import::{Meaning, Setup};
use chrono::format::{Item, StrftimeItems};
use domain::ticket::{Impact, PauseReason, TicketKind, Urgency};
use serde::Deserialize;

use super::{Columns, Mapping, Routes, Template, Text, Time, Words};

/// The file, key by key.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    source: String,
    #[serde(default = "missing")]
    missing: Vec<String>,
    columns: Columns,
    time: Time,
    text: Texts,
    states: Words<State>,
    #[serde(default)]
    impacts: Words<Impact>,
    #[serde(default)]
    urgencies: Words<Urgency>,
    #[serde(default)]
    priorities: Words<domain::ticket::Priority>,
    #[serde(default)]
    kinds: Words<TicketKind>,
    #[serde(default)]
    default: Defaults,
    vendors: Vendors,
    setup: Option<Box<Setup>>,
}

fn missing() -> Vec<String> {
    vec![String::new()]
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Texts {
    title: String,
    #[serde(default)]
    description: String,
    #[serde(default)]
    cause: String,
    #[serde(default)]
    solution: String,
}

/// For cases that do not say.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Defaults {
    kind: TicketKind,
    impact: Impact,
    urgency: Urgency,
}

impl Default for Defaults {
    fn default() -> Self {
        Self { kind: TicketKind::Incident, impact: Impact::Medium, urgency: Urgency::Medium }
    }
}

/// A milestone, or a wait with its reason: `"RESOLVED"` or `{ hold = "AWAITING_REQUESTER" }`.
#[derive(Debug, Deserialize)]
#[serde(
    untagged,
    expecting = "RAISED, ACKNOWLEDGED, ARRIVED, RESTORED, RESOLVED, CONFIRMED, CANCELLED, IGNORED or \
                               { hold = \"REASON\" } with a reason of pauses"
)]
enum State {
    Milestone(Milestone),
    Hold(Hold),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Hold {
    hold: PauseReason,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum Milestone {
    Raised,
    Acknowledged,
    Arrived,
    Restored,
    Resolved,
    Confirmed,
    Cancelled,
    Ignored,
}

/// Whom groups belong to: `generate` vendors by a stable hash, or a list of existing systems.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Vendors {
    generate: Option<u32>,
    #[serde(default)]
    list: Vec<Listed>,
    /// The place, from 1, of whoever takes cases without a group.
    #[serde(default = "first")]
    default: usize,
}

fn first() -> usize {
    1
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    /// The code of a system; its contract names the vendor.
    system: String,
    groups: Vec<String>,
}

impl Written {
    pub(super) fn check(self, mistakes: &mut Vec<String>) -> Option<Mapping> {
        if self.source.trim().is_empty() {
            mistakes.push("source: a log needs a name".to_owned());
        }
        if self.states.is_empty() {
            mistakes.push("states: no state is mapped".to_owned());
        }
        let values = [
            ("impacts", "columns.impact", self.columns.impact.is_some(), self.impacts.is_empty()),
            ("urgencies", "columns.urgency", self.columns.urgency.is_some(), self.urgencies.is_empty()),
            ("priorities", "columns.priority", self.columns.priority.is_some(), self.priorities.is_empty()),
            ("kinds", "columns.kind", self.columns.kind.is_some(), self.kinds.is_empty()),
        ];
        for (key, column, has_column, is_empty) in values {
            match (has_column, is_empty) {
                (true, true) => mistakes.push(format!("{key}: {column} is given, but none of its values")),
                (false, false) => mistakes.push(format!("{column}: {key} are given, but no column that holds them")),
                _ => {}
            }
        }
        check_format(&self.time.format, mistakes);
        let mut template = |key: &str, text: &str| {
            Template::parse(text).unwrap_or_else(|error: Error| {
                mistakes.push(format!("text.{key}: {error}"));
                Template::default()
            })
        };
        let text = Text {
            title: template("title", &self.text.title),
            description: template("description", &self.text.description),
            cause: template("cause", &self.text.cause),
            solution: template("solution", &self.text.solution),
        };
        let routes = routes(self.vendors, self.setup, self.columns.group.is_some(), mistakes)?;
        Some(Mapping {
            source: self.source,
            columns: self.columns,
            missing: self.missing,
            time: self.time,
            text,
            states: self.states.into_iter().map(|(word, state)| (word, meaning(&state))).collect(),
            impacts: self.impacts.into_iter().collect(),
            urgencies: self.urgencies.into_iter().collect(),
            priorities: self.priorities.into_iter().collect(),
            kinds: self.kinds.into_iter().collect(),
            kind: self.default.kind,
            impact: self.default.impact,
            urgency: self.default.urgency,
            routes,
        })
    }
}

fn meaning(state: &State) -> Meaning {
    match state {
        State::Hold(Hold { hold }) => Meaning::Held(*hold),
        State::Milestone(Milestone::Raised) => Meaning::Raised,
        State::Milestone(Milestone::Acknowledged) => Meaning::Acknowledged,
        State::Milestone(Milestone::Arrived) => Meaning::Arrived,
        State::Milestone(Milestone::Restored) => Meaning::Restored,
        State::Milestone(Milestone::Resolved) => Meaning::Resolved,
        State::Milestone(Milestone::Confirmed) => Meaning::Confirmed,
        State::Milestone(Milestone::Cancelled) => Meaning::Cancelled,
        State::Milestone(Milestone::Ignored) => Meaning::Ignored,
    }
}

fn check_format(format: &str, mistakes: &mut Vec<String>) {
    let items: Vec<Item<'_>> = StrftimeItems::new(format).collect();
    if items.contains(&Item::Error) || items.is_empty() {
        mistakes.push(format!("time.format: \"{format}\" is no format of times, such as \"%Y-%m-%d %H:%M:%S\""));
    }
}

fn routes(vendors: Vendors, setup: Option<Box<Setup>>, has_groups: bool, mistakes: &mut Vec<String>) -> Option<Routes> {
    let count = vendors.generate.map_or(vendors.list.len(), |count| usize::try_from(count).unwrap_or(0));
    if count > 0 && !(1..=count).contains(&vendors.default) {
        mistakes.push(format!("vendors.default: {} is no place from 1 to {count}", vendors.default));
    }
    if count > 1 && !has_groups {
        mistakes.push("columns.group: several vendors, but no column that tells their groups".to_owned());
    }
    let default = vendors.default.saturating_sub(1);
    match (vendors.generate, vendors.list.is_empty(), setup) {
        (Some(count @ 1..=100), true, Some(setup)) => Some(Routes::Generated { setup, count, default }),
        (Some(1..=100), true, None) => refuse(mistakes, "setup: generated vendors need one"),
        (Some(_), true, _) => refuse(mistakes, "vendors.generate: from 1 to 100"),
        (Some(_), false, _) => refuse(mistakes, "vendors.list: either this or vendors.generate"),
        (None, true, _) => refuse(mistakes, "vendors: give either generate or a list"),
        (None, false, Some(_)) => refuse(mistakes, "setup: a list names systems that exist; nothing is set up for it"),
        (None, false, None) => {
            let mut groups = HashMap::new();
            for (place, listed) in vendors.list.iter().enumerate() {
                for group in &listed.groups {
                    if groups.insert(group.clone(), place).is_some() {
                        mistakes.push(format!("vendors.list: \"{group}\" stands twice"));
                    }
                }
            }
            let systems = vendors.list.into_iter().map(|listed| listed.system).collect();
            Some(Routes::Listed { systems, groups, default })
        }
    }
}

fn refuse(mistakes: &mut Vec<String>, mistake: &str) -> Option<Routes> {
    mistakes.push(mistake.to_owned());
    None
}
